/** The address of a view and the people it asks for. */
import test from "node:test";
import assert from "node:assert/strict";
import { customerQuery, parseRoute, routeHash } from "../../dashboard/route.js";

test("a hash names a view and its parameters, an unknown one the overview", () => {
  assert.deepEqual(parseRoute("#customers?segment=atRisk&page=2"), { view: "customers", params: { segment: "atRisk", page: "2" } });
  assert.deepEqual(parseRoute("#nowhere"), { view: "overview", params: {} });
  assert.equal(routeHash("customers", { r: 5, fm: 4, search: "" }), "#customers?r=5&fm=4");
  assert.equal(routeHash("churn"), "#churn");
});

test("parameters become the engine's query", () => {
  assert.deepEqual(customerQuery({ segment: "atRisk,lost", flagged: "yes", r: "5", fm: "4", sort: "monetary", order: "up", page: "3" }), {
    sort: "monetary", descending: false, offset: 50, limit: 25,
    filter: { segment: ["atRisk", "lost"], flagged: true, r: [5], fm: [4] },
  });
  assert.deepEqual(customerQuery({ page: "nonsense" }), { sort: "valueAtStake", filter: {}, offset: 0, limit: 25 });
});
