/** The calendar file: what RFC 5545 asks of lines, letters and days. */
import test from "node:test";
import assert from "node:assert/strict";
import { calendar, entriesOf } from "../../dashboard/ics.js";

const rows = [
  { key: "b@shop.com", date: "2026-03-02", subject: "Tea, green; 50 g" },
  { key: "a@shop.com", date: "2026-03-01", subject: "茶" },
  { key: "c@shop.com", date: "2026-03-02", subject: "Tea, green; 50 g" },
];

test("people who are due on one day for one thing share an entry; entries come by day", () => {
  assert.deepEqual(entriesOf(rows), [
    { date: "2026-03-01", subject: "茶", people: ["a@shop.com"] },
    { date: "2026-03-02", subject: "Tea, green; 50 g", people: ["b@shop.com", "c@shop.com"] },
  ]);
});

test("an entry is a whole day, stamped with the as-of date, its text escaped", () => {
  const text = calendar(entriesOf(rows.slice(0, 1)), "2026-02-20", (subject, n) => `${subject}: ${n}`);
  assert.equal(text, [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//linger//due//EN", "CALSCALE:GREGORIAN",
    "BEGIN:VEVENT", "UID:20260302-1-20260220@linger", "DTSTAMP:20260220T000000Z", "DTSTART;VALUE=DATE:20260302",
    "SUMMARY:Tea\\, green\\; 50 g: 1", "DESCRIPTION:b@shop.com", "TRANSP:TRANSPARENT", "END:VEVENT", "END:VCALENDAR", "",
  ].join("\r\n"));
});

test("no line is longer than 75 bytes, no letter is torn, and unfolding gives the text back", () => {
  const people = Array.from({ length: 40 }, (_, at) => `客户${at}@shop.com`);
  const text = calendar([{ date: "2026-03-02", subject: "茶".repeat(60), people }], "2026-02-20", (subject) => subject);
  for (const line of text.split("\r\n")) assert.ok(new TextEncoder().encode(line).length <= 75, line);
  const unfolded = text.replaceAll("\r\n ", "");
  assert.ok(unfolded.includes(`SUMMARY:${"茶".repeat(60)}\r\n`) && unfolded.includes(`DESCRIPTION:${people.join("\\n")}\r\n`));
});

test("no line of a name can become a line of the calendar", () => {
  const text = calendar([{ date: "2026-03-02", subject: "x\r\nEND:VEVENT\r\nBEGIN:VEVENT", people: ["y"] }], "2026-02-20", (subject) => subject);
  assert.equal(text.split("\r\n").filter((line) => line === "BEGIN:VEVENT").length, 1);
});
