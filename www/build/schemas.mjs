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
const types = join(www, "../src/wasm/types.ts");
const runs = join(www, "compare/types.d.ts");
const PARTS = ["visits", "share", "sources", "predict", "value", "due", "goods", "season"].map((part) => join(www, `../src/wasm/${part}-types.ts`));
const SOURCES = [types, ...PARTS, runs, fileURLToPath(import.meta.url)];
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
  const { createGenerator } = await import("ts-json-schema-generator");
  const of = (/** @type {string} */ path, /** @type {string} */ type) =>
    createGenerator({ path, tsconfig: join(www, "tsconfig.json"), type, skipTypeCheck: true, additionalProperties: false }).createSchema(type);
  const report = of(types, "Report");
  const made = {
    report: titled("Report of Linger", report),
    run: titled("Saved run of Linger", of(runs, "Run")),
    shared: titled("Shared report of Linger", sharedOf(of(types, "SharedReport"), report, of(types, "VisitReport"))),
  };
  await writeFile(KEPT, JSON.stringify({ digest, made }));
  return made;
}

/** @param {string} title @param {Schema} schema */
const titled = (title, schema) => ({ ...schema, $schema: DIALECT, title });

/**
 * The type of a shared report says `Guarded<Report>`; the generator would name each step of that. Here the report's own
 * definitions come with `null` beside every number.
 * @param {Schema} shared @param {Schema} report @param {Schema} visits
 */
function sharedOf({ definitions, ...root }, report, visits) {
  const named = Object.entries(definitions).filter(([name]) => !name.startsWith("Guarded<"));
  const { properties, ...rest } = definitions.SharedReport;
  const told = { ...properties, report: reference("GuardedReport"), visits: { anyOf: [reference("GuardedVisitReport"), { type: "null" }] } };
  /** @type {Record<string, Schema>} */
  const all = { ...Object.fromEntries(named), SharedReport: { ...rest, properties: told }, ...guarded(report), ...guarded(visits) };
  // The day of a report may say when somebody ordered: it is told only where it was asked for.
  all.GuardedMeta.properties.options.properties.asOf.type = ["string", "null"];
  return { ...root, definitions: all };
}

/** @param {string} name */
const reference = (name) => ({ $ref: `#/definitions/${name}` });

/** @param {Schema} schema @returns {Record<string, Schema>} its definitions under other names, each number may be `null` */
function guarded({ definitions }) {
  return Object.fromEntries(Object.entries(definitions).map(([name, schema]) => [`Guarded${name}`, withNulls(schema)]));
}

/** @param {any} schema @returns {any} */
function withNulls(schema) {
  if (Array.isArray(schema)) return schema.map(withNulls);
  if (schema === null || typeof schema !== "object") return schema;
  const { type, $ref, ...others } = schema;
  const members = Object.fromEntries(Object.entries(others).map(([name, value]) => [name, name === "enum" || name === "required" ? value : withNulls(value)]));
  const types = [type].flat();
  const isNumber = types.includes("number") && !types.includes("null");
  return {
    ...(type !== undefined && { type: isNumber ? [...types, "null"] : type }),
    ...($ref !== undefined && { $ref: $ref.replace("#/definitions/", "#/definitions/Guarded") }),
    ...members,
  };
}
