/** Part of Currencies and regions: orders by weekday and hour, by the clock of the shop, of the customers' own regions, or UTC. */
import { html } from "lit";
import { heatGrid } from "../charts/grid.js";
import { chartFrame } from "../elements/chart.js";
import { countryName, panel } from "./audit-words.js";

/** @import { RegionsView } from "./regions.js" */
/** @import { Audit } from "../types.js" */

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const WEEKDAYS = Array.from({ length: 7 }, (_, day) => day);
const CLOCKS = /** @type {const} */ (["customer", "shop", "utc"]);

/** @param {RegionsView} view @param {Audit} audit */
export function hoursPanel(view, { regions: { hours, clocks }, zone }) {
  const { page } = view;
  const { t, format } = page;
  if (!hours || !clocks) return panel(page, { of: "hours", title: t("regions.hours") }, html`<p>${t("regions.noHours")}</p>`);
  const own = view.clock === "customer" ? hours.find(({ country }) => country === view.country) : undefined;
  const cells = own?.cells ?? clocks[view.clock];
  const where = own ? t("regions.inCountry", { country: countryName(format.language, own.country), zone: own.zone }) : t(`regions.by.${view.clock}`, { zone });
  return html`<div class="filters">
      <label><span>${t("regions.clock")}</span><select name="clock" @change=${(/** @type {Event} */ event) => (view.clock = /** @type {any} */ (event.target).value)}>
        ${CLOCKS.map((clock) => html`<option value=${clock} .selected=${clock === view.clock}>${t(`regions.clock.${clock}`, { zone })}</option>`)}</select></label>
      <label><span>${t("field.country")}</span><select name="country" ?disabled=${view.clock !== "customer"} @change=${(/** @type {Event} */ event) => (view.country = /** @type {any} */ (event.target).value)}>
        <option value="" .selected=${view.country === ""}>${t("regions.allCountries")}</option>
        ${hours.map(({ country }) => html`<option value=${country} .selected=${country === view.country}>${countryName(format.language, country)}</option>`)}</select></label>
    </div>
    ${view.kept(`hours ${view.clock} ${own?.country ?? ""}`, () => chart(view, cells, where))}`;
}

/** @param {RegionsView} view @param {number[]} cells 7 × 24, Monday first @param {string} where whose clock it is */
function chart({ page }, cells, where) {
  const { t, format } = page;
  const at = (/** @type {number} */ weekday, /** @type {number} */ hour) => cells[weekday * 24 + hour] ?? 0;
  const all = WEEKDAYS.flatMap((weekday) => HOURS.map((hour) => ({ weekday, hour, orders: at(weekday, hour) })));
  const busiest = all.reduce((best, one) => (one.orders > best.orders ? one : best));
  const say = (/** @type {typeof busiest} */ { weekday, hour, orders }) => ({ weekday: format.weekday(weekday), hour: hourName(hour), value: format.count(orders) });
  const grid = all.map((one) => ({ x: one.hour, y: format.weekday(one.weekday), share: one.orders / Math.max(1, busiest.orders), label: format.count(one.orders), title: t("rhythm.cell", say(one)) }));
  return chartFrame(page, {
    name: "active-hours", title: t("regions.hours"), of: "audit.hours", n: cells.reduce((sum, n) => sum + n, 0), minWidth: 640,
    summary: `${where} ${t("rhythm.summary", say(busiest))}`,
    draw: (width) => heatGrid(width, grid, { xs: HOURS, ys: WEEKDAYS.map(format.weekday), rowHeight: 36, marginLeft: 44, xLabel: t("rhythm.hour"), yLabel: "", xTicks: [0, 3, 6, 9, 12, 15, 18, 21] }),
    columns: [t("rhythm.weekday"), ...HOURS.map(hourName)],
    rows: WEEKDAYS.map((weekday) => [format.weekday(weekday), ...HOURS.map((hour) => at(weekday, hour))]),
    shown: WEEKDAYS.map((weekday) => [format.weekday(weekday), ...HOURS.map((hour) => format.count(at(weekday, hour)))]),
  });
}

/** @param {number} hour */
const hourName = (hour) => `${String(hour).padStart(2, "0")}:00`;
