/** Where things stand on the sample shop's pages: a template and a viewport in; heights and boxes of anchors out. */

/** @typedef {[left: number, top: number, width: number, height: number]} Box px */
/** @typedef {[anchor: string, weight: number, phone: Box, wide: Box]} Place the weight says how often it is clicked */

/** Viewports that the boxes are drawn for; on tablets the wide ones are narrower. */
const [PHONE, WIDE] = [390, 1440];

/** Height of the document by template, by phone and else. */
const HEIGHTS = /** @type {Record<string, [number, number]>} */ ({ index: [3200, 2500], collection: [5200, 3600], product: [2900, 2300], cart: [1300, 1100] });

/** @type {Place} */
const HEADER = ["#shopify-section-header", 12, [0, 0, 390, 60], [0, 0, 1440, 76]];
/** @type {Record<string, Place[]>} */
const PLACES = {
  index: [
    HEADER,
    ["#shopify-section-hero .button", 26, [24, 440, 342, 52], [120, 430, 240, 56]],
    ["#shopify-section-featured .card", 40, [16, 760, 358, 1100], [120, 740, 1200, 460]],
    ["#shopify-section-story", 8, [0, 1960, 390, 620], [0, 1300, 1440, 520]],
    ["#shopify-section-newsletter form", 4, [16, 2660, 358, 180], [420, 1930, 600, 150]],
    ["#shopify-section-footer", 6, [0, 2900, 390, 300], [0, 2180, 1440, 320]],
  ],
  collection: [
    HEADER,
    ["#shopify-section-filters", 22, [16, 150, 358, 48], [60, 170, 260, 720]],
    ["#shopify-section-grid", 60, [16, 230, 358, 4300], [360, 170, 1020, 2800]],
    ["#shopify-section-grid .pagination", 5, [16, 4600, 358, 60], [360, 3020, 1020, 60]],
  ],
  product: [
    HEADER,
    ["#shopify-section-main .product__media", 30, [0, 70, 390, 390], [120, 130, 560, 640]],
    ["#shopify-section-main .variant-picker", 22, [16, 580, 358, 90], [760, 300, 560, 96]],
    ["#shopify-section-main .accordion", 14, [16, 850, 358, 240], [760, 540, 560, 230]],
    ["#shopify-section-reviews", 10, [0, 1200, 390, 640], [120, 860, 1200, 520]],
    ["#shopify-section-related", 12, [16, 2000, 358, 560], [120, 1480, 1200, 420]],
  ],
  cart: [
    HEADER,
    ["#shopify-section-cart .quantity", 24, [220, 220, 150, 44], [820, 240, 160, 44]],
    ["#shopify-section-cart .discount", 16, [16, 620, 358, 56], [900, 520, 420, 56]],
    ["#shopify-section-cart .checkout", 40, [16, 760, 358, 52], [900, 640, 420, 56]],
  ],
};
/** What the stories click. @type {Record<string, Place>} */
const OTHERS = {
  submit: ["#shopify-section-main .product-form__submit", 0, [16, 720, 358, 52], [760, 430, 560, 56]],
  gift: ["#shopify-section-gift .picture", 0, [16, 1880, 358, 100], [120, 1400, 300, 60]],
};

/** @param {string} template @param {number} width of the viewport */
export const heightOf = (template, width) => (HEIGHTS[template] ?? [2600, 2200])[width <= PHONE ? 0 : 1];

/**
 * Something on a page: by its name, or one of the template's by weight.
 * @param {string} name
 * @param {number} width of the viewport
 * @param {import("./random.js").Random} random
 * @returns {{ anchor: string, box: Box } | null} `null` where the page is not drawn
 */
export function placed(name, width, random) {
  const places = PLACES[name] ?? [];
  const place = OTHERS[name] ?? places[places.length && random.weighted(places.map(([, weight]) => weight))];
  if (!place) return null;
  const [anchor, , phone, [left, top, across, height]] = place;
  const narrower = (/** @type {number} */ px) => Math.round((px * width) / WIDE);
  return { anchor, box: width <= PHONE ? phone : [narrower(left), top, narrower(across), height] };
}
