/** The published JSON Schema as a check. */
import { readFile } from "node:fs/promises";
import assert from "node:assert/strict";
import { Ajv2020 } from "ajv/dist/2020.js";

const schema = JSON.parse(await readFile(new URL("../../storefront/events.schema.json", import.meta.url), "utf8"));
export const check = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false }).compile(schema);

/** @param {unknown[]} events */
export function assertValid(events) {
  for (const event of events) assert.ok(check(JSON.parse(JSON.stringify(event))), `${JSON.stringify(event)}: ${JSON.stringify(check.errors)}`);
}
