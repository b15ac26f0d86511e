/**
 * `linger report`: exports in, a report as one HTML file out.
 * @module
 */

import { interactive, snapshot } from "../../report/index.js";
import { WrongUse } from "../errors.js";
import { asksDetails, FORETOLD, loaded, REPORTING, reportOptions, visitOptions } from "../load.js";
import { save } from "../output.js";

const LEAST_K = 2;

/** @type {import("../main.js").Command} */
export const report = {
  options: {
    ...REPORTING,
    out: { type: "string" },
    title: { type: "string" },
    k: { type: "string" },
    interactive: { type: "boolean" },
    json: { type: "boolean" },
    "with-people": { type: "boolean" },
    ...Object.fromEntries(Object.keys(FORETOLD).map((name) => [name, { type: /** @type {const} */ ("boolean") }])),
  },
  async run(call) {
    const { values, words, files } = call;
    if (!values.out) throw new WrongUse("use.out", { example: "report.html" });
    const k = values.k === undefined ? undefined : wholeNumber("k", values.k, LEAST_K);
    const asked = Object.fromEntries(Object.entries(FORETOLD).flatMap(([name, part]) => (values[name] ? [[part, true]] : [])));
    const options = { ...asked, ...(await reportOptions(values)) };
    const { linger, hasEvents } = await loaded(call, files, asksDetails(options));
    await linger.report(options);
    const shared = await sharedReport(linger, { k, withPeople: values["with-people"] }, hasEvents ? visitOptions(values) : null, words);
    linger.close();
    for (const part of /** @type {const} */ (["due", "history"])) if (asked[part] && !values["with-people"]) process.stderr.write(`${words(`report.${part}LeftOut`)}\n`);
    const make = values.interactive ? interactive : snapshot;
    await save(values.out, values.json ? `${JSON.stringify(shared)}\n` : make(shared, { lang: words.language, title: values.title }));
  },
};

/**
 * Where too few visitors came to be told of, the report is one of orders alone.
 * @param {import("linger-analytics").Linger} linger
 * @param {import("linger-analytics").ShareOptions} options
 * @param {import("linger-analytics").VisitOptions | null} visits
 * @param {import("../language.js").Words} words
 */
async function sharedReport(linger, options, visits, words) {
  if (!visits) return linger.share(options);
  const shared = await linger.share({ ...options, visits });
  if (shared.visits !== null) return shared;
  process.stderr.write(`${words("report.fewVisitors", { k: shared.sharing.k })}\n`);
  return linger.share(options);
}

/** @param {string} name @param {string} value @param {number} least */
function wholeNumber(name, value, least) {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < least) throw new WrongUse("use.number", { name, value, least: String(least) });
  return number;
}
