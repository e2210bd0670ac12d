// Reports of jobs: of one at work, and of the last that have ended.

/** @typedef {import('../pkg/full.js').Report} Report */

/** Ended jobs that are remembered. */
export const KEPT = 64;

/** Adds a report to a list; one that stands for all earlier ones takes their place. @param {Report[]} list @param {Report} report */
export function add(list, report) {
  if (report.replaces) list.length = 0;
  list.push(report);
}

/** What ended jobs have found, by their descriptions; who was asked for longest ago is forgotten first. */
export class Shelf {
  /** @type {Map<string, Report[]>} */
  #found = new Map();

  /** @param {string} text */
  get(text) {
    const reports = this.#found.get(text);
    if (reports) this.put(text, reports);
    return reports;
  }

  /** @param {string} text @param {Report[]} reports */
  put(text, reports) {
    this.#found.delete(text);
    this.#found.set(text, reports);
    for (const oldest of this.#found.keys()) {
      if (this.#found.size <= KEPT) break;
      this.#found.delete(oldest);
    }
  }
}
