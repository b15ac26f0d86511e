/**
 * Seeded random numbers: a seed in, the same integers out on every machine (32-bit integer arithmetic only).
 */

/**
 * The mulberry32 generator with the draws that the sample shop needs.
 */
export class Random {
  /** @param {number} seed any 32-bit integer */
  constructor(seed) {
    this.state = seed | 0;
  }

  /** A 32-bit unsigned integer. */
  next() {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  }

  /**
   * An integer in 0..n-1. The product stays under 2^53, so it is exact.
   * @param {number} n
   */
  below(n) {
    return Math.floor((this.next() * n) / 4294967296);
  }

  /**
   * An integer in low..high, both included.
   * @param {number} low
   * @param {number} high
   */
  between(low, high) {
    return low + this.below(high - low + 1);
  }

  /**
   * True in so many of a hundred draws.
   * @param {number} percent
   */
  chance(percent) {
    return this.below(100) < percent;
  }

  /**
   * One element.
   * @template T
   * @param {readonly T[]} list
   * @returns {T}
   */
  pick(list) {
    return /** @type {T} */ (list[this.below(list.length)]);
  }

  /**
   * An index, each as likely as its weight.
   * @param {readonly number[]} weights
   */
  weighted(weights) {
    let rest = this.below(weights.reduce((sum, w) => sum + w, 0));
    return weights.findIndex((w) => (rest -= w) < 0);
  }
}
