/** People: which keys belong to one person, by which evidence, and the way back; what linking changes. */
import { html, nothing } from "lit";
import { AuditPart } from "../elements/audit-part.js";
import { figure } from "../elements/explain.js";
import { revealButton, shownKey } from "../elements/person.js";
import { table } from "../elements/table.js";
import { panel, platformOf, word } from "./audit-words.js";

/** @import { Audit, Merge, View } from "../types.js" */

/** Merges on the page at once. */
const SHOWN = 50;

export class PeopleView extends AuditPart {
  /** @override */
  name = "people";

  /** @override */
  lead = "people.lead";

  /** @param {Audit} audit @override */
  content(audit) {
    return html`${this.#figures(audit)} ${this.#identity(audit)} ${this.#merges(audit)} ${this.#apart()} ${this.#conflicts(audit)}`;
  }

  /** @param {Audit} audit */
  #figures({ identity: { keys, people } }) {
    const { t, format, state } = this.page;
    return html`<div class="figures">
      ${figure(this.page, { of: "audit.keys", label: t("links.keys"), value: format.count(keys), n: keys })}
      ${figure(this.page, { of: "audit.people", label: t("links.people"), value: format.count(people), n: keys, note: t("links.fewer", { n: keys - people }) })}
      ${figure(this.page, { of: "audit.customersNow", label: t("links.customersNow"), value: format.count(state.report?.summary.customers ?? null), note: state.report ? nothing : t("unknown.noOrders") })}
    </div>`;
  }

  /** @param {Audit} audit */
  #identity({ identity: { linked, keys, people } }) {
    const { t, state, store } = this.page;
    const chosen = state.options.view?.identity ?? "auto";
    const choices = /** @type {const} */ (["auto", "keys", "linked"]);
    return panel(this.page, { of: "identity", title: t("links.identity"), lead: t(linked ? "links.areLinked" : "links.areKeys") }, html`<fieldset class="choices">
      <legend class="visually-hidden">${t("links.identity")}</legend>
      ${choices.map((choice) => html`<label class="choice"><input type="radio" name="identity" value=${choice} .checked=${choice === chosen}
        @change=${() => void store.setOptions({ view: { identity: choice === "auto" ? undefined : choice } })}>
        <span><strong>${t(`links.by.${choice}`)}</strong> ${t(`links.by.${choice}.about`, { keys, people })}</span></label>`)}
    </fieldset>`);
  }

  /** @param {Audit} audit */
  #merges({ identity: { merges } }) {
    const { t, store } = this.page;
    const columns = [{ head: t("links.person") }, { head: t("links.itsKeys"), sentence: true }, { head: t("links.evidence"), sentence: true }];
    const shown = merges.slice(0, SHOWN);
    return panel(this.page, { of: "merges", title: t("links.merges"), n: merges.length, beside: merges.length > 0 ? revealButton(this.page) : nothing, lead: merges.length > 0 ? t("links.mergesLead") : nothing },
      merges.length === 0
        ? html`<p>${t("links.noMerges")}</p>`
        : html`${table(t("links.merges"), columns, shown.map((merge) => [
            html`<button class="link person" @click=${() => void store.openCard(merge.person)}>${shownKey(this.page, merge.person)}</button>`,
            merge.keys.map((key) => html`<span class="pair">${shownKey(this.page, key)}</span>`), this.#evidence(merge),
          ]))}
          ${merges.length > shown.length ? html`<p class="hint">${t("links.more", { shown: shown.length, total: merges.length })}</p>` : nothing}`);
  }

  /** @param {Merge} merge */
  #evidence({ evidence }) {
    const { t } = this.page;
    return html`<ul class="evidence">${evidence.map(({ key, a, b, source }) => {
      const values = { key: word(this.page, `identityKey.${key}`, key), a: shownKey(this.page, a), b: shownKey(this.page, b), source: platformOf(this.page, source) };
      return html`<li>${t("links.same", values)} <button aria-label=${t("links.undoOf", values)} @click=${() => this.#setApart([...this.#pairs, [a, b]])}>${t("links.undo")}</button></li>`;
    })}</ul>`;
  }

  get #pairs() {
    return this.state.options.view?.apart ?? [];
  }

  /** @param {NonNullable<View["apart"]>} apart */
  #setApart(apart) {
    void this.page.store.setOptions({ view: { apart: apart.length > 0 ? apart : undefined } });
  }

  /** Links that were undone, each to be made again. */
  #apart() {
    const { t } = this.page;
    const pairs = this.#pairs;
    if (pairs.length === 0) return nothing;
    return panel(this.page, { of: "apart", title: t("links.apart"), n: pairs.length }, html`<ul class="evidence">${pairs.map(([a, b], at) => {
      const values = { a: shownKey(this.page, a), b: shownKey(this.page, b) };
      return html`<li>${t("links.apartPair", values)} <button aria-label=${t("links.redoOf", values)} @click=${() => this.#setApart(pairs.toSpliced(at, 1))}>${t("links.redo")}</button></li>`;
    })}</ul>`);
  }

  /** @param {Audit} audit */
  #conflicts({ identity: { conflicts } }) {
    const { t, format } = this.page;
    const columns = [{ head: t("links.conflict"), sentence: true }, { head: t("sources.key") }, { head: t("sources.records"), number: true }, { head: t("links.itsKeys"), sentence: true }];
    return panel(this.page, { of: "conflicts", title: t("links.conflicts"), n: conflicts.length },
      conflicts.length === 0
        ? html`<p>${t("links.noConflicts")}</p>`
        : table(t("links.conflicts"), columns, conflicts.map(({ code, key, records, keys }) => [
            t(`conflict.${code}`), word(this.page, `identityKey.${key}`, key), format.count(records), keys.map((one) => html`<span class="pair">${shownKey(this.page, one)}</span>`),
          ])));
  }
}
customElements.define("linger-people", PeopleView);
