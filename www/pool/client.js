// What one figure wants of the pool.

/** @typedef {import('../pkg/first.js').Report} Report */
/** @typedef {import('../pkg/first.js').Wish} Wish */
/** @typedef {{ key: string, report: Report }} Found */
/**
 * What a figure wants to know.
 * @typedef {object} Figure
 * @property {(found: Found[]) => void} receive never while it gives its list
 * @property {() => void} slow its jobs are done on the page
 * @property {(message: string) => void} failed
 */
/**
 * A job that the figure waits for, or has.
 * @typedef {object} Wanted
 * @property {string} text its description
 * @property {boolean} away the figure, held by the reader, has other settings at present
 * @property {boolean} told whether anything has been handed over
 * @property {import('./pool.js').Watcher} watcher
 */

/** Milliseconds between two deliveries, each of which is a frame of work: what comes sooner waits. */
export const PAUSE = 100;

/** Nobody waits for a page that is not seen, and there is none outside of a browser. */
const hidden = () => globalThis.document?.hidden ?? true;

export class Client {
  /** @param {import('./pool.js').Pool} pool @param {Figure} figure */
  constructor(pool, figure) {
    this.pool = pool;
    this.figure = figure;
    this.visible = false;
    /** Whether it may want jobs soon. */
    this.heavy = false;
    /** @type {Map<string, Wanted>} */
    this.wanted = new Map();
    /** @type {(Found & { by: Wanted })[]} */
    this.found = [];
    /** When something was handed over. */
    this.handed = -PAUSE;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    /** Set while what has come is handed over, one after the other. @type {ReturnType<typeof setTimeout> | undefined} */
    this.handing = undefined;
    /** The list that was told last, and whether the reader held something then. @type {[Wish[], boolean]} */
    this.last = [[], false];
  }

  /** @param {boolean} visible @param {boolean} heavy */
  view(visible, heavy) {
    this.visible = visible;
    this.heavy = heavy;
    this.pool.dispatch();
  }

  /**
   * The jobs that the figure wants now. One that is no longer among them is cancelled; one whose key and description stay
   * is the same wish. While the reader holds something (`held`), nothing is begun or cancelled.
   * @param {Wish[]} list
   * @param {boolean} held
   */
  list(list, held) {
    // A scene hands over the same object while it says the same.
    if (list === this.last[0] && held === this.last[1]) return;
    this.last = [list, held];
    const before = this.wanted;
    /** @type {typeof before} */
    const now = new Map();
    let asked = false;
    for (const { key, job } of list) {
      const text = JSON.stringify(job);
      const old = before.get(key);
      const same = old?.text === text;
      if (same && !old.away) now.set(key, old);
      else if (same || !held) {
        now.set(key, this.#ask(key, text, same && old.told));
        asked = true;
      }
    }
    // The new ones have been asked for: what two of them share goes on.
    for (const [key, old] of before) {
      if (now.get(key) === old) continue;
      if (held && !now.has(key)) {
        old.away = true;
        now.set(key, old);
      } else this.pool.leave(old.text, old.watcher);
    }
    this.wanted = now;
    if (asked) this.pool.dispatch();
  }

  /** The figure goes. */
  leave() {
    this.list([], false);
    this.pool.clients.delete(this);
  }

  /** @param {string} key @param {string} text @param {boolean} again whether the figure has some of it already */
  #ask(key, text, again) {
    /** @type {Wanted} */
    const wanted = {
      text,
      away: false,
      told: false,
      watcher: {
        visible: () => this.visible,
        receive: (reports) => this.#receive(key, wanted, again, reports),
        slow: () => this.figure.slow(),
        failed: (message) => this.figure.failed(message),
      },
    };
    this.pool.ask(text, wanted.watcher);
    return wanted;
  }

  /** @param {string} key @param {Wanted} wanted @param {boolean} again @param {Report[]} reports */
  #receive(key, wanted, again, reports) {
    for (const report of reports) {
      const first = again && !wanted.told;
      this.found.push({ key, report: first ? { ...report, replaces: true } : report, by: wanted });
      wanted.told = true;
    }
    if (this.handing) return;
    // What ends the work of all is not kept back: the figure may want other work now.
    const more = [...this.wanted.values()].some(({ text }) => this.pool.tasks.has(text));
    const wait = more ? this.handed + PAUSE - performance.now() : 0;
    clearTimeout(this.timer);
    if (wait > 0) this.timer = setTimeout(() => this.#hand(), wait);
    else queueMicrotask(() => this.#hand());
  }

  /** Hands over what has come, but for what is no longer wanted: one after the other, and a page that is seen answers in between. */
  #hand() {
    this.handing = undefined;
    const found = this.found.splice(0, hidden() ? Infinity : 1);
    if (!found.length) return;
    this.handed = performance.now();
    const still = found.filter(({ key, by }) => this.wanted.get(key) === by && !by.away);
    if (still.length) this.figure.receive(still.map(({ key, report }) => ({ key, report })));
    if (this.found.length) this.handing = setTimeout(() => this.#hand(), 1);
  }
}
