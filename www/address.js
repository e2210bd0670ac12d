// The address of the page, which follows what the reader does. Safari takes a hundred changes in ten seconds and then throws.

/** Changes that may follow each other at once, and the milliseconds that so many take at least. */
const BURST = 3;
const SPAN = 1000;

/** When it was last changed. @type {number[]} */
const times = [];
/** What it is to be. @type {string | undefined} */
let wanted;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** The address as it is, or is about to be. */
export const address = () => wanted ?? location.href;

/** Changes it, now or soon; the last wish counts. @param {string} href */
export function show(href) {
  wanted = href;
  if (timer) return;
  const pause = times.length < BURST ? 0 : times[0] + SPAN - performance.now();
  if (pause > 0) timer = setTimeout(write, pause);
  else write();
}

function write() {
  clearTimeout(timer);
  timer = undefined;
  if (wanted === undefined) return;
  times.push(performance.now());
  if (times.length > BURST) times.shift();
  try {
    history.replaceState(null, '', wanted);
  } catch {
    // A sandboxed frame has no address of its own to change; the figure works without.
  }
  wanted = undefined;
}

addEventListener('pagehide', write);
