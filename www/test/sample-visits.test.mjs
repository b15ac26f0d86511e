/** The sample shop's sessions: the same text each time, and the stories of its README, counted from the lines themselves. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "../../pkg/index.js";
import { sampleShop } from "../sample/sample.js";
import { sampleVisits, visitParts } from "../sample/visits.js";

const text = sampleVisits();
/** @type {any[]} */
const events = text.trim().split("\n").map((line) => JSON.parse(line));
const sessions = (/** @type {(event: any) => boolean} */ which) => new Set(events.filter(which).map(({ sid }) => sid)).size;

test("the text is the same each time, and its parts are the whole", () => {
  assert.equal([...visitParts()].join(""), text);
});

test("the numbers of the README, without Linger", () => {
  assert.equal(sessions(() => true), 633);
  assert.equal(new Set(events.map(({ vid }) => vid)).size, 420);
  assert.equal(sessions(({ e, a }) => e === "dead" && a === "#shopify-section-gift .picture"), 50);
  assert.ok(events.every(({ e, q, res }) => e !== "search" || /drip|oat/.test(q) === (res === 0)));
  for (const [device, share] of [["phone", "5.6"], ["desktop", "10.7"]]) {
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
  assert.deepEqual([traffic.sessions, traffic.visitors], [633, 420]);
  assert.equal(frustration.signals.find(({ id }) => id === "rage")?.sessions.part, 50);
  assert.deepEqual(search?.unmet.map(({ word }) => word).sort(), ["drip", "milk"]);
  assert.equal(vitals?.find(({ template, device }) => template === "product" && device === "phone")?.lcp.rating, "poor");
  linger.close();
});

test("every session that ends in an order leads to a customer of the sample shop", async () => {
  const linger = await open();
  const names = new Set(sampleShop().split("\n").map((row) => row.split(",", 1)[0]));
  const ordered = events.filter(({ e }) => e === "order");
  assert.ok(ordered.every(({ oid }) => names.has(oid)));
  assert.equal(new Set(ordered.map(({ oid }) => oid)).size, ordered.length);
  await linger.add(text, { kind: "events" });
  await linger.add(sampleShop(), { name: "orders.csv" });
  const buyers = new Set(ordered.map(({ vid }) => vid)).size;
  const { identity } = await linger.visits();
  assert.deepEqual([identity.byOrder, identity.matched.part, identity.conflicts], [buyers, buyers, 0]);
  linger.close();
});

test("home, collection, product and cart have an outline and a heatmap, on phone and desktop", async () => {
  const linger = await open();
  await linger.add(text, { kind: "events" });
  await linger.visits();
  for (const [device, width] of /** @type {const} */ ([["phone", 390], ["desktop", 1440]])) {
    for (const template of ["index", "collection", "product", "cart"]) {
      const clicks = events.filter(({ e, tpl, d }) => e === "click" && tpl === template && d === device);
      const outline = await linger.wireframe({ template, device });
      assert.equal(outline.width, width);
      assert.deepEqual(outline.boxes.map(({ anchor }) => anchor).sort(), [...new Set(clicks.map(({ a }) => a))].sort());
      const boxes = Object.fromEntries(outline.boxes.map(({ anchor, left, top, width, height }) => [anchor, /** @type {[number, number, number, number]} */ ([left, top, width, height])]));
      const map = await linger.heatmap({ template, device, width, height: outline.height ?? 0, boxes });
      assert.deepEqual([map.n, map.byAnchor], [clicks.length, clicks.length], `${template} ${device}`);
      assert.ok(map.withheld < map.n / 2, `${template} ${device}: ${map.withheld} of ${map.n} withheld`);
      const { reach, attention } = await linger.scroll({ template, device });
      assert.ok(reach.share.length === 21 && attention.seconds.length === 20);
    }
  }
  linger.close();
});
