/**
 * A real Chromium for tests: `CHROMIUM` or one on the path, headless, with a fresh profile.
 * @module
 */

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** @param {string[]} [more] switches beside the quiet ones */
export function launch(more = []) {
  const found = (process.env.PATH ?? "").split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const executablePath = process.env.CHROMIUM ?? found.find((path) => existsSync(path));
  if (!executablePath) throw new Error("No Chromium was found. Install it (Debian: apt install chromium) or name it in CHROMIUM.");
  return chromium.launch({ executablePath, args: [...QUIET, ...more] });
}
