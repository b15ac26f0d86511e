/**
 * Simulated customers, who buy as BG/NBD and gamma-gamma have it with about CDNOW's parameters, two years long. Nobody is real.
 * @module
 */

import { random } from "./random.mjs";

const END = Date.parse("2024-12-31") / 86_400_000;
const DAYS = 730;
/** Weeks are the unit of the scale. */
const BUYING = { shape: 0.25, scale: 4.5, leaving: [0.8, 2.5] };
const SPENDING = { p: 6.25, q: 3.75, v: 15.5 };

/** @param {number} count @returns {import("./models.mjs").Buyer[]} */
export function simulated(count) {
  const uniform = random(20241231);
  return Array.from({ length: count }, (_, at) => ({ key: `c${String(at).padStart(7, "0")}`, orders: orders(uniform) }));
}

/** @param {() => number} uniform */
function orders(uniform) {
  const rate = gamma(uniform, BUYING.shape) / BUYING.scale / 7;
  const [one, other] = BUYING.leaving.map((shape) => gamma(uniform, shape));
  const leaving = one / (one + other);
  const scale = SPENDING.v / gamma(uniform, SPENDING.q);
  const found = [];
  for (let day = (uniform() * DAYS) / 2; day < DAYS; day -= Math.log(1 - uniform()) / rate) {
    found.push({ day: END - DAYS + 1 + Math.floor(day), amount: Math.max(0.01, Math.round(100 * scale * gamma(uniform, SPENDING.p)) / 100) });
    if (found.length > 1 && uniform() < leaving) break;
  }
  return found;
}

/** A draw with scale 1 (Marsaglia and Tsang 2000). @param {() => number} uniform @param {number} shape @returns {number} */
function gamma(uniform, shape) {
  if (shape < 1) return gamma(uniform, shape + 1) * (1 - uniform()) ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const x = Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}
