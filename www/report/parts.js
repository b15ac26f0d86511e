/** What sections are made of: heading, findings, scope, and the meaning of each number. */
import { NO_CURRENCY } from "./format.js";
import { said } from "./fill.js";
import { html, stranger } from "./markup.js";
import { hasText, sentence } from "./texts.js";

/** @import { View } from "./types.js" */

/**
 * @param {View} view
 * @param {{ id: string, findings: unknown[], scope: string[], body: unknown[], meanings?: [label: string, path: string][], small?: string }} part `small` says what “hidden” means here
 */
export function section(view, { id, findings, scope, body, meanings = [], small = "hidden.note" }) {
  const { t } = view;
  const content = html`${body}`;
  const isHiding = view.k !== null && content.text.includes('class="hidden"');
  return html`<section class="part" part="section" id="linger-${id}" data-section="${id}" aria-labelledby="linger-${id}-h">
<h2 id="linger-${id}-h" part="heading">${t(`part.${id}`)}</h2>
${findings.filter(Boolean).map((finding) => html`<p class="finding" part="finding">${finding}</p>`)}
<p class="scope">${scope.join(" · ")}</p>
${content}
${isHiding ? html`<p class="note">${t(small, { k: view.k ?? 0 })}</p>` : ""}
${meaningsOf(view, meanings)}
</section>
`;
}

/** As of, zone and currency of a report's numbers, after what they rest on. @param {View} view @param {string[]} rests */
export function scopeOf({ t, f, report }, ...rests) {
  const { asOfDate, zone, currency, currencies } = report.meta;
  const codes = currency ? [currency] : currencies.map(({ code }) => code);
  return [...rests, t("scope.asOf", { date: f.date(asOfDate) }), zone, ...(codes.length > 0 ? [codes.map((code) => (code === NO_CURRENCY ? t("scope.noCurrency") : code)).join(", ")] : [])];
}

/** Why a section is empty, and what would fill it. @param {View} view @param {string} id */
export function off(view, id) {
  const { t, report, language } = view;
  const capability = report.capabilities.find((one) => one.section === id);
  const reason = view.isTooFew(id) ? t("reason.fewCustomers", { k: view.k ?? 0 }) : capability?.reason ? sentence(language, "reason", { code: capability.code ?? "", text: capability.reason }) : t("section.noReason");
  const needs = (view.isTooFew(id) ? [] : (capability?.needs ?? [])).map((need) => (hasText(`field.${need}`) ? t(`field.${need}`) : need === "time with hours" ? t("need.hours") : need));
  return html`<section class="part off" part="section" id="linger-${id}" data-section="${id}" aria-labelledby="linger-${id}-h">
<h2 id="linger-${id}-h" part="heading">${t(`part.${id}`)}</h2>
<p class="finding" part="finding">${said(view.isTooFew(id) ? reason : t("part.unknown", { reason }), needs.length > 0 && t("section.needs", { needs: view.f.list(needs) }))}</p>
</section>
`;
}

/** @param {View} view @param {[label: string, path: string][]} meanings */
function meaningsOf(view, meanings) {
  const { t, report, visits, language } = view;
  const { models, value, due, goods, season, history } = report;
  // Parts that a report has only where they were asked for bring the definitions of their numbers along.
  const parts = [report, visits, models, value, due, goods, season, history];
  const lines = meanings.flatMap(([label, path]) => {
    if (path.startsWith("about.")) return [html`<dt>${label}</dt><dd>${t(path)}</dd>`];
    const found = parts.map((part) => part?.definitions?.[path]).find(Boolean);
    return found ? [html`<dt>${label}</dt><dd>${sentence(language, "definition", { code: path, text: found.text })} <small>${t("meanings.source", { source: /^(Own rule|Linger\.?)$/.test(found.source) ? t("meanings.own") : sentence(language, "cited", { code: found.source, text: found.source }) })}</small></dd>`] : [];
  });
  return lines.length > 0 ? html`<details class="meanings"><summary>${t("meanings")}</summary><dl>${lines}</dl></details>` : "";
}

/** A word of the catalogue for an id, or the id itself as a stranger's text. @param {View} view @param {string} kind @param {string} id */
export const word = ({ t }, kind, id) => (hasText(`${kind}.${id}`) ? html`${t(`${kind}.${id}`)}` : stranger(id));
