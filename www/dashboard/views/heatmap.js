/** Heatmap: where a page is clicked, how far it is scrolled and what is looked at, over an outline of the page. */
import { html, nothing } from "lit";
import { anchorName, overOutline, sizeOf } from "../charts/outline.js";
import { chartFrame } from "../elements/chart.js";
import { figure } from "../elements/explain.js";
import { Part } from "../elements/part.js";
import { choices, named, nothingRecorded, ofAnySession, visitHead } from "./visits.js";

/** @import { HeatAnchor, HeatPage, Heatmap, Scroll, Wireframe } from "../types.js" */
/** @import { Chart } from "../elements/chart.js" */
/** @typedef {"clicks" | "moves" | "scroll" | "attention"} What */
/** @typedef {{ what: What, template: string, device: string, outline: Wireframe, map?: Heatmap, anchors?: HeatAnchor[], bars?: number, scroll?: Scroll }} Found */

/** The engine's own default: fewer sessions than this are not shown by themselves. */
const K = 5;
/** Cells of a picture, at most about. */
const CELLS = 200_000;
/** Rows of the table. */
const ROWS = 50;
const MARKS = [75, 50, 25];

export class HeatmapView extends Part {
  /** @override */
  static properties = { template: { state: true }, device: { state: true }, what: { state: true }, found: { state: true }, moves: { state: true } };

  /** What `found` was asked of. */
  #asked = "";
  /** @type {{ found: Found, language: string, theme: string, chart: Chart } | null} */
  #drawn = null;
  /** @type {unknown} */
  #of = null;

  constructor() {
    super();
    /** @type {string | null} `null` is the page most seen */
    this.template = null;
    /** @type {string | null} `null` is the device most used */
    this.device = null;
    /** @type {What} */
    this.what = "clicks";
    /** @type {Found | null} */
    this.found = null;
    /** Whether pointer positions were recorded. */
    this.moves = false;
  }

  /** Asks again when the sessions or the choice change. @override */
  willUpdate() {
    const { template, device, what } = this.#choice();
    const asked = JSON.stringify([template, device, what]);
    if (this.#of === this.visits && this.#asked === asked) return;
    if (this.#of !== this.visits) void this.#lookForMoves();
    this.#of = this.visits;
    this.#asked = asked;
    void this.#ask(template, device, what);
  }

  /** What is shown: what was chosen, else what was recorded most; the filter's device goes before. */
  #choice() {
    const { pages, traffic } = this.visits;
    const most = (/** @type {{ sessions: number, value: string }[]} */ groups) => groups.reduce((best, one) => (one.sessions > best.sessions ? one : best), { sessions: -1, value: "" }).value;
    const templates = pages.templates.map(({ page, sessions }) => ({ value: page, sessions }));
    const device = this.state.visitOptions.filter?.device ?? this.device ?? most(traffic.devices);
    const template = templates.some(({ value }) => value === this.template) ? String(this.template) : most(templates);
    return { template, device, what: this.what === "moves" && !this.moves ? "clicks" : this.what };
  }

  /** @param {string} template @param {string} device @param {What} what */
  async #ask(template, device, what) {
    const { engine } = this.page.store;
    const [visits, asked] = [this.#of, this.#asked];
    const page = { template, device, moves: what === "moves" };
    try {
      const outline = await engine.wireframe({ template, device });
      const found = what === "scroll" || what === "attention"
        ? { scroll: await engine.scroll(page) }
        : { map: await engine.heatmap({ ...page, ...placing(outline) }), anchors: await engine.heatAnchors(page), bars: await this.#count({ ...page, fixed: true }) };
      if (visits === this.#of && asked === this.#asked) this.found = { what, template, device, outline, ...found };
    } catch (error) {
      if (visits === this.#of && this.isConnected) this.page.store.fail(error, null);
    }
  }

  /** Pointer positions are offered where there are any. */
  async #lookForMoves() {
    this.moves = (await this.#count({ moves: true }).catch(() => 0)) > 0;
  }

  /** How many points there are, wherever they lie. @param {HeatPage} page */
  async #count(page) {
    const { n, outside } = await this.page.store.engine.heatmap({ ...page, width: 1, height: 1, cell: 1, sigma: 0, k: 1 });
    return n + outside;
  }

  /** @override */
  render() {
    const { t } = this.page;
    return html`${visitHead(this.page, t("nav.heatmap"), t("heatmap.lead"))} ${ofAnySession(this.page, () => html`${this.#choices()} ${this.found ? this.#shown(this.found) : nothing}`)}`;
  }

  #choices() {
    const { template, device, what } = this.#choice();
    const { pages, traffic } = this.visits;
    const whats = ["clicks", ...(this.moves ? ["moves"] : []), "scroll", "attention"];
    return html`<div class="filters">
      ${choices(this.page, { name: "template", label: "visits.template", value: template, values: pages.templates.map(({ page }) => page), text: (value) => named(this.page, "template", value), change: (value) => (this.template = value) })}
      ${this.state.visitOptions.filter?.device
        ? nothing
        : choices(this.page, { name: "screen", label: "heatmap.screen", value: device, values: traffic.devices.map(({ value }) => value), text: (value) => named(this.page, "device", value), change: (value) => (this.device = value) })}
      ${choices(this.page, { name: "what", label: "heatmap.what", value: what, values: whats, text: (value) => this.page.t(`heatmap.${value}`), change: (value) => (this.what = /** @type {What} */ (value)) })}
    </div>`;
  }

  /** @param {Found} found */
  #shown(found) {
    const { map, scroll, what } = found;
    if (map) return map.n + map.hidden + map.outside === 0 ? this.#none(what) : html`${this.#placed(found, map)} ${this.#frame(found, () => this.#clicks(found, map))}`;
    if (!scroll) return nothing;
    const chart = () => (what === "scroll" ? this.#reach(found, scroll) : this.#attention(found, scroll));
    const { visitors } = what === "scroll" ? scroll.reach : scroll.attention;
    return visitors === 0 ? this.#none(what) : html`${what === "scroll" ? this.#depths(scroll) : this.#looks(scroll)} ${this.#frame(found, chart)}`;
  }

  /** @param {What} what */
  #none(what) {
    return nothingRecorded(this.page, this.page.t(`heatmap.${what}`), this.page.t(`heatmap.none.${what}`));
  }

  /** Drawn again for another answer, language or theme, not for every change of the page. @param {Found} found @param {() => Chart} make */
  #frame(found, make) {
    const { t, state } = this.page;
    const { language, theme } = state;
    const old = this.#drawn;
    if (old?.found !== found || old.language !== language || old.theme !== theme) this.#drawn = { found, language, theme, chart: make() };
    const { boxes, omitted, width, height } = { ...found.outline, ...sizeOf(found.outline) };
    return html`${chartFrame(this.page, /** @type {{ chart: Chart }} */ (this.#drawn).chart)}
      <p class="hint">${boxes.length === 0 ? t("heatmap.noOutline") : t("heatmap.outline", { n: boxes.length, width, height })} ${omitted > 0 ? t("heatmap.omitted", { n: omitted }) : nothing}</p>`;
  }

  /** @param {{ what: What, template: string, device: string }} found */
  #title({ what, template, device }) {
    return this.page.t("heatmap.title", { what: this.page.t(`heatmap.${what}`), page: named(this.page, "template", template), screen: named(this.page, "device", device) });
  }

  /** How many there are, and how many are not on the picture. @param {Found} found @param {Heatmap} map */
  #placed({ what, bars }, { n, sessions, visitors, anchorShare, withheld, hidden, outside }) {
    const { t, format } = this.page;
    return html`<div class="figures">
      ${figure(this.page, { of: `heat.${what}`, label: t(`heatmap.${what}`), value: format.count(n), n: sessions, note: t("heatmap.of", { sessions, visitors }) })}
      ${figure(this.page, { of: "heat.anchored", label: t("heatmap.anchored"), value: format.share(anchorShare), n })}
      ${figure(this.page, { of: "heat.withheld", label: t("heatmap.withheld"), value: format.count(withheld + hidden + outside), n: null, note: t("heatmap.withheldNote", { withheld, k: K, outside: outside + hidden }) })}
      ${bars ? figure(this.page, { of: "heat.bars", label: t("heatmap.bars"), value: format.count(bars), note: t("heatmap.barsNote") }) : nothing}
    </div>`;
  }

  /** @param {Scroll} scroll */
  #depths({ reach: { visitors, withheld, marks } }) {
    const { t, format } = this.page;
    return html`<div class="figures">
      ${figure(this.page, { of: "heat.reach", label: t("heatmap.visitors"), value: format.count(visitors), n: visitors, note: t("heatmap.withheldVisitors", { n: withheld, k: K }) })}
      ${marks.map((mark, index) => figure(this.page, { of: "heat.marks", label: t("heatmap.mark", { share: format.shareShort((MARKS[index] ?? 0) / 100) }), value: format.share(mark), n: visitors }))}
    </div>`;
  }

  /** @param {Scroll} scroll */
  #looks({ attention: { sessions, visitors, withheldSeconds } }) {
    const { t, format } = this.page;
    return html`<div class="figures">
      ${figure(this.page, { of: "heat.attention", label: t("traffic.sessions"), value: format.count(sessions), n: sessions, note: t("sessions.visitors", { n: visitors }) })}
      ${figure(this.page, { of: "heat.withheld", label: t("heatmap.withheld"), value: format.duration(withheldSeconds * 1000), note: t("heatmap.withheldSeconds", { k: K }) })}
    </div>`;
  }

  /** @param {Found} found @param {Heatmap} map @returns {Chart} */
  #clicks(found, map) {
    const { t, format } = this.page;
    const anchors = (found.anchors ?? []).slice(0, ROWS);
    const [first] = anchors;
    const most = map.density.reduce((max, value) => Math.max(max, value), 0);
    const { cell } = placing(found.outline);
    return {
      name: `heatmap-${found.what}`, title: this.#title(found), of: `heat.${found.what}`, n: map.n,
      summary: first ? t("heatmap.summary", { place: anchorName(first.anchor), n: first.n, sessions: first.sessions, share: format.share(first.n / map.n) }) : t("heatmap.few", { k: K }),
      legend: most > 0 ? html`<p class="legend"><span>0</span><span class="ramp" aria-hidden="true"></span><span>${t("heatmap.scale", { n: format.decimal(most * (100 / cell) ** 2) })}</span></p>` : nothing,
      draw: (room) => overOutline(room, found.outline, { map }),
      columns: ["place", "clicks", "sessions", "visitors", "share"].map((id) => t(`heatmap.column.${id}`)),
      rows: anchors.map(({ anchor, n, sessions, visitors }) => [anchor, n, sessions, visitors, n / map.n]),
      shown: anchors.map(({ anchor, n, sessions, visitors }) => [anchor, format.count(n), format.count(sessions), format.count(visitors), format.share(n / map.n)]),
    };
  }

  /** @param {Found} found @param {Scroll} scroll @returns {Chart} */
  #reach(found, { reach: { share, marks, visitors } }) {
    const { t, format } = this.page;
    const shares = [...share];
    const depth = (/** @type {number} */ index) => format.shareShort(index / 20);
    const known = marks.flatMap((at, index) => (at === null ? [] : [{ at, label: t("heatmap.get", { share: format.shareShort((MARKS[index] ?? 0) / 100) }) }]));
    return {
      name: "scroll-reach", title: this.#title(found), of: "heat.reach", n: visitors,
      summary: typeof marks[1] === "number" ? t("heatmap.half", { share: format.share(marks[1]) }) : t("heatmap.few", { k: K }),
      draw: (room) => overOutline(room, found.outline, { bands: shares.slice(1).map((part) => ({ share: part, label: "" })), marks: known }),
      columns: [t("heatmap.column.depth"), t("heatmap.column.reached")],
      rows: shares.map((part, index) => [index / 20, part]),
      shown: shares.map((part, index) => [depth(index), format.share(part)]),
    };
  }

  /** @param {Found} found @param {Scroll} scroll @returns {Chart} */
  #attention(found, { attention: { seconds, sessions } }) {
    const { t, format } = this.page;
    const bands = [...seconds];
    const most = Math.max(0, ...bands);
    const part = (/** @type {number} */ index) => `${format.shareShort(index / 20)}–${format.shareShort((index + 1) / 20)}`;
    const time = (/** @type {number} */ value) => `${format.decimal(value)} s`;
    return {
      name: "attention", title: this.#title(found), of: "heat.attention", n: sessions,
      summary: most > 0 ? t("heatmap.longest", { part: part(bands.indexOf(most)), time: time(most) }) : t("heatmap.few", { k: K }),
      draw: (room) => overOutline(room, found.outline, { bands: bands.map((value) => ({ share: most > 0 ? value / most : 0, label: time(value) })) }),
      columns: [t("heatmap.column.part"), t("heatmap.column.seconds")],
      rows: bands.map((value, index) => [index / 20, value]),
      shown: bands.map((value, index) => [part(index), time(value)]),
    };
  }
}
customElements.define("linger-heatmap", HeatmapView);

/** An outline as the layout that points are placed on. @param {Wireframe} outline */
function placing(outline) {
  const { width, height } = sizeOf(outline);
  const boxes = Object.fromEntries(outline.boxes.map((box) => [box.anchor, /** @type {[number, number, number, number]} */ ([box.left, box.top, box.width, box.height])]));
  return { width, height, boxes, cell: Math.max(4, Math.ceil(Math.sqrt((width * height) / CELLS))) };
}
