// The library in the package: `node xtask/library.js`, after the build. Writes `downhill.js`, its types and `program.js` to `dist/npm/`.
// What wasm-bindgen has made of it finds its program in browsers only, and fails obscurely before it is there.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { SCRIPT, bundle } from './esbuild.js';
import { INIT, descriptions } from './types.js';

const OUT = 'dist/npm';
const MADE = 'target/pkg/downhill';

/** @param {string} path */
const read = (path) => readFileSync(path, 'utf8');

/** @param {string} text @param {[string | RegExp, string][]} changes each of which must change something */
function changed(text, changes) {
  for (const [from, to] of changes) {
    const now = text.replaceAll(from, () => to);
    if (now === text) throw new Error(`wasm-bindgen no longer writes ${from}`);
    text = now;
  }
  return text;
}

mkdirSync(OUT, { recursive: true });
const bytes = readFileSync(`${MADE}_bg.wasm`);
writeFileSync('target/pkg/packed.txt', gzipSync(bytes, { level: 9 }).toString('base64'));
const { text } = bundle('xtask/npm/program.js', {
  ...SCRIPT,
  format: 'esm',
  outdir: OUT,
  loader: { '.txt': 'text' },
});
writeFileSync(`${OUT}/program.js`, text);

const glue = changed(read(`${MADE}.js`), [
  [
    'let wasmModule, wasmInstance, wasm;',
    `${read('xtask/npm/load.js')}\nlet wasmModule, wasmInstance, wasm = unready;`,
  ],
  ['wasm !== undefined', 'wasm !== unready'],
  ["new URL('downhill_bg.wasm', import.meta.url)", 'await program()'],
  // Bytes are as good as an object that has them.
  [/ else \{\s*console\.warn\('using deprecated parameters[^\n]*\n\s*\}/g, ''],
]);
writeFileSync(`${OUT}/downhill.js`, glue);

const { catalog, initSync } = await import(`../${OUT}/downhill.js`);
initSync(bytes);
const types = changed(read(`${MADE}.d.ts`), [
  [/export type InitInput =[^]*$/g, INIT],
  [/^ *\[Symbol\.dispose\]\(\): void;\n/gm, ''],
  ['HTMLCanvasElement', "Here<'HTMLCanvasElement'>"],
]);
writeFileSync(`${OUT}/downhill.d.ts`, `${types}\n${descriptions(catalog())}`);
writeFileSync(
  `${OUT}/downhill_bg.wasm.d.ts`,
  '/** Address of the program, where a bundler takes files along. */\ndeclare const address: string;\nexport default address;\n',
);
