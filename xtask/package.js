// The element in the package: `node xtask/package.js VERSION HOME`. Writes `dist/npm/element/`: modules with programs beside them, and
// `inline.js`, which has all in one file. HOME is the address of the whole page, to which the links lead that are made at figures.

import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { SCRIPT, bundle } from './esbuild.js';
import { files, preamble, reworded, script, worker } from './whole.js';

const OUT = 'dist/npm/element';
const ENTRY = 'www/elsewhere/define.js';
const [version, home] = process.argv.slice(2);
const define = { VERSION: JSON.stringify(version) };

/**
 * Addresses are whole here, and bundlers complain of what they cannot follow: only the programs' own addresses keep what they begin at.
 * @param {string} text
 */
const based = (text) => text.replace(/(?<!"\.\/\w+\.wasm"), ?import\.meta\.url\)/g, ')');

mkdirSync(OUT, { recursive: true });
const program = worker();
writeFileSync('www/pkg/worker.txt', program);

const whole = { ...files(true, true), home };
writeFileSync(`${OUT}/inline.js`, `${preamble(whole, program)}\n${based(script(ENTRY, { define }))}`);
writeFileSync(`${OUT}/inline.d.ts`, "export * from './index.js';\n");

const programs = [
  'first_bg',
  'full_bg',
  'digits_bg',
  'formulas_bg',
  'extras_bg',
  'takings_bg',
  'timing_simd',
  'timing_scalar',
];
for (const [from, to] of [
  ['xtask/npm/nowhere.js', 'nowhere.js'],
  ['xtask/npm/element.d.ts', 'index.d.ts'],
  ...programs.map((name) => [`www/pkg/${name}.wasm`, `${name.replace(/_bg$|^timing_/, '')}.wasm`]),
])
  copyFileSync(from, `${OUT}/${to}`);

const absent = ['mnist', 'build'].map((name) => [`FILES.${name}`, '""']);
const { made } = bundle(ENTRY, {
  ...SCRIPT,
  outdir: OUT,
  entryNames: 'index',
  chunkNames: '[name]-[hash]',
  format: 'esm',
  splitting: true,
  inject: ['xtask/npm/files.js'],
  loader: { ...SCRIPT.loader, '.txt': 'text' },
  define: { ...define, ...Object.fromEntries(absent), HOME: JSON.stringify(home) },
});
const texts = reworded(made.map(({ text }) => text));
made.forEach(({ path }, k) => writeFileSync(path, based(texts[k])));
