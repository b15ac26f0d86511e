/**
 * Numbers, money, dates and lengths of time in one language. Written by hand and not by `Intl`, whose words differ
 * between hosts: the same report gives the same bytes everywhere.
 * @module
 */

/** @import { Told, Language, Money } from "./types.js" */

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/** Monday first. */
const WEEKDAYS = { en: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], "zh-CN": ["周一", "周二", "周三", "周四", "周五", "周六", "周日"] };
const LONG_WEEKDAYS = { en: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"], "zh-CN": WEEKDAYS["zh-CN"] };
/** Signs that are read without doubt beside the currency's code, which every section names. */
const SIGNS = new Map(Object.entries({ USD: "$", EUR: "€", GBP: "£", JPY: "¥", CNY: "¥", AUD: "A$", CAD: "CA$", HKD: "HK$", NZD: "NZ$", INR: "₹", KRW: "₩", BRL: "R$", MXN: "MX$", TWD: "NT$", VND: "₫" }));
/** The code of amounts whose source names no currency. */
export const NO_CURRENCY = "XXX";
/** From here on an amount is told without its fraction. */
const LARGE = 10_000;
/** Milliseconds. @type {[unit: keyof typeof UNITS["en"], size: number][]} */
const LENGTHS = [["day", 86_400_000], ["hour", 3_600_000], ["minute", 60_000], ["second", 1000], ["ms", 1]];
const UNITS = {
  en: { day: " days", hour: " h", minute: " min", second: " s", ms: " ms" },
  "zh-CN": { day: " 天", hour: " 小时", minute: " 分钟", second: " 秒", ms: " 毫秒" },
};
const SHORT = { en: /** @type {const} */ ([[1e9, "B"], [1e6, "M"], [1e3, "K"]]), "zh-CN": /** @type {const} */ ([[1e8, "亿"], [1e4, "万"]]) };

/** @typedef {ReturnType<typeof formats>} Format */

/**
 * @param {Language} language
 * @param {{ currency: string | null, currencies?: { code: string, exponent: number | null }[], zone: string } | null} meta of the report
 */
export function formats(language, meta) {
  const currency = meta?.currency ?? meta?.currencies?.[0]?.code ?? null;
  const digits = new Map((meta?.currencies ?? []).map(({ code, exponent }) => [code, Math.max(0, Math.min(4, Math.trunc(exponent ?? 2) || 0))]));
  /** @type {((instant: string) => string) | null} made when first needed */
  let localDate = null;

  /** @param {number} value @param {string | null} code */
  const amount = (value, code) => named(fixed(value, Math.abs(value) >= LARGE ? 0 : (digits.get(code ?? "") ?? 2)), code);
  const plainDate = (/** @type {string} */ day) => dateWords(day, language);

  return {
    language,
    currency,
    /** The number as people write it, whole. @param {number} value */
    count: (value) => fixed(value, 0),
    decimal,
    /** @param {number} value 0..1 */
    share: (value) => `${fixed(value * 100, 1)}%`,
    /** In few characters. @param {number} value 0..1 */
    shareShort: (value) => `${trimmed(value * 100, Math.abs(value) < 0.1 ? 1 : 0)}%`,
    /** One amount, or every currency's amount side by side. @param {Told<Money>} value @returns {string | null} nothing where an amount is not told */
    money(value) {
      if (typeof value === "number") return Number.isFinite(value) ? amount(value, currency) : null;
      if (value === null || typeof value !== "object") return null;
      const parts = Object.entries(value).map(([code, part]) => (typeof part === "number" ? amount(part, code) : null));
      return parts.length > 0 && !parts.includes(null) ? parts.join(" · ") : null;
    },
    /** In few characters, for charts. @param {number} value */
    moneyShort: (value) => named(inShort(value, language), currency),
    /** @param {number} value */
    countShort: (value) => inShort(value, language),
    /** @param {string | null} text a month or a date, or an instant, whose date in the zone is told */
    date: (text) => (text === null ? "–" : /^\d{4}-\d\d$/.test(text) ? periodWords(text, language) : plainDate(/\dZ$|[+-]\d\d:\d\d$/.test(text) ? (localDate ??= datesIn(meta?.zone ?? "UTC"))(text) : text.slice(0, 10))),
    /** @param {string} text "2011-01" or "2011-W05" */
    period: (text) => periodWords(text, language),
    /** @param {number} position January = 1 */
    month: (position) => (language === "en" ? (MONTHS[position - 1] ?? "") : `${position}月`),
    /** @param {number} weekday Monday = 0 */
    weekday: (weekday) => WEEKDAYS[language][weekday] ?? "",
    /** The same in a sentence. @param {number} weekday */
    weekdayLong: (weekday) => LONG_WEEKDAYS[language][weekday] ?? "",
    /** @param {number} ms */
    duration(ms) {
      const [unit, size] = LENGTHS.find(([, length]) => ms >= length) ?? ["second", 1000];
      return trimmed(ms / size, 1) + UNITS[language][unit];
    },
    /** @param {number} value */
    bytes(value) {
      const step = value < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(value) / 3));
      return `${trimmed(value / 1000 ** step, 1)} ${["B", "KB", "MB", "GB"][step]}`;
    },
    /** @param {string[]} parts */
    list: (parts) => joined(parts, language),
  };
}

/** Rounded as `toFixed` does, which is exact, with commas between thousands. @param {number} value @param {number} digits */
function fixed(value, digits) {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e21) return "–";
  const text = value.toFixed(digits);
  const [whole = "", fraction] = text.replace("-", "").split(".");
  const sign = text.startsWith("-") && /[1-9]/.test(text) ? "-" : "";
  return sign + whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction ? `.${fraction}` : "");
}

/** @param {number} value @param {number} digits */
const trimmed = (value, digits) => fixed(value, digits).replace(/\.0+$/, "");

/** With one decimal where it is not whole. @param {number} value */
export const decimal = (value) => trimmed(value, 1);

/** @param {number} value @param {Language} language */
function inShort(value, language) {
  const [size, unit] = SHORT[language].find(([least]) => Math.abs(value) >= least) ?? [1, ""];
  return trimmed(value / size, size === 1 && Math.abs(value) >= 100 ? 0 : 1) + unit;
}

/** @param {string} number @param {string | null} code */
function named(number, code) {
  if (code === null || code === NO_CURRENCY) return number;
  const bare = number.replace("-", "");
  const sign = number.startsWith("-") ? "-" : "";
  return sign + (SIGNS.get(code) ?? `${code} `) + bare;
}

/** @param {string} text @param {Language} language */
function dateWords(text, language) {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(text) ?? [];
  if (!year) return text;
  return language === "en" ? `${MONTHS[Number(month) - 1] ?? month} ${Number(day)}, ${year}` : `${year}年${Number(month)}月${Number(day)}日`;
}

/** @param {string} text @param {Language} language */
function periodWords(text, language) {
  const [, year, month] = /^(\d{4})-(\d\d)$/.exec(text) ?? [];
  if (!year) return text.replace("-W", " W");
  return language === "en" ? `${MONTHS[Number(month) - 1] ?? month} ${year}` : `${year}年${Number(month)}月`;
}

/** @param {string[]} parts @param {Language} language */
function joined(parts, language) {
  if (parts.length < 2) return parts.join("");
  const last = parts.at(-1);
  const before = parts.slice(0, -1);
  if (language === "zh-CN") return `${before.join("、")}和${last}`;
  return parts.length === 2 ? parts.join(" and ") : `${before.join(", ")}, and ${last}`;
}

/** The local date of an instant: only digits are asked of the host, which are the same everywhere. @param {string} zone @returns {(instant: string) => string} */
function datesIn(zone) {
  /** @type {Intl.DateTimeFormat | null} */
  let days = null;
  try {
    days = new Intl.DateTimeFormat("en-US", { timeZone: zone, calendar: "gregory", numberingSystem: "latn", year: "numeric", month: "2-digit", day: "2-digit" });
  } catch {
    // A zone that this host does not know: the date in UTC.
  }
  return (instant) => {
    const ms = Date.parse(instant);
    if (days === null || Number.isNaN(ms)) return instant.slice(0, 10);
    const part = Object.fromEntries(days.formatToParts(ms).map(({ type, value }) => [type, value]));
    return `${part.year}-${part.month}-${part.day}`;
  };
}

/**
 * One number of a money field, for charts and sorting.
 * @param {Told<Money> | undefined} money
 * @param {string | null} currency
 * @returns {number | null}
 */
export function amountIn(money, currency) {
  if (typeof money === "number") return money;
  if (money === null || money === undefined || currency === null) return null;
  const own = money[currency];
  return own === undefined ? 0 : own;
}
