/** The choice of a time zone. */
import { html } from "lit";

/**
 * A list of the zones that the browser knows, with UTC and the one in use first.
 * @param {string} label
 * @param {string} value
 * @param {(zone: string) => void} change
 */
export function zoneChoice(label, value, change) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = [...new Set([value, "UTC", own, ...Intl.supportedValuesOf("timeZone")])];
  return html`<label>
    <span>${label}</span>
    <select @change=${(/** @type {Event} */ event) => change(/** @type {HTMLSelectElement} */ (event.target).value)}>
      ${zones.map((zone) => html`<option value=${zone} .selected=${zone === value}>${zone}</option>`)}
    </select>
  </label>`;
}
