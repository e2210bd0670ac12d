// The Rust core. It comes in parts: a small one with the page's first figure, what all others need besides, and the networks
// for those on real digits; each is loaded when a reader gets near a figure that needs it. What few readers ask for is another one.

import { begin, join } from './join.js';
import { Job, Scene, arrived, record, scenes, supply, titles } from './pkg/first.js';
import { missing } from './missing.js';
import { learn, learnMore } from './text.js';

/** The scene that the first part holds. */
export const FIRST = 'full-vs-one';
/** The scenes that need the networks. */
export const DIGITS = ['cost', 'accuracy', 'generalization', 'trade-offs', 'large-batch'];

/** What the page asks of the core. */
const glue = { Job, Scene, record, scenes, supply };
/** @typedef {typeof glue} Core */
/** @typedef {'first' | 'full' | 'digits' | 'extras' | 'takings'} Name */
/**
 * The parts, each with its file, what is loaded before it, and its number in the program.
 * @type {Record<Name, [file: string, before?: Name, number?: 0 | 1 | 2]>}
 */
const PARTS = {
  first: [FILES.first],
  full: [FILES.full, 'first', 0],
  digits: [FILES.digits, 'full', 1],
  extras: [FILES.extras, 'full', 2],
  takings: [FILES.takings, 'full', 0],
};

/** What is there or on its way. @type {Map<Name, { core: Promise<Core>, stop: AbortController }>} */
const loading = new Map();
/** What the first part exports, once it is there. @type {import('./pkg/first.js').InitOutput} */
let exports;
/** Whether a load has failed: then what the browser keeps may be half a file. */
let failed = false;

/**
 * The core, once it holds a scene; the promise fails with an Error whose message is a key and whose `cause` says why. What has
 * failed is loaded anew when it is asked for again.
 * @param {string} scene its id @param {import('./history.js').Query} [query] what is set: a reader's own data are among the extras
 * @returns {Promise<Core>}
 */
export const core = (scene, query) =>
  part(DIGITS.includes(scene) ? 'digits' : /points/.test(`${query}`) ? 'extras' : scene === FIRST ? 'first' : 'full');

/** Waits no longer for what is on its way: whoever does hears that it has failed. */
export const giveUp = () => loading.forEach(({ stop }) => stop.abort());

/**
 * The core with one of its parts: `full` or `digits` for a job, `extras` for data of one's own and landscapes, `takings` for what is taken
 * away.
 * @param {Name} name @returns {Promise<Core>}
 */
export function part(name) {
  const known = loading.get(name);
  if (known) return known.core;
  const stop = new AbortController();
  const core = load(name, stop.signal);
  loading.set(name, { core, stop });
  core.catch(() => {
    loading.delete(name);
    failed = true;
  });
  return core;
}

/** @param {Name} name @param {AbortSignal} signal @returns {Promise<Core>} */
async function load(name, signal) {
  if (typeof WebAssembly !== 'object') throw new Error('error.no-wasm');
  const [path, before, number] = PARTS[name];
  try {
    // Two at once would get into each other's memory: one that was given up ends with its file.
    const file = fetch(new URL(path, import.meta.url), {
      signal,
      cache: failed ? 'reload' : 'default',
    });
    file.catch(() => {});
    if (!before) {
      exports = await begin(file);
      return glue;
    }
    /** @type {Promise<never>} */
    const stopped = new Promise((_, fail) => signal.addEventListener('abort', () => fail(signal.reason)));
    const words = learnMore(name === 'digits' ? name : 'figures');
    await Promise.race([Promise.all([part(before), words]), stopped]);
    await join(exports, file);
    arrived(/** @type {number} */ (number));
    // The names of objectives and optimisers stand in their catalogues.
    if (!number) learn(Object.fromEntries(titles().map(({ key, text }) => [key, text])));
    return glue;
  } catch (cause) {
    // What is wrong with one part is told for those that need it as well.
    if (cause instanceof Error && cause.message.startsWith('error.')) throw cause;
    if (/unsafe-eval|Content Security|\bCSP\b/i.test(String(cause))) throw new Error('error.wasm-blocked', { cause });
    missing(cause);
    throw new Error((await barred(path)) ? 'error.barred' : 'error.wasm-missing', { cause });
  }
}

/** Whether a file is there, on another site, which does not let this page read it. @param {string} path */
async function barred(path) {
  const file = new URL(path, import.meta.url);
  if (file.origin === origin) return false;
  return fetch(file, { mode: 'no-cors' }).then(
    ({ type }) => type === 'opaque',
    () => false,
  );
}
