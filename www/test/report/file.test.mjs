/** Report files as files: size, policy, receipt, the data inside, the same bytes again, and what hostile ones get. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import { interactive, readReportFile, snapshot } from "../../../pkg/report.js";
import { canonical } from "../canonical.mjs";
import { cdnow, sample, smallShop } from "./reports.mjs";

const KB = 1024;
const META = /<meta name="linger-receipt" content="([^"]*)">/;
const DATA = /(<template id="linger-data">)([^<]*)(<\/template>)/;

/** @param {string} text */
const sha256 = (text, encoding = /** @type {"hex" | "base64"} */ ("base64")) => createHash("sha256").update(text).digest(encoding);
/** @param {string} html */
const receiptIn = (html) => JSON.parse((META.exec(html)?.[1] ?? "").replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&"));
/** @param {string} html */
const jsonIn = (html) => gunzipSync(Buffer.from(DATA.exec(html)?.[2] ?? "", "base64")).toString();

test("a snapshot is at most 300 KB, an interactive report at most 600 KB and its data", async () => {
  for (const shared of await Promise.all([sample(), cdnow()])) {
    for (const lang of ["en", "zh-CN"]) {
      assert.ok(Buffer.byteLength(snapshot(shared, { lang })) <= 300 * KB, shared.report.meta.files[0]?.name);
      const html = interactive(shared, { lang });
      const data = DATA.exec(html)?.[2]?.length ?? 0;
      assert.ok(Buffer.byteLength(html) - data <= 600 * KB);
    }
  }
});

test("a snapshot has no script and no handler; its policy lets nothing in or out but its style", async () => {
  const html = snapshot(await sample());
  assert.doesNotMatch(html, /<script|<iframe|<link|<img|<object|<embed|\son\w+=|javascript:|https?:\/\/(?!www\.w3\.org)/i);
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
  const [, style] = /<style>(.*?)<\/style>/s.exec(html) ?? [];
  assert.equal(policy?.replaceAll("&#39;", "'"), `default-src 'none'; style-src 'sha256-${sha256(style ?? "")}'; connect-src 'none'; base-uri 'none'; form-action 'none'`);
  assert.ok(html.indexOf("Content-Security-Policy") < html.indexOf("<style>"));
});

test("an interactive report has one script, which the policy names by its hash", async () => {
  const html = interactive(await sample());
  const scripts = [...html.matchAll(/<script>(.*?)<\/script>/gs)].map(([, script]) => String(script));
  assert.equal(scripts.length, 1);
  assert.match(html.replaceAll("&#39;", "'"), new RegExp(`script-src 'sha256-${sha256(scripts[0] ?? "").replaceAll("+", "\\+")}' 'wasm-unsafe-eval'; connect-src 'none'`));
});

test("the receipt names what the report was made from, and the data inside is what it says", async () => {
  const shared = await sample();
  const html = snapshot(shared, { lang: "zh-CN" });
  const receipt = receiptIn(html);
  const { version, receipt: number, options } = shared.report.meta;
  assert.deepEqual(
    { ...receipt, files: receipt.files.map((/** @type {{ name: string }} */ { name }) => name) },
    { version, receipt: number, kind: "snapshot", lang: "zh-CN", k: 5, withPeople: false, options, visitOptions: shared.visits?.meta.options, files: ["sample.csv", "sessions.ndjson"], content: sha256(canonical(shared), "hex") },
  );
  assert.equal(jsonIn(html), canonical(shared));
  assert.match(html, new RegExp(`<meta name="generator" content="Linger ${version}">`));
  assert.ok(html.includes(`<code>${number}</code>`) && html.includes(receipt.content));
});

test("the same report gives the same bytes, whatever the order of its members and the host's time zone", async () => {
  const shared = await smallShop();
  const turned = JSON.parse(JSON.stringify(shared), (_, value) => (value && typeof value === "object" && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).reverse()) : value));
  const zone = process.env.TZ;
  process.env.TZ = "Asia/Tokyo";
  const elsewhere = snapshot(shared);
  process.env.TZ = zone ?? "UTC";
  assert.equal(elsewhere, snapshot(shared));
  // Settings are shown as they come; the data is canonical.
  assert.equal(DATA.exec(snapshot(turned))?.[2], DATA.exec(snapshot(shared))?.[2]);
});

test("no file is made of a report that is not protected", async () => {
  const { report } = await smallShop({ withPeople: true });
  for (const make of [snapshot, interactive]) assert.throws(() => make(/** @type {any} */ (report)), { code: "notProtected" });
});

test("a report file is read back, as text and as bytes", async () => {
  const shared = await sample();
  for (const html of [snapshot(shared), interactive(shared)]) {
    const read = readReportFile(html);
    assert.deepEqual(read.receipt, receiptIn(html));
    assert.equal(canonical(read.shared), canonical(shared));
    assert.deepEqual(readReportFile(Buffer.from(html)), read);
  }
});

/** @param {string} html @param {string} json that the file shall hold, with a receipt that fits */
function forged(html, json) {
  const receipt = { ...receiptIn(html), content: sha256(json, "hex") };
  return html.replace(META, () => `<meta name="linger-receipt" content="${JSON.stringify(receipt).replaceAll("&", "&amp;").replaceAll('"', "&quot;")}">`).replace(DATA, (_, open, __, close) => open + gzipSync(json).toString("base64") + close);
}

test("hostile and damaged files give an error that says what to do", async () => {
  const html = snapshot(await smallShop());
  const shared = JSON.parse(jsonIn(html));
  const data = DATA.exec(html)?.[2] ?? "";
  /** @type {[name: string, file: string | Uint8Array, code: string][]} */
  const files = [
    ["another page", "<!doctype html><title>Shop</title>", "notReport"],
    ["nothing", "", "notReport"],
    ["bytes that are no text", new Uint8Array([255, 254, 0, 1]), "notReport"],
    ["script in the place of data", html.replace(data, "<script>globalThis.ran = true</script>"), "notReport"],
    ["signs that are no base64", html.replace(data, `${data.slice(0, 40)}\u0000%${data.slice(42)}`), "notReport"],
    ["base64 of something else", html.replace(data, Buffer.from("globalThis.ran = true").toString("base64")), "damagedReport"],
    ["half of the data", html.replace(data, data.slice(0, Math.floor(data.length / 8) * 4)), "damagedReport"],
    ["two receipts", html.replace(META, (meta) => meta + meta), "damagedReport"],
    ["two sets of data", html.replace(DATA, (template) => template + template), "damagedReport"],
    ["a changed number", html.replace(DATA, (_, open, __, close) => open + gzipSync(canonical({ ...shared, sharing: { ...shared.sharing, k: 6 } })).toString("base64") + close), "damagedReport"],
    ["a receipt that is no JSON", html.replace(META, '<meta name="linger-receipt" content="{">'), "damagedReport"],
    ["a receipt of nothing", html.replace(META, '<meta name="linger-receipt" content="null">'), "damagedReport"],
    ["another report's receipt", forged(html, canonical({ ...shared, report: { ...shared.report, meta: { ...shared.report.meta, receipt: "0".repeat(32) } } })), "damagedReport"],
    ["data of another kind", forged(html, canonical({ linger: "run", schema: 1 })), "wrongReport"],
    ["a later schema", forged(html, canonical({ ...shared, schema: 2 })), "newerReport"],
    ["markup where a number belongs", forged(html, canonical({ ...shared, report: { ...shared.report, summary: { ...shared.report.summary, customers: "<img src=x onerror=alert(1)>" } } })), "damagedReport"],
    ["no list where one belongs", forged(html, canonical({ ...shared, report: { ...shared.report, capabilities: {} } })), "damagedReport"],
    ["keys of another order", forged(html, JSON.stringify({ sharing: shared.sharing, ...shared })), "damagedReport"],
  ];
  for (const [name, file, code] of files) {
    assert.throws(() => readReportFile(file), (error) => {
      assert.equal(/** @type {any} */ (error).code, code, name);
      assert.match(/** @type {Error} */ (error).message, /^[A-Z].*\.$/, name);
      return true;
    }, name);
  }
  assert.equal(/** @type {any} */ (globalThis).ran, undefined);
});

test("a bomb of gzip is not inflated", async () => {
  const html = snapshot(await smallShop());
  // 400 MB of spaces in 400 KB.
  const bomb = gzipSync(Buffer.alloc(400 * KB * KB, " "), { level: 9 }).toString("base64");
  const before = process.memoryUsage().rss;
  assert.throws(() => readReportFile(html.replace(DATA, (_, open, __, close) => open + bomb + close)), { code: "reportTooLarge" });
  assert.ok(process.memoryUsage().rss - before < 1500 * KB * KB);
});
