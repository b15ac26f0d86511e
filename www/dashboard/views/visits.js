/** What the views of sessions share: filters, a share with its interval, names of pages, the notice of an empty part. */
import { html, nothing } from "lit";
import { hasText } from "../texts.js";

/** @import { Page } from "../elements/part.js" */
/** @import { Rate, VisitOptions, VisitReport } from "../types.js" */

const DEVICES = ["phone", "tablet", "desktop"];
const CHANNELS = ["direct", "search", "social", "email", "ads", "referral", "internal", "unknown"];

/** @type {Record<"template" | "device" | "channel", (value: string) => string>} */
const KEYS = {
  template: (value) => `template.${value}`,
  device: (value) => `device.${value}`,
  channel: (value) => `channel.${value}`,
};

/**
 * A word of the format in the page's language; what no catalogue knows stands as it was recorded.
 * @param {Page} page
 * @param {"template" | "device" | "channel"} kind
 * @param {string} value
 */
export function named({ t }, kind, value) {
  if (value === "") return t("visits.unknown");
  if (value === "(exit)") return t("template.exit");
  if (value === "(checkout)") return t("template.toCheckout");
  if (value === "(start)") return t("template.start");
  const key = KEYS[kind](value.replace("/", "."));
  return hasText(key) ? t(key) : value;
}

/** @param {Page} page @param {Rate} rate */
export const share = ({ t, format }, { share: value, low, high }) => html`${format.share(value)} ${low === null || high === null
  ? nothing
  : html`<small>${t("interval", { low: format.share(low), high: format.share(high) })}</small>`}`;

/** The same as words alone. @param {Page} page @param {Rate} rate */
export const shareText = ({ t, format }, { share: value, low, high }) =>
  low === null || high === null ? format.share(value) : `${format.share(value)} ${t("interval", { low: format.share(low), high: format.share(high) })}`;

/** The interval as the line under a figure. @param {Page} page @param {Rate} rate */
export const intervalNote = ({ t, format }, { low, high }) => (low === null || high === null ? nothing : t("interval", { low: format.share(low), high: format.share(high) }));

/** Which sessions count. @param {Page} page */
export function visitFilters(page) {
  const { t, state, store } = page;
  const filter = state.visitOptions.filter ?? {};
  const choice = (/** @type {"device" | "channel"} */ kind, /** @type {string[]} */ values) => html`<label><span>${t(`visits.${kind}`)}</span>
    <select name=${kind} @change=${(/** @type {Event} */ event) => {
      const value = /** @type {HTMLSelectElement} */ (event.target).value || undefined;
      void store.setVisitOptions({ filter: { ...filter, [kind]: value } });
    }}>
      ${["", ...values].map((value) => html`<option value=${value} .selected=${value === (filter[kind] ?? "")}>${value === "" ? t("visits.all") : named(page, kind, value)}</option>`)}
    </select></label>`;
  return html`<div class="filters">${choice("device", DEVICES)} ${choice("channel", CHANNELS)} ${peopleFilters(page, filter)}</div>`;
}

/** What the orders know of the visitors: offered where they know any, and where it is chosen. @param {Page} page @param {NonNullable<VisitOptions["filter"]>} filter */
function peopleFilters({ t, state, store }, filter) {
  const isChosen = filter.segment !== undefined || filter.flagged !== undefined;
  if (!isChosen && !state.visits?.identity.matched.part) return nothing;
  const segments = state.report?.rfm?.segments.map(({ id }) => id) ?? [];
  const flagged = filter.flagged === undefined ? "" : String(filter.flagged);
  const choice = (/** @type {string} */ name, /** @type {string} */ label, /** @type {string} */ chosen, /** @type {[string, string][]} */ values, /** @type {(value: string) => object} */ change) =>
    html`<label><span>${label}</span>
      <select name=${name} @change=${(/** @type {Event} */ event) => void store.setVisitOptions({ filter: { ...filter, ...change(/** @type {HTMLSelectElement} */ (event.target).value) } })}>
        ${[["", t("visits.all")], ...values].map(([value, text]) => html`<option value=${value} .selected=${value === chosen}>${text}</option>`)}
      </select></label>`;
  return html`
    ${choice("segment", t("column.segment"), filter.segment ?? "", segments.map((id) => [id, t(`segment.${id}`)]), (value) => ({ segment: value || undefined }))}
    ${choice("flagged", t("visits.flagged"), flagged, [["true", t("people.overdue")], ["false", t("people.notOverdue")]], (value) => ({ flagged: value === "" ? undefined : value === "true" }))}`;
}

/**
 * A list to choose from, as the filters have it.
 * @param {Page} page
 * @param {{ name: string, label: string, values: string[], value: string, text: (value: string) => string, change: (value: string) => void }} list
 */
export const choices = ({ t }, { name, label, values, value, text, change }) => html`<label><span>${t(label)}</span>
  <select name=${name} @change=${(/** @type {Event} */ event) => change(/** @type {HTMLSelectElement} */ (event.target).value)}>
    ${values.map((one) => html`<option value=${one} .selected=${one === value}>${text(one)}</option>`)}
  </select></label>`;

/**
 * The thresholds of a group of options, as fields.
 * @template {"frustration" | "visitors"} Group
 * @param {Page} page
 * @param {Group} group
 * @param {(id: string) => string} label of a field
 * @param {[keyof NonNullable<VisitOptions[Group]> & string, number, number][]} fields with least and most
 */
export function thresholds({ t, state, store }, group, label, fields) {
  const options = /** @type {Record<string, unknown>} */ (state.visits?.meta.options[group] ?? {});
  const set = (/** @type {string} */ id, /** @type {Event} */ event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    if (input.reportValidity()) void store.setVisitOptions({ [group]: { ...state.visitOptions[group], [id]: input.valueAsNumber } });
  };
  return html`<fieldset class="panel"><legend class="visually-hidden">${t("visits.thresholds")}</legend>
    <div class="filters">${fields.map(([id, min, max]) => html`<label><span>${label(id)}</span>
      <input type="number" name=${id} required min=${min} max=${max} .value=${String(options[id])} @change=${(/** @type {Event} */ event) => set(id, event)}></label>`)}</div>
  </fieldset>`;
}

/**
 * Heading, what the view shows, and the filters.
 * @param {Page} page
 * @param {string} title
 * @param {string} lead
 */
export function visitHead(page, title, lead) {
  const { meta, traffic } = /** @type {VisitReport} */ (page.state.visits);
  const covers = page.t("visits.covers", { sessions: traffic.sessions, from: page.format.date(meta.firstEvent), to: page.format.date(meta.lastEvent), zone: meta.options.zone ?? "UTC" });
  return html`<h1>${title}</h1><p class="lead">${lead} ${covers}</p>${visitFilters(page)}`;
}

/** The parts of a view; where the filters leave no session, one sentence in their place. @param {Page} page @param {() => unknown} parts */
export const ofAnySession = ({ t, state }, parts) => (state.visits?.traffic.sessions ? parts() : html`<section class="panel off"><p>${t("visits.noSessions")}</p></section>`);

/** @param {Page} page @param {string} title @param {string} sentence */
export const nothingRecorded = (page, title, sentence) => html`<section class="panel off"><h2>${title}</h2><p>${sentence}</p></section>`;
