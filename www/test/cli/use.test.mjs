import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import en from "../../cli/texts/en.js";
import zh from "../../cli/texts/zh-CN.js";
import { folderWith, linger, program } from "../linger.mjs";
import { shopText } from "../shop.mjs";

const COMMANDS = ["report", "summary", "verify", "merge", "schema"];

test("help is there for the whole and for each command, in both languages", async () => {
  const whole = await linger(["--help"]);
  assert.equal(whole.code, 0);
  for (const command of COMMANDS) {
    assert.match(whole.stdout, new RegExp(`^  linger ${command} `, "m"));
    for (const lang of ["en", "zh-CN"]) {
      const { code, stdout } = await linger([command, "--help", "--lang", lang]);
      assert.deepEqual([code, stdout.startsWith(`linger ${command}`)], [0, true]);
      assert.equal(/[\u4e00-\u9fff]/.test(stdout), lang === "zh-CN");
    }
  }
  assert.equal((await linger([])).stdout, whole.stdout);
});

test("every option that help names is one", async () => {
  for (const name of COMMANDS) {
    const told = [...(await linger([name, "--help"])).stdout.matchAll(/^ {2}(--[\w-]+)( [A-Z]+)?/gm)];
    const words = told.flatMap(([, option, value]) => (option === "--help" ? [] : [value ? `${option}=1` : option]));
    const { stderr } = await linger([name, ...words, "--no-such-option"]);
    assert.match(stderr, /Unknown option '--no-such-option'/, name);
  }
});

test("the version is the package's", async () => {
  const { version } = JSON.parse(await readFile(new URL("../../../pkg/package.json", import.meta.url), "utf8"));
  for (const words of [["--version"], ["summary", "--version"]]) assert.equal((await linger(words)).stdout, `${version}\n`);
});

test("a wrong command line ends with 2 and says what is wrong", async () => {
  /** @type {[string[], RegExp][]} */
  const wrong = [
    [["dance"], /no command “dance”/],
    [["toString"], /no command “toString”/],
    [["summary"], /No file was named/],
    [["summary", "--colour", "x.csv"], /--colour/],
    [["summary", "-", "-"], /read once only/],
    [["summary", "--lang", "fr", "x.csv"], /“fr” is not a language/],
    [["summary", "--mapping", "{", "x.csv"], /--mapping is not readable as JSON/],
    [["merge", "x.ndjson"], /--out pack\.ndjson/],
    [["schema", "poem"], /no schema “poem”/],
  ];
  for (const [words, message] of wrong) {
    const { code, stdout, stderr } = await linger(words);
    assert.deepEqual([code, stdout], [2, ""], words.join(" "));
    assert.match(stderr, message);
    assert.doesNotMatch(stderr, /\n\s+at /);
  }
});

test("options that the engine refuses are wrong use as well", async () => {
  const input = shopText();
  assert.equal((await linger(["summary", "-", "--zone", "Moon/Sea"], { input })).code, 2);
  assert.equal((await linger(["summary", "-", "--options", '{"churn":{"margin":3}}'], { input })).code, 2);
});

test("a file that is not there, a folder and a picture end with 1 and a sentence with the name", async (t) => {
  const folder = await folderWith(t, { "cat.csv": Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01", "latin1") });
  /** @type {[string, RegExp][]} */
  const wrong = [["gone.csv", /gone\.csv does not exist/], [".", /is a folder/], ["cat.csv", /cat\.csv: This is a PNG image/]];
  for (const [name, message] of wrong) {
    const { code, stderr } = await linger(["summary", name], { cwd: folder });
    assert.equal(code, 1);
    assert.match(stderr, message);
  }
});

test("columns that are not recognised are named, with what to write", async () => {
  const { code, stderr } = await linger(["summary", "-"], { input: "a,b,c\n1,2,3\n" });
  assert.equal(code, 1);
  assert.match(stderr, /customer, time, amount/);
  assert.match(stderr, /--mapping '\{"customer"/);
  assert.match(stderr, /columns of standard input are: a, b, c/);
  const chinese = await linger(["summary", "-"], { input: "a,b,c\n1,2,3\n", env: { LC_ALL: "zh_CN.UTF-8" } });
  assert.match(chinese.stderr, /没能认出/);
});

test("a reader that leaves early is no fault", async () => {
  const child = spawn(process.execPath, [program, "schema", "report"]);
  child.stdout.once("data", () => child.stdout.destroy());
  let said = "";
  child.stderr.on("data", (chunk) => void (said += chunk));
  const [code] = await once(child, "close");
  assert.deepEqual([code, said], [0, ""]);
});

test("a program that is killed while it writes leaves what was there", async (t) => {
  const folder = await folderWith(t, { "pack.ndjson": "as it was\n" });
  const child = spawn(process.execPath, [program, "merge", "-", "--out", join(folder, "pack.ndjson")]);
  child.stdin.write('{"v":1,"e":"view","t":1,"n":0,"vid":"a"}\n');
  await new Promise((resolve) => setTimeout(resolve, 300));
  child.kill("SIGKILL");
  await once(child, "close");
  assert.equal(await readFile(join(folder, "pack.ndjson"), "utf8"), "as it was\n");
});

test("both languages have every text, with the same values", () => {
  assert.deepEqual(Object.keys(en).filter((key) => !(key in zh)), []);
  const values = (/** @type {string} */ text) => [...new Set([...text.matchAll(/\{(\w+)[|}]/g)].map(([, name]) => name))].sort();
  for (const [key, text] of Object.entries(en)) assert.deepEqual(values(zh[/** @type {keyof typeof zh} */ (key)]), values(text), key);
});
