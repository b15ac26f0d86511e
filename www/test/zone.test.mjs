import assert from "node:assert/strict";
import { test } from "node:test";
import { dayStart, zoneTable } from "../engine/zone.js";

const HOUR = 3600;
const table = (/** @type {string} */ zone, /** @type {string} */ from, /** @type {string} */ to) => {
  const { transitions, offsets } = zoneTable(zone, Date.parse(from), Date.parse(to));
  return { transitions: [...transitions].map((ms) => new Date(ms).toISOString()), offsets: [...offsets] };
};

test("Berlin changes on the last Sundays of March and October at 01:00 UTC", () => {
  assert.deepEqual(table("Europe/Berlin", "2024-01-01", "2025-01-01"), {
    transitions: ["2024-03-31T01:00:00.000Z", "2024-10-27T01:00:00.000Z"],
    offsets: [HOUR, 2 * HOUR, HOUR],
  });
});

test("Shanghai does not change", () => {
  assert.deepEqual(table("Asia/Shanghai", "2010-01-01", "2025-01-01"), { transitions: [], offsets: [8 * HOUR] });
});

test("Lord Howe Island changes by half an hour", () => {
  assert.deepEqual(table("Australia/Lord_Howe", "2024-01-01", "2024-12-31"), {
    transitions: ["2024-04-06T15:00:00.000Z", "2024-10-05T15:30:00.000Z"],
    offsets: [11 * HOUR, 10.5 * HOUR, 11 * HOUR],
  });
});

test("Casablanca's month of Ramadan is not stepped over", () => {
  assert.deepEqual(table("Africa/Casablanca", "2024-02-01", "2024-06-01"), {
    transitions: ["2024-03-10T02:00:00.000Z", "2024-04-14T02:00:00.000Z"],
    offsets: [HOUR, 0, HOUR],
  });
});

test("Apia's skipped day is one transition of 24 hours", () => {
  assert.deepEqual(table("Pacific/Apia", "2011-12-01", "2012-01-31"), {
    transitions: ["2011-12-30T10:00:00.000Z"],
    offsets: [-10 * HOUR, 14 * HOUR],
  });
});

test("a name that is no zone is refused with what to write", () => {
  assert.throws(() => zoneTable("Mars/Olympus", 0, 1), { code: "unknownZone", message: /"Mars\/Olympus" is not a time zone.*"Europe\/Berlin"/ });
});

test("a day begins at its first instant, also where midnight is skipped or comes twice", () => {
  const start = (/** @type {string} */ day, /** @type {string} */ zone) => new Date(dayStart(day, zone)).toISOString();
  assert.equal(start("2025-05-01", "UTC"), "2025-05-01T00:00:00.000Z");
  assert.equal(start("2025-05-01", "Asia/Shanghai"), "2025-04-30T16:00:00.000Z");
  assert.equal(start("2024-03-31", "Europe/Berlin"), "2024-03-30T23:00:00.000Z");
  assert.equal(start("2024-10-27", "Europe/Berlin"), "2024-10-26T22:00:00.000Z");
  assert.equal(start("2018-11-04", "America/Sao_Paulo"), "2018-11-04T03:00:00.000Z");
  assert.equal(start("2018-02-18", "America/Sao_Paulo"), "2018-02-18T03:00:00.000Z");
  assert.equal(start("2024-11-03", "America/Havana"), "2024-11-03T04:00:00.000Z");
});
