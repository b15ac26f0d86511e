/** The receipt of a report file: in its head for programs, at its end for people. */
import { html, stranger } from "./markup.js";

/** @import { ReportReceipt } from "./types/report.js" */
/** @import { SharedReport, View } from "./types.js" */

/**
 * @param {SharedReport} shared
 * @param {{ kind: "snapshot" | "interactive", lang: string, content: string }} file `content` is the hash of the data
 * @returns {ReportReceipt}
 */
export function receiptOf({ sharing, report, visits }, { kind, lang, content }) {
  const { version, receipt, options, files } = report.meta;
  const all = [...files, ...(visits?.meta.files ?? [])];
  return /** @type {ReportReceipt} */ ({
    version, receipt, kind, lang, k: sharing.k, withPeople: sharing.withPeople, options, visitOptions: visits?.meta.options ?? null,
    files: all.map(({ name, fingerprint, bytes }) => ({ name, fingerprint, bytes })), content,
  });
}

/** @param {View} view @param {ReportReceipt} receipt */
export function receiptPart({ t, f }, receipt) {
  const files = receipt.files.map(({ name, bytes, fingerprint }) =>
    html`<dt>${t("quality.file")} ${stranger(name)}</dt><dd>${t("receipt.fileLine", { bytes: f.bytes(bytes), fingerprint })}</dd>`);
  const settings = (/** @type {string} */ label, /** @type {object | null} */ options) => (options ? html`<dt>${label}</dt><dd><details class="meanings"><summary>${t("receipt.all")}</summary><code>${JSON.stringify(options)}</code></details></dd>` : "");
  return html`<section class="part receipt" id="linger-receipt" aria-labelledby="linger-receipt-h"><h2 id="linger-receipt-h">${t("part.receipt")}</h2>
<p>${t("receipt.intro")}</p>
<pre><code>npx linger-analytics verify report.html${receipt.files.map(({ name }) => html` ${stranger(/^[\w.-]+$/.test(name) ? name : `'${name}'`)}`)}</code></pre>
<dl><dt>${t("receipt.receipt")}</dt><dd><code>${receipt.receipt}</code></dd>
<dt>${t("receipt.version")}</dt><dd>${receipt.version}</dd>
<dt>${t("receipt.kind")}</dt><dd>${t(`receipt.kind.${receipt.kind}`)}</dd>
<dt>${t("receipt.k")}</dt><dd>${receipt.withPeople ? t("receipt.k.none") : f.count(receipt.k)}</dd>
${files}
${settings(t("receipt.options"), receipt.options)}${settings(t("receipt.visitOptions"), receipt.visitOptions)}
<dt>${t("receipt.content")}</dt><dd><code>${receipt.content}</code></dd></dl>
<p class="note">${t("report.privacy")}</p>
</section>`;
}
