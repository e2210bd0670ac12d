// Every update of a figure's runs, from their descriptions: the same numbers as in the pictures, none left out.

/** @typedef {import('../pkg/first.js').TakenRun} TakenRun */
/** @typedef {TakenRun['experiment']} Experiment */
/** What a portion of a run's updates came to. @typedef {{ theta: number[], loss: number[], batches: number[][], divergedAt?: number }} Portion */

/** The page answers in between. */
const breathe = () => new Promise((done) => setTimeout(done));

/**
 * A run from its start to its end, portion by portion.
 * @param {import('../core.js').Core} core @param {Experiment} experiment
 */
export async function* portions(core, experiment) {
  const job = new core.Job({ name: 'trajectory', experiment });
  try {
    for (let done = false; !done;) {
      done = job.work(0);
      yield /** @type {Portion} */ (/** @type {unknown} */ (job.report()));
      await breathe();
    }
  } finally {
    job.free();
  }
}

/**
 * A whole run, for as long as it draws no more than so many batches; else nothing.
 * @param {import('../core.js').Core} core @param {Experiment} experiment @param {number} most
 */
export async function whole(core, experiment, most) {
  if (experiment.steps > most) return undefined;
  /** @type {Portion} */
  const all = { theta: [], loss: [], batches: [] };
  for await (const { theta, loss, batches, divergedAt } of portions(core, experiment)) {
    all.theta.push(...theta);
    all.loss.push(...loss);
    all.batches.push(...batches);
    all.divergedAt = divergedAt;
  }
  return all;
}
