/** The README's snippets, run as a reader would: in a folder with the installed package, an export and recorded events. */
import assert from "node:assert/strict";
import { cp, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./chromium.mjs";
import { execute, installedPackage } from "./installed.mjs";
import { CUSTOMERS, ORDERS, shopText } from "./shop.mjs";
import { visitsText } from "./visits-shop.mjs";
import { serve } from "../serve.mjs";

const root = new URL("../../", import.meta.url);
const [english, chinese] = await Promise.all(["README.md", "README.zh-CN.md"].map((file) => readFile(new URL(file, root), "utf8")));

/** @param {string} text @param {string} language */
const blocks = (text, language) => [...text.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, "gm"))].map(([, block]) => block);

/** @type {Awaited<ReturnType<typeof installedPackage>>} */
let installed;
before(async () => {
  installed = await installedPackage();
  const events = visitsText();
  const half = events.indexOf("\n", events.length / 2) + 1;
  const files = { "orders.csv": shopText(), "events.ndjson": events, "monday.ndjson": events.slice(0, half), "tuesday.ndjson": events.slice(half) };
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(installed.folder, name), text)));
});
after(() => installed?.remove());

test("both languages show the same code", () => {
  for (const language of ["sh", "js", "html"]) {
    assert.notEqual(blocks(english, language).length, 0, language);
    const bare = (/** @type {string} */ block) => block.replace(/ *\/\/.*$/gm, "");
    assert.deepEqual(blocks(chinese, language).map(bare), blocks(english, language).map(bare));
  }
});

test("the commands run, one after the other, and write what they say", async () => {
  for (const block of blocks(english, "sh")) await execute("bash", ["-e", "-c", block], { cwd: installed.folder });
  for (const file of ["report.html", "live.html", "last.json", "week.ndjson", "report.schema.json"]) assert.ok((await stat(join(installed.folder, file))).size > 500, file);
  const { report } = JSON.parse(await readFile(join(installed.folder, "last.json"), "utf8"));
  assert.deepEqual([report.summary.customers, report.summary.orders], [CUSTOMERS, ORDERS]);
  const lines = async (/** @type {string} */ file) => (await readFile(join(installed.folder, file), "utf8")).trim().split("\n").length;
  assert.equal(await lines("week.ndjson"), await lines("events.ndjson"));
});

test("the scripts run in Node", async () => {
  const given = `import { readFile } from "node:fs/promises";\nconst file = await readFile("orders.csv");\nconst events = await readFile("events.ndjson");\n`;
  for (const [at, block] of blocks(english, "js").entries()) {
    await writeFile(join(installed.folder, `block-${at}.mjs`), given + block);
    await execute("node", [`block-${at}.mjs`], { cwd: installed.folder });
  }
});

test("the element shows the numbers of the export beside the page", async () => {
  const site = join(installed.folder, "site");
  await mkdir(join(site, "linger"), { recursive: true });
  await cp(join(installed.folder, "node_modules/linger-analytics/element.js"), join(site, "linger/element.js"));
  await cp(join(installed.folder, "orders.csv"), join(site, "orders.csv"));
  const [block] = blocks(english, "html");
  await writeFile(join(site, "index.html"), `<!doctype html><meta charset="utf-8"><title>Shop</title><link rel="icon" href="data:,">\n<body>${block}</body>`);
  const server = await serve(site, 0);
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    const element = page.locator("linger-report");
    await element.locator("table").first().waitFor();
    assert.match((await element.evaluate((shown) => shown.shadowRoot?.textContent)) ?? "", new RegExp(`\\b${CUSTOMERS}\\b`));
  } finally {
    await browser.close();
    await server.close();
  }
});
