// The pool of this page. Loaded when a figure first has heavy work.

import { dataOf, isOnNetworks } from './kinds.js';
import { Pool } from './pool.js';
import { inPortions } from './portions.js';
import { trusted } from '../trusted.js';

/** Milliseconds of a frame that a job may take on the page. */
const PORTION = 6;

/** Address of the workers' program, beside this one once they are bundled. */
const program = new URL(FILES.worker, import.meta.url);

/**
 * A worker of a page of another site, or of a sandboxed frame: browsers start only those of the page's own site, but let one that was written
 * here import a program. What arrives before that is there is kept for it.
 */
const IMPORTING = `const early = [];
const keep = ({ data }) => early.push(data);
addEventListener('message', keep);
import(${JSON.stringify(program.href)}).then(
  () => {
    removeEventListener('message', keep);
    for (const data of early) dispatchEvent(new MessageEvent('message', { data }));
  },
  (error) => postMessage({ kind: 'failed', message: String(error) }),
);`;

/** Where the page is one file, its workers' program is in it, and no module. */
const whole = program.protocol === 'blob:';
const own = !whole && program.origin === origin;

function start() {
  address ??= trusted(
    own || whole ? program.href : URL.createObjectURL(new Blob([IMPORTING], { type: 'text/javascript' })),
  );
  return new Worker(address, { type: own ? 'module' : 'classic' });
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
 * @param {typeof import('../core.js').part} part of the core, for jobs on the page
 * @returns {Pool}
 */
export function pagePool(part) {
  if (pool) return pool;
  pool = new Pool({
    cores: Math.max(navigator.hardwareConcurrency || 1, 1),
    start,
    here: async (job, stopped, told) => {
      const { Job, supply } = await part(isOnNetworks(job) ? 'digits' : 'full');
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
