/** Products beyond their names: what is bought together and after one another, hits, new products, dearer goods; one part at a time. */
import { html, nothing } from "lit";
import { PredictPart } from "../elements/predict-part.js";
import { afterPart } from "./goods-after.js";
import { hitsPart } from "./goods-hits.js";
import { rulesPart } from "./goods-rules.js";
import { noticeList } from "./predict-words.js";

/** @import { Piece } from "../predicting.js" */
/** @import { Audience, Goods, GoodsOptions } from "../types.js" */

export const GOODS_PARTS = ["names", "together", "after", "hits"];
/** Rows of the list of an audience. */
const AUDIENCE_ROWS = 50;

/** @typedef {"orderProduct" | "orderCategory" | "customerProduct" | "customerCategory"} RuleTable */

export class GoodsPart extends PredictPart {
  /** @override */
  static properties = { shown: {}, rules: { state: true }, audience: { state: true }, risk: { state: true } };

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
  }

  /** @returns {GoodsOptions} */
  get options() {
    return { risk: this.risk, audience: this.audience && { ...this.audience, offset: 0, limit: AUDIENCE_ROWS } };
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
    return this.shown === "after" ? afterPart(this, goods) : hitsPart(this, goods);
  }
}
customElements.define("linger-goods", GoodsPart);
