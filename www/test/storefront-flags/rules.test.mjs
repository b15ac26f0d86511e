import assert from "node:assert/strict";
import { test } from "node:test";
import { choose } from "../../storefront/flags/choose.js";
import { checkedRules } from "../../storefront/flags/rules.js";

const WELCOME = { id: "welcome", title: "Welcome", text: "Stay a moment.", close: "Close" };
const MOMENT = { now: 1_700_000_000_000, sid: "s1" };
const DAY = 864e5;

/** @param {unknown[]} popups @param {object} [limits] */
function rules(popups, limits) {
  const { rules, mistakes } = checkedRules({ version: 1, popups, limits });
  assert.deepEqual(mistakes, []);
  return rules;
}

/** @param {object} [other] @returns {any} */
const profile = (other) => ({ template: "product", path: "/products/a", dwellSeconds: 10, flags: new Set(), ordered: false, isLoggedIn: false, coupon: false, category: "", ...other });
/** @param {object} [other] @returns {any} */
const memory = (other) => ({ shown: [], closed: [], coupon: false, ...other });

/** @param {object} popup @param {object} [about] */
const shown = (popup, about) => choose(rules([{ ...WELCOME, ...popup }]), profile(about), memory(), MOMENT)?.id;

test("without popups in the rule file there is none", () => {
  assert.equal(choose(rules([]), profile(), memory(), MOMENT), undefined);
  assert.equal(shown({}), "welcome");
});

test("each condition holds or the popup stays away", () => {
  const cases = /** @type {[object, object, object][]} */ ([
    [{ dwellSeconds: 10 }, { dwellSeconds: 10 }, { dwellSeconds: 9 }],
    [{ ordered: "before" }, { ordered: true }, { ordered: false }],
    [{ ordered: "never" }, { ordered: false }, { ordered: true }],
    [{ coupon: "used" }, { coupon: true }, { coupon: false }],
    [{ coupon: "unused" }, { coupon: false }, { coupon: true }],
    [{ login: "in" }, { isLoggedIn: true }, { isLoggedIn: false }],
    [{ category: "Teapots" }, { category: "teapots" }, { category: "Cups" }],
    [{ templates: ["index"] }, { template: "index" }, { template: "product" }],
    [{ flags: ["cart-waiting", "cart-hesitation"] }, { flags: new Set(["cart-hesitation", "cart-waiting"]) }, { flags: new Set(["cart-waiting"]) }],
  ]);
  for (const [condition, fitting, other] of cases) {
    assert.equal(shown(condition, fitting), "welcome", JSON.stringify(condition));
    assert.equal(shown(condition, other), undefined, JSON.stringify(condition));
  }
});

test("the way to paying is never interrupted", () => {
  for (const quiet of [{ template: "cart" }, { path: "/cart" }, { path: "/de/cart" }, { path: "/checkouts/c1" }, { path: "/checkout" }]) {
    assert.equal(shown({}, quiet), undefined, JSON.stringify(quiet));
  }
  assert.equal(shown({}, { path: "/collections/cartoons" }), "welcome");
});

test("limits a session and a week, and closed stays closed", () => {
  const two = rules([WELCOME, { ...WELCOME, id: "second" }], { perSession: 1, perWeek: 2 });
  const at = (/** @type {any} */ known) => choose(two, profile(), memory(known), MOMENT)?.id;
  const before = (/** @type {number} */ days, sid = "s0") => ({ id: "x", at: MOMENT.now - days * DAY, sid });
  assert.equal(at({ closed: ["welcome"] }), "second");
  assert.equal(at({ closed: ["welcome", "second"] }), undefined);
  assert.equal(at({ shown: [before(0, "s1")] }), undefined);
  assert.equal(at({ shown: [before(6)] }), "welcome");
  assert.equal(at({ shown: [before(6), before(5)] }), undefined);
  assert.equal(at({ shown: [before(7), before(5)] }), "welcome");
});

test("a rule file with a mistake shows nothing and says where", () => {
  const wrong = /** @type {[unknown, RegExp][]} */ ([
    [null, /"version": 1/],
    [[], /"version": 1/],
    [{ version: 2 }, /"version": 1/],
    [{ version: 1, popup: [] }, /"popup" is not a field/],
    [{ version: 1, thresholds: { cartDay: 7 } }, /"cartDay" is not one of the thresholds: .*cartDays/],
    [{ version: 1, thresholds: { cartDays: "7" } }, /"thresholds.cartDays" must be a whole number/],
    [{ version: 1, limits: { perWeek: -1 } }, /"limits.perWeek"/],
    [{ version: 1, popups: {} }, /"popups" must be a list/],
    [{ version: 1, popups: [{ ...WELCOME, title: "" }] }, /Popup 1: "title"/],
    [{ version: 1, popups: [WELCOME, WELCOME] }, /Popup 2: the id "welcome" is already taken/],
    [{ version: 1, popups: [{ ...WELCOME, html: "<b>" }] }, /Popup 1: "html" is not a field/],
    [{ version: 1, popups: [{ ...WELCOME, constructor: 1 }] }, /"constructor" is not a field/],
    [{ version: 1, popups: [{ ...WELCOME, flags: ["cart"] }] }, /a list of flags: .*cart-waiting/],
    ...["javascript:alert(1)", "//evil.test/", "data:text/html,x", ""].map((href) => [{ version: 1, popups: [{ ...WELCOME, link: { href, text: "Go" } }] }, /"link"/]),
  ]);
  for (const [file, sentence] of wrong) {
    const { rules, mistakes } = checkedRules(file);
    assert.match(mistakes.join(" "), sentence, JSON.stringify(file));
    assert.deepEqual(rules.popups, []);
  }
});

test("thresholds and links of a right file are taken over", () => {
  const link = { href: "/collections/all", text: "See all" };
  const { rules, mistakes } = checkedRules({ version: 1, thresholds: { cartDays: 3 }, limits: { perWeek: 5 }, popups: [{ ...WELCOME, link }] });
  assert.deepEqual([mistakes, rules.thresholds, rules.limits, rules.popups[0].link], [[], { cartDays: 3 }, { perSession: 1, perWeek: 5 }, link]);
});
