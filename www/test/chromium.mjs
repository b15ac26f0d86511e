/**
 * A real Chromium for tests: `CHROMIUM` or one on the path, headless, with a fresh profile.
 * @module
 */

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
export const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** Where Chromium is. */
export function executable() {
  const found = (process.env.PATH ?? "").split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const path = process.env.CHROMIUM ?? found.find((one) => existsSync(one));
  if (!path) throw new Error("No Chromium was found. Install it (Debian: apt install chromium) or name it in CHROMIUM.");
  return path;
}

/** @param {string[]} [more] switches beside the quiet ones */
export const launch = (more = []) => chromium.launch({ executablePath: executable(), args: [...QUIET, ...more] });
