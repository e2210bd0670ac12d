// The pool of this page. Loaded when a figure first has heavy work.

import { dataOf, isOnNetworks } from './kinds.js';
import { Pool } from './pool.js';
import { inPortions } from './portions.js';

/** Milliseconds of a frame that a job may take on the page. */
const PORTION = 6;

/** Address of the workers' program, beside this one once they are bundled. */
const program = new URL('./worker.js', import.meta.url);

/** A worker from another site needs a step of its own: browsers start only those of the page's own site. */
function start() {
  if (program.origin === location.origin) return new Worker(program, { type: 'module' });
  address ??= URL.createObjectURL(new Blob([`import ${JSON.stringify(program.href)};`], { type: 'text/javascript' }));
  return new Worker(address, { type: 'module' });
}
/** @type {string | undefined} */
let address;

const frame = () => new Promise((done) => requestAnimationFrame(done));

/** Files that were fetched. @type {Map<string, import('./files.js').File>} */
const files = new Map();
const file = (/** @type {import('./pool.js').Description} */ job) => files.get(dataOf(job) ?? '');

/** @type {Pool | undefined} */
let pool;

/**
 * @param {(networks: boolean) => Promise<typeof import('../pkg/first.js')>} core for jobs on the page
 * @returns {Pool}
 */
export function pagePool(core) {
  if (pool) return pool;
  pool = new Pool({
    cores: Math.max(navigator.hardwareConcurrency || 1, 1),
    start,
    here: async (job, stopped, told) => {
      const { Job, supply } = await core(isOnNetworks(job));
      const needed = file(job);
      if (needed) supply(needed.name, needed.contents);
      if (!stopped()) await inPortions(new Job(job), PORTION, frame, stopped, told);
    },
    fetch: async (job, stopped, told) => {
      const { fetchFile } = await import('./files.js');
      await fetchFile(job, files, stopped, told);
    },
    file,
  });
  addEventListener('online', () => pool?.hope());
  return pool;
}
