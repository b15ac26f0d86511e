/** `<linger-progress>`: every read that waits or runs, in bytes and rate, with a button to stop it. */
import { html, nothing } from "lit";
import { Part } from "./part.js";

/** @import { Job } from "../types.js" */

export class Progress extends Part {
  /** @override */
  render() {
    const { t, state } = this.page;
    return html`
      <div class="jobs" ?hidden=${state.jobs.length === 0}>${state.jobs.map((job) => this.#job(job))}</div>
      <p class="visually-hidden" role="status">${this.#said()}</p>
      <p class="visually-hidden" role="status">${state.computing ? t("report.computing") : nothing}</p>
    `;
  }

  /** @param {Job} job */
  #job(job) {
    const { t, format, store } = this.page;
    const part = job.bytesTotal ? job.bytesRead / job.bytesTotal : null;
    return html`<div class="job">
      <p class="job-name">${job.name}</p>
      <progress max="1" .value=${part ?? 0} aria-label=${t("progress.label", { name: job.name })}></progress>
      <p class="job-numbers">
        ${job.running
          ? t("progress.bytes", { read: format.bytes(job.bytesRead), total: job.bytesTotal === null ? "?" : format.bytes(job.bytesTotal) })
          : t(job.unpacking ? "progress.unpacking" : "progress.waiting")}
        ${job.rate ? t("progress.rate", { rate: format.bytes(job.rate), records: job.records }) : nothing}
      </p>
      <button @click=${() => store.cancel(job.id)} aria-label=${t("progress.cancelFile", { name: job.name })}>${t("progress.cancel")}</button>
    </div>`;
  }

  /** Said aloud when the number of reads changes, not at every byte. */
  #said() {
    const { t, state } = this.page;
    if (state.jobs.length > 0) return t("progress.reading", { files: state.jobs.length });
    return state.report ? t("progress.done", { files: state.files.length }) : "";
  }
}
customElements.define("linger-progress", Progress);
