/** Sources: what is loaded, what each file can answer, how far its records find their people, and how good the data is. */
import { html, nothing } from "lit";
import { AuditPart } from "../elements/audit-part.js";
import { figure } from "../elements/explain.js";
import { table } from "../elements/table.js";
import { columnsOf, exportName, needText, panel, tablePanel, word } from "./audit-words.js";
import { qualityPanel } from "./sources-quality.js";

/** @import { Audit, AuditFile, Gives } from "../types.js" */

export class SourcesView extends AuditPart {
  /** @override */
  name = "sources";

  /** @override */
  lead = "sources.lead";

  /** @param {Audit} audit @override */
  content(audit) {
    return html`${this.#figures(audit)} ${this.#files(audit)} ${this.#capabilities(audit)} ${this.#matches(audit)} ${qualityPanel(this.page, audit)}`;
  }

  /** @param {Audit} audit */
  #figures({ files, quality, checkouts }) {
    const { t, format } = this.page;
    const sum = (/** @type {"records" | "used" | "orders"} */ name) => files.reduce((total, file) => total + file[name], 0);
    const platforms = new Set(files.map(({ platform }) => platform).filter(Boolean)).size;
    return html`<div class="figures">
      ${figure(this.page, { of: "audit.files", label: t("sources.tables"), value: format.count(files.length), note: t("sources.platforms", { n: platforms }) })}
      ${figure(this.page, { of: "audit.used", label: t("sources.used"), value: format.count(sum("used")), note: t("quality.ofRecords", { n: sum("records") }) })}
      ${figure(this.page, { of: "audit.score", label: t("sources.score"), value: quality.score === null ? format.count(null) : t("quality.points", { n: Math.round(quality.score) }), n: sum("records"), note: quality.score === null ? t("unknown.noOrders") : nothing })}
      ${checkouts.checkouts > 0 ? figure(this.page, { of: "audit.checkouts", label: t("sources.checkouts"), value: format.count(checkouts.checkouts), n: checkouts.checkouts, note: t("sources.recovered", { n: checkouts.recovered }) }) : nothing}
    </div>`;
  }

  /** @param {Audit} audit */
  #files({ files }) {
    const { t, format } = this.page;
    const columns = [...columnsOf(this.page, ["column.file", "sources.export", "sources.records", "sources.usedRecords", "summary.orders", "sources.lines"], 2), { head: t("sources.change") }];
    return tablePanel(this.page, {
      of: "files", title: t("sources.files"), columns, empty: t("sources.none"),
      saved: files.map((file) => [file.name, exportName(this.page, file), file.records, file.used, file.orders, file.lines]),
      rows: files.map((file) => [
        file.name, exportName(this.page, file), format.count(file.records), format.count(file.used), format.count(file.orders), format.count(file.lines), this.#change(file),
      ]),
    });
  }

  /** @param {AuditFile} file */
  #change({ id, name }) {
    const { t, state, store } = this.page;
    const loaded = state.files.find(({ summary }) => summary.id === id);
    return html`<div class="buttons">
      ${loaded ? html`<button @click=${() => store.editMapping(loaded)} aria-label=${t("quality.editMappingOf", { name })}>${t("quality.editMapping")}</button>` : nothing}
      <button @click=${() => void store.removeFile(id)} aria-label=${t("quality.removeFile", { name })}>${t("quality.remove")}</button></div>`;
  }

  /** What each file can answer, and which columns it lacks for the rest. @param {Audit} audit */
  #capabilities({ files }) {
    const { t } = this.page;
    const names = [...new Set(files.flatMap(({ gives }) => gives.map(({ capability }) => capability)))];
    if (names.length === 0) return nothing;
    const cell = (/** @type {Gives | undefined} */ gives) => (gives ? (gives.ok ? t("sources.yes") : this.#needs(gives)) : t("sources.notOfKind"));
    const columns = [{ head: t("column.file") }, ...names.map((name) => ({ head: word(this.page, `gives.${name}`, name) }))];
    return panel(this.page, { of: "gives", title: t("sources.gives") }, table(t("sources.gives"), columns, files.map((file) => [
      file.name, ...names.map((name) => cell(file.gives.find(({ capability }) => capability === name))),
    ])));
  }

  /** @param {Gives} gives */
  #needs({ needs }) {
    return needs.length > 0 ? needText(this.page, needs) : this.page.t("sources.no");
  }

  /** @param {Audit} audit */
  #matches({ identity }) {
    const { t, format } = this.page;
    const rows = identity.sources.flatMap((source) => [
      [html`<strong>${exportName(this.page, source)}</strong>`, t("sources.anyKey"), format.count(source.records), format.count(source.identified), format.count(source.matched), format.share(source.rate), this.#reasons(source.reasons)],
      ...source.keys.map((one) => [exportName(this.page, source), word(this.page, `identityKey.${one.key}`, one.key), format.count(source.records), format.count(one.records), format.count(one.matched), format.share(one.rate), ""]),
    ]);
    const columns = [...columnsOf(this.page, ["sources.export", "sources.key", "sources.records", "sources.identified", "sources.matched", "sources.rate"], 2), { head: t("sources.reasons"), sentence: true }];
    return tablePanel(this.page, {
      of: "matches", title: t("sources.matches"), lead: t("sources.matchesLead"), columns, rows, empty: t("sources.noPeople"), n: identity.sources.reduce((sum, { records }) => sum + records, 0),
      saved: identity.sources.flatMap((source) => [
        [exportName(this.page, source), "", source.records, source.identified, source.matched, source.rate],
        ...source.keys.map((one) => [exportName(this.page, source), one.key, source.records, one.records, one.matched, one.rate]),
      ]),
    });
  }

  /** Why records have no person. @param {Audit["identity"]["sources"][number]["reasons"]} reasons */
  #reasons(reasons) {
    const { t } = this.page;
    return reasons.length === 0 ? t("sources.allIdentified") : reasons.map(({ code, records }) => html`<p>${t(`identityReason.${code}`, { n: records })}</p>`);
  }
}
customElements.define("linger-sources", SourcesView);
