/** `<linger-exports>`: where each platform hands out its exports, and which of them Linger reads. */
import { html } from "lit";
import { Dialog } from "./dialog.js";

/** As the seller knows them: shops and marketplaces, payments, marketing, feedback, rates. */
const PLATFORMS = /** @type {const} */ ([
  "shopify", "woocommerce", "magento", "bigcommerce", "amazon", "ebay", "etsy", "tiktok", "taobao", "shopee", "stripe", "paypal", "ga4", "googleAds", "metaAds", "codes", "feedback", "rates", "other",
]);

export class Exports extends Dialog {
  /** @override */
  render() {
    const { t } = this.page;
    return this.dialog(t("exports.title"), html`<p>${t("exports.lead")}</p>
      <dl class="exports">${PLATFORMS.map((platform) => html`<div><dt>${t(`exports.${platform}`)}</dt><dd>${t(`exports.${platform}.where`)}</dd></div>`)}</dl>
      <p class="hint">${t("exports.safe")}</p>`, "exports");
  }
}
customElements.define("linger-exports", Exports);
