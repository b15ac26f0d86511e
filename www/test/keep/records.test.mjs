/** A person's records found as what a tombstone takes away, in tables with quotes and line breaks and in events. */
import test from "node:test";
import assert from "node:assert/strict";
import { recordsOf } from "../../keep/records.js";

const HEADER = "Name,Email,Note,Total";
const [FIRST, SECOND, THIRD] = ['#1,ann@x.com,"two\nlines, and a ""quote""",10', "#2,bob@x.com,,20", "#3,ann@x.com,,30"];

/** @param {string[]} records @param {string} [end] */
const table = (records, end = "\n") => `\uFEFF${[HEADER, ...records].join(end)}${end}`;

test("records of a table come by column, blanks left out", () => {
  for (const end of ["\n", "\r\n"]) {
    assert.deepEqual(recordsOf(table([FIRST, SECOND, THIRD], end), table([SECOND], end), ","), [
      { Name: "#1", Email: "ann@x.com", Note: 'two\nlines, and a "quote"', Total: "10" },
      { Name: "#3", Email: "ann@x.com", Total: "30" },
    ]);
  }
});

test("other delimiters, missing names, and the same record twice", () => {
  assert.deepEqual(recordsOf("a;;c\n1;2;3\n1;2;3\n4;5;6\n", "a;;c\n4;5;6\n", ";"), [{ a: "1", "column 2": "2", c: "3" }, { a: "1", "column 2": "2", c: "3" }]);
  assert.deepEqual(recordsOf("a\tb\n1\t\n", "a\tb\n", "\t"), [{ a: "1" }]);
});

test("nothing taken away is nothing held, and a name such as __proto__ is a column like others", () => {
  assert.deepEqual(recordsOf(table([SECOND]), table([SECOND]), ","), []);
  assert.deepEqual(recordsOf("", "", ","), []);
  assert.deepEqual(Object.entries(recordsOf("__proto__,b\n1,2\n", "__proto__,b\n", ",")[0] ?? {}), [["__proto__", "1"], ["b", "2"]]);
});

test("events come by member, what is nested as JSON", () => {
  const [one, two] = ['{"v":1,"vid":"a","box":[1,2]}', '{"v":1,"vid":"b"}'];
  assert.deepEqual(recordsOf(`${one}\n${two}\n`, `${two}\n`, ","), [{ v: "1", vid: "a", box: "[1,2]" }]);
});
