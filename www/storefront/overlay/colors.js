/**
 * A share of the largest value in, a colour out: dark violet over red to yellow, which every kind of colour vision can
 * order, and less see-through the more there is.
 * @module
 */

/** Red, green, blue at equal steps. */
const STOPS = [[68, 10, 104], [147, 38, 103], [221, 81, 58], [252, 165, 10], [252, 255, 120]];
const STEPS = 256;
/** How much the largest covers of what is below it, of 255. */
const THICKEST = 205;

/** @param {number} share 0..1 @returns {[number, number, number, number]} red, green, blue, alpha, each 0..255 */
function colorOf(share) {
  const at = Math.min(share, 1) * (STOPS.length - 1);
  const low = STOPS[Math.floor(at)];
  const high = STOPS[Math.ceil(at)];
  const [red, green, blue] = low.map((value, channel) => Math.round(value + (high[channel] - value) * (at - Math.floor(at))));
  return [red, green, blue, Math.round(THICKEST * share ** 0.6)];
}

const TABLE = Array.from({ length: STEPS }, (_, step) => colorOf(step / (STEPS - 1)));

/** @param {number} share 0..1 */
export const colorAt = (share) => TABLE[Math.round(Math.min(Math.max(share, 0), 1) * (STEPS - 1))];

/** As CSS writes it. @param {number} share 0..1 */
export function cssColor(share) {
  const [red, green, blue, alpha] = colorAt(share);
  return `rgb(${red} ${green} ${blue} / ${(alpha / 255).toFixed(2)})`;
}

/** The legend's scale. */
export const SCALE = `linear-gradient(to right, ${[0, 0.25, 0.5, 0.75, 1].map((share) => cssColor(share)).join()})`;
