/** Stands in the place of the program until it is there. */
const unready = new Proxy(
  {},
  {
    get() {
      throw new Error('downhill-lab is not ready: call `await init()` first, once');
    },
  },
);

/** Whether these are the first bytes of a program: where a file is missing, some servers send a page. @param {ArrayBuffer} bytes */
const isProgram = (bytes) => new DataView(bytes).byteLength > 8 && new DataView(bytes).getUint32(0) === 0x0061736d;

/** The program's file, beside this one; where it is not there, as text. */
async function program() {
  try {
    const file = new URL('./downhill_bg.wasm', import.meta.url);
    if (file.protocol === 'file:') {
      // Without an import: bundlers for the browser would look for it.
      const { readFile } = globalThis.process.getBuiltinModule('node:fs/promises');
      return await readFile(file);
    }
    const response = await fetch(file);
    if (response.ok) {
      if (response.headers.get('content-type') === 'application/wasm') return response;
      const bytes = await response.arrayBuffer();
      if (isProgram(bytes)) return bytes;
    }
  } catch {
    // It has been bundled, and its file is elsewhere.
  }
  const { default: unpacked } = await import('./program.js');
  return unpacked();
}
