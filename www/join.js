// Further parts of the program, which live in the memory of the first.

/**
 * @param {import('./pkg/first.js').InitOutput} first what the first part exports
 * @param {Promise<Response>} file
 */
export async function join(first, file) {
  const parts = { ...first };
  // Under one name for a part that was cut out, and under another for one that was put together.
  const imports = { __wasm_split: parts, first: parts };
  const response = await file;
  if (!response.ok) throw new Error(`${response.status}: ${response.url}`);
  // A server that knows no WebAssembly sends it as something else.
  const known = response.headers.get('content-type') === 'application/wasm';
  if (known) await WebAssembly.instantiateStreaming(response, imports);
  else await WebAssembly.instantiate(await response.arrayBuffer(), imports);
}
