/** Forecast: how far predictions can be trusted, who may be lost, who is due, and the season; one part at a time. */
import { html, nothing } from "lit";
import { optionsForm } from "../elements/predict-options.js";
import { PredictPart, partLinks, partOf } from "../elements/predict-part.js";
import { dueAsked, holding, modelsPiece, seasonAsked } from "../predict-options.js";
import { checkPart } from "./forecast-check.js";
import { duePart } from "./forecast-due.js";
import { askedOf, peoplePart, peopleQuery } from "./forecast-people.js";
import { SEASON_USUAL, seasonPart } from "./forecast-season.js";

/** @import { Piece } from "../predicting.js" */
/** @import { PredictionQuery, Route, SeasonOptions } from "../types.js" */

const PARTS = ["check", "people", "due", "season"];

export class ForecastView extends PredictPart {
  /** @override */
  static properties = { people: { state: true }, season: { state: true } };

  /** @type {Route | null} */
  #route = null;

  constructor() {
    super();
    /** @type {PredictionQuery} */
    this.people = peopleQuery;
    /** What the season is of. @type {Pick<SeasonOptions, "grain" | "measure">} */
    this.season = SEASON_USUAL;
  }

  get #part() {
    return partOf(this.state.route.params, PARTS);
  }

  /** An address may ask for the flagged alone. @override */
  willUpdate() {
    const { route } = this.state;
    if (route === this.#route) return;
    this.#route = route;
    if (route.params.flagged === "yes") this.people = { ...peopleQuery, filter: { flagged: true } };
  }

  /** @returns {Piece[]} @override */
  pieces() {
    const { predictOptions } = this.state;
    const own = /** @type {Record<string, () => Piece>} */ ({
      people: () => ({ of: "people", options: { ...askedOf(this.models, this.people), limit: holding(predictOptions).rows } }), due: () => ({ of: "due", options: dueAsked(predictOptions) }), season: () => ({ of: "season", options: seasonAsked(predictOptions, this.season) }),
    })[this.#part];
    return [modelsPiece(predictOptions), ...(own ? [own()] : [])];
  }

  /** @override */
  render() {
    const { t, state } = this.page;
    const why = this.why();
    return html`<h1>${t("nav.forecast")}</h1>
      <p class="lead">${t("forecast.lead")}</p>
      ${why ? html`<section class="panel off"><p>${why}</p></section>` : html`${partLinks(this.page, "forecast", PARTS, this.#part)} ${optionsForm(this.page, this.#part)} ${this.progress()}
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
