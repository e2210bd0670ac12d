// The parts of the program: the first one, and further ones, which live in its memory.

import { initSync } from './pkg/first.js';

/** @param {Promise<Response>} file */
async function compiled(file) {
  const response = await file;
  if (!response.ok) throw new Error(`${response.status}: ${response.url}`);
  // A server that knows no WebAssembly sends it as something else.
  const known = response.headers.get('content-type') === 'application/wasm';
  return known ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

/** Begins with the first part; tells what it exports. @param {Promise<Response>} file */
export const begin = async (file) => initSync({ module: await compiled(file) });

/**
 * Joins another one.
 * @param {import('./pkg/first.js').InitOutput} first what the first part exports
 * @param {Promise<Response>} file
 */
export async function join(first, file) {
  const parts = { ...first };
  // Under one name for a part that was cut out, and under another for one that was put together.
  await WebAssembly.instantiate(await compiled(file), { __wasm_split: parts, first: parts });
}
