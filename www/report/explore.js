/** The part of an interactive report that its script answers: choices, and the place for what they give. */
import { html } from "./markup.js";
import { word } from "./parts.js";

/** @import { SharedReport, View } from "./types.js" */
/** @typedef {NonNullable<SharedReport["cube"]>["dimensions"][number]} Dimension */

/** Sentences that the script fills; they stand in the page, so that the script needs no catalogue. */
const SENTENCES = ["explore.result", "explore.beyond", "explore.nobody", "explore.placed", "explore.all", "explore.asTold", "explore.customers", "explore.others", "explore.sort", "days"];
const HEADS = ["column.customers", "column.share", "column.orders", "column.netSales", "explore.each"];

/**
 * @param {View} view
 * @param {SharedReport["cube"]} cube
 */
export function explorePart(view, cube) {
  const { t } = view;
  const themes = ["auto", "light", "dark"].map((theme) => html`<option value="${theme}">${t(`explore.theme.${theme}`)}</option>`);
  const words = Object.fromEntries([...SENTENCES, ...HEADS].map((key) => [key, view.raw(key)]));
  const silence = cube?.dimensions.find(({ id }) => id === "silence");
  return html`<section class="part controls" id="linger-explore" aria-labelledby="linger-explore-h" data-words="${JSON.stringify(words)}" hidden>
<h2 id="linger-explore-h">${t("part.explore")}</h2>
<p class="plain">${t("explore.intro")}</p>
<form class="choices">
${cube ? html`<label><span>${t("explore.by")}</span><select name="by">${cube.dimensions.map(({ id }) => html`<option value="${id}">${t(`explore.by.${id}`)}</option>`)}</select></label>
${cube.dimensions.filter(({ id }) => id !== "silence").map((dimension) => filter(view, dimension))}
${silence ? slider(view, silence) : ""}` : ""}
<label><span>${t("explore.theme")}</span><select name="theme">${themes}</select></label>
</form>
<div id="linger-slice" role="status">${cube ? "" : html`<p class="plain">${t("explore.off")}</p>`}</div>
</section>
`;
}

/** @param {View} view @param {Dimension} dimension */
const filter = (view, { id, values }) => html`<label><span>${view.t(`explore.by.${id}`)}</span><select name="keep-${id}"><option value="">${view.t("customers.all")}</option>${values.map((value) => html`<option value="${value}">${valueName(view, id, value)}</option>`)}</select></label>
`;

/** The days at which bands of silence begin. @param {View} view @param {Dimension} silence */
const slider = (view, { values }) => html`<label class="slider"><span>${view.t("explore.silence")} <output name="days"></output></span><input type="range" name="silence" min="0" max="${values.length - 1}" step="1" value="0" data-values="${JSON.stringify(values)}" data-names="${JSON.stringify(values.map((value) => valueName(view, "silence", value).text))}"></label>
`;

/** @param {View} view @param {Dimension["id"]} id @param {string} value */
function valueName(view, id, value) {
  if (id === "segment") return word(view, "segment", value);
  if (id === "silence") return html`${view.t(value.endsWith("+") ? "explore.daysMore" : "explore.daysSpan", { span: value.replace("-", "–").replace("+", "") })}`;
  if (id === "orders") return html`${view.t("explore.orders", { span: value.replace("-", "–") })}`;
  return html`${value}`;
}
