#!/usr/bin/env node
/**
 * `linger`: a command line in; a report, tables, a verdict or a file out. Exit code 0 is fine, 1 says that the input
 * does not allow what was asked, 2 that the command line is wrong.
 * @module
 */

import { parseArgs } from "node:util";
import { merge } from "./commands/merge.js";
import { report } from "./commands/report.js";
import { schema } from "./commands/schema.js";
import { summary } from "./commands/summary.js";
import { verify } from "./commands/verify.js";
import { exitCodeOf, sentenceOf, WrongUse } from "./errors.js";
import { languageOf, wordsOf } from "./language.js";
import { endWhenOutputFails, print } from "./output.js";
import { version } from "./version.js";
import { visible } from "./visible.js";

/**
 * A command: what it takes, and what it does.
 * @typedef {object} Command
 * @property {import("node:util").ParseArgsConfig["options"]} options
 * @property {(call: Call) => Promise<void>} run
 */
/**
 * @typedef {object} Call
 * @property {string[]} files
 * @property {Record<string, any>} values of the options
 * @property {import("./language.js").Words} words
 */

/** @type {Record<string, Command>} */
const COMMANDS = { report, summary, verify, merge, schema };
const COMMON = /** @type {const} */ ({ help: { type: "boolean", short: "h" }, version: { type: "boolean" }, lang: { type: "string" } });

/** @param {string[]} line */
async function run([name = "", ...rest]) {
  if (name === "--version" || name === "-V") return print(`${await version()}\n`);
  if (["", "help", "--help", "-h"].includes(name)) return print(wordsOf(languageOf(langIn(rest)))(`help.${rest.find((word) => word in COMMANDS) ?? "all"}`));
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : null;
  if (!command) throw new WrongUse("use.command", { name });
  const { values, positionals } = parsed(rest, { ...COMMON, ...command.options });
  const words = wordsOf(languageOf(values.lang));
  if (values.help) return print(words(`help.${name}`));
  if (values.version) return print(`${await version()}\n`);
  await command.run({ files: positionals, values, words });
}

/**
 * @param {string[]} args
 * @param {import("node:util").ParseArgsConfig["options"]} options
 * @returns {{ values: Record<string, any>, positionals: string[] }}
 */
function parsed(args, options) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new WrongUse("use.options", { reason: error instanceof Error ? error.message : String(error) });
  }
}

/** The language asked for, before the line was understood. @param {string[]} line */
function langIn(line) {
  const at = line.findIndex((word) => word === "--lang" || word.startsWith("--lang="));
  return at < 0 ? undefined : (line[at].split("=")[1] ?? line[at + 1]);
}

/** @param {unknown} error */
const say = (error) => process.stderr.write(`${visible(sentenceOf(error, wordsOf(languageOf(langIn(process.argv), true))))}\n`);

endWhenOutputFails(say);
run(process.argv.slice(2)).catch((error) => {
  process.exitCode = exitCodeOf(error);
  say(error);
  process.stdin.destroy();
});
