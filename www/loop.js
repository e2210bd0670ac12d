// One animation loop for all figures that are on screen.

/** @typedef {{ frame(seconds: number): void }} Moving */

/** @type {Set<Moving>} */
const moving = new Set();
let scheduled = false;
let before = 0;

/**
 * Calls `frame` of a figure before every repaint.
 * @param {Moving} figure
 */
export function start(figure) {
  moving.add(figure);
  if (!scheduled) {
    scheduled = true;
    before = performance.now();
    requestAnimationFrame(tick);
  }
}

/** Lets the page do something else first. @param {number} [milliseconds] */
export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** @param {Moving} figure */
export function stop(figure) {
  moving.delete(figure);
}

/** @param {number} now */
function tick(now) {
  // A tab that was hidden goes on where it was, not minutes later.
  const seconds = Math.min(Math.max(now - before, 0) / 1000, 0.1);
  before = now;
  for (const figure of moving) figure.frame(seconds);
  scheduled = moving.size > 0;
  if (scheduled) requestAnimationFrame(tick);
}
