/**
 * A report as one HTML document that needs nothing from outside: policy, receipt and data in it. The same report gives
 * the same bytes on every host.
 * @module
 */

import { checkShared } from "./check.js";
import { canonical, hashOf, packed, policyHash } from "./data.js";
import { reportError } from "./errors.js";
import { explorePart } from "./explore.js";
import { said } from "./fill.js";
import { Markup, html, stranger } from "./markup.js";
import { peoplePart } from "./people.js";
import { receiptOf, receiptPart } from "./receipt.js";
import { SECTIONS, isAsked } from "./sections/index.js";
import { PAGE_STYLE, PART_STYLE, packed as packedStyle } from "./style.js";
import { isShared, viewOf } from "./view.js";

/** @import { SharedReport, View } from "./types.js" */

const STYLE = packedStyle(PART_STYLE + PAGE_STYLE);

/**
 * @param {SharedReport} shared
 * @param {{ kind: "snapshot" | "interactive", lang?: string, title?: string, script?: string, }} look
 * @returns {string}
 */
export function documentOf(shared, { kind, lang, title, script }) {
  if (!isShared(shared)) throw reportError("notProtected");
  checkShared(shared);
  const view = viewOf(shared, { lang, canSort: script !== undefined });
  const { t, language } = view;
  const json = canonical(shared);
  const receipt = receiptOf(shared, { kind, lang: language, content: hashOf(json) });
  const name = title || t("report.title");
  const policy = [
    "default-src 'none'", `style-src ${policyHash(STYLE)}`, ...(script === undefined ? [] : [`script-src ${policyHash(script)} 'wasm-unsafe-eval'`]),
    "connect-src 'none'", "base-uri 'none'", "form-action 'none'",
  ].join("; ");
  const sections = Object.values(SECTIONS).map((make) => make(view));
  return String(html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Linger ${shared.report.meta.version}">
<meta name="linger-receipt" content="${JSON.stringify(receipt)}">
<title>${name}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<div class="linger">
<a class="skip" href="#linger-main">${t("report.skip")}</a>
${head(view, shared, name, script !== undefined)}
<main id="linger-main" tabindex="-1">
${script === undefined ? "" : explorePart(view, shared.cube)}${sections}${peoplePart(view)}
${receiptPart(view, receipt)}
</main>
</div>
<template id="linger-data">${packed(json)}</template>
${script === undefined ? "" : html`<script>${new Markup(script)}</script>
`}</body>
</html>
`);
}

/** @param {View} view @param {SharedReport} shared @param {string} name @param {boolean} isInteractive */
function head(view, shared, name, isInteractive) {
  const { t, f, report, span } = view;
  const { asOfDate, zone, version } = report.meta;
  const ids = [...(isInteractive ? ["explore"] : []), ...Object.keys(SECTIONS).filter((id) => isAsked(shared.report, id)), ...(shared.people ? ["people"] : []), "receipt"];
  return html`<header class="head"><h1>${stranger(name)}</h1>
<p class="made">${said(t("report.data", { ...span, date: f.date(asOfDate), zone }), t("report.by", { version }))}</p>
${promise(view, shared)}
<nav class="contents" aria-label="${t("report.contents")}"><ul>${ids.map((id) => html`<li><a href="#linger-${id}">${t(`part.${id}`)}</a></li>`)}</ul></nav></header>`;
}

/** @param {View} view @param {SharedReport} shared */
function promise({ t, isTooFew }, { sharing, people }) {
  if (sharing.withPeople) return html`<p class="alarm" role="note">${t("report.people", { n: people?.length ?? 0 })}</p>`;
  const total = (/** @type {"cells" | "of"} */ what) => sharing.suppressed.reduce((sum, one) => sum + one[what], 0);
  const few = isTooFew("churn") && t("finding.fewCustomers", { k: sharing.k });
  return html`<p class="promise">${said(few, total("cells") === 0 ? t("report.sharedAll", { k: sharing.k }) : t("report.shared", { k: sharing.k, cells: total("cells"), of: total("of") }))}</p>`;
}
