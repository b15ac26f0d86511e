/** Products beyond their names: what is bought together and after one another, hits, new products, dearer goods; one part at a time. */
import { html, nothing } from "lit";
import { PredictPart } from "../elements/predict-part.js";
import { afterPart } from "./goods-after.js";
import { campaignPart } from "./goods-campaign.js";
import { hitsPart } from "./goods-hits.js";
import { offersPart } from "./goods-offers.js";
import { rulesPart } from "./goods-rules.js";
import { noticeList } from "./predict-words.js";

/** @import { Piece } from "../predicting.js" */
/** @import { Audience, CampaignQuery, Goods, GoodsOptions } from "../types.js" */

export const GOODS_PARTS = ["names", "together", "after", "offers", "hits", "campaigns"];
/** Rows of the list of an audience. */
const AUDIENCE_ROWS = 50;

/** @typedef {"orderProduct" | "orderCategory" | "customerProduct" | "customerCategory"} RuleTable */

export class GoodsPart extends PredictPart {
  /** @override */
  static properties = { shown: {}, rules: { state: true }, audience: { state: true }, risk: { state: true }, nearDays: { state: true }, nodeLevel: { state: true }, inStock: { state: true }, campaign: { state: true }, refused: { state: true } };

  constructor() {
    super();
    /** Which part. */
    this.shown = "together";
    /** @type {RuleTable} */
    this.rules = "orderProduct";
    /** Whose buyers lack what. @type {Audience | null} */
    this.audience = null;
    /** Chance of a wrong verdict that is accepted. */
    this.risk = 0.1;
    /** Due so many days before or after as-of. */
    this.nearDays = 7;
    /** By what customers are due. @type {"product" | "category"} */
    this.nodeLevel = "product";
    /** Whether only what is in stock is offered. */
    this.inStock = false;
    /** The campaign that is asked for; without anything only the marks of orders come back. @type {CampaignQuery} */
    this.campaign = {};
    /** Why the form of a campaign cannot be asked, and what of it was left out. */
    this.refused = "";
  }

  /** @returns {GoodsOptions} */
  get options() {
    const asked = { risk: this.risk, audience: this.audience && { ...this.audience, offset: 0, limit: AUDIENCE_ROWS } };
    if (this.shown === "campaigns") return { ...asked, campaign: this.campaign };
    if (this.shown !== "offers") return asked;
    const offers = { inStock: this.inStock };
    return { ...asked, node: { level: this.nodeLevel, nearDays: this.nearDays }, companions: offers, recommendations: offers };
  }

  /** @returns {Piece[]} @override */
  pieces() {
    return [{ of: "goods", options: this.options }];
  }

  /** @override */
  render() {
    const { t, state } = this.page;
    const why = this.why();
    const goods = state.foretold.goods?.made;
    if (why) return html`<section class="panel off"><p>${why}</p></section>`;
    return html`${this.progress()} <p role="status" class="visually-hidden">${state.foretelling === null ? nothing : t("predict.working")}</p>
      ${goods ? html`${noticeList(this.page, goods.notices)} ${this.#content(goods)}` : nothing}`;
  }

  /** @param {Goods} goods */
  #content(goods) {
    if (this.shown === "together") return rulesPart(this, goods);
    if (this.shown === "offers") return offersPart(this, goods);
    if (this.shown === "campaigns") return campaignPart(this, goods);
    return this.shown === "after" ? afterPart(this, goods) : hitsPart(this, goods);
  }
}
customElements.define("linger-goods", GoodsPart);
