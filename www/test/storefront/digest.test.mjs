/** The cart's digest: a text laid out by hand is read, and what the recorder writes is read back. */
import { test } from "node:test";
import assert from "node:assert/strict";
import { decodeDigest } from "../../storefront/digest.js";
import { encodeDigest } from "../../storefront/recorder/sinks/digest.js";

// Bytes by the table in digest.js: version 1, id of twelve zero bytes, minute 1 (00000001), 2 views, 3 products, 300 s
// (012c), 4 sessions, searches 5, without result 1, adds 2, removals 0, rage 1, dead 0, form 0, script 0, reach 75, email 4,
// phone 0; CRC-8/SMBUS of them, e.g. by crccheck's Crc8Smbus.
const HEX = "01" + "00".repeat(12) + "00000001" + "0002" + "0003" + "012c" + "04" + "05010200" + "01000000" + "4b" + "04" + "00";

/** Polynomial division bit by bit, as the definition of a CRC has it. @param {Buffer} bytes */
function remainder(bytes) {
  let bits = BigInt(`0x${bytes.toString("hex")}`) << 8n;
  for (let at = BigInt(bytes.length * 8 - 1); at >= 0n; at--) if ((bits >> (at + 8n)) & 1n) bits ^= 0x107n << at;
  return Number(bits);
}

const bytes = Buffer.from(HEX, "hex");
const TEXT = Buffer.concat([bytes, Buffer.from([remainder(bytes)])]).toString("base64url");

const COUNTS = { view: 2, product: 3, dwell: 300_900, search: 5, zero: 1, add: 2, rage: 1 };
const VISIT = { vid: "A".repeat(16), sid: "s", start: 60_000, sessions: 4, counts: COUNTS, reach: 0.75, src: "email", d: "phone" };

test("a digest laid out by hand is read", () => {
  assert.equal(TEXT.length, 48);
  assert.deepEqual(decodeDigest(TEXT), {
    vid: "AAAAAAAAAAAAAAAA", start: 60_000, views: 2, products: 3, visibleSeconds: 300, sessions: 4, searches: 5, zeroResults: 1,
    adds: 2, removals: 0, rage: 1, dead: 0, formErrors: 0, scriptErrors: 0, reach: 0.75, source: "email", device: "phone",
  });
});

test("the recorder writes the same characters", () => {
  assert.equal(encodeDigest(VISIT), TEXT);
});

test("counts that do not fit are cut, and the year 2026 fits", () => {
  const start = Date.UTC(2026, 10, 22, 3, 7);
  const visit = { ...VISIT, vid: "Az09_-Az09_-Az09", start, sessions: 1000, counts: { view: 70_000, add: 256 } };
  const read = decodeDigest(encodeDigest(visit));
  assert.deepEqual([read?.vid, read?.start, read?.sessions, read?.views, read?.adds], ["Az09_-Az09_-Az09", start, 255, 65_535, 255]);
});

test("changed, cut or foreign text is no digest", () => {
  for (const text of [TEXT.replace("A", "B"), TEXT.slice(1), `${TEXT}A`, "", "gift wrap, please", TEXT.slice(0, 47) + (TEXT[47] === "A" ? "B" : "A"), `${TEXT.slice(0, 47)}+`]) assert.equal(decodeDigest(text), null, text);
});
