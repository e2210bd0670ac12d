// How often, and for how long: from a way to make updates to seconds per update.

/**
 * One way to make updates.
 * @typedef {object} Way
 * @property {() => Promise<number>} pace warms up; about how many seconds an update will take
 * @property {(updates: number) => void} [ready] for so many; not timed
 * @property {(updates: number, told: (part: number) => void) => Promise<void>} run makes so many, or fewer if it is stopped
 */
/** @typedef {{ progress: number, samples: number[], updates: number }} Found */

/** Milliseconds of one repeat: enough for a clock that ticks once a millisecond. */
const REPEAT = 25;
/** Milliseconds of updates before the first that count. */
const WARM = 100;
/** Seconds of an update: from LONG on it is not warmed up by others; from these on it is made twice, or once. */
const LONG = 0.1;
const [TWICE, ONCE] = [1, 4];

/** @param {Way} way @param {number} updates @param {(part: number) => void} told */
async function clocked(way, updates, told) {
  way.ready?.(updates);
  const begun = performance.now();
  await way.run(updates, told);
  return performance.now() - begun;
}

/**
 * The number of updates that take as long as a repeat.
 * @param {Way} way @param {import('./pieces.js').Turns} turns
 */
async function counted(way, { signal, turn }) {
  const end = performance.now() + WARM;
  for (let updates = 1; ;) {
    const took = await clocked(way, updates, () => {});
    const fit = Math.max(1, Math.round((updates * REPEAT) / Math.max(took, REPEAT / 1000)));
    if (signal.aborted || (performance.now() >= end && took >= REPEAT / 4)) return fit;
    // Never much more than a repeat at a stretch, whatever a coarse clock says.
    updates = Math.min(2 * updates, fit);
    await turn();
  }
}

/**
 * Seconds per update, measured again and again.
 * @param {Way} way @param {number} repeats @param {import('./pieces.js').Turns} turns @param {(found: Found) => void} told
 * @returns {Promise<Found | undefined>} nothing where it was stopped
 */
export async function samples(way, repeats, turns, told) {
  const { signal, turn } = turns;
  const rough = await way.pace();
  if (signal.aborted) return undefined;
  const updates = rough < LONG ? await counted(way, turns) : 1;
  const most = rough < TWICE ? repeats : Math.min(repeats, rough < ONCE ? 2 : 1);
  /** @type {Found} */
  const found = { progress: 0, samples: [], updates };
  while (found.samples.length < most && !signal.aborted) {
    const progress = (/** @type {number} */ part) => told({ ...found, progress: (found.samples.length + part) / most });
    const took = await clocked(way, updates, progress);
    if (signal.aborted) break;
    found.samples.push(took / 1000 / updates);
    progress(0);
    await turn();
  }
  return signal.aborted ? undefined : { ...found, progress: 1 };
}
