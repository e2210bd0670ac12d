// How long an update takes here and now, for use inside a worker.

import { alone } from './alone.js';
import { machine } from './machine.js';
import { Program } from './program.js';
import { together } from './reduce.js';
import { samples } from './samples.js';

export { assist } from './reduce.js';

/**
 * What is asked: one batch size on one network, one way. Further fields tell jobs apart that ask the same.
 * @typedef {object} Plan
 * @property {'timing'} name
 * @property {'scalar' | 'simd' | 'workers' | 'gpu'} way one core without SIMD, one with SIMD, several workers, WebGPU
 * @property {number[]} widths inputs, hidden layers, classes
 * @property {number} size the batch size B
 * @property {number} workers where it is several, the leader among them; as many as the pool has given at most
 * @property {number} [repeats]
 */
/**
 * What is found.
 * @typedef {object} Timing
 * @property {'timing'} name
 * @property {number} progress 0…1
 * @property {true} replaces
 * @property {number[]} samples seconds per update, one for each repeat: fewer than asked for where an update takes over a second
 * @property {number} updates made in each repeat
 * @property {import('./machine.js').Machine} machine
 * @property {number} [workers] that were at work
 * @property {string} [adapter] the graphics processor
 * @property {boolean} [software] whether that is only a program on the processor
 * @property {'gpu'} [missing] what this browser has not
 * @property {string} [trouble] why, where it seemed to have it
 */
/**
 * @typedef {object} Means
 * @property {AbortSignal} signal stops it
 * @property {() => Promise<unknown>} turn lets others have their turn
 * @property {MessagePort[]} ports to the assistants
 * @property {(report: Timing, done: boolean) => void} told
 */

const REPEATS = 7;
/** Milliseconds between two reports. */
const PAUSE = 80;

/** @typedef {(way: import('./samples.js').Way, of: Partial<Timing>) => Promise<void>} Use has what is timed */

/**
 * WebGPU, as far as there is any: a device or a driver that fails is none.
 * @param {Plan} plan @param {Means} means @param {Use} use
 * @returns {Promise<Partial<Timing> | undefined>} what is missing
 */
async function graphics({ widths, size }, means, use) {
  const [{ device }, program] = await Promise.all([import('./gpu.js'), Program.load('simd', widths, means)]);
  /** @type {Awaited<ReturnType<typeof device>>} */
  let gpu;
  try {
    gpu = await device();
    if (!gpu) return { missing: 'gpu' };
    const way = await gpu.way(program, { widths, size }, means.signal);
    await use(way, { adapter: gpu.adapter, software: gpu.software });
    return undefined;
  } catch (error) {
    return { missing: 'gpu', trouble: error instanceof Error ? error.message : String(error) };
  } finally {
    gpu?.end();
  }
}

/** One core or several. @param {Plan} plan @param {Means} means @param {Use} use */
async function processor({ way, widths, size, workers }, means, use) {
  const program = await Program.load(way === 'scalar' ? 'scalar' : 'simd', widths, means);
  const ports = means.ports.slice(0, Math.max(Math.min(workers, size) - 1, 0));
  const several = way === 'workers' && ports.length > 0;
  const made = several ? together(program, ports, { widths, size }, means) : alone(program, size, means);
  return use(made, way === 'workers' ? { workers: ports.length + 1 } : {});
}

/** Measures what is planned and tells what it finds. @param {Plan} plan @param {Means} means */
export async function measure(plan, means) {
  const { signal, told } = means;
  const nothing = { progress: 0, samples: [], updates: 0 };
  let due = 0;
  /** @param {import('./samples.js').Found} found @param {boolean} done @param {Partial<Timing>} of */
  const report = (found, done, of) => {
    if (signal.aborted || (!done && performance.now() < due)) return;
    due = performance.now() + PAUSE;
    told({ name: 'timing', replaces: true, machine, ...found, samples: [...found.samples], ...of }, done);
  };
  /** @type {Use} */
  const use = async (way, of) => {
    const found = await samples(way, plan.repeats ?? REPEATS, means, (found) => report(found, false, of));
    if (found) report(found, true, of);
  };
  report(nothing, false, {});
  if (plan.way !== 'gpu') return processor(plan, means, use);
  const missing = await graphics(plan, means, use);
  if (missing) report({ ...nothing, progress: 1 }, true, missing);
}
