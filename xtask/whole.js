// What is a file beside the page otherwise, as part of one file: the table `FILES` has addresses that hold the contents.

import { existsSync, readFileSync } from 'node:fs';
import { SCRIPT, bundle } from './esbuild.js';

const LANGUAGES = JSON.parse(readFileSync('www/languages.json', 'utf8'));

/** @param {string} name @param {string} type */
export const inline = (name, type) => `data:${type};base64,${readFileSync(name).toString('base64')}`;
/** @param {string} name */
const program = (name) => inline(`www/pkg/${name}.wasm`, 'application/wasm');

/**
 * With words that are others here: what could not be fetched elsewhere is not in this file.
 * @param {string[]} texts of all files that the words may be in
 */
export function reworded(texts) {
  for (const { id } of LANGUAGES) {
    const [own, usual] = ['single', 'digits'].map((part) => {
      const file = `www/locales/${id}/${part}.json`;
      // A draft may have none.
      return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
    });
    for (const [key, words] of Object.entries(own)) {
      if (!texts.some((text) => text.includes(usual[key]))) throw new Error(`${id}: ${key} is not among the words`);
      texts = texts.map((text) => text.replaceAll(usual[key], words));
    }
  }
  return texts;
}

/** @type {import('esbuild').BuildOptions} */
const OPTIONS = { ...SCRIPT, outdir: 'dist', logOverride: { 'empty-import-meta': 'silent' } };

/** A script with all that it imports. @param {string} entry @param {import('esbuild').BuildOptions} [more] */
export const script = (entry, more) => reworded([bundle(entry, { ...OPTIONS, format: 'esm', ...more }).text])[0];

/** The workers' program. It is no module, because browsers start none from a disk. */
export const worker = () => bundle('www/worker.js', { ...OPTIONS, format: 'iife' }).text;

/** @param {boolean} networks whether what is on networks is among them @param {boolean} timed likewise */
export const files = (networks, timed) => ({
  first: program('first_bg'),
  full: program('full_bg'),
  digits: networks ? program('digits_bg') : '',
  formulas: program('formulas_bg'),
  extras: program('extras_bg'),
  takings: program('takings_bg'),
  simd: timed ? program('timing_simd') : '',
  scalar: timed ? program('timing_scalar') : '',
  mnist: '',
  worker: '',
  home: '',
  build: '',
});

/** What stands before a script that has its files in it. @param {ReturnType<typeof files>} files @param {string} worker */
export const preamble = (files, worker) =>
  [
    `const FILES = ${JSON.stringify(files)};`,
    `const WORKER = ${JSON.stringify(worker)};`,
    'FILES.worker = URL.createObjectURL(new Blob([`const FILES = ${JSON.stringify(FILES)};`, WORKER]));',
  ].join('\n');
