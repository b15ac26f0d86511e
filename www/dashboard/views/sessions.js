/** Sessions: how many visits there were, how they went by device, channel and landing page, and what the files held. */
import { html, nothing } from "lit";
import { bandLine } from "../charts/lines.js";
import { intervalRows } from "../charts/rates.js";
import { chartFrame } from "../elements/chart.js";
import { explain, figure } from "../elements/explain.js";
import { Part } from "../elements/part.js";
import { rowsButton, table } from "../elements/table.js";
import { sentence } from "../texts.js";
import { matchingPanel } from "./matching.js";
import { intervalNote, named, ofAnySession, shareText, visitHead } from "./visits.js";

/** @import { LoadedEvents, Rate, VisitGroup } from "../types.js" */

const GROUPS = /** @type {const} */ ({ device: "devices", channel: "channels", template: "landings" });
/** Groups in the chart. */
const CHARTED = 10;

export class SessionsView extends Part {
  /** @override */
  static properties = { by: { state: true }, measure: { state: true } };

  constructor() {
    super();
    /** @type {keyof typeof GROUPS} */
    this.by = "device";
    /** @type {"conversion" | "addToCart" | "bounce"} */
    this.measure = "conversion";
  }

  /** @override */
  render() {
    const { t } = this.page;
    return html`
      ${visitHead(this.page, t("nav.sessions"), t("sessions.lead"))}
      ${ofAnySession(this.page, () => html`
        ${this.#figures()}
        ${this.kept("days", () => this.#days())}
        ${this.#choices()}
        ${this.kept(`groups ${this.by} ${this.measure}`, () => this.#groups())}`)}
      ${matchingPanel(this.page)} ${this.#files()} ${this.#ledger()}
    `;
  }

  #figures() {
    const { t, format } = this.page;
    const { traffic } = this.visits;
    const n = traffic.sessions;
    const rate = (/** @type {string} */ of, /** @type {Rate} */ value) =>
      figure(this.page, { of: `traffic.${of}`, label: t(`traffic.${of}`), value: format.share(value.share), n: value.whole, note: intervalNote(this.page, value) });
    return html`<div class="figures">
      ${figure(this.page, { of: "traffic.sessions", label: t("traffic.sessions"), value: format.count(n), note: t("sessions.visitors", { n: traffic.visitors }) })}
      ${rate("bounce", traffic.bounce)}
      ${figure(this.page, { of: "traffic.depth", label: t("traffic.depth"), value: format.decimal(traffic.depth.median), n, note: t("sessions.quartiles", { low: format.decimal(traffic.depth.p25), high: format.decimal(traffic.depth.p75) }) })}
      ${figure(this.page, { of: "traffic.stay", label: t("traffic.stay"), value: format.duration(traffic.stay.median), n, note: t("sessions.quartiles", { low: format.duration(traffic.stay.p25), high: format.duration(traffic.stay.p75) }) })}
      ${rate("addToCart", traffic.addToCart)} ${rate("conversion", traffic.conversion)} ${rate("completion", traffic.completion)}
    </div>`;
  }

  #days() {
    const { t, format } = this.page;
    const { day, sessions, views } = this.visits.pages;
    const most = sessions.reduce((best, count, index) => (count > (sessions[best] ?? 0) ? index : best), 0);
    const points = day.map((date, index) => ({ x: Date.parse(date), y: sessions[index] ?? 0, title: `${format.date(date)}: ${format.count(sessions[index])}` }));
    return chartFrame(this.page, {
      name: "session-days", title: t("sessions.days"), of: "traffic.sessions", n: this.visits.traffic.sessions,
      summary: t("sessions.daysSummary", { day: format.date(day[most]), n: sessions[most] ?? 0 }),
      draw: (width) => bandLine(width, points, { yFormat: format.count, dates: format.day, yTicks: Math.min(5, sessions[most] ?? 0) }),
      columns: [t("column.day"), t("traffic.sessions"), t("traffic.pageViews")],
      rows: day.map((date, index) => [date, sessions[index] ?? 0, views[index] ?? 0]),
      shown: day.map((date, index) => [format.date(date), format.count(sessions[index]), format.count(views[index])]),
    });
  }

  #choices() {
    const { t } = this.page;
    const choice = (/** @type {"by" | "measure"} */ field, /** @type {string[]} */ values) => html`<label><span>${t(`sessions.${field}`)}</span>
      <select name=${field} @change=${(/** @type {Event} */ event) => Object.assign(this, { [field]: /** @type {HTMLSelectElement} */ (event.target).value })}>
        ${values.map((value) => html`<option value=${value} .selected=${value === this[field]}>${t(field === "by" ? `visits.${value}` : `traffic.${value}`)}</option>`)}
      </select></label>`;
    return html`<div class="filters">${choice("by", Object.keys(GROUPS))} ${choice("measure", ["conversion", "addToCart", "bounce"])}</div>`;
  }

  #groups() {
    const { t, format } = this.page;
    const groups = /** @type {VisitGroup[]} */ (this.visits.traffic[GROUPS[this.by]]);
    const name = (/** @type {VisitGroup} */ group) => named(this.page, this.by, group.value);
    const charted = groups.slice(0, CHARTED).flatMap((group) => {
      const { share: value, low, high } = group[this.measure];
      return value === null || low === null || high === null ? [] : [{ name: name(group), share: value, low, high, label: format.share(value) }];
    });
    const best = charted.reduce((one, other) => (one && one.share >= other.share ? one : other), charted[0]);
    const rates = /** @type {const} */ (["bounce", "addToCart", "conversion"]);
    const heads = [t(`visits.${this.by}`), t("traffic.sessions"), t("traffic.depth"), t("traffic.stay"), ...rates.map((id) => t(`traffic.${id}`))];
    return chartFrame(this.page, {
      name: `sessions-by-${this.by}`, title: t("sessions.groups", { measure: t(`traffic.${this.measure}`), by: t(`visits.${this.by}`) }),
      of: `traffic.${this.measure}`, n: this.visits.traffic.sessions,
      summary: best ? t("sessions.groupsSummary", { name: best.name, share: best.label }) : t("visits.none"),
      draw: (width) => intervalRows(width, charted, format.shareShort),
      columns: [...heads, ...rates.flatMap((id) => [`${t(`traffic.${id}`)}, ${t("column.low")}`, `${t(`traffic.${id}`)}, ${t("column.high")}`])],
      rows: groups.map((group) => [
        group.value, group.sessions, group.depth.median, group.stay.median, ...rates.map((id) => group[id].share), ...rates.flatMap((id) => [group[id].low, group[id].high]),
      ]),
      shown: groups.map((group) => [
        name(group), format.count(group.sessions), format.decimal(group.depth.median), format.duration(group.stay.median), ...rates.map((id) => shareText(this.page, group[id])),
      ]),
    });
  }

  #files() {
    const { t } = this.page;
    return html`<section class="panel"><h2>${t("sessions.files")}</h2>${this.state.eventFiles.map((file) => this.#file(file))}</section>`;
  }

  /** @param {LoadedEvents} file */
  #file(file) {
    const { t, format, store } = this.page;
    const { name, bytes, records, events, firstEvent, lastEvent, mapping } = file.summary;
    return html`<div class="file">
      <div class="panel-head"><h3>${name}</h3><div class="buttons">
        ${mapping ? html`<button @click=${() => store.editEventMapping(file)} aria-label=${t("quality.editMappingOf", { name })}>${t("quality.editMapping")}</button>` : nothing}
        <button @click=${() => void store.removeEvents(file)} aria-label=${t("quality.removeFile", { name })}>${t("quality.remove")}</button></div></div>
      <p>${t("sessions.fileLine", { size: format.bytes(bytes), records, events, from: format.date(firstEvent), to: format.date(lastEvent) })}</p>
    </div>`;
  }

  #ledger() {
    const { t, format, state } = this.page;
    const { quality } = this.visits;
    const heads = ["verdict", "count", "effect", "first", "sample"].map((id) => t(`quality.${id}`));
    const said = (/** @type {typeof quality[number]} */ { code, message }) => sentence(state.language, "eventVerdict", { code, text: message });
    const at = (/** @type {typeof quality[number]} */ { file, record, line }) =>
      record === null ? file : t("quality.atLine", { file, record, line: line ?? record });
    return html`<section class="panel">
      <div class="panel-head"><h2>${t("sessions.ledger")} ${explain(this.page, "sessions.ledger", t("sessions.ledger"), this.visits.meta.events)}</h2>
        ${rowsButton(this.page, "linger-session-ledger", heads, quality.map((one) => [one.message, one.count, String(one.used), at(one), one.sample]))}</div>
      ${quality.length === 0
        ? html`<p>${t("quality.clean")}</p>`
        : table(t("sessions.ledger"), heads.map((head, index) => ({ head, number: index === 1, sentence: index === 3 })), quality.map((one) => [
            said(one), format.count(one.count), t(one.used ? "quality.stillUsed" : "quality.leftOut"), at(one), one.sample ? html`<code>${one.sample}</code>` : "",
          ]))}
    </section>`;
  }
}
customElements.define("linger-sessions", SessionsView);
