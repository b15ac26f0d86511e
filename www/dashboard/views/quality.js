/** Data quality: what was read, what was left out and why, how columns were read, what the data cannot answer. */
import { html, nothing } from "lit";
import { explain, figure } from "../elements/explain.js";
import { Part } from "../elements/part.js";
import { rowsButton, table, tableButton } from "../elements/table.js";
import { hasText, sentence } from "../texts.js";
import { needed, notices } from "./section.js";

/** @import { LedgerEntry, LoadedFile } from "../types.js" */

export class QualityView extends Part {
  /** @override */
  render() {
    const { t } = this.page;
    return html`
      <h1>${t("nav.quality")}</h1>
      ${notices(this.page)}
      ${this.#figures()}
      <section class="panel"><h2>${t("quality.files")}</h2>${this.state.files.map((file) => this.#file(file))}</section>
      ${this.#ledger()} ${this.#coverage()} ${this.#drift()} ${this.#capabilities()}
      <p class="hint">${t("quality.receipt", { receipt: this.report.meta.receipt, version: this.report.meta.version })}</p>
    `;
  }

  #figures() {
    const { t, format } = this.page;
    const { score, records, used, gaps, duplicates } = this.report.quality;
    return html`<div class="figures">
      ${figure(this.page, { of: "quality.score", label: t("quality.score"), value: score === null ? "–" : t("quality.points", { n: score }), n: records, note: score === null ? t("unknown.noOrders") : nothing })}
      ${figure(this.page, { of: "quality.used", label: t("quality.used"), value: format.count(used), note: t("quality.ofRecords", { n: records }) })}
      ${figure(this.page, { of: "quality.gaps", label: t("quality.gaps"), value: t("days", { n: gaps.days }), note: gaps.longestFrom ? t("quality.longest", { n: gaps.longestDays, from: format.date(gaps.longestFrom) }) : nothing })}
      ${figure(this.page, { of: "quality.duplicates", label: t("quality.duplicates"), value: format.count(duplicates.orders), note: t("quality.duplicateFiles", { n: duplicates.files }) })}
    </div>`;
  }

  /** @param {LoadedFile} file */
  #file(file) {
    const { t, format, store } = this.page;
    const { summary } = file;
    const { mapping } = summary;
    return html`<div class="file">
      <div class="panel-head">
        <h3>${summary.name}</h3>
        <div class="buttons">
          <button @click=${() => store.editMapping(file)} aria-label=${t("quality.editMappingOf", { name: summary.name })}>${t("quality.editMapping")}</button>
          <button @click=${() => void store.removeFile(summary.id)} aria-label=${t("quality.removeFile", { name: summary.name })}>${t("quality.remove")}</button>
        </div>
      </div>
      <p>${t("quality.fileLine", {
        source: hasText(`source.${summary.source}`) ? t(`source.${summary.source}`) : summary.platform || summary.source, encoding: summary.encoding.toUpperCase(), size: format.bytes(summary.bytes),
        records: summary.records, orders: summary.orders, from: format.date(summary.firstOrder), to: format.date(summary.lastOrder),
      })}</p>
      <p class="hint">${t("quality.mapping", { share: format.shareShort(mapping.confidence) })}
        ${Object.entries(mapping.fields).map(([field, column]) => html`<span class="pair">${hasText(`field.${field}`) ? `${t(`field.${field}`)} ← ` : ""}${column}</span>`)}</p>
    </div>`;
  }

  #ledger() {
    const { t, format } = this.page;
    const { ledger } = this.report.quality;
    const columns = [
      { head: t("quality.verdict") }, { head: t("quality.count"), number: true }, { head: t("quality.effect") },
      { head: t("quality.first"), sentence: true }, { head: t("quality.sample") },
    ];
    return html`<section class="panel">
      <div class="panel-head"><h2>${t("quality.ledger")} ${explain(this.page, "quality.ledger", t("quality.ledger"), this.report.quality.records)}</h2>${tableButton(this.page, "ledger")}</div>
      ${ledger.length === 0
        ? html`<p>${t("quality.clean")}</p>`
        : table(t("quality.ledger"), columns, ledger.map((entry) => [
            sentence(this.state.language, "verdict", { code: entry.code, text: entry.message }),
            format.count(entry.count), t(entry.used ? "quality.stillUsed" : "quality.leftOut"), this.#position(entry),
            entry.sample ? html`<code>${entry.sample}</code>` : "",
          ]))}
    </section>`;
  }

  /** @param {LedgerEntry} entry */
  #position({ file, record, line }) {
    const { t } = this.page;
    if (record === null) return file;
    return line === null ? t("quality.atRecord", { file, record }) : t("quality.atLine", { file, record, line });
  }

  #coverage() {
    const { t, format } = this.page;
    const { fields } = this.report.quality;
    if (fields.length === 0) return nothing;
    const heads = [t("quality.field"), t("column.file"), t("quality.filled"), t("quality.blank"), t("quality.unreadable")];
    const name = (/** @type {string} */ field) => (hasText(`field.${field}`) ? t(`field.${field}`) : field);
    return html`<section class="panel">
      <div class="panel-head"><h2>${t("quality.coverage")} ${explain(this.page, "quality.fields", t("quality.coverage"))}</h2>
        ${rowsButton(this.page, "linger-fields", ["field", "file", "records", "blank", "unreadable"], fields.map((one) => [one.field, one.file, one.records, one.blank, one.unreadable]))}</div>
      ${table(t("quality.coverage"), heads.map((head, index) => ({ head, number: index > 1 })), fields.map((one) => [
        name(one.field), one.file, one.records > 0 ? format.share((one.records - one.blank - one.unreadable) / one.records) : "–",
        format.count(one.blank), format.count(one.unreadable),
      ]))}
    </section>`;
  }

  /** Fields that were filled in earlier files and are missing now. */
  #drift() {
    const { t, format } = this.page;
    const { drift } = this.report.quality;
    if (drift.length === 0) return nothing;
    const heads = ["column.file", "quality.against", "quality.field", "quality.before", "quality.after"].map((key) => t(key));
    return html`<section class="panel">
      <div class="panel-head"><h2>${t("quality.drift")} ${explain(this.page, "quality.drift", t("quality.drift"))}</h2>
        ${rowsButton(this.page, "linger-drift", heads, drift.map((one) => [one.file, one.against, one.field, one.before, one.after]))}</div>
      ${table(t("quality.drift"), heads.map((head, index) => ({ head, number: index > 2 })), drift.map((one) => [
        one.file, one.against, hasText(`field.${one.field}`) ? t(`field.${one.field}`) : one.field, format.share(one.before), format.share(one.after),
      ]))}
    </section>`;
  }

  #capabilities() {
    const { t, state } = this.page;
    const heads = ["quality.section", "quality.state", "quality.why"].map((key) => t(key));
    const name = (/** @type {string} */ section) => (hasText(`section.${section}`) ? t(`section.${section}`) : section);
    const rows = this.report.capabilities.map(({ section, on, reason, code, needs }) => [
      name(section), t(on ? "quality.on" : "quality.off"),
      reason ? sentence(state.language, "reason", { code: code ?? "", text: reason }) : t("quality.uses", { needs: needed(this.page, needs) }),
    ]);
    return html`<section class="panel">
      <div class="panel-head"><h2>${t("quality.capabilities")}</h2>${rowsButton(this.page, "linger-capabilities", heads, rows)}</div>
      ${table(t("quality.capabilities"), heads.map((head, index) => ({ head, sentence: index === 2 })), rows)}
    </section>`;
  }
}
customElements.define("linger-quality", QualityView);
