/**
 * An attacker of shared reports who knows how sections hang together: each told number is an equation, each hidden one an
 * unknown not below 0. Bounds are tightened until nothing moves; what comes out too narrow is a leak. Written without a
 * look at the code that suppresses.
 * @module
 */

/**
 * @typedef {import("linger-analytics").Report} Report
 * @typedef {import("linger-analytics").SharedReport} SharedReport
 * @typedef {{ least: number, most: number, real: number }} Cell
 */

/**
 * Leaks, as sentences.
 * @param {Report} report what is true
 * @param {SharedReport} shared what is told
 * @param {number} k
 */
export function attack(report, { report: told }, k) {
  const knowledge = new Knowledge(k);
  const everybody = knowledge.cell("customers", report.summary.identified.customers, told.summary.identified.customers);
  const partOf = (/** @type {Cell} */ whole, /** @type {Cell[]} */ parts) => knowledge.sum(whole, parts);

  const { rfm, churn, lifecycle, cohorts } = report;
  if (rfm && told.rfm) {
    const scored = knowledge.cell("rfm.customers", rfm.customers, told.rfm.customers);
    const outside = knowledge.cell("outside the window", report.summary.customers - rfm.customers, null);
    partOf(everybody, [scored, outside]);
    const segments = rfm.segments.map(({ id, customers }, at) => knowledge.cell(`segment ${id}`, customers, told.rfm?.segments[at]?.customers));
    partOf(scored, segments);
    partOf(scored, rfm.grid.map(({ r, fm, customers }, at) => knowledge.cell(`grid ${r} ${fm}`, customers, told.rfm?.grid[at]?.customers)));
  }
  if (churn && lifecycle && told.churn && told.lifecycle) {
    const stages = lifecycle.stages.map(({ id, customers }, at) => knowledge.cell(`stage ${id}`, customers, told.lifecycle?.stages[at]?.customers));
    partOf(everybody, stages);
    const flagged = churn.definitions.map((one, at) => knowledge.cell(`flagged by ${one.id}`, one.flagged, told.churn?.definitions[at]?.flagged));
    const judged = churn.definitions.map((one, at) => knowledge.cell(`judged by ${one.id}`, one.customers, told.churn?.definitions[at]?.customers));
    for (const [at, definition] of churn.definitions.entries()) {
      const others = knowledge.cell(`not flagged by ${definition.id}`, definition.customers - definition.flagged, null);
      partOf(/** @type {Cell} */ (judged[at]), [/** @type {Cell} */ (flagged[at]), others]);
    }
    const chosen = churn.definitions.findIndex(({ id }) => id === churn.definition);
    partOf(/** @type {Cell} */ (stages.at(-1)), [/** @type {Cell} */ (flagged[chosen])]);
    partOf(/** @type {Cell} */ (stages.at(-1)), churn.grades.map(({ grade, customers }, at) => knowledge.cell(`grade ${grade}`, customers, told.churn?.grades[at]?.customers)));
  }
  const periods = report.summary.periods.map((period, at) => {
    const guarded = told.summary.periods[at];
    const name = period.period;
    return {
      id: name,
      all: knowledge.cell(`${name} customers`, period.customers, guarded?.customers),
      fresh: knowledge.cell(`${name} new`, period.newCustomers, guarded?.newCustomers),
      back: knowledge.cell(`${name} returning`, period.returningCustomers, guarded?.returningCustomers),
    };
  });
  for (const { all, fresh, back } of periods) partOf(all, [fresh, back]);
  const excluded = knowledge.cell("not in cohorts", cohorts?.excluded ?? 0, told.cohorts?.excluded ?? null);
  partOf(everybody, [excluded, ...periods.map(({ fresh }) => fresh)]);

  if (cohorts && told.cohorts && cohorts.mode === "classic") triangle(knowledge, cohorts, told.cohorts, periods, partOf);
  return knowledge.leaks();
}

/**
 * @param {Knowledge} knowledge
 * @param {import("linger-analytics").Cohorts} cohorts
 * @param {import("linger-analytics").Guarded<import("linger-analytics").Cohorts>} told
 * @param {{ id: string, all: Cell, fresh: Cell, back: Cell }[]} periods
 * @param {(whole: Cell, parts: Cell[]) => void} partOf
 */
function triangle(knowledge, cohorts, told, periods, partOf) {
  /** @type {Map<number, { parts: Cell[], real: number }>} */
  const byOffset = new Map();
  const byPeriod = periods.map(() => /** @type {Cell[]} */ ([]));
  const known = periods.map(() => 0);
  for (const [row, { cohort, size, active }] of cohorts.rows.entries()) {
    const from = periods.findIndex(({ id }) => id === cohort);
    const [fresh, guarded] = [periods[from]?.fresh, told.rows[row]];
    if (fresh) partOf(fresh, [knowledge.cell(`size of ${cohort}`, size, guarded?.size)]);
    for (const [at, real] of active.entries()) {
      if (at === 0 || real === null) continue;
      const cell = knowledge.cell(`${cohort} after ${at}`, real, guarded?.active[at]);
      const share = guarded?.share[at];
      // A told share tells the rest who is not active, with a told size.
      if (share !== null && share !== undefined) partOf(knowledge.cell(`size of ${cohort} again`, size, guarded?.size), [cell, knowledge.cell(`${cohort} gone after ${at}`, size - real, null)]);
      byPeriod[from + at]?.push(cell);
      known[from + at] = (known[from + at] ?? 0) + real;
      const offset = byOffset.get(at) ?? { parts: [], real: 0 };
      byOffset.set(at, { parts: [...offset.parts, cell], real: offset.real + real });
    }
  }
  for (const [at, { back }] of periods.entries()) {
    const rest = knowledge.cell(`others in ${periods[at]?.id}`, back.real - (known[at] ?? 0), null);
    partOf(back, [...(byPeriod[at] ?? []), rest]);
  }
  for (const [at, { period }] of cohorts.average.entries()) {
    const sum = byOffset.get(period);
    if (!sum) continue;
    partOf(knowledge.cell(`all after ${period}`, sum.real, told.average[at]?.share === null ? null : sum.real), sum.parts);
  }
}

class Knowledge {
  /** @type {Map<string, Cell>} */ #cells = new Map();
  /** @type {{ whole: Cell, parts: Cell[] }[]} */ #sums = [];
  #k;

  /** @param {number} k */
  constructor(k) {
    this.#k = k;
  }

  /**
   * @param {string} name
   * @param {number} real
   * @param {number | null | undefined} told
   */
  cell(name, real, told) {
    const known = told !== null && told !== undefined;
    if (known && told !== real) throw new Error(`${name} is told as ${told} and is ${real}.`);
    const cell = this.#cells.get(name) ?? { least: 0, most: Infinity, real };
    if (known) [cell.least, cell.most] = [told, told];
    this.#cells.set(name, cell);
    return cell;
  }

  /** @param {Cell} whole @param {Cell[]} parts */
  sum(whole, parts) {
    const real = parts.reduce((sum, part) => sum + part.real, 0);
    if (real !== whole.real) throw new Error(`${[...this.#cells].find(([, cell]) => cell === whole)?.[0]} is ${whole.real}, its parts ${real}.`);
    this.#sums.push({ whole, parts });
  }

  /** Cells of fewer than k people that are told, or known to less than k. */
  leaks() {
    for (let moved = true; moved; ) moved = this.#sums.map(tighten).some(Boolean);
    return [...this.#cells]
      .filter(([, { real, least, most }]) => real > 0 && real < this.#k && most - least < this.#k)
      .map(([name, { real, least, most }]) => `${name}: ${real} is known to be ${least} to ${most}`);
  }
}

/** Narrows each part by the others. @param {{ whole: Cell, parts: Cell[] }} sum */
function tighten({ whole, parts }) {
  let moved = false;
  const narrow = (/** @type {Cell} */ cell, /** @type {number} */ least, /** @type {number} */ most) => {
    if (least > cell.least) [cell.least, moved] = [least, true];
    if (most < cell.most) [cell.most, moved] = [most, true];
  };
  const least = parts.reduce((sum, part) => sum + part.least, 0);
  const endless = parts.filter(({ most }) => most === Infinity).length;
  const most = parts.reduce((sum, part) => sum + (part.most === Infinity ? 0 : part.most), 0);
  narrow(whole, least, endless > 0 ? Infinity : most);
  for (const part of parts) {
    const othersEndless = endless - Number(part.most === Infinity) > 0;
    const othersMost = othersEndless ? Infinity : most - (part.most === Infinity ? 0 : part.most);
    narrow(part, whole.least - othersMost, whole.most - (least - part.least));
  }
  return moved;
}
