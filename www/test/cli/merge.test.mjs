import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { sorted } from "../../cli/merge/sort.js";
import { open } from "../../../pkg/index.js";
import { folderWith, linger } from "../linger.mjs";
import { shopText } from "../shop.mjs";
import { visitsText } from "../visits-shop.mjs";

const lines = visitsText().trimEnd().split("\n");

/** What visits say of files; files' names, sizes and repeats apart. @param {string[]} texts */
async function visitsOf(texts) {
  const linger = await open();
  for (const [at, text] of texts.entries()) await linger.add(text, { name: String(at), kind: "events" });
  const { meta, quality, ...said } = await linger.visits();
  linger.close();
  return { ...said, events: meta.events, first: meta.firstEvent, last: meta.lastEvent };
}

test("files that overlap become one pack that says the same", async (t) => {
  const [first, second] = [lines.slice(0, 9), lines.slice(6)];
  const folder = await folderWith(t, { "a.ndjson": `${first.join("\n")}\n`, "b.ndjson": `\ufeff${second.reverse().join("\r\n")}` });
  const { code, stderr } = await linger(["merge", "a.ndjson", "b.ndjson", "--out", "pack.ndjson"], { cwd: folder });
  assert.equal(code, 0);
  assert.match(stderr, new RegExp(`^${lines.length} events of 2 files; 3 that had been sent twice were left out`));
  const pack = await readFile(join(folder, "pack.ndjson"), "utf8");
  assert.deepEqual(pack.trimEnd().split("\n").sort(), [...lines].sort());
  const times = pack.trimEnd().split("\n").map((line) => JSON.parse(line).t);
  assert.deepEqual(times, [...times].sort((a, b) => a - b));
  const before = await visitsOf([first.join("\n"), second.join("\n")]);
  assert.deepEqual(await visitsOf([pack]), before);
  assert.equal(before.traffic.sessions, 4);
});

test("the order of the files makes no difference, and a pack merged again is the same", async (t) => {
  const folder = await folderWith(t, { "a.ndjson": lines.slice(0, 8).join("\n"), "b.ndjson": lines.slice(4).join("\n") });
  const one = await linger(["merge", "a.ndjson", "b.ndjson", "--out", "-"], { cwd: folder });
  const other = await linger(["merge", "b.ndjson", "a.ndjson", "--out", "-"], { cwd: folder });
  const again = await linger(["merge", "-", "a.ndjson", "--out", "-"], { cwd: folder, input: one.stdout });
  assert.ok(one.stdout.length > 1000);
  assert.equal(other.stdout, one.stdout);
  assert.equal(again.stdout, one.stdout);
});

test("equal events without a number are kept: the core cannot tell them from real repetition", async () => {
  const event = '{"v":1,"e":"view","t":5,"vid":"v","p":"/"}\n';
  const { stdout } = await linger(["merge", "-", "--out", "-"], { input: event + event });
  assert.equal(stdout, event + event);
});

test("lines that are no events are left out and the first is named", async () => {
  const odd = ["", "not json", '{"v":2,"e":"view","t":1}', '{"v":1,"e":"view","t":1.5}', '"a separator \u2028 inside"'];
  const { code, stdout, stderr } = await linger(["merge", "-", "--out", "-"], { input: `${lines[0]}\n${odd.join("\n")}\n${lines[1]}` });
  assert.equal(code, 0);
  assert.equal(stdout, `${lines[0]}\n${lines[1]}\n`);
  assert.match(stderr, /standard input, line 3: 4 lines are no event/);
});

test("an export of orders is refused, and nothing is written", async (t) => {
  const folder = await folderWith(t, { "orders.csv": shopText() });
  const { code, stderr } = await linger(["merge", "orders.csv", "--out", "pack.ndjson"], { cwd: folder });
  assert.equal(code, 1);
  assert.match(stderr, /orders\.csv, line 1: .*need no merging/);
  await assert.rejects(readFile(join(folder, "pack.ndjson")));
});

test("parts on disk give the same as one in memory", async () => {
  const texts = Array.from({ length: 500 }, (_, at) => `${(at * 7919) % 251} 茶${at}`);
  async function* input() {
    yield texts.slice(0, 7);
    yield [];
    yield texts.slice(7, 300);
    yield texts.slice(300);
  }
  /** @type {string[]} */
  const all = [];
  for await (const batch of sorted(input(), 300)) all.push(...batch);
  assert.deepEqual(all, [...texts].sort());
});
