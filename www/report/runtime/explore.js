/** Slices of the report's cube: the choices of the page in, a sentence, bars and a table out. */
import { Slicer, initSync } from "linger-slicer:glue";
import packedModule from "linger-slicer:wasm";
import { inflated } from "../../engine/packed.js";
import { Cell, known } from "../cells.js";
import { lyingBars } from "../charts/bars.js";
import { filled, said } from "../fill.js";
import { formats } from "../format.js";
import { chart, table } from "../frames.js";
import { html } from "../markup.js";
import { languageOf } from "../language.js";
import { sortable } from "./sort.js";

/** @import { SharedReport } from "../types.js" */
/** @import { Slice, SliceRow } from "linger-analytics" */

/**
 * @param {HTMLElement} part
 * @param {Record<string, string>} words
 */
export async function explore(part, words) {
  const packedReport = /** @type {HTMLTemplateElement} */ (document.querySelector("#linger-data")).content.textContent ?? "";
  /** @type {SharedReport} */
  const { cube, sharing, report } = await inflated(packedReport).json();
  const form = part.querySelector("form");
  const place = part.querySelector("#linger-slice");
  if (!cube || !form || !place) return;
  initSync({ module: await inflated(packedModule).arrayBuffer() });
  const slicer = new Slicer(JSON.stringify(cube), sharing.withPeople ? 1 : sharing.k);
  const language = languageOf(document.documentElement.lang);
  const page = { form, words, language, cube, k: sharing.withPeople ? 1 : sharing.k, segments: segmentsOf(report), f: formats(language, report.meta), rows: (/** @type {Slice} */ slice) => /** @type {SliceRow[]} */ (JSON.parse(slicer.rows(JSON.stringify(slice)))) };
  const show = () => {
    place.innerHTML = String(answer(page));
    for (const sliced of place.querySelectorAll("table")) sortable(sliced, words["explore.sort"] ?? "");
  };
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
}

/** @typedef {Pick<SliceRow, "value" | "customers" | "orders" | "netSales">} Row */

/** @param {any} report @returns {Row[] | null} */
function segmentsOf(report) {
  /** @type {any[]} */
  const told = report.rfm?.segments ?? [];
  if (told.length === 0 || told.some((one) => !known(one?.customers, one?.orders))) return null;
  return told.filter(({ customers }) => customers > 0).map(({ id, customers, orders, netSales }) => ({ value: id, customers, orders, netSales: known(netSales) ? netSales : null }));
}

/**
 * @typedef {object} Page
 * @property {HTMLFormElement} form
 * @property {Record<string, string>} words
 * @property {import("../types.js").Language} language
 * @property {NonNullable<SharedReport["cube"]>} cube
 * @property {number} k least customers in a group
 * @property {Row[] | null} segments the report's own totals by segment, where all are told
 * @property {ReturnType<typeof formats>} f
 * @property {(slice: Slice) => SliceRow[]} rows
 */

/** @param {Page} page */
function answer(page) {
  const { form, words, language, f } = page;
  const t = (/** @type {string} */ key, /** @type {Record<string, string | number>} */ values = {}) => filled(words[key] ?? key, values, language);
  const choices = new FormData(form);
  const by = /** @type {Slice["by"]} */ (choices.get("by"));
  const { keep, days } = kept(page, choices);
  const isWhole = Object.keys(keep).length === 0;
  const asTold = isWhole && by === "segment" ? page.segments : null;
  const rows = asTold ?? page.rows({ by, keep });
  const customers = total(rows, "customers");
  if (customers === 0) return html`<p class="finding">${t("explore.nobody")}</p>`;
  const sentence = said(asTold ? t("explore.asTold", { customers }) : isWhole ? "" : found(page, t, rows), days > 0 && t("explore.beyond", { days }), placed(page, t));
  const title = t("explore.customers", { by: labelOf(form, by) });
  const named = rows.map((row, at) => ({ ...row, id: String(at), name: row.value === null ? t("explore.others") : nameOf(form, by, row.value), share: row.customers / customers }));
  const money = (/** @type {number | null} */ value) => new Cell(html`${value === null ? "–" : f.money(value)}`, value);
  return html`<p class="finding">${sentence}</p>
${chart({ id: "slice", title, summary: sentence, isSaid: true, draw: (width) => lyingBars(width, named.map(({ id, name, customers, share }) => ({ id, name, value: customers, label: `${f.count(customers)} · ${f.share(share)}` }))) })}
${table({ canSelect: false, canSort: true }, title, [{ head: labelOf(form, by) }, ...["column.customers", "column.share", "column.orders", "column.netSales", "explore.each"].map((key) => ({ head: t(key), number: true }))], named.map((row) => ({
    id: row.id,
    cells: [row.name, new Cell(html`${f.count(row.customers)}`, row.customers), new Cell(html`${f.share(row.share)}`, row.share), new Cell(html`${f.count(row.orders)}`, row.orders), money(row.netSales), money(row.netSales === null ? null : row.netSales / row.customers)],
  })))}`;
}

/** @typedef {(key: string, values?: Record<string, string | number>) => string} Words */

/** @param {Row[]} rows @param {"customers" | "orders"} what */
const total = (rows, what) => rows.reduce((sum, row) => sum + row[what], 0);

/** Customers in groups that are large enough to be counted. @param {Page} page */
const inGroups = ({ cube }) => cube.customers.reduce((sum, n) => sum + n, 0);

/** Those whom a choice keeps. @param {Page} page @param {Words} t @param {Row[]} rows */
function found(page, t, rows) {
  const customers = total(rows, "customers");
  const sales = rows.every(({ netSales }) => netSales !== null) ? page.f.money(rows.reduce((sum, row) => sum + Number(row.netSales), 0)) : null;
  return t("explore.result", { customers, orders: total(rows, "orders"), sales: sales ?? "–", share: page.f.share(customers / inGroups(page)), placed: inGroups(page), k: page.k });
}

/** How many can be counted at all, and how many cannot. @param {Page} page @param {Words} t */
function placed(page, t) {
  const n = page.cube.rest.customers ?? 0;
  const everyone = inGroups(page) + n;
  return n > 0 ? t("explore.placed", { placed: inGroups(page), everyone, n, k: page.k }) : t("explore.all", { everyone });
}

/** What the choices keep, and the days of silence they ask for; the slider says its days. @param {Page} page @param {FormData} choices */
function kept({ form, cube, words, language }, choices) {
  /** @type {NonNullable<Slice["keep"]>} */
  const keep = {};
  for (const { id } of cube.dimensions) {
    const value = choices.get(`keep-${id}`);
    if (value) keep[id] = [String(value)];
  }
  const silence = cube.dimensions.find(({ id }) => id === "silence");
  const least = Number(choices.get("silence") ?? 0);
  const days = parseInt(silence?.values[least] ?? "0", 10);
  if (silence && least > 0) keep.silence = silence.values.slice(least);
  const said = form.querySelector("output");
  if (said) said.value = filled(words.days ?? "", { n: days }, language);
  form.querySelector("[type=range]")?.setAttribute("aria-valuetext", said?.value ?? "");
  return { keep, days };
}

/** @param {HTMLFormElement} form @param {string} id */
const labelOf = (form, id) => form.querySelector(`[name=by] option[value="${id}"]`)?.textContent ?? id;

/** As the page writes a value of a dimension. @param {HTMLFormElement} form @param {string} id @param {string} value */
function nameOf(form, id, value) {
  if (id === "silence") {
    const range = /** @type {HTMLInputElement | null} */ (form.querySelector("[name=silence]"));
    const names = /** @type {string[]} */ (JSON.parse(range?.dataset.names ?? "[]"));
    const values = /** @type {string[]} */ (JSON.parse(range?.dataset.values ?? "[]"));
    return names[values.indexOf(value)] ?? value;
  }
  const options = /** @type {HTMLSelectElement | null} */ (form.querySelector(`[name="keep-${id}"]`))?.options ?? [];
  return [...options].find((option) => option.value === value)?.textContent ?? value;
}
