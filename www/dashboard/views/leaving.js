/** Leaving: visitors about to be lost, carts that come to nothing, pages that lose more people than chance explains. */
import { html, nothing } from "lit";
import { explain, figure } from "../elements/explain.js";
import { Part } from "../elements/part.js";
import { rowsButton, table } from "../elements/table.js";
import { intervalNote, named, ofAnySession, shareText, thresholds, visitHead } from "./visits.js";

/** @import { Rate, VisitOptions } from "../types.js" */
/** @typedef {string | number | null} Cell */
/** @typedef {{ id: string, of: string, n: number, heads: string[], rows: Cell[][], shown: unknown[][], hint?: string }} List cells as they are saved, and as they are shown */

/** @type {[keyof NonNullable<VisitOptions["visitors"]>, number, number][]} least and most */
const THRESHOLDS = [
  ["cartDays", 1, 365], ["loginDays", 1, 365], ["hastySessions", 2, 50], ["hastyMs", 1000, 600_000], ["hastyDepth", 1, 20], ["lowPercent", 1, 99], ["returnDays", 1, 365],
  ["recentWeeks", 1, 52],
];
/** Rows of each table; the download has all. */
const ROWS = 15;

export class LeavingView extends Part {
  /** @override */
  render() {
    const { t } = this.page;
    const { carts, slots } = this.visits;
    return html`${visitHead(this.page, t("nav.leaving"), t("leaving.lead"))} ${ofAnySession(this.page, () => html`
      ${this.#figures()} ${thresholds(this.page, "visitors", (id) => t(`leaving.${id}`), THRESHOLDS)}
      ${this.#list(this.#waiting())} ${this.#list(this.#churners())} ${this.#list(this.#browsers())} ${this.#list(this.#hasty())}
      ${this.#list(this.#signals())} ${carts.products.length > 0 ? this.#list(this.#products()) : nothing} ${this.#list(this.#anomalies())}
      ${slots ? this.#list(this.#slots(slots)) : nothing}`)}`;
  }

  #figures() {
    const { t, format } = this.page;
    const { cartWaiting, notSeen, browsed, potentialChurners, fading, returns } = this.visits.visitors;
    const rate = (/** @type {string} */ id, /** @type {Rate} */ value) =>
      figure(this.page, {
        of: `visitors.${id}`, label: t(`leaving.${id}`), value: format.share(value.share), n: value.whole || null,
        note: value.whole ? intervalNote(this.page, value) : t("leaving.unknown"),
      });
    const last = returns.findLast(({ share }) => share !== null);
    return html`<div class="figures">
      ${rate("cartWaiting", cartWaiting)} ${rate("potentialChurners", potentialChurners)} ${rate("fading", fading)} ${rate("browsed", browsed)}
      ${notSeen ? rate("notSeen", notSeen) : nothing}
      ${last ? figure(this.page, { of: "visitors.returns", label: t("leaving.returns", { days: last.days }), value: format.share(last.share), n: this.visits.traffic.sessions }) : nothing}
    </div>`;
  }

  /** @param {List} list */
  #list({ id, of, n, heads, rows, shown, hint }) {
    const { t } = this.page;
    const title = t(`leaving.${id}.title`);
    const columns = heads.map((head) => t(`leaving.column.${head}`));
    const isNumber = (/** @type {number} */ at) => typeof rows[0]?.[at] === "number";
    return html`<section class="panel">
      <div class="panel-head"><h2>${title} ${explain(this.page, of, title, n)}</h2>${rows.length > 0 ? rowsButton(this.page, `linger-${id}`, columns, rows) : nothing}</div>
      ${rows.length === 0
        ? html`<p>${t(`leaving.${id}.none`)}</p>`
        : html`${hint ? html`<p class="hint">${hint}</p>` : nothing} ${table(title, columns.map((head, at) => ({ head, number: isNumber(at) })), shown.slice(0, ROWS))}
            ${rows.length > ROWS ? html`<p class="hint">${t("leaving.more", { shown: ROWS, n: rows.length })}</p>` : nothing}`}
    </section>`;
  }

  /** @param {string} visitor a random id: its end tells it from the others */
  #visitor(visitor) {
    return html`<code>${visitor.slice(-8)}</code>`;
  }

  #waiting() {
    const { format } = this.page;
    const { waiting, cartWaiting } = this.visits.visitors;
    return {
      id: "waiting", of: "visitors.cartWaiting", n: cartWaiting.whole, heads: ["visitor", "days", "products"],
      rows: waiting.map(({ visitor, days, products }) => [visitor, days, products.join(", ")]),
      shown: waiting.map(({ visitor, days, products }) => [this.#visitor(visitor), format.count(days), products.join(", ")]),
    };
  }

  #churners() {
    const { t, format } = this.page;
    const { churners, potentialChurners } = this.visits.visitors;
    return {
      id: "churners", of: "visitors.potentialChurners", n: potentialChurners.whole, heads: ["visitor", "stay", "depth", "interactions", "silentDays", "returning"], hint: t("leaving.churners.hint"),
      rows: churners.map((one) => [one.visitor, one.stay, one.depth, one.interactions, one.silentDays, one.returnProbability]),
      shown: churners.map((one) => [
        this.#visitor(one.visitor), format.duration(one.stay), format.decimal(one.depth), format.decimal(one.interactions), format.count(Math.round(one.silentDays)),
        format.share(one.returnProbability),
      ]),
    };
  }

  #browsers() {
    const { format } = this.page;
    const { browsers, browsed } = this.visits.visitors;
    return {
      id: "browsers", of: "visitors.browsed", n: browsed.whole, heads: ["visitor", "sessions", "views", "products"],
      rows: browsers.map((one) => [one.visitor, one.sessions, one.views, one.products.join(", ")]),
      shown: browsers.map((one) => [this.#visitor(one.visitor), format.count(one.sessions), format.count(one.views), one.products.join(", ")]),
    };
  }

  #hasty() {
    const { t } = this.page;
    const hasty = this.visits.visitors.hasty.filter(({ visitors }) => visitors.part > 0);
    return {
      id: "hasty", of: "visitors.hasty", n: this.visits.traffic.visitors, heads: ["channel", "landing", "visitors", "share"], hint: t("leaving.hasty.hint"),
      rows: hasty.map(({ channel, landing, visitors }) => [channel, landing, visitors.part, visitors.share]),
      shown: hasty.map(({ channel, landing, visitors }) => [
        named(this.page, "channel", channel), named(this.page, "template", landing), this.page.format.count(visitors.part), shareText(this.page, visitors),
      ]),
    };
  }

  #signals() {
    const { t } = this.page;
    const { signals, added } = this.visits.carts;
    return {
      id: "signals", of: "carts.signals", n: added.whole, heads: ["by", "value", "added", "bought"], hint: t("leaving.signals.hint"),
      rows: signals.map((one) => [one.by, one.value, one.added.share, one.bought.share]),
      shown: signals.map((one) => [
        t(`leaving.by.${one.by}`), one.by === "device" || one.by === "channel" ? named(this.page, one.by, one.value) : one.value, shareText(this.page, one.added), shareText(this.page, one.bought),
      ]),
    };
  }

  #products() {
    const { format } = this.page;
    const products = this.visits.carts.products.toSorted((a, b) => b.abandoned - a.abandoned);
    return {
      id: "products", of: "carts.products.abandoned", n: this.visits.carts.added.part, heads: ["product", "viewed", "added", "bought", "abandoned"],
      rows: products.map((one) => [one.product, one.viewed, one.added.share, one.bought.share, one.abandoned]),
      shown: products.map((one) => [one.product, format.count(one.viewed), shareText(this.page, one.added), shareText(this.page, one.bought), format.count(one.abandoned)]),
    };
  }

  #anomalies() {
    const { t, format } = this.page;
    const { anomalies } = this.visits.pages;
    return {
      id: "anomalies", of: "pages.anomalies", n: this.visits.traffic.pageViews, heads: ["page", "measure", "rate", "expected", "p"],
      rows: anomalies.map((one) => [one.page, one.measure, one.rate.share, one.expected, one.adjustedP]),
      shown: anomalies.map((one) => [
        html`<code>${one.page}</code>`, t(`leaving.measure.${one.measure}`), shareText(this.page, one.rate), format.share(one.expected), one.adjustedP < 0.001 ? "< 0.001" : one.adjustedP.toFixed(3),
      ]),
    };
  }

  /** @param {NonNullable<import("../types.js").VisitReport["slots"]>} slots */
  #slots(slots) {
    const { format } = this.page;
    return {
      id: "slots", of: "slots.clickRate", n: slots.reduce((sum, { seen }) => sum + seen, 0), heads: ["slot", "seen", "clicks", "clickRate", "conversion"],
      rows: slots.map((one) => [one.slot, one.seen, one.clicks, one.clickRate.share, one.conversion.share]),
      shown: slots.map((one) => [one.slot, format.count(one.seen), format.count(one.clicks), shareText(this.page, one.clickRate), shareText(this.page, one.conversion)]),
    };
  }
}
customElements.define("linger-leaving", LeavingView);
