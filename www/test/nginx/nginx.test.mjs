/** The documented nginx collector, as Debian carries it: batches of a real visit become lines of one file. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtemp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assertValid } from "../storefront/schema.mjs";
import { openShop } from "../storefront/shop/server.mjs";
import { launch, named, open, settle, visitor } from "../storefront/visit.mjs";

/** @import { Browser } from "playwright-core" */

const CONFIG = new URL("../../storefront/collectors/nginx.conf", import.meta.url);

/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/** The documented configuration with this machine's ports and folder, and nothing else changed. @param {string} origin */
async function startNginx(origin) {
  const folder = await mkdtemp(join(tmpdir(), "linger-nginx-"));
  await mkdir(join(folder, "logs"));
  const [outer, inner] = [await freePort(), await freePort()];
  const documented = (await readFile(CONFIG, "utf8"))
    .replace("listen 8080", `listen 127.0.0.1:${outer}`)
    .replaceAll("127.0.0.1:8081", `127.0.0.1:${inner}`)
    .replace("https://your-shop.example", origin)
    .replace("/var/log/nginx/linger.ndjson", join(folder, "linger.ndjson"));
  const places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join("\n");
  const config = join(folder, "nginx.conf");
  await writeFile(config, `daemon off;\npid ${folder}/pid;\nerror_log ${folder}/error.log;\nevents {}\nhttp {\n${places}\n${documented}\n}\n`);
  execFileSync("nginx", ["-t", "-c", config, "-p", folder], { stdio: "pipe" });
  const server = spawn("nginx", ["-c", config, "-p", folder], { stdio: "ignore" });
  const stop = async () => {
    server.kill("SIGTERM");
    await new Promise((resolve) => server.once("exit", resolve));
    await rm(folder, { recursive: true });
  };
  return { url: `http://127.0.0.1:${outer}/linger`, log: join(folder, "linger.ndjson"), stop };
}

test("a visit sent across origins to nginx is in its file, line by line", async () => {
  // The shop's address is known only once it runs, so the tag gets the collector's address from the page's server.
  const setting = { head: "", privacyApi: false };
  const shop = await openShop(setting);
  const nginx = await startNginx(shop.url);
  setting.head = `<script src="/cdn/shop/assets/linger-storefront.js" data-consent="granted" data-endpoint="${nginx.url}"></script>`;
  try {
    const page = await open(await visitor(browser), shop.url);
    await settle(page);
    await page.locator(".promo__plain").click();
    await open(page, `${shop.url}/search?q=${encodeURIComponent('mug "blue" ü 杯')}`);
    await settle(page);
    await page.waitForTimeout(6000);
    const lines = (await readFile(nginx.log, "utf8")).split("\n").filter((line) => line && line !== "-");
    const events = [...new Map(lines.map((line) => JSON.parse(line)).map((event) => [`${event.pid} ${event.n}`, event])).values()];
    assertValid(events);
    assert.deepEqual(named(events, "view").map(({ p }) => p), ["/", "/search"]);
    assert.equal(named(events, "click").length, 1);
    assert.deepEqual(named(events, "search").map(({ q }) => q), ['mug "blue" ü 杯']);
  } finally {
    await nginx.stop();
    shop.close();
  }
});
