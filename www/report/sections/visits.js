/** Visits: how sessions went, where they end, what is searched in vain and what frustrates. Never a single session. */
import { few, interval, known, told } from "../cells.js";
import { lyingBars } from "../charts/bars.js";
import { said } from "../fill.js";
import { chart, figures, table } from "../frames.js";
import { html, stranger } from "../markup.js";
import { section, word } from "../parts.js";
import { hasText } from "../texts.js";

/** @import { View, Told, VisitReport } from "../types.js" */
/** @typedef {Told<VisitReport>} Visits */
/** @typedef {Visits["traffic"]["bounce"]} Rate */

/** Rows of each table, the first ones. */
const ROWS_SHOWN = 12;

/** @param {View} view */
export function visits(view) {
  const { t, f, visits } = view;
  if (!visits) {
    return html`<section class="part off" part="section" id="linger-visits" data-section="visits" aria-labelledby="linger-visits-h"><h2 id="linger-visits-h" part="heading">${t("part.visits")}</h2><p class="finding" part="finding">${t("visits.notLoaded")}</p></section>
`;
  }
  const { traffic, meta } = visits;
  const span = { from: f.date(meta.firstEvent), to: f.date(meta.lastEvent) };
  return section(view, {
    id: "visits", small: "hidden.noteVisits",
    findings: [html`${headline(view, visits)}${few(view, traffic.visitors)}`, search(view, visits), frustration(view, visits)],
    scope: [...(known(traffic.sessions, traffic.visitors) ? [t("scope.sessions", { n: Number(traffic.sessions) }), t("scope.visitors", { n: Number(traffic.visitors) })] : []), t("scope.span", span), meta.options.zone ?? "UTC"],
    body: [numbers(view, visits), visits.funnels.map((funnel, at) => funnelOf(view, funnel, at)), groups(view, visits), terms(view, visits), signals(view, visits), products(view, visits), vitals(view, visits)],
    meanings: [
      [t("traffic.sessions"), "traffic.sessions"], [t("traffic.bounce"), "traffic.bounce"], [t("traffic.stay"), "traffic.stay"], [t("traffic.addToCart"), "traffic.addToCart"], [t("traffic.conversion"), "traffic.conversion"], [t("traffic.completion"), "traffic.completion"],
      [t("funnel.column.conversion"), "funnels.steps.conversion"], [t("search.zeroResults"), "search.zeroResults"], [t("visits.signals"), "frustration.signals.count"], [t("matching.matched"), "identity.matched"], [t("leaving.column.abandoned"), "carts.products.abandoned"],
    ],
  });
}

/** A share with its count, or why there is none. @param {View} view @param {Rate} rate */
const rateOf = (view, rate) => told(view, rate.share, view.f.share, { or: "unknown.nobodyHere", n: rate.whole });

/** @param {View} view @param {Visits} visits */
function headline(view, { traffic }) {
  const { t, f } = view;
  const { sessions, visitors, conversion } = traffic;
  if (!known(sessions, visitors)) return t("finding.hidden");
  const bought = known(conversion.share, conversion.part) && t("finding.visits.bought", { n: Number(conversion.part), share: f.share(Number(conversion.share)), interval: interval(view, conversion.low, conversion.high) });
  return said(t("finding.visits", { sessions: Number(sessions), visitors: Number(visitors) }), bought);
}

/** @param {View} view @param {Visits} visits */
function search({ t, f }, { search }) {
  const none = search?.all.zeroResults;
  return none && known(none.share, search.all.searches) && Number(none.share) > 0 ? t("finding.search", { searches: Number(search.all.searches), share: f.share(Number(none.share)) }) : null;
}

/** @param {View} view @param {Visits} visits */
function frustration({ t, f }, { frustration }) {
  const { part, share } = frustration.any;
  return known(part, share) && Number(part) > 0 ? t("frustration.lead", { n: Number(part), share: f.share(Number(share)) }) : null;
}

/** @param {View} view @param {Visits} visits */
function numbers(view, { traffic, identity, visitors }) {
  const { t, f } = view;
  const rate = (/** @type {string} */ label, /** @type {Rate} */ one) => ({ label, value: rateOf(view, one), note: html`${interval(view, one.low, one.high)}${few(view, one.whole)}` });
  return figures([
    { label: t("traffic.sessions"), value: told(view, traffic.sessions, f.count) },
    { label: t("leaving.column.visitors"), value: told(view, traffic.visitors, f.count) },
    { label: t("traffic.stay"), value: told(view, traffic.stay.median, f.duration, { or: "unknown.nobodyHere", n: traffic.stay.n }), note: t("visits.median") },
    rate(t("traffic.bounce"), traffic.bounce), rate(t("traffic.addToCart"), traffic.addToCart), rate(t("traffic.conversion"), traffic.conversion), rate(t("traffic.completion"), traffic.completion),
    rate(t("leaving.cartWaiting"), visitors.cartWaiting), rate(t("matching.matched"), identity.matched),
  ]);
}

/** @param {View} view @param {Visits["funnels"][number]} funnel @param {number} place */
function funnelOf(view, { options, steps, whole, largestLoss }, place) {
  const { t, f } = view;
  const [first, last] = [steps[0], steps.at(-1)];
  if (!first || !last || first.reached === 0) return "";
  const scope = t(`funnel.scope.${options.scope}`);
  const name = options.name && hasText(`visits.funnel.${options.name}`) ? t(`visits.funnel.${options.name}`) : options.name || t("visits.funnel.other");
  const stepName = (/** @type {number} */ at) => stepWords(view, /** @type {{ event: string, template?: string | null }} */ (options.steps[at] ?? { event: "" }));
  const words = known(whole, first.reached, last.reached, last.overall.share) ? t("funnel.summary", { whole: Number(whole), scope, first: Number(first.reached), last: Number(last.reached), share: f.share(Number(last.overall.share)) }) : t("chart.hidden");
  const loss = largestLoss !== null && t("funnel.loss", { step: stepName(largestLoss) });
  const heads = ["step", "reached", "conversion", "overall", "median"].map((id, at) => ({ head: t(`funnel.column.${id}`), number: at > 0 }));
  return [
    chart({
      id: `funnel-${place}`, title: name, summary: said(words, loss),
      draw: (width) => lyingBars(width, steps.map(({ reached, overall }, at) => ({ id: `step-${at}`, name: `${at + 1}. ${stepName(at)}`, value: reached, label: reached === null ? t("cell.hidden") : overall.share === null ? f.count(reached) : `${f.count(reached)} · ${f.share(overall.share)}` }))),
    }),
    table(view, name, heads, steps.map(({ reached, conversion, overall, time }, at) => ({
      id: `step-${at}`,
      cells: [`${at + 1}. ${stepName(at)}`, told(view, reached, f.count), rateOf(view, conversion), rateOf(view, overall), at === 0 ? "–" : told(view, time.median, f.duration, { or: "unknown.nobodyHere", n: time.n })],
    }))),
  ];
}

/** @param {View} view @param {{ event: string, template?: string | null }} step */
function stepWords({ t }, { event, template }) {
  if (event === "view" && template) return hasText(`template.${template.replace("/", ".")}`) ? t("visits.step.view", { page: t(`template.${template.replace("/", ".")}`) }) : template;
  return hasText(`funnel.is.${event}`) ? t(`funnel.is.${event}`) : event;
}

/** Orders by device and channel, with intervals. @param {View} view @param {Visits} visits */
function groups(view, { traffic }) {
  const { t, f } = view;
  return /** @type {const} */ (["device", "channel"]).map((by) => {
    const rows = (by === "device" ? traffic.devices : traffic.channels).slice(0, ROWS_SHOWN);
    if (rows.length === 0) return "";
    const name = (/** @type {string} */ value) => (value === "" ? t("visits.unknown") : hasText(`${by}.${value}`) ? t(`${by}.${value}`) : value);
    const title = t("sessions.groups", { measure: t("traffic.conversion"), by: t(`visits.${by}`) });
    const best = rows.reduce((/** @type {typeof rows[number] | null} */ best, row) => ((row.conversion.share ?? -1) > (best?.conversion.share ?? -1) ? row : best), null);
    const heads = [{ head: t(`visits.${by}`) }, ...["traffic.sessions", "leaving.column.visitors", "traffic.bounce", "traffic.addToCart", "traffic.conversion"].map((key) => ({ head: t(key), number: true }))];
    return [
      chart({
        id: `by-${by}`, title,
        summary: best?.conversion.share != null ? t("sessions.groupsSummary", { name: name(best.value), share: f.share(best.conversion.share) }) : t("chart.hidden"),
        draw: (width) => lyingBars(width, rows.map(({ value, conversion }) => ({ id: value, name: name(value), value: conversion.share, low: conversion.low, high: conversion.high, label: conversion.share === null ? t(conversion.whole === 0 ? "cell.unknown" : "cell.hidden") : f.share(conversion.share) }))),
      }),
      table(view, title, heads, rows.map(({ value, sessions, visitors, bounce, addToCart, conversion }) => ({
        id: value, cells: [html`${stranger(name(value))}${few(view, sessions)}`, told(view, sessions, f.count), told(view, visitors, f.count), rateOf(view, bounce), rateOf(view, addToCart), rateOf(view, conversion)],
      }))),
    ];
  });
}

/** @param {View} view @param {Visits} visits */
function terms(view, { search }) {
  const { t, f } = view;
  if (!search || search.terms.length === 0) return "";
  const heads = [{ head: t("search.term") }, ...["searches", "zeroResults", "clicked", "ordered"].map((id) => ({ head: t(`search.${id}`), number: true })), { head: t("search.findings") }];
  return table(view, t("visits.terms"), heads, search.terms.slice(0, ROWS_SHOWN).map(({ term, searches, zeroResults, clicked, ordered, findings }, at) => ({
    id: `term-${at}`, cells: [html`${stranger(term, 60)}${few(view, searches)}`, told(view, searches, f.count), rateOf(view, zeroResults), rateOf(view, clicked), rateOf(view, ordered), f.list(findings.map((id) => t(`search.finding.${id}`)))],
  })), search.terms.length > ROWS_SHOWN ? t("visits.more", { shown: ROWS_SHOWN, of: search.terms.length }) : undefined);
}

/** @param {View} view @param {Visits} visits */
function signals(view, { frustration }) {
  const { t, f } = view;
  const rows = frustration.signals.filter(({ count }) => count !== 0);
  if (rows.length === 0) return html`<p class="plain">${t("frustration.calm")}</p>`;
  const heads = [{ head: t("frustration.column.signal") }, ...["count", "sessions", "share", "conversion"].map((id) => ({ head: t(`frustration.column.${id}`), number: true }))];
  return table(view, t("visits.signals"), heads, rows.map(({ id, count, sessions, conversion }) => ({
    id, cells: [word(view, "signal", id), told(view, count, f.count), told(view, sessions.part, f.count), rateOf(view, sessions), rateOf(view, conversion)],
  })));
}

/** @param {View} view @param {Visits} visits */
function products(view, { carts }) {
  const { t, f } = view;
  if (carts.products.length === 0) return "";
  const heads = [{ head: t("leaving.column.product") }, ...["viewed", "added", "bought", "abandoned"].map((id) => ({ head: t(`leaving.column.${id}`), number: true }))];
  return table(view, t("leaving.products.title"), heads, carts.products.slice(0, ROWS_SHOWN).map(({ product, viewed, added, bought, abandoned }, at) => ({
    id: `product-${at}`, cells: [html`${stranger(product, 60)}${few(view, viewed)}`, told(view, viewed, f.count), rateOf(view, added), rateOf(view, bought), told(view, abandoned, f.count)],
  })), carts.products.length > ROWS_SHOWN ? t("visits.more", { shown: ROWS_SHOWN, of: carts.products.length }) : undefined);
}

/** @param {View} view @param {Visits} visits */
function vitals(view, { vitals }) {
  const { t, f } = view;
  const all = vitals?.find(({ template, device }) => template === "" && device === "");
  if (!all) return "";
  const rows = /** @type {const} */ (["lcp", "inp", "cls", "ttfb"]).map((id) => ({
    id, cells: [t(`vitals.${id}`), told(view, all[id].p75, id === "cls" ? (value) => value.toFixed(2) : f.duration, { or: "unknown.nobodyHere", n: all[id].n }), all[id].rating ? t(`vitals.${all[id].rating}`) : "–", told(view, all[id].n, f.count)],
  }));
  return table(view, t("vitals.title"), [{ head: t("summary.measure") }, { head: t("visits.p75"), number: true }, { head: t("visits.rating") }, { head: t("vitals.n"), number: true }], rows, t("vitals.note"));
}
