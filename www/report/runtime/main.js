/**
 * The script inside an interactive report: sorts its tables, changes its colours, and answers choices from the groups
 * that the file holds. It asks nothing of the network, of the page around it, or of the browser's storage.
 */
import { explore } from "./explore.js";
import { sortable } from "./sort.js";

const part = document.querySelector("#linger-explore");
if (part instanceof HTMLElement) {
  const words = JSON.parse(part.dataset.words ?? "{}");
  for (const table of document.querySelectorAll("table")) sortable(table, words["explore.sort"]);
  part.hidden = false;
  part.querySelector("[name=theme]")?.addEventListener("change", (event) => {
    const { value } = /** @type {HTMLSelectElement} */ (event.target);
    if (value === "auto") document.documentElement.removeAttribute("data-theme");
    else document.documentElement.dataset.theme = value;
  });
  void explore(part, words);
}
