/** What could name a person is taken out of paths and terms before they are recorded. */
import { test } from "node:test";
import assert from "node:assert/strict";
import { mask, maskPath } from "../../storefront/recorder/core/text.js";

test("paths lose tokens and e-mail addresses, and keep handles", () => {
  assert.equal(maskPath("/55/orders/9f86d081884c7d659a2feaa0c55ad015"), "/55/orders/*");
  assert.equal(maskPath("/unsubscribe/anna@example.com/now"), "/unsubscribe/*/now");
  assert.equal(maskPath("/unsubscribe/anna%40example.com"), "/unsubscribe/*");
  assert.equal(maskPath("/products/blue-mug-2024-special-edition"), "/products/blue-mug-2024-special-edition");
  assert.equal(maskPath(`/${"a".repeat(300)}`).length, 200);
});

test("terms lose e-mail addresses and phone numbers, and keep sizes", () => {
  assert.equal(mask("anna@example.com mug", 80), "* mug");
  assert.equal(mask("call (0170) 123-4567", 80), "call (*");
  assert.equal(mask("mug 350 ml 12 oz", 80), "mug 350 ml 12 oz");
  assert.equal(mask("x".repeat(99), 80).length, 80);
});
