/** The sample shop's sessions: the same text each time, and the stories of its README, counted from the lines themselves. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "../../pkg/index.js";
import { sampleVisits, visitParts } from "../sample/visits.js";

const text = sampleVisits();
/** @type {any[]} */
const events = text.trim().split("\n").map((line) => JSON.parse(line));
const sessions = (/** @type {(event: any) => boolean} */ which) => new Set(events.filter(which).map(({ sid }) => sid)).size;

test("the text is the same each time, and its parts are the whole", () => {
  assert.equal([...visitParts()].join(""), text);
});

test("the numbers of the README, without Linger", () => {
  assert.equal(sessions(() => true), 626);
  assert.equal(new Set(events.map(({ vid }) => vid)).size, 420);
  assert.equal(sessions(({ e, a }) => e === "dead" && a === "#shopify-section-gift .picture"), 44);
  assert.ok(events.every(({ e, q, res }) => e !== "search" || /drip|oat/.test(q) === (res === 0)));
  for (const [device, share] of [["phone", "5.0"], ["desktop", "9.9"]]) {
    const all = sessions(({ d }) => d === device);
    assert.equal(((100 * sessions(({ d, e }) => d === device && e === "order")) / all).toFixed(1), share, device);
  }
});

test("Linger finds them", async () => {
  const linger = await open();
  const summary = await linger.add(text, { kind: "events" });
  assert.equal(summary.events, events.length);
  const { quality, traffic, frustration, search, vitals } = await linger.visits({ zone: "America/New_York" });
  assert.deepEqual(quality, []);
  assert.deepEqual([traffic.sessions, traffic.visitors], [626, 420]);
  assert.equal(frustration.signals.find(({ id }) => id === "rage")?.sessions.part, 44);
  assert.deepEqual(search?.unmet.map(({ word }) => word).sort(), ["drip", "milk"]);
  assert.equal(vitals?.find(({ template, device }) => template === "product" && device === "phone")?.lcp.rating, "poor");
  linger.close();
});
