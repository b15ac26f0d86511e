/** Keys of sentences that the report's code asks for in full. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const source = fileURLToPath(new URL("../../report/", import.meta.url));

export function codeKeys() {
  const code = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".js") && !name.includes("texts/")).map((name) => readFileSync(join(source, name), "utf8")).join("\n");
  const asked = [...code.matchAll(/\bt\("([\w.]+)"/g), ...code.matchAll(/\bor: "([\w.]+)"/g)].map(([, key]) => String(key));
  return [...new Set(asked)];
}
