/** Slices of the report's cube: the choices of the page in, a sentence, bars and a table out. */
import { Slicer, initSync } from "linger-slicer:glue";
import packedModule from "linger-slicer:wasm";
import { inflated } from "../../engine/packed.js";
import { Cell } from "../cells.js";
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
  const page = { form, words, language, cube, f: formats(language, report.meta), rows: (/** @type {Slice} */ slice) => /** @type {SliceRow[]} */ (JSON.parse(slicer.rows(JSON.stringify(slice)))) };
  const show = () => {
    place.innerHTML = String(answer(page));
    for (const sliced of place.querySelectorAll("table")) sortable(sliced, words["explore.sort"] ?? "");
  };
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
}

/**
 * @typedef {object} Page
 * @property {HTMLFormElement} form
 * @property {Record<string, string>} words
 * @property {import("../types.js").Language} language
 * @property {NonNullable<SharedReport["cube"]>} cube
 * @property {ReturnType<typeof formats>} f
 * @property {(slice: Slice) => SliceRow[]} rows
 */

/** @param {Page} page */
function answer(page) {
  const { form, words, language, cube, f } = page;
  const t = (/** @type {string} */ key, /** @type {Record<string, string | number>} */ values = {}) => filled(words[key] ?? key, values, language);
  const choices = new FormData(form);
  const by = /** @type {Slice["by"]} */ (choices.get("by"));
  const { keep, days } = kept(page, choices);
  const rows = page.rows({ by, keep });
  const sum = (/** @type {"customers" | "orders"} */ what) => rows.reduce((total, row) => total + row[what], 0);
  const sales = rows.every(({ netSales }) => netSales !== null) ? f.money(rows.reduce((total, row) => total + Number(row.netSales), 0)) : null;
  const customers = sum("customers");
  if (customers === 0) return html`<p class="finding">${t("explore.nobody")}</p>`;
  const everyone = cube.customers.reduce((total, n) => total + n, 0);
  const sentence = said(t("explore.result", { customers, orders: sum("orders"), sales: sales ?? "–", share: f.share(customers / everyone) }), days > 0 && t("explore.beyond", { days }));
  const title = t("explore.customers", { by: labelOf(form, by) });
  const named = rows.map((row, at) => ({ ...row, id: String(at), name: row.value === null ? t("explore.others") : nameOf(form, by, row.value), share: row.customers / customers }));
  const money = (/** @type {number | null} */ value) => new Cell(html`${value === null ? "–" : f.money(value)}`, value);
  return html`<p class="finding">${sentence}</p>
${chart({ id: "slice", title, summary: sentence, isSaid: true, draw: (width) => lyingBars(width, named.map(({ id, name, customers, share }) => ({ id, name, value: customers, label: `${f.count(customers)} · ${f.share(share)}` }))) })}
${table({ canSelect: false, canSort: true }, title, [{ head: labelOf(form, by) }, ...["column.customers", "column.share", "column.orders", "column.netSales", "explore.each"].map((key) => ({ head: t(key), number: true }))], named.map((row) => ({
    id: row.id,
    cells: [row.name, new Cell(html`${f.count(row.customers)}`, row.customers), new Cell(html`${f.share(row.share)}`, row.share), new Cell(html`${f.count(row.orders)}`, row.orders), money(row.netSales), money(row.netSales === null ? null : row.netSales / row.customers)],
  })), cube.rest.customers > 0 ? t("explore.rest", { n: cube.rest.customers }) : undefined)}`;
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
