/** Where a visitor came from: address and referrer in, class and campaign out. */
import { test } from "node:test";
import assert from "node:assert/strict";
import { touch } from "../../storefront/recorder/core/touch.js";

/** @param {string} search @param {string} [referrer] */
function at(search, referrer = "") {
  Object.assign(globalThis, { location: { search, hostname: "shop.example" }, document: { referrer } });
  return touch(false);
}

const CLASSES = [
  ["", "", "direct"],
  ["", "https://shop.example/collections/all", "internal"],
  ["", "https://www.google.co.uk/", "search"],
  ["", "https://www.baidu.com/s?wd=mug", "search"],
  ["", "https://l.facebook.com/l.php", "social"],
  ["", "https://t.co/abc", "social"],
  ["", "https://out.example/x.com", "referral"],
  ["", "android-app://com.example", "direct"],
  ["?utm_source=google&utm_medium=cpc", "https://www.google.com/", "ads"],
  ["?utm_source=meta&utm_medium=paid_social", "", "ads"],
  ["?utm_source=partner&utm_medium=ads", "", "ads"],
  ["?utm_source=partner&utm_medium=adsorb", "", "referral"],
  ["?utm_source=ads-blog", "", "referral"],
  ["?utm_source=klaviyo&utm_medium=flow", "", "email"],
  ["?utm_source=newsletter", "https://www.google.com/", "email"],
  ["?utm_source=ig&utm_medium=social", "", "social"],
  ["?utm_source=bing&utm_medium=organic", "", "search"],
  ["?utm_source=partner", "", "referral"],
  ["?gclid=1", "", "ads"],
  ["?fbclid=1", "", "social"],
  ["?twclid=1", "", "social"],
  ["?fbclid=1&msclkid=2", "", "ads"],
  ["?fbclid=1&ttclid=2", "", "ads"],
];

for (const [search, referrer, src] of CLASSES) {
  test(`${search || "no query"} from ${referrer || "nowhere"} is ${src}`, () => assert.equal(at(search, referrer).src, src));
}

test("campaign values are cut and masked, click ids are names, the own host is no referrer", () => {
  const told = at(`?utm_campaign=${"x".repeat(120)}&utm_term=mail+anna@example.com&gclid=secret&fbclid=secret`, "https://shop.example/");
  assert.deepEqual(JSON.parse(JSON.stringify(told)), { src: "ads", uc: "x".repeat(100), ut: "mail *", ck: "gclid,fbclid" });
  assert.equal(at("", "https://blog.example:8080/post").ref, "blog.example");
});
