// A job done in portions, in a worker and on the page alike.

/** Milliseconds until the first report, and between two later ones. */
const FIRST = 5;
const PAUSE = 80;

/** @typedef {import('../pkg/first.js').Job} Job */
/** @typedef {import('../pkg/first.js').Report} Report */

/**
 * Works until nothing is left or `stopped` says so.
 * @param {Job} job freed at the end
 * @param {number} portion milliseconds at a stretch
 * @param {() => Promise<unknown>} turn lets others have their turn
 * @param {() => boolean} stopped
 * @param {(report: Report, done: boolean) => void} told
 */
export async function inPortions(job, portion, turn, stopped, told) {
  let due = performance.now() + FIRST;
  /** Milliseconds that all portions took. */
  let taken = 0;
  try {
    for (let done = false; !done && !stopped();) {
      let now = performance.now();
      const until = now + portion;
      do {
        const from = now;
        done = job.work(taken / 1000);
        taken += (now = performance.now()) - from;
      } while (!done && now < until);
      if (done || performance.now() >= due) {
        told(job.report(), done);
        due = performance.now() + PAUSE;
      }
      if (!done) await turn();
    }
  } finally {
    job.free();
  }
}
