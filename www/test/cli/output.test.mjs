/** Where results cannot be written: the user's own file is named, in one sentence. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { folderWith, linger, program } from "../linger.mjs";
import { shopText } from "../shop.mjs";

test("a file in a folder that is not there: both are named, and nothing else", async (t) => {
  const folder = await folderWith(t, { "orders.csv": shopText() });
  for (const words of [["report", "orders.csv", "--out"], ["summary", "orders.csv", "--save"]]) {
    const { code, stderr } = await linger([...words, join("nodir", "x.html")], { cwd: folder });
    assert.deepEqual([code, stderr], [1, "linger: nodir/x.html cannot be written: there is no folder nodir. Make it, or name another file.\n"]);
  }
  const { stderr } = await linger(["report", "orders.csv", "--out", join("nodir", "x.html"), "--lang", "zh-CN"], { cwd: folder });
  assert.equal(stderr, "linger: 无法写入 nodir/x.html：没有文件夹 nodir。请先创建它，或换一个文件名。\n");
  assert.deepEqual(await readdir(folder), ["orders.csv"]);
});

test("a file below a file: the user's name, not that of the part", async (t) => {
  const folder = await folderWith(t, { "orders.csv": shopText() });
  const { code, stderr } = await linger(["report", "orders.csv", "--out", "orders.csv/x.html"], { cwd: folder });
  assert.equal(code, 1);
  assert.match(stderr, /^linger: orders\.csv\/x\.html goes through something that is no folder\. .*\n$/);
});

test("a full device: one sentence and 1, as standard output and by name", async (t) => {
  const folder = await folderWith(t, { "orders.csv": shopText() });
  const full = await open("/dev/full", "w");
  t.after(() => full.close());
  const child = spawn(process.execPath, [program, "report", "orders.csv", "--out", "-"], { cwd: folder, stdio: ["ignore", full.fd, "pipe"], env: { ...process.env, LC_ALL: "C.UTF-8" } });
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text) => { said += text; });
  const [code] = await once(child, "close");
  assert.equal(code, 1);
  assert.match(said, /^linger: Standard output could not be written to \(ENOSPC: .*\n$/);
  const named = await linger(["report", "orders.csv", "--out", "/dev/full"], { cwd: folder });
  assert.equal(named.code, 1);
  assert.match(named.stderr, /^linger: The disk is full while \/dev\/full is written\. .*\n$/);
});
