/** Files of events through the package in Node: found by their first bytes, beside orders, with numbers counted by eye. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "../../pkg/index.js";
import { isEventFile } from "../engine/event-file.js";
import { trapNextReport } from "./faults.mjs";
import { ORDERS, shopText } from "./shop.mjs";
import { visitsText } from "./visits-shop.mjs";

/** @typedef {import("linger-analytics").Linger} Linger */

/** @param {(linger: Linger) => Promise<void>} work @param {import("linger-analytics").OpenOptions} [settings] */
const withEngine = async (work, settings = {}) => {
  const linger = await open(settings);
  await work(linger).finally(() => linger.close());
};
const EVENTS = visitsText().trim().split("\n").length;

test("a file of events is known by its first bytes", () => {
  const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text);
  for (const text of ["v,e,t,vid,p\n", '{"v":1}', '\uFEFF\n {"v":1}', '[{"v":1}]', "[\n  {", "visitor_id,timestamp,event,page\n", '"Distinct ID";"Time";"Event"\n', "访客,时间,事件,页面\n", "访客ID\t时间\t行为类型\n"]) assert.ok(isEventFile(bytes(text)), text);
  // 访客,时间,事件,页面 in GBK.
  assert.ok(isEventFile(Buffer.from("b7c3bfcd2ccab1bce42ccac2bcfe2cd2b3c3e60a", "hex")));
  for (const text of ["Name,Email", "", "[1,2]", "visitor_id,amount", "order,customer,page", "{name};{mail}", '"{",a']) assert.ok(!isEventFile(bytes(text)), text);
});

test("orders and sessions stand side by side, each in its own report", () =>
  withEngine(async (linger) => {
    const [orders, events] = await Promise.all([linger.add(shopText(), { name: "orders.csv" }), linger.add(visitsText(), { name: "sessions.ndjson" })]);
    assert.ok("orders" in orders && orders.orders === ORDERS);
    assert.ok("events" in events);
    assert.deepEqual([events.name, events.source, events.events, events.duplicate], ["sessions.ndjson", "linger", EVENTS, false]);
    assert.equal((await linger.report()).summary.orders, ORDERS);
    const { traffic, funnels, search, frustration } = await linger.visits();
    assert.deepEqual([traffic.sessions, traffic.visitors, traffic.pageViews], [4, 3, 5]);
    assert.deepEqual([traffic.bounce.part, traffic.conversion.part, traffic.conversion.share], [1, 1, 0.25]);
    assert.deepEqual(funnels[0]?.steps.map(({ reached }) => reached), [1, 1, 1, 1]);
    assert.equal(search?.terms[0]?.term, "teapot");
    assert.equal(search?.all.zeroResults.part, 1);
    assert.equal(frustration.signals.find(({ id }) => id === "rage")?.count, 1);
  }));

test("options reach the core, and days follow the zone", () =>
  withEngine(async (linger) => {
    await linger.add(visitsText(), { kind: "events" });
    const phones = await linger.visits({ filter: { device: "phone" } });
    assert.equal(phones.traffic.sessions, 3);
    // Noon UTC on the 1st is already the 2nd fourteen hours east.
    assert.deepEqual((await linger.visits({ zone: "Pacific/Kiritimati" })).pages.day, ["2024-01-02"]);
    await assert.rejects(linger.visits({ idleMinutes: 0 }), { name: "LingerError", code: "unknownOption" });
  }));

test("progress, a duplicate, a cancel and an unusable file are as for orders", () =>
  withEngine(async (linger) => {
    /** @type {number[]} */
    const read = [];
    await linger.add(visitsText(), { onProgress: ({ bytesRead }) => read.push(bytesRead) });
    assert.equal(read.at(-1), visitsText().length);
    const again = await linger.add(visitsText());
    assert.ok("events" in again && again.duplicate);
    await assert.rejects(linger.add(visitsText("cup"), { signal: AbortSignal.abort() }), { name: "AbortError" });
    await assert.rejects(linger.add('{"a":1}\n', { name: "bad.json" }), { name: "LingerError", code: "noEvents", file: "bad.json" });
    assert.equal((await linger.visits()).traffic.sessions, 4);
  }));

test("a table of events is found, or read as its mapping says", () =>
  withEngine(async (linger) => {
    const table = "visitor_id,timestamp,event,url\nann,2024-01-01T12:00:00Z,page_view,/\nann,2024-01-01T12:01:00Z,purchase,/thanks\n";
    const found = await linger.add(table, { name: "events.csv" });
    assert.ok("events" in found && found.source === "eventTable" && found.events === 2);
    const other = table.replace("visitor_id,timestamp", "who,when").replaceAll("ann", "bob");
    const mapped = await linger.add(other, { kind: "events", mapping: { columns: { visitor: "who", time: "when", event: "event", page: "url" } } });
    assert.equal(mapped.events, 2);
    assert.equal((await linger.visits()).traffic.visitors, 2);
  }));

test("sessions come in pages, and one is replayed event by event", () =>
  withEngine(async (linger) => {
    await linger.add(visitsText());
    await linger.visits();
    const longest = await linger.sessions({ sort: "stay", limit: 1 });
    // Ann stays 4 minutes, longer than anyone.
    assert.deepEqual([longest.total, longest.stay, longest.orders, longest.landing], [4, [240_000], [1], ["index"]]);
    const replay = await linger.replay(Number(longest.session[0]));
    assert.deepEqual([replay.length, replay.device, replay.views.map(({ path }) => path)], [240_000, "phone", ["/", "/products/cup"]]);
    assert.deepEqual(replay.steps.map(({ event }) => event), ["view", "view", "product", "add", "checkout", "order"]);
    await assert.rejects(linger.replay(99), { name: "LingerError", code: "unknownSession" });
  }));

test("without sessions, and once they are forgotten, a sentence says what to add", () =>
  withEngine(async (linger) => {
    await assert.rejects(linger.visits(), { name: "LingerError", code: "noEvents", message: /Add a file of recorded sessions/ });
    await linger.add(visitsText());
    await linger.removeEvents();
    await assert.rejects(linger.visits(), { code: "noEvents" });
    await linger.add(visitsText());
    assert.equal((await linger.visits()).traffic.sessions, 4);
  }));

test("a forged file gives ledger entries and the rest still counts", () =>
  withEngine(async (linger) => {
    const deep = `${"[".repeat(5000)}${"]".repeat(5000)}`;
    const forged = `{"v":1,"e":"view","t":1704110400000,"vid":"x","p":${deep}}\n{"v":1,"e":"view","t":1e300,"vid":"x"}\n{"v":1,"e":"view","vid":"x"}\nnonsense\n`;
    await linger.add(forged + visitsText());
    const { quality, traffic } = await linger.visits();
    assert.ok(traffic.sessions >= 4);
    const codes = quality.map(({ code }) => code);
    for (const code of ["noTime", "notAnObject"]) assert.ok(codes.includes(code), `${code} in ${codes}`);
  }));

test("a table of the format's own keys says the same as its lines", () =>
  withEngine(async (linger) => {
    const events = visitsText().trim().split("\n").map((line) => JSON.parse(line));
    const keys = [...new Set(events.flatMap(Object.keys))];
    const table = [keys, ...events.map((event) => keys.map((key) => event[key] ?? ""))].map((row) => `${row.join(",")}\n`).join("");
    const found = await linger.add(table, { name: "events.csv" });
    assert.ok("events" in found && found.source === "linger" && found.events === EVENTS);
    const fromTable = { ...(await linger.visits()), meta: null };
    await linger.removeEvents();
    await linger.add(visitsText());
    assert.deepEqual(fromTable, { ...(await linger.visits()), meta: null });
  }));

test("the memory limit holds for sessions too, and the earlier file stays", () =>
  withEngine(
    async (linger) => {
      await linger.add(visitsText());
      const line = (/** @type {number} */ at) => `{"v":1,"e":"view","t":${1704110400000 + at},"vid":"visitor-${at}","pid":"page-${at}","n":0}\n`;
      const part = (/** @type {number} */ from) => Array.from({ length: 20_000 }, (_, at) => line(from * 20_000 + at)).join("");
      const large = new Blob(Array.from({ length: 25 }, (_, from) => part(from)));
      await assert.rejects(linger.add(large, { name: "large.ndjson" }), { name: "LingerError", code: "memoryLimit", file: "large.ndjson" });
      assert.equal((await linger.visits()).traffic.sessions, 4);
    },
    { memoryLimit: 24e6 },
  ));

test("after a trap in the sessions module the engine is a new one, and says so", async () => {
  const Instance = WebAssembly.Instance;
  trapNextReport();
  const linger = await open();
  /** @type {string[]} */
  const notices = [];
  linger.onlost = ({ code }) => notices.push(code);
  await linger.add(visitsText());
  await assert.rejects(linger.visits(), { code: "engineLost", message: /add your files once more/ });
  assert.equal(WebAssembly.Instance, Instance);
  assert.deepEqual(notices, ["engineLost"]);
  await assert.rejects(linger.visits(), { code: "noEvents" });
  await Promise.all([linger.add(visitsText()), linger.add(shopText())]);
  assert.equal((await linger.visits()).traffic.sessions, 4);
  assert.equal((await linger.report()).summary.orders, ORDERS);
  linger.close();
});
