/**
 * A page of 40 sections, each 1920 × 200 px, and clicks on it: four in five around one of 80 spots, the others anywhere.
 * Ten clicks make a session.
 * @module
 */

import { random } from "../random.mjs";

export const SECTIONS = 40;
export const SECTION = 200;
const WIDTH = 1920;
const SPOTS = 80;
const BOX = 32_767;

/** @param {number} n */
export function* clicks(n) {
  const next = random(7);
  const spots = Array.from({ length: SPOTS }, () => ({ x: next() * WIDTH, y: next() * SECTIONS * SECTION }));
  const near = () => (next() + next() + next() - 1.5) * 80;
  const inside = (/** @type {number} */ value, /** @type {number} */ end) => Math.min(Math.max(value, 0), end - 1);
  for (let at = 0; at < n; at++) {
    const spot = spots[Math.floor(next() ** 2 * SPOTS)];
    const isNear = next() < 0.8;
    const pageX = inside(isNear ? spot.x + near() : next() * WIDTH, WIDTH);
    const pageY = inside(isNear ? spot.y + near() : next() * SECTIONS * SECTION, SECTIONS * SECTION);
    const section = Math.floor(pageY / SECTION);
    const [x, y] = [Math.round((pageX / WIDTH) * BOX), Math.round(((pageY % SECTION) / SECTION) * BOX)];
    yield { session: Math.floor(at / 10), section, x, y, pageX: Math.floor(pageX), pageY: Math.floor(pageY) };
  }
}
