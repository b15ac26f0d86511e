/**
 * The style of a report, in a document and in the element alike. Colours are the dashboard's; each can be set from
 * outside by the custom property of the same name with `--linger-` before it. Text on its ground reaches 4.5:1, marks 3:1.
 * @module
 */

/** @type {Record<string, [light: string, dark: string]>} */
const COLORS = {
  ground: ["#f7f6f3", "#12161b"], surface: ["#ffffff", "#1a2027"], "surface-2": ["#f1efea", "#232a33"],
  ink: ["#1c2430", "#e8ebee"], "ink-soft": ["#555f6d", "#a9b3bf"], line: ["#e2dfd8", "#313a45"], "line-strong": ["#8b8f96", "#7d8894"],
  accent: ["#0d6662", "#6cc9c0"], "accent-soft": ["#e0efed", "#17403e"], overdue: ["#a63a12", "#ffa27a"], "overdue-soft": ["#fbe9e1", "#43241a"],
  warning: ["#7a5200", "#f0c666"], "warning-soft": ["#fbf1d9", "#3a2f14"], focus: ["#1558b0", "#8ab8ff"],
  "heat-low": ["#edf3f2", "#222b33"], "heat-middle": ["#58aaa2", "#2f7d77"], "heat-high": ["#07534f", "#7fdcd2"], "heat-ink-low": ["#1c2430", "#e8ebee"], "heat-ink-high": ["#ffffff", "#06201f"],
  "series-1": ["#0d6662", "#6cc9c0"], "series-2": ["#c2570c", "#f5a15f"], "series-3": ["#5b50a3", "#b5abf5"],
  "tone-good": ["#0d6662", "#5bb8af"], "tone-fine": ["#6fb3ad", "#3f8580"], "tone-watch": ["#c9971c", "#b8912f"], "tone-urgent": ["#c04a17", "#e07a4c"], "tone-gone": ["#8f959d", "#66707c"],
};

const FONT = `system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif`;
const variables = Object.entries(COLORS).map(([name, [light, dark]]) => `--${name}: var(--linger-${name}, light-dark(${light}, ${dark}));`).join("\n  ");
/** Steps of the heat scale. */
const heat = Array.from({ length: 11 }, (_, step) =>
  `.q${step} { fill: color-mix(in oklab, var(--heat-${step < 5 ? "middle" : "high"}) ${step < 5 ? step * 20 : (step - 5) * 20}%, var(--heat-${step < 5 ? "low" : "middle"})); }`).join("\n");

/** What a document needs beside the parts: the element does without it. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; }
:root[data-theme="light"] { color-scheme: light; }
:root[data-theme="dark"] { color-scheme: dark; }
body { margin: 0; background: light-dark(#f7f6f3, #12161b); }
.linger { max-width: 900px; margin: 0 auto; padding: 28px 20px 60px; }
.skip { position: absolute; left: 12px; top: -80px; background: var(--surface); padding: 8px 14px; border-radius: 8px; border: 1px solid var(--accent); }
.skip:focus { top: 10px; }
.head { display: grid; gap: 10px; margin-bottom: 24px; }
.head h1 { font-size: 30px; line-height: 1.2; letter-spacing: -0.01em; font-weight: 680; overflow-wrap: anywhere; }
.made { color: var(--ink-soft); }
.promise, .alarm { border-left: 4px solid var(--accent); background: var(--accent-soft); padding: 10px 14px; border-radius: 0 8px 8px 0; }
.alarm { border-color: var(--overdue); background: var(--overdue-soft); font-weight: 600; }
#linger-slice { display: grid; gap: 14px; grid-template-columns: minmax(0, 1fr); }
.choices { display: grid; gap: 10px 16px; grid-template-columns: repeat(auto-fill, minmax(min(200px, 100%), 1fr)); align-items: end; }
.choices label { display: grid; gap: 3px; font-size: 14px; color: var(--ink-soft); min-width: 0; }
.choices select { font: inherit; font-size: 15px; color: var(--ink); background: var(--surface); border: 1px solid var(--line-strong); border-radius: 8px; min-height: 36px; padding: 3px 8px; width: 100%; }
.choices input { width: 100%; min-height: 28px; accent-color: var(--accent); }
.choices output { color: var(--ink); font-weight: 650; }
.sort { font: inherit; color: inherit; background: none; border: 0; padding: 2px 0; text-align: inherit; cursor: pointer; word-break: inherit; }
.sort::after { content: " ↕"; color: var(--line-strong); }
[aria-sort="ascending"] > .sort::after { content: " ↑"; color: var(--accent); }
[aria-sort="descending"] > .sort::after { content: " ↓"; color: var(--accent); }
[hidden] { display: none !important; }
.contents ul { display: flex; flex-wrap: wrap; gap: 2px 18px; }
.contents a { display: inline-block; padding: 3px 0; }
.receipt pre { margin: 0; white-space: pre-wrap; background: var(--ground); border: 1px solid var(--line); border-radius: 8px; padding: 8px 12px; }
.receipt dl { display: grid; grid-template-columns: minmax(120px, auto) minmax(0, 1fr); gap: 4px 16px; font-size: 14px; }
.receipt dt { color: var(--ink-soft); }
.receipt dd { overflow-wrap: anywhere; }
.receipt code { font: 13px/1.45 ui-monospace, "SFMono-Regular", Menlo, Consolas, "Noto Sans Mono", monospace; overflow-wrap: anywhere; }
@media (max-width: 520px) { .linger { padding: 18px 12px 40px; } .head h1 { font-size: 25px; } .receipt pre { margin: 0; white-space: pre-wrap; background: var(--ground); border: 1px solid var(--line); border-radius: 8px; padding: 8px 12px; }
.receipt dl { grid-template-columns: minmax(0, 1fr); gap: 0; } .receipt dd { margin-bottom: 8px; } }
@media print {
  :root, :root[data-theme] { color-scheme: light; }
  body { background: #fff; }
  .linger { max-width: none; padding: 0; font-size: 13px; }
  .skip, .contents, .controls { display: none; }
  @page { margin: 15mm 14mm; }
}
`;

/** Sections, charts and tables. */
export const PART_STYLE = `
.linger, .linger *, .linger *::before { box-sizing: border-box; }
.linger {
  all: initial; display: block; color-scheme: inherit;
  ${variables}
  container-type: inline-size; color: var(--ink); font: 400 16px/1.55 var(--linger-font, ${FONT}); -webkit-text-size-adjust: 100%; text-align: start; overflow-wrap: break-word;
}
.linger :where(h1, h2, h3, p, ul, dl, dd, dt, figure) { margin: 0; padding: 0; }
.linger ul { list-style: none; }
.linger a { color: var(--accent); text-underline-offset: 0.18em; }
.linger small { font-size: 13px; color: var(--ink-soft); font-weight: 400; }
.linger :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
.part { background: var(--surface); border: 1px solid var(--line); border-radius: 14px; padding: 22px; margin-bottom: 20px; display: grid; gap: 14px; grid-template-columns: minmax(0, 1fr); }
.part.off { border-style: dashed; }
.part h2 { font-size: 22px; line-height: 1.3; font-weight: 660; }
.part h3 { font-size: 16px; line-height: 1.4; font-weight: 650; }
.finding { font-size: 17px; max-width: 72ch; text-wrap: pretty; }
.scope { color: var(--ink-soft); font-size: 14px; }
.note, .plain { font-size: 14px; color: var(--ink-soft); max-width: 80ch; }
.plain { font-size: 15px; color: var(--ink); }
.few { display: inline-block; background: var(--warning-soft); color: var(--warning); border-radius: 6px; padding: 0 6px; font-size: 13px; font-weight: 500; white-space: normal; }
.hidden, .unknown { color: var(--ink-soft); font-style: italic; }
.figure-value :is(.hidden, .unknown) { font-size: 15px; font-weight: 500; }
.mark { display: inline-block; border-radius: 6px; padding: 0 8px; font-size: 13px; background: var(--accent-soft); color: var(--accent); }
.less { background: var(--overdue-soft); color: var(--overdue); }
.dim { background: var(--surface-2); color: var(--ink-soft); }
.figures { display: grid; gap: 10px; grid-template-columns: repeat(auto-fill, minmax(min(190px, 46%), 1fr)); }
.figure { background: var(--ground); border: 1px solid var(--line); border-radius: 10px; padding: 10px 14px; }
.figure dt { color: var(--ink-soft); font-size: 14px; }
.figure-value { font-size: 21px; line-height: 1.35; font-weight: 650; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.figure-note { color: var(--ink-soft); font-size: 13px; line-height: 1.45; }
.table-box { overflow-x: auto; border-radius: 8px; scrollbar-width: thin; }
.linger table { border-collapse: collapse; width: 100%; font-size: 14.5px; font-variant-numeric: tabular-nums; }
.linger caption { text-align: start; font-weight: 650; font-size: 16px; padding: 4px 0 6px; }
.linger :is(th, td) { text-align: start; padding: 6px 10px; border-bottom: 1px solid var(--line); vertical-align: top; font-weight: 400; }
.linger thead th { font-size: 13px; font-weight: 600; color: var(--ink-soft); vertical-align: bottom; }
.linger tbody th { font-weight: 500; min-width: 8em; }
.linger tbody tr:last-child > * { border-bottom: 0; }
.linger .number { text-align: end; white-space: nowrap; }
.linger thead .number { white-space: normal; word-break: keep-all; }
.linger .sentence { min-width: 15em; }
.linger .dense { font-size: 12.5px; }
.linger .dense :is(th, td) { padding: 4px 5px; }
.linger td.number small { white-space: normal; display: inline-block; }
.pick { font: inherit; color: inherit; background: none; border: 0; padding: 0; text-align: inherit; cursor: pointer; text-decoration: underline dotted; text-underline-offset: 0.2em; }
.meanings { font-size: 14px; }
.meanings summary { cursor: pointer; color: var(--accent); padding: 4px 0; }
.meanings dt { font-weight: 600; margin-top: 8px; }
.meanings dd { color: var(--ink-soft); max-width: 84ch; }
.chart { display: grid; gap: 10px; min-width: 0; }
.chart figcaption p { color: var(--ink-soft); font-size: 15px; max-width: 80ch; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 16px; font-size: 14px; color: var(--ink-soft); }
.legend li::before { content: ""; display: inline-block; width: 12px; height: 12px; border-radius: 3px; margin-inline-end: 6px; vertical-align: -1px; background: var(--swatch); }
.chart svg { display: block; width: 100%; max-width: 960px; height: auto; overflow: visible; font: 12px/1.2 var(--linger-font, ${FONT}); font-variant-numeric: tabular-nums; }
.chart svg.narrow { display: none; }
@container (max-width: 560px) {
  .part { padding: 14px; border-radius: 12px; }
  .part h2 { font-size: 20px; }
  .finding { font-size: 16px; }
  .chart svg.wide { display: none; }
  .chart svg.narrow { display: block; }
  .figure { padding: 8px 10px; }
  .figure-value { font-size: 18px; }
}
.linger svg text { fill: var(--ink-soft); }
.linger svg .name, .linger svg .value { fill: var(--ink); font-size: 13px; }
.rule { stroke: var(--line); }
.base { stroke: var(--line-strong); }
.s1 { fill: var(--series-1); --swatch: var(--series-1); }
.s2 { fill: var(--series-2); --swatch: var(--series-2); }
.tone-good { fill: var(--tone-good); --swatch: var(--tone-good); }
.tone-fine { fill: var(--tone-fine); --swatch: var(--tone-fine); }
.tone-watch { fill: var(--tone-watch); --swatch: var(--tone-watch); }
.tone-urgent { fill: var(--tone-urgent); --swatch: var(--tone-urgent); }
.tone-gone { fill: var(--tone-gone); --swatch: var(--tone-gone); }
.band { fill: var(--series-1); fill-opacity: 0.16; }
.line { fill: none; stroke: var(--series-1); stroke-width: 2.25; }
.second { stroke: var(--series-2); stroke-dasharray: 7 4; }
.dot { fill: var(--series-1); }
.unsure { fill-opacity: 0.45; }
.whisker { stroke: var(--ink); stroke-width: 1.5; stroke-opacity: 0.65; }
svg .mark line { stroke-width: 1.75; stroke-dasharray: 4 3; stroke: var(--own); }
.linger svg .mark text { fill: var(--own); font-weight: 600; paint-order: stroke; stroke: var(--surface); stroke-width: 4px; }
.mark-1 { --own: var(--series-1); }
.mark-2 { --own: var(--series-2); }
.mark-3 { --own: var(--series-3); }
.veiled { fill: var(--surface-2); stroke: var(--line-strong); stroke-dasharray: 2 3; }
.linger svg .on-low { fill: var(--heat-ink-low); font-size: 11px; }
.linger svg .on-high { fill: var(--heat-ink-high); font-size: 11px; }
${heat}
@media print {
  .part { border: 0; padding: 0 0 8px; margin-bottom: 18px; border-radius: 0; border-bottom: 1px solid var(--line); }
  .part h2, .chart, .figures, tr { break-inside: avoid; }
  .part h2, .finding, .linger caption { break-after: avoid; }
  .table-box { overflow: visible; }
  .linger table { font-size: 11px; }
  .linger :is(th, td) { padding: 3px 6px; }
  .linger .dense { font-size: 7.5px; }
  .linger .dense :is(th, td) { padding: 2px 1px; }
  .linger .dense thead th { font-size: 7.5px; }
  .linger tbody th { min-width: 0; }
  .meanings { font-size: 11px; }
  .meanings::details-content { content-visibility: visible; block-size: auto; }
  .linger * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;

/** A style sheet without what only people need. @param {string} css */
export const packed = (css) => css.trim().replace(/\s*\n\s*/g, "").replace(/\s*([{};:,])\s+/g, "$1").replace(/;}/g, "}");
