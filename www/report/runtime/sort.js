/** Tables that are sorted by a click on, or Enter in, the head of a column. */

/**
 * @param {HTMLTableElement} table
 * @param {string} label "Sort by {column}"
 */
export function sortable(table, label) {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
  const body = table.tBodies[0];
  if (!body || body.rows.length < 2) return;
  for (const [column, head] of heads.entries()) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...head.childNodes);
    button.setAttribute("aria-label", `${button.textContent}. ${label.replace("{column}", String(button.textContent))}`);
    head.append(button);
    button.addEventListener("click", () => {
      const isNumber = head.classList.contains("number");
      // Numbers largest first, names from A: what is asked for first.
      const isDown = head.hasAttribute("aria-sort") ? head.getAttribute("aria-sort") === "ascending" : isNumber;
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", isDown ? "descending" : "ascending");
      body.append(...sorted([...body.rows], column, isNumber, isDown ? -1 : 1));
    });
  }
}

/**
 * Rows without a number stay last.
 * @param {HTMLTableRowElement[]} rows
 * @param {number} column
 * @param {boolean} isNumber
 * @param {1 | -1} direction
 */
function sorted(rows, column, isNumber, direction) {
  const text = (/** @type {HTMLTableRowElement} */ row) => row.cells[column]?.textContent ?? "";
  if (!isNumber) return rows.sort((a, b) => direction * text(a).localeCompare(text(b), document.documentElement.lang, { numeric: true }));
  const value = (/** @type {HTMLTableRowElement} */ row) => {
    const given = row.cells[column]?.dataset.v;
    return given === undefined ? null : Number(given);
  };
  return rows.sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return direction * (x - y);
  });
}
