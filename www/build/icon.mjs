/**
 * The mark as a PNG: an L on the accent colour, the whole square filled, so that any mask fits.
 * @module
 */

import { crc32 } from "node:zlib";
import { zlibSync } from "fflate";

const GROUND = [0x0f, 0x6b, 0x68];
const INK = [0xff, 0xff, 0xff];
/** The strokes of the L and half their width, in 32nds of the side, as the page's own icon has them. */
const STROKES = [[11, 7, 11, 25], [11, 25, 22, 25]];
const HALF = 2;
/** Samples of a pixel in each direction. */
const FINE = 4;

/** @param {number} size in pixels @returns {Buffer} a PNG */
export function icon(size) {
  const rows = Buffer.alloc(size * (1 + 3 * size));
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const share = inked(x, y, size);
      GROUND.forEach((ground, at) => (rows[y * (1 + 3 * size) + 1 + 3 * x + at] = Math.round(ground + (Number(INK[at]) - ground) * share)));
    }
  }
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", Buffer.from(zlibSync(rows, { level: 9 }))), chunk("IEND", Buffer.alloc(0))]);
}

/** How much of a pixel the L covers, in 0..1. @param {number} x @param {number} y @param {number} size */
function inked(x, y, size) {
  let hits = 0;
  for (let sample = 0; sample < FINE * FINE; sample++) {
    const px = ((x + ((sample % FINE) + 0.5) / FINE) * 32) / size;
    const py = ((y + (Math.floor(sample / FINE) + 0.5) / FINE) * 32) / size;
    if (STROKES.some((stroke) => distance(px, py, stroke) <= HALF)) hits += 1;
  }
  return hits / (FINE * FINE);
}

/** From a point to a level or upright line. @param {number} x @param {number} y @param {number[]} line */
function distance(x, y, [left = 0, top = 0, right = 0, bottom = 0]) {
  return Math.hypot(x - Math.min(Math.max(x, left), right), y - Math.min(Math.max(y, top), bottom));
}

/** @param {string} type @param {Buffer} content */
function chunk(type, content) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(content.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}
