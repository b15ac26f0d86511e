import assert from "node:assert/strict";
import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { open } from "../../pkg/index.js";
import { canonical } from "./canonical.mjs";
import { launch } from "./chromium.mjs";
import { cases } from "./golden.mjs";
import { trapInFirstWorker, trapNextReport } from "./faults.mjs";
import { ORDERS, shopText } from "./shop.mjs";
import { visitsText } from "./visits-shop.mjs";

/** The page that each test starts from: `open` is there, and a file button. */
const PAGE = '<!doctype html><meta charset="utf-8"><input type="file"><script src="index.iife.js"></script>';
const script = fileURLToPath(new URL("../../pkg/index.iife.js", import.meta.url));

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {string} */
let folder;
before(async () => {
  browser = await launch();
  folder = await mkdtemp(join(tmpdir(), "linger-worker-"));
});
after(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** @param {import("node:test").TestContext} t */
async function openPage(t) {
  const page = await browser.newPage();
  t.after(() => page.close());
  await page.setContent(PAGE.replace('<script src="index.iife.js"></script>', ""));
  await page.addScriptTag({ path: script });
  return page;
}

test("the browser gives the same bytes as Node on every golden case", async (t) => {
  const page = await openPage(t);
  for (const { name, paths, mapping, options } of await cases()) {
    const files = await Promise.all(paths.map(async (path) => ({ name: basename(path), bytes: await readFile(path) })));
    const linger = await open();
    for (const { name, bytes } of files) await linger.add(bytes, { name, mapping });
    const inNode = canonical(await linger.report(options));
    linger.close();
    const inBrowser = await page.evaluate(
      async ({ texts, mapping, options }) => {
        const linger = await Linger.open();
        for (const { name, base64 } of texts) {
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          await linger.add(bytes, { name, mapping });
        }
        const report = await linger.report(options);
        linger.close();
        return report;
      },
      { texts: files.map(({ name, bytes }) => ({ name, base64: bytes.toString("base64") })), mapping, options },
    );
    assert.equal(canonical(inBrowser), inNode, name);
  }
});

test("a file, a stream and a stream that cannot be transferred are read alike", async (t) => {
  const page = await openPage(t);
  const orders = await page.evaluate(async (text) => {
    const counts = [];
    const file = new File([text], "shop.csv");
    const chunks = () => new Blob([text]).stream();
    const send = Worker.prototype.postMessage;
    for (const [input, transferable] of /** @type {[any, boolean][]} */ ([[file, true], [chunks(), true], [chunks(), false]])) {
      Worker.prototype.postMessage = /** @type {any} */ (
        /** @this {Worker} */ function (/** @type {any} */ message, /** @type {any} */ transfer = []) {
          if (!transferable && transfer[0] instanceof ReadableStream) throw new DOMException("no", "DataCloneError");
          send.call(this, message, transfer);
        }
      );
      const linger = await Linger.open();
      counts.push((await linger.add(input, { kind: "orders" })).orders);
      linger.close();
    }
    Worker.prototype.postMessage = send;
    return counts;
  }, shopText());
  assert.deepEqual(orders, [ORDERS, ORDERS, ORDERS]);
});

test("a file that changes while the page holds it says what to do, and the next one is read", async (t) => {
  const page = await openPage(t);
  const path = join(folder, "changing.csv");
  await writeFile(path, shopText());
  await page.setInputFiles("input", path);
  await page.evaluate("globalThis.file = document.querySelector('input').files[0]");
  await appendFile(path, "1,2,3,4\n");
  const outcome = await page.evaluate(async (text) => {
    const linger = await Linger.open();
    const failure = await linger.add(/** @type {any} */ (globalThis).file).then(() => "read", (error) => error.code);
    const next = await linger.add(text, { kind: "orders" });
    linger.close();
    return { failure, orders: next.orders };
  }, shopText());
  assert.deepEqual(outcome, { failure: "fileChanged", orders: ORDERS });
});

test("an abort is heard between two chunks", async (t) => {
  const page = await openPage(t);
  const outcome = await page.evaluate(async (text) => {
    const linger = await Linger.open();
    const abort = new AbortController();
    const large = new Blob(Array.from({ length: 8000 }, () => text));
    let read = 0;
    const reading = linger.add(large, {
      signal: abort.signal,
      onProgress({ bytesRead }) {
        read = bytesRead;
        abort.abort();
      },
    });
    const name = await reading.then(() => "read", (error) => error.name);
    const code = await linger.report().then(() => "report", (error) => error.code);
    linger.close();
    return { name, code, whole: read === large.size };
  }, shopText());
  assert.deepEqual(outcome, { name: "AbortError", code: "noOrders", whole: false });
});

test("after a trap the worker is replaced, pending calls are told, and files can be added again", async (t) => {
  const page = await openPage(t);
  await page.evaluate(`(${trapInFirstWorker})(${JSON.stringify(String(trapNextReport))})`);
  const outcome = await page.evaluate(async (text) => {
    const linger = await Linger.open();
    /** @type {string[]} */
    const notices = [];
    linger.onlost = ({ code }) => notices.push(code);
    await linger.add(text);
    const settled = await Promise.allSettled([linger.report(), linger.customers()]);
    const codes = settled.map((result) => (result.status === "rejected" ? result.reason.code : result.status));
    await linger.add(text);
    const { summary } = await linger.report();
    linger.close();
    return { codes, notices, orders: summary.orders };
  }, shopText());
  assert.deepEqual(outcome, { codes: ["engineLost", "engineLost"], notices: ["engineLost"], orders: ORDERS });
});

test("a trap in the sessions module is as one in that of orders", async (t) => {
  const page = await openPage(t);
  await page.evaluate(`(${trapInFirstWorker})(${JSON.stringify(String(trapNextReport))})`);
  const outcome = await page.evaluate(
    async ({ orders, visits }) => {
      const linger = await Linger.open();
      /** @type {string[]} */
      const notices = [];
      linger.onlost = ({ code }) => notices.push(code);
      await Promise.all([linger.add(orders), linger.add(visits)]);
      const settled = await Promise.allSettled([linger.visits(), linger.report()]);
      const codes = settled.map((result) => (result.status === "rejected" ? result.reason.code : result.status));
      await Promise.all([linger.add(orders), linger.add(visits)]);
      const [{ traffic }, { summary }] = await Promise.all([linger.visits(), linger.report()]);
      linger.close();
      return { codes, notices, sessions: traffic.sessions, orders: summary.orders };
    },
    { orders: shopText(), visits: visitsText() },
  );
  assert.deepEqual(outcome, { codes: ["engineLost", "engineLost"], notices: ["engineLost"], sessions: 4, orders: ORDERS });
});
