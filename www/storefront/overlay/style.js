/**
 * The overlay's style: a constructed sheet, so that the page's policy needs no exception, in a shadow root, so that
 * neither page nor overlay styles the other. Nothing moves, so there is no motion to reduce.
 * @module
 */

import { SCALE } from "./colors.js";

const TEXT = `
:host { all: initial; position: fixed; inset: 0; width: auto; height: auto; margin: 0; padding: 0; border: 0; background: none; overflow: visible; pointer-events: none; z-index: 2147483647; color-scheme: light; }
canvas { position: absolute; inset: 0; }
.panel { box-sizing: border-box; position: absolute; right: 16px; bottom: 16px; width: min(380px, calc(100vw - 16px)); max-height: calc(100vh - 32px); overflow: auto; padding: 10px 14px; background: #fff; color: #1a1a1a; border: 1px solid #767676; border-radius: 8px; box-shadow: 0 4px 24px rgb(0 0 0 / .25); font: 14px/1.4 system-ui, "Noto Sans", "Noto Sans CJK SC", sans-serif; pointer-events: auto; }
.panel:focus { outline: none; }
header { display: flex; gap: 6px; align-items: center; }
h2 { font: inherit; font-weight: 600; margin: 0 auto 0 0; }
button, select, input[type=number] { font: inherit; color: inherit; background: #fff; border: 1px solid #767676; border-radius: 5px; padding: 3px 8px; min-height: 30px; white-space: nowrap; }
button { cursor: pointer; }
button[aria-pressed=true] { background: #440a68; color: #fff; border-color: #440a68; }
button:focus-visible, select:focus-visible, input:focus-visible, label:has(input:focus-visible) { outline: 2px solid #440a68; outline-offset: 1px; }
.body { display: grid; gap: 8px; margin-top: 8px; }
.body[hidden] { display: none; }
.row { display: grid; grid-template-columns: 6em 1fr; gap: 6px; align-items: center; }
.choices { display: flex; flex-wrap: wrap; gap: 6px; border: 0; margin: 0; padding: 0; min-width: 0; }
.choices label { display: flex; gap: 4px; align-items: center; }
select { width: 100%; min-width: 0; }
input[type=number] { width: 5em; }
input[type=file] { display: none; }
p { margin: 0; overflow-wrap: anywhere; }
.note { color: #555; font-size: 12px; }
.scale { margin-top: 8px; display: flex; gap: 8px; align-items: center; font-size: 12px; }
.scale span:nth-child(2) { flex: 1; height: 12px; border-radius: 3px; background: ${SCALE}; border: 1px solid #bbb; }
.legend { display: grid; gap: 4px; margin-top: 4px; }
@media (max-width: 599px) {
  .panel { right: 0; left: 0; bottom: 0; width: auto; max-height: 55vh; border-radius: 8px 8px 0 0; }
}
`;

export function sheet() {
  const made = new CSSStyleSheet();
  made.replaceSync(TEXT);
  return made;
}
