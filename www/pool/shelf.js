// Reports of jobs: of one at work, and of the last that have ended.

/** @typedef {import('../pkg/first.js').Report} Report */

/** Ended jobs that are remembered, and the characters and numbers that all of them may hold: a crowd's is a million. */
export const KEPT = 512;
export const ROOM = 16_000_000;

/** Characters and numbers in a report, or in a part of one. @param {unknown} part @returns {number} */
function size(part) {
  if (typeof part === 'string') return part.length;
  if (typeof part !== 'object' || !part) return 1;
  return Object.values(part).reduce((sum, inner) => sum + size(inner), 0);
}

/** Adds a report to a list; one that stands for all earlier ones takes their place. @param {Report[]} list @param {Report} report */
export function add(list, report) {
  if (report.replaces) list.length = 0;
  list.push(report);
}

/** What ended jobs have found, by their descriptions; who was asked for longest ago is forgotten first. */
export class Shelf {
  /** @type {Map<string, { reports: Report[], size: number }>} */
  #found = new Map();
  /** What all of them hold. */
  #held = 0;

  /** @param {string} text */
  get(text) {
    const found = this.#found.get(text);
    if (!found) return undefined;
    this.#found.delete(text);
    this.#found.set(text, found);
    return found.reports;
  }

  /** @param {string} text @param {Report[]} reports */
  put(text, reports) {
    this.#drop(text);
    const found = { reports, size: size(reports) };
    this.#found.set(text, found);
    this.#held += found.size;
    for (const oldest of this.#found.keys()) {
      if (oldest === text || (this.#found.size <= KEPT && this.#held <= ROOM)) break;
      this.#drop(oldest);
    }
  }

  /** @param {string} text */
  #drop(text) {
    this.#held -= this.#found.get(text)?.size ?? 0;
    this.#found.delete(text);
  }
}
