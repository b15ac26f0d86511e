/** Numbers, money, dates and keys as people read them, through `Intl`, in one language and one report's currency. */

/** @import { Language, Money, Report } from "./types.js" */

/** Shown where the data cannot say. */
export const UNKNOWN = "–";
/** The code of amounts whose source names no currency. */
export const NO_CURRENCY = "XXX";
const DAY = 86_400_000;

/** @typedef {ReturnType<typeof formats>} Format */

/**
 * @param {Language} language
 * @param {Report | null} report its currency and zone are used
 */
export function formats(language, report) {
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const decimal = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(language, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const percentRound = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const plainDate = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" });
  const month = new Intl.DateTimeFormat(language, { year: "numeric", month: "short", timeZone: "UTC" });
  const day = new Intl.DateTimeFormat(language, { month: "short", day: "numeric", timeZone: "UTC" });
  const zone = report?.meta.zone ?? "UTC";
  const localDate = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: zone });
  const currency = mainCurrency(report);

  const amount = (/** @type {number} */ value, /** @type {string | null} */ code, short = false) =>
    moneyFormat(language, code, short || Math.abs(value) >= 10_000, short).format(value);
  const orUnknown = (/** @type {number | null | undefined} */ value, /** @type {(value: number) => string} */ show) =>
    value === null || value === undefined || Number.isNaN(value) ? UNKNOWN : show(value);

  return {
    language,
    currency,
    count: (/** @type {number | null | undefined} */ value) => orUnknown(value, (n) => whole.format(n)),
    decimal: (/** @type {number | null | undefined} */ value) => orUnknown(value, (n) => decimal.format(n)),
    share: (/** @type {number | null | undefined} */ value) => orUnknown(value, (n) => percent.format(n)),
    /** A share in few characters, for axes, cells and settings. @param {number} value */
    shareShort: (value) => percentRound.format(value),
    /** @param {Money | null | undefined} value one amount, or every currency's amount side by side */
    money(value) {
      if (value === null || value === undefined) return UNKNOWN;
      if (typeof value === "number") return amount(value, currency);
      const parts = Object.entries(value).map(([code, part]) => amount(part, code));
      return parts.length ? parts.join(" · ") : UNKNOWN;
    },
    /** A length of time as people say it. @param {number | null | undefined} ms */
    duration: (ms) => orUnknown(ms, (n) => duration(n, language)),
    /** The amount in few characters, for charts. @param {number} value */
    moneyShort: (value) => amount(value, currency, true),
    /** @param {string | null | undefined} text an instant shows its date in the zone; a date, or a time without an offset, its own */
    date(text) {
      if (!text) return UNKNOWN;
      return /Z|[+-]\d\d:\d\d$/.test(text) ? localDate.format(Date.parse(text)) : plainDate.format(Date.parse(text.slice(0, 10)));
    },
    /** A calendar day that comes as its midnight in UTC: no zone moves it. @param {string} text */
    calendarDay: (text) => plainDate.format(Date.parse(text.slice(0, 10))),
    /** @param {string} text "2011-01" or "2011-W05" */
    period: (text) => (text.includes("W") ? text.replace("-W", " W") : month.format(Date.parse(`${text}-01`))),
    /** The same of a UTC instant. @param {number} ms */
    month: (ms) => month.format(ms),
    /** Month and day in few characters. @param {number} ms UTC */
    day: (ms) => day.format(ms),
    bytes: (/** @type {number} */ value) => byteSize(value, decimal),
    /** @param {number} weekday Monday = 0 */
    weekday: (weekday) =>
      new Intl.DateTimeFormat(language, { weekday: "short", timeZone: "UTC" }).format((4 + weekday) * DAY),
    list: (/** @type {string[]} */ parts) => new Intl.ListFormat(language).format(parts),
  };
}

/**
 * The currency that single amounts and charts are in: the report's, else the one with most orders.
 * @param {Report | null} report
 */
export function mainCurrency(report) {
  return report?.meta.currency ?? report?.meta.currencies[0]?.code ?? null;
}

/**
 * One number of a money field, for charts and sorting.
 * @param {Money | null | undefined} money
 * @param {string | null} currency
 */
export function amountIn(money, currency) {
  if (money === null || money === undefined) return null;
  if (typeof money === "number") return money;
  return currency === null ? null : (money[currency] ?? 0);
}

/**
 * @param {string} language
 * @param {string | null} code
 * @param {boolean} whole no fraction digits
 * @param {boolean} compact
 */
function moneyFormat(language, code, whole, compact) {
  const named = code !== null && code !== NO_CURRENCY;
  return new Intl.NumberFormat(language, {
    ...(named
      ? { style: "currency", currency: code, currencyDisplay: "narrowSymbol" }
      : { minimumFractionDigits: whole ? 0 : 2, maximumFractionDigits: 2 }),
    ...(whole ? { maximumFractionDigits: compact ? 1 : 0, minimumFractionDigits: 0 } : {}),
    ...(compact ? { notation: "compact" } : {}),
  });
}

/** Milliseconds below a second, else the largest unit that fills once. @param {number} ms @param {string} language */
function duration(ms, language) {
  const units = /** @type {[string, number][]} */ ([["day", DAY], ["hour", 3_600_000], ["minute", 60_000], ["second", 1000], ["millisecond", 1]]);
  const [unit, size] = units.find(([, length]) => ms >= length) ?? ["second", 1000];
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 1 }).format(ms / size);
}

/** @param {number} value @param {Intl.NumberFormat} decimal */
function byteSize(value, decimal) {
  const units = ["B", "KB", "MB", "GB"];
  const step = value < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3));
  return `${decimal.format(value / 1000 ** step)} ${units[step]}`;
}

/**
 * A customer key that can be told from others but not read: `anna@shop.com` → `an•••@s•••.com`.
 * @param {string} key
 */
export function maskKey(key) {
  const at = key.indexOf("@");
  if (at < 0) return key.length <= 4 ? `${key.slice(0, 1)}•••` : `${key.slice(0, 2)}•••${key.slice(-2)}`;
  const domain = key.slice(at + 1);
  const dot = domain.lastIndexOf(".");
  const tail = at > 4 ? key.slice(at - 1, at) : "";
  return `${key.slice(0, Math.min(2, at))}•••${tail}@${domain.slice(0, 1)}•••${dot > 0 ? domain.slice(dot) : ""}`;
}
