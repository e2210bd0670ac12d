// The Rust core. It comes in two modules: a small one with the page's first figure, and one with everything, loaded when
// a reader gets near another figure.

import { learn, learnFull } from './text.js';

/** The scene that the small module holds. */
const FIRST = 'full-vs-one';

const modules = {
  first: () => import('./pkg/first.js'),
  full: async () => (await Promise.all([import('./pkg/full.js'), learnFull()]))[0],
};

/** @typedef {typeof import('./pkg/full.js')} Core */
/** @typedef {keyof typeof modules} Name */

/** What is there or on its way. @type {Map<Name, { core: Promise<Core>, stop: AbortController }>} */
const loading = new Map();
/** Whether a load has failed: then what the browser keeps may be half a file. */
let failed = false;

/**
 * The module that holds a scene; the promise fails with an Error whose message is a key and whose `cause` says why. What has
 * failed is loaded anew when it is asked for again.
 * @param {string} scene its id
 * @returns {Promise<Core>}
 */
export const core = (scene) => module(scene === FIRST ? 'first' : 'full');

/** The module that holds everything, heavy work too. */
export const full = () => module('full');

/** Waits no longer for what is on its way: whoever does hears that it has failed. */
export const giveUp = () => loading.forEach(({ stop }) => stop.abort());

/** @param {Name} name */
function module(name) {
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

/** @param {Name} name @param {AbortSignal} signal */
async function load(name, signal) {
  if (typeof WebAssembly !== 'object') throw new Error('error.no-wasm');
  try {
    /** @type {Promise<never>} */
    const stopped = new Promise((_, fail) => signal.addEventListener('abort', () => fail(signal.reason)));
    const module = /** @type {Core} */ (await Promise.race([modules[name](), stopped]));
    // Two at once would get into each other's memory: one that was given up ends with its file.
    const file = new URL(`./${name}_bg.wasm`, import.meta.url);
    await module.default({ module_or_path: fetch(file, { signal, cache: failed ? 'reload' : 'default' }) });
    // The names of objectives and optimisers stand in their catalogues.
    if (name === 'full') learn(Object.fromEntries(module.titles().map(({ key, text }) => [key, text])));
    return module;
  } catch (cause) {
    const blocked = /unsafe-eval|Content Security|\bCSP\b/i.test(String(cause));
    throw new Error(blocked ? 'error.wasm-blocked' : 'error.wasm-missing', { cause });
  }
}
