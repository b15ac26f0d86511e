/**
 * `linger schema`: the JSON Schema of what Linger reads and writes.
 * @module
 */

import { WrongUse } from "../errors.js";
import { print } from "../output.js";
import { ownFile } from "../version.js";

const FILES = new Map([
  ["report", "./schemas/report.schema.json"],
  ["shared", "./schemas/shared.schema.json"],
  ["run", "./schemas/run.schema.json"],
  ["events", "./storefront/events.schema.json"],
]);

/** @type {import("../main.js").Command} */
export const schema = {
  options: {},
  async run({ files: [name = "report", ...more] }) {
    const file = FILES.get(name);
    if (!file || more.length > 0) throw new WrongUse("use.schema", { name: [name, ...more].join(" "), names: [...FILES.keys()].join(", ") });
    await print(await ownFile(file));
  },
};
