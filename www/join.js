// The second part of the program, which lives in the memory of the first.

/**
 * @param {import('./pkg/first.js').InitOutput} first what the first part exports
 * @param {Promise<Response>} file
 */
export async function join(first, file) {
  const response = await file;
  const imports = { __wasm_split: { ...first } };
  // A server that knows no WebAssembly sends it as something else.
  const known = response.headers.get('content-type') === 'application/wasm';
  if (known) await WebAssembly.instantiateStreaming(response, imports);
  else await WebAssembly.instantiate(await response.arrayBuffer(), imports);
}
