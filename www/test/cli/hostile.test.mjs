/** What strangers typed does not steer the terminal: no command prints a control sign that stood in a file or its name. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { hostileOrders, hostileVisits } from "../hostile-shop.mjs";
import { folderWith, linger } from "../linger.mjs";

/** Sets the title, colours red, moves the cursor, turns the order of words around. */
const STEERING = "\u001b]0;owned\u0007\u001b[31m\u009b2J\u202eowned";
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

test("control signs in names, keys and file names are shown as marks on every way to the terminal", async (t) => {
  const orders = hostileOrders(STEERING);
  const name = `${STEERING}.csv`;
  const folder = await folderWith(t, {
    [name]: orders, "earlier.csv": orders.split("\n").slice(0, 60).join("\n"), "visits.ndjson": hostileVisits(STEERING), "unknown.csv": `${STEERING},b\n1,2\n`,
  });
  const calls = [
    ["summary", "earlier.csv", "--save", "last.json"], ["summary", name, "--since", "last.json"], ["summary", name, name], ["summary", "visits.ndjson", "--lang", "zh-CN"],
    ["summary", "unknown.csv"], ["summary", `${STEERING}.none`], ["merge", name, "--out", "pack.ndjson"], ["merge", "visits.ndjson", "--out", "pack.ndjson"], [STEERING], ["report", name, "--out", "r.html"], ["verify", "r.html", name],
    ["verify", "r.html", "earlier.csv"],
  ];
  let marked = 0;
  for (const call of calls) {
    const { stdout, stderr } = await linger(call, { cwd: folder });
    assert.doesNotMatch(stdout + stderr, CONTROLS, JSON.stringify(call));
    if ((stdout + stderr).includes("\ufffd")) marked += 1;
  }
  assert.ok(marked >= 4, `only ${marked} calls told of the signs`);
});
