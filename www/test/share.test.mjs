import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { open } from "../../pkg/index.js";
import { sampleShop } from "../sample/sample.js";
import { sampleVisits } from "../sample/visits.js";
import { attack } from "./share-attack.mjs";

const CDNOW = fileURLToPath(new URL("../../tests/data/cdnow/CDNOW_sample.txt", import.meta.url));
const sha256 = (/** @type {string} */ text) => createHash("sha256").update(text).digest("hex");

/** @typedef {import("linger-analytics").Linger} Linger */

/** @param {{ text: string, name: string }[]} files */
async function opened(files) {
  const linger = await open();
  for (const { text, name } of files) await linger.add(text, { name });
  return linger;
}

/** Distinct customers of CDNOW by first month and by month, counted from the raw text: id, place in the sample, date, units, dollars. */
async function cdnowByMonth() {
  /** @type {Map<string, Set<string>>} */
  const months = new Map();
  for (const line of (await readFile(CDNOW, "utf8")).trim().split("\n")) {
    const [id = "", , date = ""] = line.trim().split(/\s+/);
    const month = `${date.slice(0, 4)}-${date.slice(4, 6)}`;
    months.set(id, (months.get(id) ?? new Set()).add(month));
  }
  /** @type {Map<string, number>} */
  const cells = new Map();
  for (const bought of months.values()) {
    const first = [...bought].sort()[0];
    for (const month of bought) cells.set(`${first} ${month}`, (cells.get(`${first} ${month}`) ?? 0) + 1);
  }
  return cells;
}

describe("CDNOW", () => {
  /** @type {Linger} */
  let linger;
  before(async () => (linger = await opened([{ text: await readFile(CDNOW, "utf8"), name: "CDNOW_sample.txt" }])));
  after(() => linger.close());

  test("what is told of cohorts is what the raw file says", async () => {
    const cells = await cdnowByMonth();
    const { report } = await linger.share({ k: 60 });
    const months = report.summary.periods.map(({ period }) => period);
    let [told, hidden] = [0, 0];
    for (const row of report.cohorts?.rows ?? []) {
      const from = months.indexOf(row.cohort);
      for (const [at, active] of row.active.entries()) {
        const real = cells.get(`${row.cohort} ${months[from + at]}`) ?? 0;
        if (active === null) hidden += 1;
        else told += Number(active === real && (real === 0 || real >= 60));
      }
    }
    // The raw file has 51 cells, 21 of them of fewer than 60 customers.
    assert.deepEqual([cells.size, [...cells.values()].filter((people) => people < 60).length], [51, 21]);
    assert.equal(told + hidden, 51);
    assert.ok(hidden >= 21 && told >= 20, `${told} told, ${hidden} hidden`);
  });

  test("the attacker finds what nobody guards", async () => {
    const report = await linger.report();
    const leaks = attack(report, await linger.share({ withPeople: true }), 60);
    assert.ok(leaks.some((leak) => leak.startsWith("1997-01 after 9:")) && leaks.length > 21, String(leaks.length));
  });

  test("hiding thin cells alone would not do: the attacker works them out", async () => {
    const [report, shared] = [await linger.report(), await linger.share({ withPeople: true })];
    for (const segment of shared.report.rfm?.segments ?? []) if ((segment.customers ?? 0) < 25) segment.customers = null;
    assert.ok(attack(report, shared, 25).some((leak) => leak.startsWith("segment cantLose: 10 is known to be 0 to 10")));
  });

  for (const k of [2, 5, 25, 60, 200]) {
    test(`no attacker comes closer than ${k}`, async () => {
      const [report, shared] = [await linger.report(), await linger.share({ k })];
      assert.deepEqual(attack(report, shared, k), []);
    });
  }
});

describe("the sample shop", () => {
  /** @type {Linger} */
  let linger;
  before(async () => (linger = await opened([{ text: sampleShop(), name: "shop.csv" }, { text: sampleVisits(), name: "visits.ndjson" }])));
  after(() => linger.close());

  for (const options of [{}, { cohorts: { grain: /** @type {const} */ ("week") } }, { rfm: { map: /** @type {const} */ ("eight") } }, { truncation: /** @type {const} */ ("exclude") }]) {
    test(`no attacker comes closer than 5: ${JSON.stringify(options)}`, async () => {
      const report = await linger.report(options);
      assert.deepEqual(attack(report, await linger.share(), 5), []);
    });
  }

  test("nobody's key, no session and no sample is in it", async () => {
    await linger.report();
    const { rows } = await linger.customers({ limit: 1e6 });
    const text = JSON.stringify(await linger.share({ visits: {} }));
    assert.ok(rows.length > 100);
    assert.deepEqual(rows.filter(({ key }) => text.includes(key)), []);
    const visits = await linger.visits();
    const visitors = [...visits.visitors.waiting, ...visits.visitors.churners, ...visits.visitors.browsers].map(({ visitor }) => visitor);
    assert.ok(visitors.length > 0);
    assert.deepEqual(visitors.filter((visitor) => text.includes(visitor)), []);
    assert.deepEqual([...text.matchAll(/"sample":"[^"]/g)], []);
  });

  test("rows of visits stand on five visitors, sessions or searches", async () => {
    const { visits } = await linger.share({ visits: {} });
    assert.ok(visits);
    const groups = [visits.traffic.devices, visits.traffic.channels, visits.traffic.landings, visits.traffic.countries, visits.traffic.campaigns].flat();
    assert.ok(groups.length > 3);
    assert.deepEqual(groups.filter(({ visitors }) => (visitors ?? 0) < 5), []);
    assert.deepEqual(visits.search?.terms.filter(({ searches }) => (searches ?? 0) < 5), []);
    assert.deepEqual([...visits.pages.paths, ...visits.pages.templates].filter(({ sessions }) => (sessions ?? 0) < 5), []);
  });

  test("the cube is part of the segments, and what it leaves out of each is nobody or a group", async () => {
    await linger.report();
    const { cube, report } = await linger.share();
    assert.ok(cube && report.rfm);
    assert.ok(cube.customers.every((customers) => customers >= 5));
    const inCells = cube.customers.reduce((sum, customers) => sum + customers, 0);
    assert.equal(inCells + cube.rest.customers, report.summary.identified.customers);
    assert.ok(cube.rest.customers === 0 || cube.rest.customers >= 5);
    const segment = cube.dimensions.findIndex(({ id }) => id === "segment");
    for (const [at, { id, customers }] of report.rfm.segments.entries()) {
      /** @type {number} */
      const told = cube.customers.filter((_, cell) => cube.at[segment]?.[cell] === at).reduce((sum, one) => sum + one, 0);
      const left = (customers ?? 0) - told;
      if (customers === null) assert.equal(told, 0, id);
      else assert.ok(left === 0 || left >= 5, `${id}: ${left} of ${customers} are in no cell`);
    }
  });

  test("with people everything is told", async () => {
    const report = await linger.report();
    const shared = await linger.share({ withPeople: true });
    assert.deepEqual(shared.report, JSON.parse(JSON.stringify(report)));
    assert.equal(shared.people?.length, report.summary.customers);
    assert.equal(shared.cube?.rest.customers, 0);
    assert.deepEqual(shared.sharing.suppressed, []);
  });

  test("single instants are told as days or months, as-of as it was asked for", async () => {
    await linger.report();
    const byDefault = await linger.share();
    assert.equal(byDefault.report.meta.options.asOf, null);
    assert.match(String(byDefault.report.meta.lastOrder), /^\d{4}-\d\d(-\d\d)?$/);
    await linger.report({ asOf: "2025-06-30" });
    const asked = await linger.share();
    assert.equal(asked.report.meta.asOfDate, "2025-06-30");
  });
});

test("k must be a group", async () => {
  const linger = await opened([{ text: "order,customer,date,total\n1,a@example.com,2024-05-01,1\n", name: "a.csv" }]);
  for (const k of [1, 0, 2.5, -3, Number.NaN]) await assert.rejects(linger.share({ k }), { code: "unknownOption" });
  await assert.rejects(linger.share({ visits: {} }), { code: "noEvents" });
  const { report, cube } = await linger.share();
  assert.deepEqual([report.rfm, report.summary.customers, report.summary.netSales, cube], [null, null, null, null]);
  assert.equal(report.capabilities.find(({ section }) => section === "rfm")?.code, "fewCustomers");
  linger.close();
});

describe("overlays", () => {
  const HEADER = "Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,Lineitem name,Billing Name,Phone,Notes\n";
  const order = (/** @type {number} */ id, /** @type {string} */ email, extra = "") =>
    `#${id},${email},paid,EUR,${id}.00,0,0,${id}.00,2024-05-${String(id).padStart(2, "0")} 10:00:00 +0000,1,Tea,Some Name,,${extra}\n#${id},${email},,,,,,,,2,Pot,,,\n`;
  const others = [order(2, "bo@example.com"), order(4, "cy@example.com", '"note, with ""quotes"""'), order(6, "bo@example.com")];
  const anns = [order(1, "ann@example.com"), order(3, "Ann@Example.COM"), order(5, "'ann@example.com")];
  const whole = HEADER + [anns[0], others[0], anns[1], others[1], anns[2], others[2]].join("");
  const byHand = HEADER + others.join("");
  const drop = { salt: "pepper", hashes: [sha256("pepper:ann@example.com")] };

  /** @param {import("linger-analytics").Input} input @param {Omit<import("linger-analytics").AddOptions, "kind">} [options] */
  async function summaryOf(input, options) {
    const linger = await open();
    const file = await linger.add(input, { name: "orders.csv", ...options });
    const { summary, rfm } = await linger.report();
    const { rows } = await linger.customers();
    linger.close();
    return { file, told: { summary, rfm, rows } };
  }

  /** @param {string} text @param {number} size */
  const streamed = (text, size) =>
    new ReadableStream({
      start(controller) {
        const bytes = new TextEncoder().encode(text);
        for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
        controller.close();
      },
    });

  test("an erased person stays erased, and the numbers are those of a file without the rows", async () => {
    const clean = await summaryOf(byHand);
    for (const input of [whole, streamed(whole, 7), streamed(whole, 64), new TextEncoder().encode(whole.replaceAll("ann@", "ANN@"))]) {
      const { file, told } = await summaryOf(input, { overlay: { drop } });
      assert.deepEqual(/** @type {import("linger-analytics").FileSummary} */ (file).overlay, { dropped: 6, corrected: 0 });
      assert.deepEqual(told, clean.told);
    }
  });

  test("a corrected key merges the orders", async () => {
    const { told } = await summaryOf(whole, { overlay: { correct: [{ from: "cy@example.com", to: "bo@example.com" }] } });
    assert.deepEqual(told.rows.map(({ key, orders }) => [key, orders]).toSorted(), [["ann@example.com", 3], ["bo@example.com", 3]]);
  });

  test("what is kept reads the same and holds no name, note or phone", async () => {
    const linger = await open();
    const kept = await linger.filter(whole, { drop, keep: true });
    linger.close();
    const text = new TextDecoder().decode(kept);
    assert.doesNotMatch(text, /ann@|Some Name|note, with|Pot/i);
    assert.deepEqual((await summaryOf(kept)).told, (await summaryOf(byHand)).told);
  });

  test("tables by their mapping: only what is mapped is kept", async () => {
    const linger = await open();
    const table = "订单号;买家;下单时间;实付金额;收货地址\n1;张三;2024-05-01;10;北京\n2;李四;2024-05-02;20;上海\n";
    const hashes = [sha256("pepper:张三")];
    const kept = await linger.filter(table, { drop: { salt: "pepper", hashes }, keep: true });
    assert.equal(new TextDecoder().decode(kept), "订单号;买家;下单时间;实付金额;收货地址\n2;李四;2024-05-02;20;\n");
    linger.close();
  });

  test("visitors go from events", async () => {
    const lines = sampleVisits().split("\n").filter(Boolean);
    const { vid } = JSON.parse(lines[1] ?? "{}");
    const linger = await open();
    const kept = await linger.filter(lines.join("\n"), { kind: "events", drop: { salt: "", hashes: [sha256(`:${vid}`)] } });
    linger.close();
    const left = new TextDecoder().decode(kept).trim().split("\n");
    assert.deepEqual(left, lines.filter((line) => JSON.parse(line).vid !== vid));
    assert.ok(left.length < lines.length);
  });
});
