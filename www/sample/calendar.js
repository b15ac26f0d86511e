/**
 * Days of the shop's calendar: days since 1970-01-01 in, dates and New York offsets out. No clock.
 */

const DAY_MS = 86_400_000;

/**
 * Days since 1970-01-01 of a calendar date.
 * @param {number} year
 * @param {number} month 1..12
 * @param {number} date 1..31
 */
export function dayOf(year, month, date) {
  return Date.UTC(year, month - 1, date) / DAY_MS;
}

/**
 * 0 = Monday … 6 = Sunday; 1970-01-01 was a Thursday.
 * @param {number} day
 */
export function weekday(day) {
  return (day + 3) % 7;
}

/**
 * The n-th Sunday of a month.
 * @param {number} year
 * @param {number} month
 * @param {number} n
 */
function sunday(year, month, n) {
  const first = dayOf(year, month, 1);
  return first + (6 - weekday(first)) + 7 * (n - 1);
}

/**
 * Daylight saving holds from 2:00 on the second Sunday of March to 2:00 on the first of November.
 * @param {number} year
 * @param {number} day
 * @param {number} minute of the local day
 */
function daylightSaving(year, day, minute) {
  const now = day * 1440 + minute;
  return now >= sunday(year, 3, 2) * 1440 + 120 && now < sunday(year, 11, 1) * 1440 + 120;
}

/**
 * A local time as Shopify writes it: "2024-05-01 09:58:12 -0400".
 * @param {number} day
 * @param {number} minute
 * @param {number} second
 */
export function localTime(day, minute, second) {
  const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
  const clock = [Math.floor(minute / 60), minute % 60, second].map((n) => String(n).padStart(2, "0"));
  return `${date} ${clock.join(":")} ${daylightSaving(Number(date.slice(0, 4)), day, minute) ? "-0400" : "-0500"}`;
}
