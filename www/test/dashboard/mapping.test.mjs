/** The mapping form's answers as the engine takes them. */
import test from "node:test";
import assert from "node:assert/strict";
import { chosenColumns, mappingOf, missingFields, twoReadings } from "../../dashboard/mapping.js";

/** @type {import("../../dashboard/types.js").MappingFound} */
const found = {
  fields: { customer: "E-Mail", time: "column 3" },
  confidence: 0.5, needsReview: true, header: true,
  headers: ["Order", "E-Mail", "Date", "Total"],
  samples: [["1", "a@b.de", "13/04/2024", "12,50"], ["2", "c@d.de", "03/04/24", "7,00"]],
  delimiter: ";", dateOrder: null, decimal: ",",
};

test("columns are found by header text, or by number where there is no header", () => {
  assert.deepEqual(chosenColumns("orders", found), { customer: 1, time: 2 });
});

test("an amount, or quantity and unit price, is needed beside customer and time", () => {
  assert.deepEqual(missingFields("orders", { customer: 1, time: 2 }), ["amount"]);
  assert.deepEqual(missingFields("orders", { customer: 1, time: 2, quantity: 3 }), ["amount"]);
  assert.deepEqual(missingFields("orders", { customer: 1, time: 2, quantity: 3, unitPrice: 0 }), []);
  assert.deepEqual(missingFields("orders", { amount: 0 }), ["customer", "time"]);
});

test("the mapping keeps the delimiter and leaves out what was not answered", () => {
  const mapping = mappingOf("orders", found, { customer: 1, time: 2, amount: 3 }, { header: true, dateOrder: "dmy", decimal: "" });
  assert.deepEqual(mapping, { customer: 1, time: 2, amount: 3, header: true, delimiter: ";", dateOrder: "dmy" });
});

test("both readings come from a date that two orders read differently", () => {
  assert.deepEqual(twoReadings(found, 2), { text: "03/04/24", dmy: "2024-04-03", mdy: "2024-03-04" });
  assert.equal(twoReadings(found, 0), null);
});

const events = { fields: { visitor: "uid", time: "when", event: "what" }, headers: ["uid", "when", "what"], samples: [["a", "03/04/2024", "view"]], delimiter: ",", dateOrder: null };

test("a table of events needs a visitor and a time, and fields that it lacks are said to be absent", () => {
  assert.deepEqual(chosenColumns("events", events), { visitor: 0, time: 1, event: 2 });
  assert.deepEqual(missingFields("events", { event: 2 }), ["visitor", "time"]);
  assert.deepEqual(missingFields("events", { visitor: 0, time: 1 }), []);
  const mapping = mappingOf("events", events, { visitor: 0, time: 1 }, { header: true, dateOrder: "mdy", decimal: "" });
  assert.ok("columns" in mapping && mapping.columns);
  const { visitor, time, event, page } = mapping.columns;
  assert.deepEqual([visitor, time, event, page, mapping.delimiter, mapping.dateOrder], [0, 1, null, null, ",", "mdy"]);
});
