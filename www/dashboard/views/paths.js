/** Paths: the ways through the shop, where they end, and what follows what. */
import { html } from "lit";
import { flow } from "../charts/flow.js";
import { chartFrame } from "../elements/chart.js";
import { explain } from "../elements/explain.js";
import { Part } from "../elements/part.js";
import { rowsButton, table } from "../elements/table.js";
import { named, ofAnySession, share, visitHead } from "./visits.js";

/** Places of the diagram, and links in it. */
const PLACES = 4;
const LINKS = 40;
/** Rows of each table. */
const ROWS = 20;

export class PathsView extends Part {
  /** @override */
  render() {
    const { t } = this.page;
    return html`${visitHead(this.page, t("nav.paths"), t("paths.lead"))} ${ofAnySession(this.page, () => html`${this.kept("flow", () => this.#flow())} ${this.#top()} ${this.#exits()}`)}`;
  }

  /** @param {string} template */
  #name(template) {
    return named(this.page, "template", template);
  }

  #flow() {
    const { t, format } = this.page;
    const all = this.visits.paths.links;
    const links = all.filter(({ step }) => step < PLACES).toSorted((a, b) => b.count - a.count).slice(0, LINKS);
    const most = links.find(({ to }) => to !== "(exit)");
    const title = (/** @type {typeof links[number]} */ { from, to, count }) => t("paths.link", { from: this.#name(from), to: this.#name(to), n: count });
    return chartFrame(this.page, {
      name: "paths", title: t("paths.flow"), of: "paths.links", n: this.visits.traffic.sessions, minWidth: 620,
      summary: most ? t("paths.flowSummary", { from: this.#name(most.from), to: this.#name(most.to), n: most.count }) : t("visits.none"),
      draw: (width) => flow(width, links, { name: (template) => this.#name(template), title, end: "(exit)" }),
      columns: ["place", "from", "to", "sessions"].map((id) => t(`paths.${id}`)),
      rows: all.map(({ step, from, to, count }) => [step + 1, from, to, count]),
      shown: links.map(({ step, from, to, count }) => [String(step + 1), this.#name(from), this.#name(to), format.count(count)]),
    });
  }

  #top() {
    const { t, format } = this.page;
    const { top } = this.visits.paths;
    const heads = [t("paths.path"), t("traffic.sessions"), t("column.share"), t("traffic.conversion")];
    return html`<section class="panel">
      <div class="panel-head"><h2>${t("paths.top")} ${explain(this.page, "paths.top", t("paths.top"), top[0]?.sessions.whole ?? 0)}</h2>
        ${rowsButton(this.page, "linger-top-paths", heads, top.map(({ pages, sessions, conversion }) => [pages.join(" > "), sessions.part, sessions.share, conversion.share]))}</div>
      ${table(t("paths.top"), heads.map((head, index) => ({ head, number: index > 0 })), top.slice(0, ROWS).map(({ pages, sessions, conversion }) => [
        pages.map((one) => this.#name(one)).join(" → "), format.count(sessions.part), share(this.page, sessions), share(this.page, conversion),
      ]))}
    </section>`;
  }

  #exits() {
    const { t, format } = this.page;
    const { exits } = this.visits.paths;
    const heads = [t("paths.page"), t("traffic.pageViews"), t("paths.ended"), t("column.share")];
    return html`<section class="panel">
      <div class="panel-head"><h2>${t("paths.exits")} ${explain(this.page, "paths.exits", t("paths.exits"), this.visits.traffic.pageViews)}</h2>
        ${rowsButton(this.page, "linger-exits", heads, exits.map(({ page, exit }) => [page, exit.whole, exit.part, exit.share]))}</div>
      ${table(t("paths.exits"), heads.map((head, index) => ({ head, number: index > 0 })), exits.slice(0, ROWS).map(({ page, exit }) => [
        this.#name(page), format.count(exit.whole), format.count(exit.part), share(this.page, exit),
      ]))}
    </section>`;
  }
}
customElements.define("linger-paths", PathsView);
