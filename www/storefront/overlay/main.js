/**
 * `linger-overlay.js`: heatmaps over the live page, for the seller. The recorder loads it where the address says
 * `?linger=heatmap`, a bookmarklet anywhere; loaded a second time it closes. Nothing is asked of the network, stored or
 * sent.
 *
 * It counts and blurs in JavaScript: the sessions' wasm module is a hundred times its size and reads whole analyses, the
 * live module knows flags only, and a page's clicks at 4 px cells take some tens of milliseconds without either.
 * @module
 */

import { overlay } from "./overlay.js";

const ID = "linger-overlay";

const open = document.getElementById(ID);
if (open) open.dispatchEvent(new Event("close"));
else if (document.body) overlay(ID);
else document.addEventListener("DOMContentLoaded", () => overlay(ID), { once: true });
