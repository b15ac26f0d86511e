/** Replay: one anonymous session, event by event, on a wireframe of the boxes that were recorded. */
import { html, nothing, svg } from "lit";
import { Part } from "../elements/part.js";
import { rowsButton, table } from "../elements/table.js";
import { hasText } from "../texts.js";
import { named, ofAnySession, visitHead } from "./visits.js";

/** @import { Replay, SessionPage, SessionQuery, Wireframe } from "../types.js" */
/** @typedef {Replay["steps"][number]} Step */

const PAGE_ROWS = 15;
const SORTS = /** @type {const} */ (["start", "stay", "depth", "interactions"]);
/** Where the file does not say how large the page was, px. */
const [WIDTH, HEIGHT] = [1280, 1600];
/** Lines of the timeline, and marks to jump to. */
const [LINES, CHIPS] = [1000, 24];

export class ReplayView extends Part {
  /** @override */
  static properties = { rows: { state: true }, shown: { state: true }, at: { state: true }, outlines: { state: true }, query: { state: true } };

  /** @type {unknown} what `rows` was asked of */
  #of = null;

  constructor() {
    super();
    /** @type {SessionPage | null} */
    this.rows = null;
    /** @type {Replay | null} */
    this.shown = null;
    /** Place of the current step. */
    this.at = 0;
    /** @type {Record<string, Wireframe>} outlines of pages on the session's device, by template */
    this.outlines = {};
    /** @type {Required<Pick<SessionQuery, "sort" | "offset">>} */
    this.query = { sort: "interactions", offset: 0 };
  }

  /** Asks again when the sessions change: their numbers hold no longer. @override */
  willUpdate() {
    if (this.#of === this.visits) return;
    this.#of = this.visits;
    this.shown = null;
    void this.#list({ ...this.query, offset: 0 });
  }

  /** Keeps the click, or the box, of the current step in sight. @param {Map<string, unknown>} changed @override */
  updated(changed) {
    const stage = this.querySelector(".stage");
    const now = (stage?.querySelector(".now") ?? stage?.querySelector(".here"))?.getBoundingClientRect();
    if (!stage || !now || !(changed.has("at") || changed.has("shown"))) return;
    stage.scrollTop += now.top - stage.getBoundingClientRect().top - stage.clientHeight / 2;
  }

  /** @param {typeof this.query} query */
  async #list(query) {
    this.query = query;
    const asked = this.#of;
    try {
      const rows = await this.page.store.engine.sessions({ ...query, limit: PAGE_ROWS });
      if (asked === this.#of && query === this.query) this.rows = rows;
    } catch (error) {
      this.page.store.fail(error, null);
    }
  }

  /** @param {number} session */
  async #open(session) {
    try {
      const { engine } = this.page.store;
      const replay = await engine.replay(session);
      const templates = [...new Set(replay.views.map(({ template }) => template))];
      const outlines = await Promise.all(templates.map(async (template) => [template, await engine.wireframe({ template, device: replay.device })]));
      this.outlines = Object.fromEntries(outlines);
      this.shown = replay;
      this.at = 0;
      await this.updateComplete;
      this.querySelector("section + section h2")?.scrollIntoView({ block: "start" });
    } catch (error) {
      this.page.store.fail(error, null);
    }
  }

  /** @override */
  render() {
    const { t } = this.page;
    return html`${visitHead(this.page, t("nav.replay"), t("replay.lead"))} ${ofAnySession(this.page, () => (this.rows ? this.#sessions(this.rows) : nothing))} ${this.shown ? this.#replay(this.shown) : nothing}`;
  }

  /** @param {SessionPage} rows */
  #sessions({ total, session, start, device, channel, landing, stay, depth, orders }) {
    const { t, format } = this.page;
    const { sort, offset } = this.query;
    const heads = [t("replay.session"), t("visits.device"), t("visits.channel"), t("replay.landing"), t("traffic.stay"), t("traffic.pageViews"), t("column.orders")];
    const turn = (/** @type {number} */ by, /** @type {string} */ label, /** @type {boolean} */ can) =>
      html`<button ?disabled=${!can} @click=${() => void this.#list({ sort, offset: offset + by })}>${label}</button>`;
    return html`<section class="panel">
      <div class="panel-head"><h2>${t("replay.choose")}</h2>
        <label class="inline">${t("replay.sort")} <select name="sort" @change=${(/** @type {Event} */ event) =>
          void this.#list({ sort: /** @type {typeof SORTS[number]} */ (/** @type {HTMLSelectElement} */ (event.target).value), offset: 0 })}>
          ${SORTS.map((id) => html`<option value=${id} .selected=${id === sort}>${t(`replay.sort.${id}`)}</option>`)}</select></label></div>
      ${table(t("replay.choose"), heads.map((head, index) => ({ head, number: index > 3 })), session.map((number, row) => [
        html`<button class="link" @click=${() => void this.#open(number)}>${this.#clock(start[row] ?? 0)}</button>`,
        named(this.page, "device", device[row] ?? ""), named(this.page, "channel", channel[row] ?? ""), named(this.page, "template", landing[row] ?? ""),
        format.duration(stay[row]), format.count(depth[row]), format.count(orders[row]),
      ]))}
      <div class="pages">${turn(-PAGE_ROWS, t("replay.previous"), offset > 0)} ${t("replay.range", { from: Math.min(offset + 1, total), to: Math.min(offset + PAGE_ROWS, total), total })}
        ${turn(PAGE_ROWS, t("replay.next"), offset + PAGE_ROWS < total)}</div>
    </section>`;
  }

  /** @param {number} ms UTC */
  #clock(ms) {
    return new Date(ms).toLocaleString(this.state.language, { timeZone: this.visits.meta.options.zone ?? "UTC", dateStyle: "medium", timeStyle: "short" });
  }

  /** @param {Replay} replay */
  #replay(replay) {
    const { t, format } = this.page;
    const { steps, start, length, omitted } = replay;
    const step = steps[this.at];
    const heads = ["time", "event", "about", "mark"].map((id) => t(`replay.${id}`));
    const cells = steps.map((one) => [format.duration(one.at), this.#event(one), one.about || one.anchor, one.mark ? t(`replay.mark.${one.mark}`) : ""]);
    const said = step ? t("replay.step", { n: this.at + 1, of: steps.length, event: this.#event(step), time: format.duration(step.at) }) : "";
    return html`<section class="panel">
      <div class="panel-head"><h2>${t("replay.title", { time: this.#clock(start) })}</h2>${rowsButton(this.page, "linger-replay", heads, steps.map((one) => [one.at, one.event, one.about || one.anchor, one.mark]))}</div>
      <p>${t("replay.summary", { length: format.duration(length), views: replay.views.length, marks: steps.filter(({ mark }) => mark).length })} ${omitted > 0 ? t("replay.omitted", { n: omitted }) : nothing}</p>
      <label class="slider"><span>${t("replay.timeline")} <output>${said}</output></span>
        <input type="range" name="step" min="0" max=${Math.max(0, steps.length - 1)} .value=${String(this.at)} aria-valuetext=${said}
          @input=${(/** @type {Event} */ event) => (this.at = /** @type {HTMLInputElement} */ (event.target).valueAsNumber)}></label>
      ${this.#marks(replay)}
      ${step ? this.#wireframe(replay, step) : nothing}
      <details><summary>${t("chart.numbers")}</summary>${table(t("replay.timeline"), heads.map((head, index) => ({ head, sentence: index === 2 })), cells)}</details>
    </section>`;
  }

  /** @param {Step} step */
  #event({ event }) {
    const key = `event.${event}`;
    return hasText(key) ? this.page.t(key) : event;
  }

  /** Every step as a line of the timeline, by the time it happened; and the marked ones to jump to. @param {Replay} replay */
  #marks({ steps, length }) {
    const { t, format } = this.page;
    const marked = steps.flatMap(({ mark, at }, index) => (mark ? [{ mark, at, index }] : []));
    return html`<svg class="timeline" viewBox="0 0 1000 24" preserveAspectRatio="none" aria-hidden="true">
        ${steps.slice(0, LINES).map(({ at, mark }, index) => {
          const x = 2 + (996 * at) / Math.max(1, length);
          return svg`<line class=${index === this.at ? "now" : (mark ?? "")} x1=${x} x2=${x} y1=${mark || index === this.at ? 2 : 10} y2="22" />`;
        })}
      </svg>
      ${marked.length === 0 ? nothing : html`<ul class="marks" aria-label=${t("replay.marks")}>${marked.slice(0, CHIPS).map(({ mark, at, index }) => html`<li>
        <button aria-pressed=${index === this.at} @click=${() => (this.at = index)}><span class="dot ${mark}"></span> ${t(`replay.mark.${mark}`)}, ${format.duration(at)}</button></li>`)}</ul>`}`;
  }

  /** Boxes of the session itself; where it has none, those that the page has in other sessions. @param {string} template @param {Step[]} here @param {number} width */
  #frames(template, here, width) {
    const own = here.flatMap(({ anchor, frame }) => (frame ? [{ anchor, frame }] : []));
    const outline = this.outlines[template];
    if (own.length > 0 || !outline) return own;
    const scale = outline.width ? width / outline.width : 1;
    return outline.boxes.map(({ anchor, left, top, width: across, height }) => ({ anchor, frame: [left * scale, top, across * scale, height] }));
  }

  /** The page of the current step: boxes that have been recorded on it, clicks so far, the current one larger. @param {Replay} replay @param {Step} step */
  #wireframe({ views, steps }, step) {
    const { t } = this.page;
    const view = step.view === null ? undefined : views[step.view];
    const here = steps.filter((one) => one.view === step.view);
    const clicks = steps.slice(0, this.at + 1).filter((one) => one.view === step.view && one.pixel);
    const outline = this.outlines[view?.template ?? ""];
    const width = view?.width || outline?.width || WIDTH;
    const height = Math.max(view?.documentHeight ?? outline?.height ?? HEIGHT, view?.viewportHeight ?? 0);
    const name = `${named(this.page, "template", view?.template ?? "")} ${view?.path ?? ""}`;
    return html`<p>${name} ${step.about || step.anchor ? html`· <code>${step.about || step.anchor}</code>` : nothing} ${step.mark ? html`<span class="mark overdue">${t(`replay.mark.${step.mark}`)}</span>` : nothing}</p>
      <div class="stage" tabindex="0" role="group" aria-label=${t("replay.outline", { page: name })}>
      <svg class="wireframe" viewBox="0 0 ${width} ${height}" role="img" aria-label=${t("replay.wireframe", { page: name, n: clicks.length })}>
        <rect class="sheet" width=${width} height=${height} />
        ${view?.viewportHeight ? svg`<line class="fold" x1="0" x2=${width} y1=${view.viewportHeight} y2=${view.viewportHeight} />` : nothing}
        ${this.#frames(view?.template ?? "", here, width).map(({ anchor, frame: [x = 0, y = 0, w = 0, h = 0] }) => svg`<rect class="box ${anchor === step.anchor ? "here" : ""}" x=${x} y=${y} width=${Math.max(0, w)} height=${Math.max(0, h)} />`)}
        ${clicks.map((one) => svg`<circle class=${one === step ? "now" : one.mark ? "bad" : ""} cx=${one.pixel?.[0] ?? 0} cy=${one.pixel?.[1] ?? 0} r=${width / (one === step ? 26 : 48)} />`)}
      </svg></div>`;
  }
}
customElements.define("linger-replay", ReplayView);
