// Bundles the page: `node xtask/bundle.js VERSION`. Writes all of `dist/site/` but the HTML, and prints which names its files have.
//
// Every file but the entries (`main.js`, `element.js`) is named after its contents, so that what belongs together is together, however
// long caches keep it. The program finds the others by the table `FILES`.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { SCRIPT, bundle } from './esbuild.js';

const OUT = 'dist/site';
const [version] = process.argv.slice(2);

/** @param {string | Uint8Array} contents */
const hash = (contents) => createHash('sha256').update(contents).digest('hex').slice(0, 8);

/** Copies a file to a name that tells its contents. @param {string} path */
function hashed(path) {
  const contents = readFileSync(path);
  const name = basename(path).replace(/\./, `-${hash(contents)}.`);
  writeFileSync(`${OUT}/${name}`, contents);
  return name;
}

/** @param {string} entry @param {import('esbuild').BuildOptions} options */
function written(entry, options) {
  const bundled = bundle(entry, options);
  for (const { path, text } of bundled.made) writeFileSync(path, text);
  return bundled;
}

mkdirSync(OUT, { recursive: true });
// The pages' style sheets stand alone; the figure's travels inside the bundle as text, made small first.
const [style, teach] = ['style', 'teach'].map((name) =>
  written(`www/css/${name}.css`, { outdir: OUT, entryNames: '[name]-[hash]' }),
);
const SHEETS =
  'beyond box builder data figure folded formula frame keep ledger paper pins presenter print progress relief';
for (const sheet of SHEETS.split(' ')) written(`www/css/${sheet}.css`, { outdir: 'www/pkg' });

const files = {
  first: hashed('www/pkg/first_bg.wasm'),
  full: hashed('www/pkg/full_bg.wasm'),
  digits: hashed('www/pkg/digits_bg.wasm'),
  // Comes when a reader writes a function.
  formulas: hashed('www/pkg/formulas_bg.wasm'),
  // Come when a reader asks for what few do.
  extras: hashed('www/pkg/extras_bg.wasm'),
  takings: hashed('www/pkg/takings_bg.wasm'),
  simd: hashed('www/pkg/timing_simd.wasm'),
  scalar: hashed('www/pkg/timing_scalar.wasm'),
  // The larger data set comes when a reader asks for it.
  mnist: hashed('data/mnist10k.bin.gz'),
  worker: '',
  // The page is beside them.
  home: '',
  build: '',
};

/** @param {string} entryNames @returns {import('esbuild').BuildOptions} */
const modules = (entryNames) => ({
  outdir: OUT,
  entryNames,
  chunkNames: '[name]-[hash]',
  format: 'esm',
  splitting: true,
  ...SCRIPT,
  define: {
    VERSION: JSON.stringify(version),
    ...Object.fromEntries(Object.entries(files).map(([name, file]) => [`FILES.${name}`, JSON.stringify(file)])),
  },
});

// What a first visit needs is one file, and what that imports is named in the page: it would wait for the one that asks for it. Workers,
// which come later, have a file of their own; what one figure alone asks of them is in files beside it.
const worker = written('www/worker.js', modules('[name]-[hash]'));
files.worker = worker.name;
// A build is known by what it is made of: the names of all files stand in its entry, or in what that imports.
files.build = hash(bundle('www/main.js', modules('main')).text);
const main = written('www/main.js', modules('main'));
written('www/only.js', modules('only'));
// The element for other people's pages shares nothing with the page but the program: either is one file with what it imports.
written('www/elsewhere/define.js', modules('element'));

const chunks = [...main.text.matchAll(/from"\.\/([^"]+)"/g)].map(([, file]) => file);

// What is kept for times without a network: the page's program and its English words. What a reader asks for besides, like another
// language, the larger data set or a measurement, is kept from then on.
const foreign = /^www\/locales\/(?!en\/)/;
const parts = [...main.made, ...worker.made].filter(({ sources }) => !sources.some((source) => foreign.test(source)));
const names = [style, ...parts].map(({ name }) => name);
const programs = [files.first, files.full, files.digits, files.extras, files.takings];
const kept = ['./', 'index.html', 'only.js', ...new Set(names), ...programs];
const { define, ...plain } = modules('offline');
written('www/offline/worker.js', {
  ...plain,
  splitting: false,
  define: { ...define, KEPT: JSON.stringify(kept) },
});
console.log(JSON.stringify({ style: style.name, teach: teach.name, first: files.first, chunks }));
