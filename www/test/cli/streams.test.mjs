/** Files larger than the memory that the program may hold. */
import assert from "node:assert/strict";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { folderWith, linger } from "../linger.mjs";

const MB = 2 ** 20;
const BYTES = 300 * MB;
/** Less than the input: it cannot have been held as a whole. */
const MOST_MEGABYTES = 270;
const CUSTOMERS = 5000;

/** Orders whose rows are long, as those of exports with addresses and notes are. */
function* orders() {
  const note = "x".repeat(1900);
  yield "order_id,customer_id,timestamp,amount,note\n";
  for (let [order, bytes] = [0, 0]; bytes < BYTES; order += 32) {
    let rows = "";
    for (let at = order; at < order + 32; at++) rows += `${at},c${at % CUSTOMERS},${new Date(1.6e12 + at * 3e5).toISOString()},10.00,${note}\n`;
    bytes += rows.length;
    yield rows;
  }
}

/** Events, latest first, each sent twice. */
function* events() {
  const path = `/${"p".repeat(400)}`;
  for (let [at, bytes] = [1_000_000, 0]; bytes < BYTES; at -= 64) {
    let lines = "";
    for (let n = at; n > at - 64; n--) lines += `{"v":1,"e":"view","t":${1.6e12 + n * 1000},"vid":"v${n % 99}-0000000000000","sid":"s0000000","pid":"p${n}","n":0,"p":"${path}","tpl":"index","h":"","nav":"load"}\n`.repeat(2);
    bytes += lines.length;
    yield lines;
  }
}

test("300 MB of orders come through standard input without being held", async () => {
  const { code, stdout, megabytes } = await linger(["summary", "-"], { input: orders() });
  assert.equal(code, 0);
  assert.match(stdout, /Customers +5,000$/m);
  assert.ok(megabytes > 0 && megabytes < MOST_MEGABYTES, `${megabytes} MB`);
});

test("300 MB of events are sorted and merged without being held", async (t) => {
  const folder = await folderWith(t, {});
  const { code, stderr, megabytes } = await linger(["merge", "-", "--out", join(folder, "pack.ndjson")], { input: events() });
  assert.equal(code, 0);
  const [, kept, left] = /^([\d,]+) events of one file; ([\d,]+) that had been sent twice/.exec(stderr) ?? [];
  assert.equal(kept, left);
  const { size } = await stat(join(folder, "pack.ndjson"));
  assert.ok(size > BYTES / 2 - MB && size < BYTES / 2 + MB, `${size} bytes`);
  assert.ok(megabytes > 0 && megabytes < MOST_MEGABYTES, `${megabytes} MB`);
});
