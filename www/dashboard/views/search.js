/** Search: what shoppers ask for, what they find, and what no product meets. */
import { html, nothing } from "lit";
import { intervalRows } from "../charts/rates.js";
import { chartFrame } from "../elements/chart.js";
import { explain, figure } from "../elements/explain.js";
import { Part } from "../elements/part.js";
import { rowsButton, table } from "../elements/table.js";
import { intervalNote, nothingRecorded, ofAnySession, share, shareText, visitHead } from "./visits.js";

/** @import { Rate, Search } from "../types.js" */

/** Terms in the chart, and rows of each table. */
const CHARTED = 12;
const ROWS = 50;

export class SearchView extends Part {
  /** @override */
  render() {
    const { t } = this.page;
    const { search } = this.visits;
    const head = visitHead(this.page, t("nav.search"), t("search.lead"));
    return html`${head} ${ofAnySession(this.page, () => search
      ? html`${this.#figures(search)} ${this.kept("clicked", () => this.#clicked(search))} ${this.#terms(search)} ${this.#unmet(search)}`
      : nothingRecorded(this.page, t("section.off"), t("search.off")))}`;
  }

  /** @param {Search} search */
  #figures({ all }) {
    const { t, format } = this.page;
    const rate = (/** @type {"zeroResults" | "clicked" | "ordered"} */ id) => {
      const value = /** @type {Rate} */ (all[id]);
      return figure(this.page, { of: `search.${id}`, label: t(`search.${id}`), value: format.share(value.share), n: value.whole, note: intervalNote(this.page, value) });
    };
    return html`<div class="figures">
      ${figure(this.page, { of: "search.searches", label: t("search.searches"), value: format.count(all.searches), note: t("search.views", { n: all.views }) })}
      ${rate("zeroResults")} ${rate("clicked")}
      ${figure(this.page, { of: "search.meanPosition", label: t("search.meanPosition"), value: format.decimal(all.meanPosition), n: all.clicked.part })}
      ${rate("ordered")}
    </div>`;
  }

  /** @param {Search} search */
  #clicked({ terms }) {
    const { t, format } = this.page;
    const charted = terms.slice(0, CHARTED).flatMap(({ term, clicked: { share: value, low, high } }) =>
      value === null || low === null || high === null ? [] : [{ name: term, share: value, low, high, label: format.share(value) }]);
    const first = terms[0];
    const heads = ["term", "searches", "clicked"].map((id) => t(`search.${id}`));
    return chartFrame(this.page, {
      name: "search-clicked", title: t("search.chart"), of: "search.clicked", n: first?.searches ?? 0,
      summary: first ? t("search.summary", { term: first.term, n: first.searches, share: format.share(first.clicked.share) }) : t("visits.none"),
      draw: (width) => intervalRows(width, charted, format.shareShort),
      columns: [...heads, t("column.low"), t("column.high")],
      rows: terms.map(({ term, searches, clicked }) => [term, searches, clicked.share, clicked.low, clicked.high]),
      shown: terms.slice(0, CHARTED).map(({ term, searches, clicked }) => [term, format.count(searches), shareText(this.page, clicked), format.share(clicked.low), format.share(clicked.high)]),
    });
  }

  /** @param {Search} search */
  #terms({ terms, all }) {
    const { t, format } = this.page;
    const heads = ["term", "searches", "zeroResults", "clicked", "meanPosition", "ordered", "findings"].map((id) => t(`search.${id}`));
    const saved = terms.map((one) => [one.term, one.searches, one.zeroResults.share, one.clicked.share, one.meanPosition, one.ordered.share, one.findings.join(" ")]);
    return html`<section class="panel">
      <div class="panel-head"><h2>${t("search.terms")} ${explain(this.page, "search.searches", t("search.terms"), all.searches)}</h2>${rowsButton(this.page, "linger-search-terms", heads, saved)}</div>
      ${table(t("search.terms"), heads.map((head, index) => ({ head, number: index > 0 && index < 6 })), terms.slice(0, ROWS).map((one) => [
        one.term, format.count(one.searches), share(this.page, one.zeroResults), share(this.page, one.clicked), format.decimal(one.meanPosition), share(this.page, one.ordered),
        one.findings.map((id) => html`<span class="mark overdue">${t(`search.finding.${id}`)}</span> `),
      ]))}
    </section>`;
  }

  /** @param {Search} search */
  #unmet({ unmet }) {
    const { t, format } = this.page;
    const heads = ["word", "searches", "asked"].map((id) => t(`search.${id}`));
    return html`<section class="panel">
      <div class="panel-head"><h2>${t("search.unmet")} ${explain(this.page, "search.unmet", t("search.unmet"))}</h2>
        ${unmet.length > 0 ? rowsButton(this.page, "linger-unmet-demand", heads, unmet.map(({ word, searches, terms }) => [word, searches, terms.join("; ")])) : nothing}</div>
      ${unmet.length === 0
        ? html`<p>${t("search.noUnmet")}</p>`
        : table(t("search.unmet"), heads.map((head, index) => ({ head, number: index === 1, sentence: index === 2 })), unmet.map(({ word, searches, terms }) => [word, format.count(searches), terms.join(", ")]))}
    </section>`;
  }
}
customElements.define("linger-search", SearchView);
