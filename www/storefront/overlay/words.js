/**
 * Every text of the overlay, in English and Chinese.
 * @module
 */

/** @import { Events, Tally } from "./types.js" */

/** "1 visit", "2,000 visits". @param {number} n @param {string} one @param {string} [many] */
const count = (n, one, many = `${one}s`) => `${number("en").format(n)} ${n === 1 ? one : many}`;
const number = (/** @type {string} */ language) => new Intl.NumberFormat(language);
const percent = (/** @type {string} */ language) => new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });

/** @param {Tally} tally */
const placedOf = ({ anchor, fallback }) => anchor + fallback;

const EN = {
  name: "Linger heatmap",
  collapse: "Smaller",
  expand: "Larger",
  close: "Close",
  otherLanguage: "中文",
  data: "Data",
  browser: "This browser",
  file: "Choose a file …",
  drop: "Or drop a file of events anywhere on the page. It is read here and sent nowhere.",
  metric: "Show",
  metrics: { clicks: "Clicks", scroll: "Scroll", attention: "Attention" },
  device: "Device",
  devices: { all: "All devices", phone: "Phones", tablet: "Tablets", desktop: "Desktops" },
  segment: "Visitors",
  segments: /** @type {Record<string, string>} */ ({
    all: "All", "logged-in": "Logged in", guest: "Not logged in", first: "First visit in these data", returning: "Returning",
    "from-direct": "From: direct", "from-internal": "From: this shop", "from-search": "From: search engines", "from-social": "From: social networks",
    "from-email": "From: e-mail", "from-ads": "From: advertising", "from-referral": "From: other sites",
  }),
  scope: "Pages",
  template: (/** @type {string} */ name) => `All “${name}” pages`,
  path: "This address only",
  least: "Least sessions",
  leastNote: "Places of fewer sessions are merged with those around them.",
  less: "less",
  more: "more",
  reading: "Reading …",
  own: (/** @type {Events} */ { n, views }) => `This browser keeps ${count(n, "event")} of ${count(views.session.length, "page view")}.`,
  ofFile: (/** @type {string} */ name, /** @type {Events} */ { n, views }) => `${name}: ${count(n, "event")} of ${count(views.session.length, "page view")}.`,
  cut: (/** @type {number} */ most) => `Only the first ${number("en").format(most)} events were read: that is the limit here. The dashboard reads more.`,
  unread: (/** @type {number} */ n) => `${count(n, "entry is no event and was", "entries are no events and were")} left out.`,
  nameless: (/** @type {number} */ n, /** @type {number} */ most) => `${count(n, "click is", "clicks are")} placed by pixels, because there are more than ${number("en").format(most)} anchors.`,
  tooLarge: "This JSON file is too large to be read in one piece. Save the events as NDJSON, one a line, and drop that file.",
  unreadable: "This file could not be read. Choose a file of Linger's events: NDJSON, or the JSON of Linger.export().",
  noEvents: "There are no events of such pages and visitors in these data. Browse the shop as a visitor, or drop a file of events.",
  clicks: (/** @type {Tally} */ tally) => {
    const { anchor, fallback, sessions, visitors } = tally;
    const placed = placedOf(tally);
    const share = (/** @type {number} */ part) => (placed ? percent("en").format(part / placed) : "0%");
    return `${count(placed, "click")} of ${count(sessions, "session")} and ${count(visitors, "visitor")}. ${share(anchor)} are placed by their element, ${share(fallback)} by pixels.`;
  },
  left: (/** @type {Tally} */ { hidden, outside }) => `Not drawn: ${number("en").format(hidden)} on elements that are hidden now, ${number("en").format(outside)} outside the page as it is now.`,
  withheld: (/** @type {number} */ n) => `${count(n, "click is", "clicks are")} withheld: too few sessions.`,
  reach: (/** @type {number} */ visitors) => `How far ${count(visitors, "visitor")} scrolled, as a share of the page's height.`,
  attention: (/** @type {number} */ sessions, /** @type {number} */ visitors) => `Mean visible time in ${count(sessions, "session")} of ${count(visitors, "visitor")}, by 5% of the page's height.`,
  tooFew: "Too few sessions to be shown. Lower the least number.",
  mark: (/** @type {number} */ share) => `${percent("en").format(share)} of visitors saw the page down to here`,
  fold: "Lower edge of the first screen (median)",
  seconds: (/** @type {number} */ seconds) => `${seconds.toFixed(1)} s`,
};

/** @type {typeof EN} */
const ZH = {
  name: "留步热力图",
  collapse: "收起",
  expand: "展开",
  close: "关闭",
  otherLanguage: "English",
  data: "数据",
  browser: "本浏览器",
  file: "选择文件…",
  drop: "也可将事件文件拖到页面任意位置。文件只在本页读取，不会发送到任何地方。",
  metric: "显示",
  metrics: { clicks: "点击", scroll: "滚动", attention: "注意力" },
  device: "设备",
  devices: { all: "全部设备", phone: "手机", tablet: "平板", desktop: "电脑" },
  segment: "访客",
  segments: {
    all: "全部", "logged-in": "已登录", guest: "未登录", first: "数据中的首次访问", returning: "回访",
    "from-direct": "来源：直接访问", "from-internal": "来源：本店", "from-search": "来源：搜索引擎", "from-social": "来源：社交网络",
    "from-email": "来源：邮件", "from-ads": "来源：广告", "from-referral": "来源：其他网站",
  },
  scope: "页面",
  template: (name) => `所有“${name}”页面`,
  path: "仅此地址",
  least: "最少会话数",
  leastNote: "会话数不足的位置与周围合并。",
  less: "少",
  more: "多",
  reading: "正在读取…",
  own: ({ n, views }) => `本浏览器保存了 ${number("zh").format(views.session.length)} 次页面浏览的 ${number("zh").format(n)} 个事件。`,
  ofFile: (name, { n, views }) => `${name}：${number("zh").format(views.session.length)} 次页面浏览，${number("zh").format(n)} 个事件。`,
  cut: (most) => `这里最多读取 ${number("zh").format(most)} 个事件，其余未读。仪表盘可读取更多。`,
  unread: (n) => `${number("zh").format(n)} 条记录不是事件，已略过。`,
  nameless: (n, most) => `锚点超过 ${number("zh").format(most)} 个，其中 ${number("zh").format(n)} 次点击按像素放置。`,
  tooLarge: "此 JSON 文件过大，无法整体读取。请将事件另存为 NDJSON（每行一个）后再拖入。",
  unreadable: "无法读取此文件。请选择留步的事件文件：NDJSON，或 Linger.export() 的 JSON。",
  noEvents: "数据中没有符合条件的页面和访客。请以访客身份浏览店铺，或拖入事件文件。",
  clicks: (tally) => {
    const { anchor, fallback, sessions, visitors } = tally;
    const placed = placedOf(tally);
    const share = (/** @type {number} */ part) => (placed ? percent("zh").format(part / placed) : "0%");
    return `${number("zh").format(visitors)} 位访客、${number("zh").format(sessions)} 次会话中的 ${number("zh").format(placed)} 次点击。${share(anchor)} 按元素放置，${share(fallback)} 按像素放置。`;
  },
  left: (/** @type {Tally} */ { hidden, outside }) => `未绘出：${number("zh").format(hidden)} 次在现已隐藏的元素上，${number("zh").format(outside)} 次在现页面之外。`,
  withheld: (n) => `${number("zh").format(n)} 次点击因会话数不足未显示。`,
  reach: (visitors) => `${number("zh").format(visitors)} 位访客的滚动深度，按页面高度的比例。`,
  attention: (sessions, visitors) => `${number("zh").format(visitors)} 位访客、${number("zh").format(sessions)} 次会话的平均可见时间，按页面高度每 5% 一段。`,
  tooFew: "会话数不足，无法显示。可调低最少会话数。",
  mark: (share) => `${percent("zh").format(share)} 的访客看到了这里`,
  fold: "首屏下沿（中位数）",
  seconds: (seconds) => `${seconds.toFixed(1)} 秒`,
};

/** @typedef {typeof EN} Words */

export const WORDS = { en: EN, zh: ZH };

/** Chinese where the page or its reader speaks Chinese. @returns {keyof typeof WORDS} */
export function languageOfPage() {
  return [document.documentElement.lang, navigator.language].some((language) => /^zh\b/i.test(language)) ? "zh" : "en";
}
