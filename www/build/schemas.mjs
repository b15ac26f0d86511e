/**
 * `pkg/schemas/`: the types in, the JSON Schemas of the report, of what is shared and of a saved run out. They are made
 * anew when a type has changed.
 * @module
 */

import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** @typedef {Record<string, any>} Schema */

const www = fileURLToPath(new URL("..", import.meta.url));
const types = join(www, "../src/wasm");
const SOURCES = [join(types, "types.ts"), join(types, "visits-types.ts"), fileURLToPath(import.meta.url)];
const KEPT = join(www, "node_modules/.linger-schemas.json");
const DIALECT = "http://json-schema.org/draft-07/schema#";

/** @param {string} folder */
export async function writeSchemas(folder) {
  await mkdir(folder, { recursive: true });
  for (const [name, schema] of Object.entries(await schemas())) {
    await writeFile(join(folder, `${name}.schema.json`), `${JSON.stringify(schema, null, 2)}\n`);
  }
}

/** @returns {Promise<Record<string, Schema>>} */
async function schemas() {
  const key = createHash("sha256");
  for (const source of SOURCES) key.update(await readFile(source));
  const digest = key.digest("hex");
  const kept = await readFile(KEPT, "utf8").then(JSON.parse, () => null);
  if (kept?.digest === digest) return kept.made;
  const made = { report: titled("Linger report", await ofType("Report")) };
  await writeFile(KEPT, JSON.stringify({ digest, made }));
  return made;
}

/** @param {string} type of the public types @returns {Promise<Schema>} */
async function ofType(type) {
  const { createGenerator } = await import("ts-json-schema-generator");
  const tsconfig = join(www, "tsconfig.json");
  return createGenerator({ path: SOURCES[0], tsconfig, type, skipTypeCheck: true, additionalProperties: false }).createSchema(type);
}

/** @param {string} title @param {Schema} schema */
const titled = (title, schema) => ({ $schema: DIALECT, title, ...schema });
