/** Frustration: signs that a page failed its visitor, with thresholds to change, and how fast pages are. */
import { html, nothing } from "lit";
import { intervalRows } from "../charts/rates.js";
import { chartFrame } from "../elements/chart.js";
import { explain } from "../elements/explain.js";
import { Part } from "../elements/part.js";
import { rowsButton, table } from "../elements/table.js";
import { named, nothingRecorded, ofAnySession, shareText, thresholds, visitHead } from "./visits.js";

/** @import { Vital, Vitals } from "../types.js" */

/** @type {["rageClicks" | "rageMs" | "ragePx" | "backMs" | "reversals", number, number][]} least and most */
const THRESHOLDS = [["rageClicks", 2, 10], ["rageMs", 100, 5000], ["ragePx", 5, 300], ["backMs", 500, 60_000], ["reversals", 1, 50]];
const VITALS = /** @type {const} */ (["lcp", "inp", "cls", "ttfb"]);
/** Rows of each table. */
const ROWS = 30;

export class FrustrationView extends Part {
  /** @override */
  render() {
    const { t, format } = this.page;
    const { any } = this.visits.frustration;
    const lead = any.whole ? t("frustration.lead", { n: any.part, share: format.share(any.share) }) : "";
    return html`${visitHead(this.page, t("nav.frustration"), lead)} ${ofAnySession(this.page, () => html`
      ${thresholds(this.page, "frustration", (id) => t(`frustration.${id}`), THRESHOLDS)} ${this.kept("signals", () => this.#signals())} ${this.#places()} ${this.#vitals()}`)}`;
  }

  #signals() {
    const { t, format } = this.page;
    const signals = this.visits.frustration.signals.filter(({ id }) => id !== "rageRecorded");
    const rows = signals.flatMap(({ id, sessions: { share: value, low, high } }) =>
      value === null || low === null || high === null ? [] : [{ name: t(`signal.${id}`), share: value, low, high, label: format.share(value) }]);
    const most = signals.toSorted((a, b) => b.sessions.part - a.sessions.part)[0];
    return chartFrame(this.page, {
      name: "frustration", title: t("frustration.chart"), of: "frustration.signals.sessions", n: this.visits.traffic.sessions,
      summary: most && most.count > 0 ? t("frustration.summary", { signal: t(`signal.${most.id}`), n: most.sessions.part, share: format.share(most.sessions.share) }) : t("frustration.calm"),
      draw: (width) => intervalRows(width, rows, format.shareShort),
      columns: ["signal", "count", "sessions", "share", "conversion"].map((id) => t(`frustration.column.${id}`)),
      rows: signals.map(({ id, count, sessions, conversion }) => [id, count, sessions.part, sessions.share, conversion.share]),
      shown: signals.map(({ id, count, sessions, conversion }) => [
        t(`signal.${id}`), format.count(count), format.count(sessions.part), shareText(this.page, sessions), shareText(this.page, conversion),
      ]),
    });
  }

  #places() {
    const { t, format } = this.page;
    const places = this.visits.frustration.signals.flatMap(({ id, places: found }) => found.map((place) => ({ id, ...place }))).toSorted((a, b) => b.sessions - a.sessions);
    const heads = ["signal", "page", "target", "count", "sessions"].map((id) => t(`frustration.column.${id}`));
    return html`<section class="panel">
      <div class="panel-head"><h2>${t("frustration.places")} ${explain(this.page, "frustration.signals.count", t("frustration.places"), this.visits.traffic.sessions)}</h2>
        ${places.length > 0 ? rowsButton(this.page, "linger-frustration-places", heads, places.map((one) => [one.id, one.template, one.target, one.count, one.sessions])) : nothing}</div>
      ${places.length === 0
        ? html`<p>${t("frustration.calm")}</p>`
        : table(t("frustration.places"), heads.map((head, index) => ({ head, number: index > 2, sentence: index === 2 })), places.slice(0, ROWS).map((one) => [
            t(`signal.${one.id}`), named(this.page, "template", one.template), html`<code>${one.target}</code>`, format.count(one.count), format.count(one.sessions),
          ]))}
    </section>`;
  }

  #vitals() {
    const { t } = this.page;
    const { vitals } = this.visits;
    if (!vitals) return nothingRecorded(this.page, t("vitals.title"), t("vitals.off"));
    const heads = [t("visits.template"), t("visits.device"), t("vitals.n"), ...VITALS.map((id) => t(`vitals.${id}`))];
    return html`<section class="panel">
      <div class="panel-head"><h2>${t("vitals.title")} ${explain(this.page, "vitals.lcp", t("vitals.title"), vitals[0]?.n ?? 0)}</h2>
        ${rowsButton(this.page, "linger-vitals", heads, vitals.map((one) => [one.template, one.device, one.n, ...VITALS.map((id) => one[id].p75)]))}</div>
      <p class="hint">${t("vitals.note")}</p>
      ${table(t("vitals.title"), heads.map((head, index) => ({ head, number: index > 1 })), vitals.slice(0, ROWS).map((one) => this.#vitalRow(one)))}
    </section>`;
  }

  /** @param {Vitals} vitals */
  #vitalRow(vitals) {
    const { t, format } = this.page;
    const value = (/** @type {Vital} */ { p75, rating }, /** @type {string} */ id) =>
      p75 === null ? "–" : html`${id === "cls" ? p75.toLocaleString(this.state.language, { maximumFractionDigits: 2 }) : format.duration(p75)} <small>${t(`vitals.${rating ?? "good"}`)}</small>`;
    return [
      vitals.template ? named(this.page, "template", vitals.template) : t("visits.all"), vitals.device ? named(this.page, "device", vitals.device) : t("visits.all"), format.count(vitals.n),
      ...VITALS.map((id) => value(vitals[id], id)),
    ];
  }
}
customElements.define("linger-frustration", FrustrationView);
