/** Orders and visits know each other: by hashed e-mail, by the digest in an order's note, by order id. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "../../pkg/index.js";
import { BO_ID, BO_VISIT, EVENTS, ORDERS, SALT } from "./join-shop.mjs";

const OPTIONS = { churn: { definition: /** @type {const} */ ("D4"), windowDays: 100 } };

/** @param {(linger: import("linger-analytics").Linger) => Promise<void>} work */
const withShop = async (work) => {
  const linger = await open();
  try {
    await linger.add(EVENTS, { name: "events.ndjson" });
    await linger.add(ORDERS, { name: "orders.csv" });
    await work(linger);
  } finally {
    linger.close();
  }
};

test("the visit that led to an order comes back with its customer", () =>
  withShop(async (linger) => {
    const [found, ...others] = await linger.buyerVisits();
    assert.deepEqual(others, []);
    assert.deepEqual([found?.order, found?.customer, found?.vid, found?.start], ["#1002", "bo@example.com", BO_ID, BO_VISIT.start]);
    assert.deepEqual([found?.views, found?.adds, found?.sessions, found?.reach, found?.source, found?.device], [7, 1, 2, 0.5, "ads", "phone"]);
  }));

test("visitors are matched by hash, note and order id", () =>
  withShop(async (linger) => {
    await linger.report(OPTIONS);
    const { identity, meta } = await linger.visits({ salt: SALT });
    assert.deepEqual([identity.matched.part, identity.matched.whole], [3, 4]);
    assert.deepEqual([identity.byCustomer, identity.byCartNote, identity.byOrder, identity.conflicts], [1, 1, 1, 0]);
    assert.ok(!JSON.stringify(meta).includes(SALT));
    const names = (await linger.sessions({ sort: "start" })).customer;
    assert.deepEqual(names.toSorted(), ["", "ann@example.com", "bo@example.com", "cy@example.com"]);
    assert.equal((await linger.visits()).identity.matched.part, 2);
    assert.equal((await linger.visits({ salt: "another" })).identity.matched.part, 2);
  }));

test("sessions are filtered by churn flag and segment as the latest report has them", () =>
  withShop(async (linger) => {
    await linger.report(OPTIONS);
    const sessions = async (/** @type {object} */ filter) => (await linger.visits({ salt: SALT, filter })).traffic.sessions;
    assert.deepEqual([await sessions({ flagged: true }), await sessions({ flagged: false }), await sessions({})], [1, 2, 4]);
    await linger.report({ churn: { definition: "D4", windowDays: 1000 } });
    assert.deepEqual([await sessions({ flagged: true }), await sessions({ flagged: false })], [0, 3]);
    const { rows } = await linger.customers();
    for (const { segment } of rows) assert.equal(await sessions({ segment }), rows.filter((row) => row.segment === segment).length);
    assert.equal(await sessions({ segment: "nobody" }), 0);
  }));

test("orders that go take their customers with them, and others bring theirs", () =>
  withShop(async (linger) => {
    const matched = async () => (await linger.visits({ salt: SALT })).identity.matched.part;
    assert.equal(await matched(), 3);
    const again = await linger.add(ORDERS, { name: "again.csv" });
    assert.ok("duplicate" in again && again.duplicate && "id" in again);
    await linger.remove(again.id);
    assert.equal(await matched(), 0);
    await linger.add("order,customer,date,total\n1003,cy@example.com,2024-06-02,30\n", { name: "generic.csv" });
    assert.equal(await matched(), 1);
    await linger.removeEvents();
    await linger.add(EVENTS, { name: "events.ndjson" });
    assert.equal(await matched(), 1);
  }));

test("customers who were never seen change nothing", () =>
  withShop(async (linger) => {
    const rows = Array.from({ length: 1000 }, (_, at) => `x${at},person${at}@example.com,2024-05-01,1`);
    await linger.add(["order,customer,date,total", ...rows, ""].join("\n"), { name: "more.csv" });
    assert.equal((await linger.visits({ salt: SALT })).identity.matched.part, 3);
  }));
