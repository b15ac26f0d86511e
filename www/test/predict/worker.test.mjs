/** The same predictions in a browser's worker, which answers other questions and hears of a cancel meanwhile. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { canonical } from "../canonical.mjs";
import { launch } from "../chromium.mjs";
import { CALIBRATION, cdnow, COLUMNS, smallShop, withCdnow, withEngine } from "./shops.mjs";

const script = fileURLToPath(new URL("../../../pkg/index.iife.js", import.meta.url));

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {import("playwright-core").Page} */
let page;
before(async () => {
  browser = await launch();
  page = await browser.newPage();
  await page.setContent("<!doctype html><meta charset='utf-8'>");
  await page.addScriptTag({ path: script });
});
after(() => browser?.close());

const QUERY = /** @type {const} */ ({ sort: "value", limit: 20 });

test("models, predictions and goods have the same bytes in a browser and in Node", async () => {
  const options = { asOf: CALIBRATION, models: { bootstrap: 3 } };
  const inNode = await withCdnow(async (linger) => [await linger.report(options), await linger.predictions(QUERY), await linger.value({ minN: 100 })]);
  const text = (await cdnow()).toString("latin1");
  const inBrowser = await page.evaluate(
    async ({ text, mapping, options, query }) => {
      const linger = await Linger.open();
      await linger.add(text, { name: "CDNOW_sample.txt", mapping });
      const made = [await linger.report(options), await linger.predictions(query), await linger.value({ minN: 100 })];
      linger.close();
      return made;
    },
    { text, mapping: COLUMNS, options, query: QUERY },
  );
  assert.equal(canonical(inBrowser), canonical(inNode));
  const goodsInNode = await withEngine(async (linger) => (await linger.add(smallShop(), { name: "shop.csv" }), linger.goods()));
  const goodsInBrowser = await page.evaluate(async (text) => {
    const linger = await Linger.open();
    await linger.add(text, { name: "shop.csv" });
    const goods = await linger.goods();
    linger.close();
    return goods;
  }, smallShop());
  assert.equal(canonical(goodsInBrowser), canonical(goodsInNode));
});

test("the worker answers while it models, and stops when told", async () => {
  const text = (await cdnow()).toString("latin1");
  const told = await page.evaluate(
    async ({ text, mapping }) => {
      const linger = await Linger.open();
      await linger.add(text, { name: "CDNOW_sample.txt", mapping });
      await linger.report();
      const abort = new AbortController();
      /** @type {string[]} */
      const log = [];
      const models = linger
        .report({ models: { bootstrap: 2000 } }, { signal: abort.signal, onProgress: () => log.push("progress") })
        .then(() => log.push("models"), (error) => log.push(error.name));
      log.push(`${(await linger.customers({ limit: 1 })).total} customers`);
      abort.abort();
      await models;
      const { models: after } = await linger.report({ models: { candidates: ["bgNbd"] } });
      linger.close();
      return { log, n: after?.bgNbd?.n };
    },
    { text, mapping: COLUMNS },
  );
  assert.equal(told.n, 2357);
  assert.ok(told.log.includes("2357 customers"));
  assert.equal(told.log.at(-1), "AbortError");
});
