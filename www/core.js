// The Rust core, loaded once for all figures of a page.

import init, { Scene, scenes } from './pkg/downhill.js';

export { Scene, scenes };

/** @type {Promise<unknown> | undefined} */
let loading;

/** Loads the core; the promise fails with an Error whose `cause` says why. */
export function core() {
  loading ??= load();
  return loading;
}

async function load() {
  if (typeof WebAssembly !== 'object') throw new Error('error.no-wasm');
  try {
    await init();
  } catch (cause) {
    const blocked = cause instanceof WebAssembly.CompileError || /unsafe-eval|Content Security/i.test(String(cause));
    throw new Error(blocked ? 'error.wasm-blocked' : 'error.wasm-missing', { cause });
  }
}
