/** Calendars of due lists and of the off-season, read by ical.js (RFC 5545): days, titles and people as they are in the rows, whatever letters stand in them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import ICAL from "ical.js";
import { withEngine } from "./shops.mjs";

const NAME = 'Tea; "green", 1\\2 — 一款很长的名字，超过七十五个字节的名字要折行，而且不能折在一个字的中间 🍵';
const DAY = 86_400_000;
const dayOf = (/** @type {number} */ at) => new Date(Date.UTC(2025, 0, 1) + at * DAY).toISOString().slice(0, 10);

/**
 * 24 customers buy tea every 20 days until day 80, the second half of them the last time a day later; twelve others stop after day 20, so
 * that the list of 20 days ago can be held against what came. As-of is day 85.
 */
function shop() {
  const customers = Array.from({ length: 24 }, (_, at) => `c${String(at).padStart(2, "0")}, "the ${at}th"`);
  const quoted = (/** @type {string} */ text) => `"${text.replaceAll('"', '""')}"`;
  const orders = [...customers.flatMap((customer, at) => [0, 20, 40, 60, at < 12 ? 80 : 81].map((day) => ({ customer, day }))), ...Array.from({ length: 12 }, (_, at) => [0, 20].map((day) => ({ customer: `gone ${at}`, day }))).flat()];
  const rows = [...orders.map(({ customer, day }) => [quoted(customer), day, "TEA", quoted(NAME)]), ["late", 85, "POT", "Pot"]];
  return { customers, text: `order id,date,customer id,lineitem sku,lineitem name,lineitem quantity,price,total\n${rows.map(([customer, day, sku, name], at) => `o${at},${dayOf(Number(day))},${customer},${sku},${name},1,5,5\n`).join("")}` };
}

test("a calendar program reads every event with its day, title and people; the file is the same whenever it is made", async () => {
  const { customers, text } = shop();
  const options = { aheadDays: 20, lateDays: 10, limit: 100, calendar: { title: "{item}: {count} due", anything: "Next order" } };
  const once = () => withEngine(async (linger) => {
    await linger.add(text, { name: "shop.csv" });
    return linger.due(options);
  });
  const due = await once();
  const file = due.calendars?.replenish ?? "";
  assert.deepEqual((await once()).calendars, due.calendars);

  const lines = file.split("\r\n");
  assert.ok(lines.slice(0, -1).every((line) => Buffer.byteLength(line) <= 75 && !/[\r\n\uFFFD]/.test(line)), "lines end with CRLF and fold at 75 bytes");
  assert.equal(lines.at(-1), "");
  assert.ok(lines.some((line) => line.startsWith(" ")), "the name is folded");

  const calendar = new ICAL.Component(ICAL.parse(file));
  assert.deepEqual(["version", "prodid", "calscale"].map((name) => calendar.getFirstPropertyValue(name)), ["2.0", "-//linger//due//EN", "GREGORIAN"]);
  const events = calendar.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));
  // Half of those who bought last on day 80 need it on day 100, the others on day 101: 2025-04-11 and 2025-04-12.
  assert.deepEqual(events.map(({ startDate, summary, description }) => [startDate.toString(), startDate.isDate, summary, description.split("\n")]), [
    ["2025-04-11", true, `${NAME}: 12 due`, customers.slice(0, 12)],
    ["2025-04-12", true, `${NAME}: 12 due`, customers.slice(12)],
  ]);
  assert.equal(new Set(events.map(({ uid }) => uid)).size, 2);
  assert.deepEqual(events.map(({ component }) => String(component.getFirstPropertyValue("dtstamp"))), Array(2).fill("2025-03-27T00:00:00Z"));
  assert.deepEqual(due.replenish.rows.map(({ due: day, key }) => [day, key]), customers.map((key, at) => [at < 12 ? "2025-04-11" : "2025-04-12", key]));
});

test("without the option there is no calendar, and a word that is not known is refused", () =>
  withEngine(async (linger) => {
    await linger.add(shop().text, { name: "shop.csv" });
    assert.equal((await linger.due()).calendars, null);
    await assert.rejects(linger.due({ calendar: /** @type {any} */ ({ headline: "x" }) }), { code: "unknownOption" });
  }));

/** Three years of months: twelve orders each in November to January, three in May to July, seven in the others; every order is somebody else's. */
function seasonal() {
  const rows = [];
  for (let month = 0; month < 36; month++) {
    const ofYear = month % 12;
    const orders = [10, 11, 0].includes(ofYear) ? 12 : ofYear >= 4 && ofYear <= 6 ? 3 : 7;
    for (let at = 0; at < orders; at++) rows.push(`s${month}-${at},${2022 + Math.floor(month / 12)}-${String(ofYear + 1).padStart(2, "0")}-${String(at + 10)},c${month}-${at},MUG,Mug,1,5,5\n`);
  }
  return `order id,date,customer id,lineitem sku,lineitem name,lineitem quantity,price,total\n${rows.join("")}o-last,2024-12-31,last,MUG,Mug,1,5,5\n`;
}

test("the off-season as a calendar: from the first day to the day after the last, with the dormant counted; a report has neither", () =>
  withEngine(async (linger) => {
    await linger.add(seasonal(), { name: "shop.csv" });
    const season = await linger.season({ calendar: { title: "Wake {count}; now" } });
    const calendar = new ICAL.Component(ICAL.parse(season.calendar ?? ""));
    assert.equal(calendar.getFirstPropertyValue("prodid"), "-//linger//season//EN");
    const [event, ...more] = calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
    assert.deepEqual([season.offSeason?.off, more.length], [[5, 6, 7], 0]);
    assert.deepEqual([event?.startDate.toString(), event?.endDate.toString(), event?.summary], ["2025-05-01", "2025-08-01", `Wake ${season.offSeason?.total}; now`]);
    assert.equal((await linger.season()).calendar, null);
    const { season: reported } = await linger.report({ season: { calendar: {}, limit: 5 } });
    assert.deepEqual([reported?.calendar, reported?.offSeason?.rows, reported?.offSeason?.cross.rows], [null, [], []]);
  }));
