/** Forecast: how far predictions can be trusted, who may be lost, who is due, and the season; one part at a time. */
import { html, nothing } from "lit";
import { PredictPart, partLinks, partOf } from "../elements/predict-part.js";
import { checkPart } from "./forecast-check.js";
import { DUE_USUAL, duePart, dueQuery } from "./forecast-due.js";
import { askedOf, peoplePart, peopleQuery } from "./forecast-people.js";
import { SEASON_USUAL, seasonPart } from "./forecast-season.js";

/** @import { Piece } from "../predicting.js" */
/** @import { DueOptions, PredictionQuery, SeasonOptions } from "../types.js" */

const PARTS = ["check", "people", "due", "season"];

export class ForecastView extends PredictPart {
  /** @override */
  static properties = { people: { state: true }, due: { state: true }, season: { state: true } };

  constructor() {
    super();
    /** @type {PredictionQuery} */
    this.people = peopleQuery;
    /** @type {DueOptions} */
    this.due = DUE_USUAL;
    /** @type {SeasonOptions} */
    this.season = SEASON_USUAL;
  }

  get #part() {
    return partOf(this.state.route.params, PARTS);
  }

  /** @returns {Piece[]} @override */
  pieces() {
    const own = /** @type {Record<string, Piece[]>} */ ({ people: [{ of: "people", options: askedOf(this.models, this.people) }], due: [{ of: "due", options: dueQuery(this.due) }], season: [{ of: "season", options: this.season }] });
    return [{ of: "models" }, ...(own[this.#part] ?? [])];
  }

  /** @override */
  render() {
    const { t, state } = this.page;
    const why = this.why();
    return html`<h1>${t("nav.forecast")}</h1>
      <p class="lead">${t("forecast.lead")}</p>
      ${why ? html`<section class="panel off"><p>${why}</p></section>` : html`${partLinks(this.page, "forecast", PARTS, this.#part)} ${this.progress()}
        <p role="status" class="visually-hidden">${state.foretelling === null ? nothing : t("predict.working")}</p>
        ${this.#content()}`}`;
  }

  #content() {
    const { foretold } = this.state;
    const { models } = this;
    if (this.#part === "check") return models ? checkPart(this, models) : nothing;
    if (this.#part === "people") return models && foretold.people ? peoplePart(this, models, foretold.people.made) : nothing;
    if (this.#part === "due") return foretold.due ? duePart(this, foretold.due.made) : nothing;
    return foretold.season ? seasonPart(this, foretold.season.made) : nothing;
  }
}
customElements.define("linger-forecast", ForecastView);
