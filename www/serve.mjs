/**
 * Serves a folder on this machine: `node www/serve.mjs [--port 8787] [--no-open]` serves the dashboard; the browser
 * tests serve what they need.
 * @module
 */

import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

/** @type {Record<string, string>} */
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json; charset=utf-8",
};

/**
 * @param {string} folder
 * @param {number} [port] 0 takes a free one
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export function serve(folder, port = 0) {
  const server = createServer(async (request, response) => {
    try {
      const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname));
      const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
      const body = await readFile(file);
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "cache-control": "no-store" });
      response.end(body);
    } catch {
      response.writeHead(404, { "content-type": "text/plain; charset=utf-8" });
      response.end("There is no such page.");
    }
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      const taken = typeof address === "object" && address ? address.port : port;
      resolve({ url: `http://127.0.0.1:${taken}/`, close: () => void (server.closeAllConnections(), server.close()) });
    });
  });
}

/** @param {string} url */
function openBrowser(url) {
  /** @type {Partial<Record<NodeJS.Platform, [string, string[]]>>} */
  const openers = { darwin: ["open", [url]], win32: ["cmd", ["/c", "start", "", url]] };
  const [program, words] = openers[process.platform] ?? ["xdg-open", [url]];
  spawn(program, words, { detached: true, stdio: "ignore" })
    .on("error", () => {})
    .unref();
}

async function main() {
  const { values } = parseArgs({ options: { port: { type: "string", default: "8787" }, "no-open": { type: "boolean", default: false } } });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`"${values.port}" is not a port: give a number from 0 to 65535.`);
  const { url } = await serve(fileURLToPath(new URL("../pkg/dashboard", import.meta.url)), port);
  console.log(`Linger is at ${url}\nTry it: press "Try the sample shop", or drop an order export into the page. Nothing is uploaded.\nStop with Ctrl+C.`);
  if (!values["no-open"]) openBrowser(url);
}

/** @param {NodeJS.ErrnoException} error */
function explain(error) {
  const inUse = error.code === "EADDRINUSE" ? "Another program uses this port. Choose another one: cargo xtask serve --port 8788" : error.message;
  console.error(inUse);
  process.exitCode = 1;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) main().catch(explain);
