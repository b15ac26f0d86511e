/**
 * Seeded random numbers: the same seed gives the same input on any machine.
 * @module
 */

/**
 * sfc32 (Chris Doty-Humphrey, PractRand): numbers in [0, 1).
 * @param {number} seed
 * @returns {() => number}
 */
export function random(seed) {
  let [a, b, c, counter] = [seed | 0, 0x9e3779b9 | 0, 0x243f6a88, 1];
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let round = 0; round < 16; round++) next();
  return next;
}
