// The page as one file that is opened from a disk, and each of its scenes likewise: `node xtask/single.js`, after `bundle.js`. Writes
// `dist/downhill.html` and `dist/single/`.
//
// What is a file beside the page otherwise is in the table `FILES` as an address that holds its contents. The workers' program is no module,
// because browsers start none from a disk.

import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { SCRIPT, bundle } from './esbuild.js';

const SITE = 'dist/site';
const LANGUAGES = JSON.parse(readFileSync('www/languages.json', 'utf8'));

/** @param {string} name @param {string} type */
const inline = (name, type) => `data:${type};base64,${readFileSync(name).toString('base64')}`;
/** @param {string} name */
const program = (name) => inline(`www/pkg/${name}.wasm`, 'application/wasm');

/** What a script in HTML may not say in the middle. @param {string} text */
const safe = (text) => text.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');

/** Words that are others here: what could not be fetched elsewhere is not in this file. @param {string} text */
function reworded(text) {
  for (const { id } of LANGUAGES) {
    const [own, usual] = ['single', 'digits'].map((part) => {
      const file = `www/locales/${id}/${part}.json`;
      // A draft may have none.
      return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
    });
    for (const [key, words] of Object.entries(own)) {
      if (!text.includes(usual[key])) throw new Error(`${id}: ${key} is not among the words`);
      text = text.replaceAll(usual[key], words);
    }
  }
  return text;
}

const options = { ...SCRIPT, outdir: 'dist', logOverride: { 'empty-import-meta': 'silent' } };
const main = reworded(bundle('www/main.js', { ...options, format: 'esm' }).text);
const worker = bundle('www/worker.js', { ...options, format: 'iife' }).text;
const style = readFileSync(`${SITE}/${readdirSync(SITE).find((file) => /^style-\w+\.css$/.test(file))}`, 'utf8');
const [, digits = ''] = /DIGITS = \[(.*)\]/.exec(readFileSync('www/core.js', 'utf8')) ?? [];
const timing = ['cost'];

/** @param {string} scene its id; none for all */
function script(scene) {
  const networks = !scene || digits.includes(`'${scene}'`);
  const timed = !scene || timing.includes(scene);
  const files = {
    first: program('first_bg'),
    full: program('full_bg'),
    digits: networks ? program('digits_bg') : '',
    simd: timed ? program('timing_simd') : '',
    scalar: timed ? program('timing_scalar') : '',
    mnist: '',
    build: '',
  };
  return [
    `const FILES = ${JSON.stringify(files)};`,
    `const WORKER = ${JSON.stringify(worker)};`,
    'FILES.worker = URL.createObjectURL(new Blob([`const FILES = ${JSON.stringify(FILES)};`, WORKER]));',
    main,
  ].join('\n');
}

const page = readFileSync(`${SITE}/index.html`, 'utf8')
  .replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>\n/, '')
  .replace(/<link rel="(manifest|preload|modulepreload)"[^>]*>\n/g, '')
  .replace(/<script src="only\.js"><\/script>\n/, '')
  .replace(/href="icon\.svg"/, () => `href="${inline('www/icon.svg', 'image/svg+xml')}"`)
  .replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${style}</style>`);

/** @param {string} html @param {string} scene */
const whole = (html, scene = '') =>
  html.replace(
    /<script type="module" src="main\.js"><\/script>/,
    () => `<script type="module">${safe(script(scene))}</script>`,
  );

writeFileSync('dist/downhill.html', whole(page));
mkdirSync('dist/single', { recursive: true });
const [, before, sections, after] = /^([^]*<main>)([^]*)(<\/main>[^]*)$/.exec(page) ?? [];
for (const [section, id] of sections.matchAll(/<section id="([^"]+)"[^]*?<\/section>/g))
  writeFileSync(`dist/single/${id}.html`, whole(before + section + after, id));
