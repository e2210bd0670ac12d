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

/** @type {Map<keyof typeof modules, Promise<Core>>} */
const loading = new Map();

/**
 * The module that holds a scene; the promise fails with an Error whose `cause` says why.
 * @param {string} scene its id
 * @returns {Promise<Core>}
 */
export const core = (scene) => module(scene === FIRST ? 'first' : 'full');

/** The module that holds everything, heavy work too. */
export const full = () => module('full');

/** @param {keyof typeof modules} name */
function module(name) {
  const promise = loading.get(name) ?? load(name);
  loading.set(name, promise);
  return promise;
}

/** @param {keyof typeof modules} name */
async function load(name) {
  if (typeof WebAssembly !== 'object') throw new Error('error.no-wasm');
  try {
    const module = /** @type {Core} */ (await modules[name]());
    await module.default();
    // The names of objectives and optimisers stand in their catalogues.
    if (name === 'full') learn(Object.fromEntries(module.titles().map(({ key, text }) => [key, text])));
    return module;
  } catch (cause) {
    const blocked = cause instanceof WebAssembly.CompileError || /unsafe-eval|Content Security/i.test(String(cause));
    throw new Error(blocked ? 'error.wasm-blocked' : 'error.wasm-missing', { cause });
  }
}
