// The page as one file that is opened from a disk, and each of its scenes likewise: `node xtask/single.js`, after `bundle.js`. Writes
// `dist/downhill.html` and `dist/single/`.

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { files, inline, preamble, script, worker } from './whole.js';

const SITE = 'dist/site';

/** What a script in HTML may not say in the middle. @param {string} text */
const safe = (text) => text.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');

const main = script('www/main.js');
const program = worker();
const style = readFileSync(`${SITE}/${readdirSync(SITE).find((file) => /^style-\w+\.css$/.test(file))}`, 'utf8');
const [, digits = ''] = /DIGITS = \[(.*)\]/.exec(readFileSync('www/core.js', 'utf8')) ?? [];
const timing = ['cost'];

/** @param {string} scene its id; none for all */
function scripted(scene) {
  const had = files(!scene || digits.includes(`'${scene}'`), !scene || timing.includes(scene));
  return `${preamble(had, program)}\n${main}`;
}

const page = readFileSync(`${SITE}/index.html`, 'utf8')
  .replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>\n/, '')
  .replace(/<link rel="(manifest|preload|modulepreload)"[^>]*>\n/g, '')
  .replace(/<script src="only\.js"><\/script>\n/, '')
  .replace(/<noscript>.*?<\/noscript>/g, '')
  .replace(/href="icon\.svg"/, () => `href="${inline('www/icon.svg', 'image/svg+xml')}"`)
  .replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${style}</style>`);

/** @param {string} html @param {string} scene */
const whole = (html, scene = '') =>
  html.replace(
    /<script type="module" src="main\.js"><\/script>/,
    () => `<script type="module">${safe(scripted(scene))}</script>`,
  );

writeFileSync('dist/downhill.html', whole(page));
mkdirSync('dist/single', { recursive: true });
const [, before, sections, after] = /^([^]*<main>)([^]*)(<\/main>[^]*)$/.exec(page) ?? [];
for (const [section, id] of sections.matchAll(/<section id="([^"]+)"[^]*?<\/section>/g))
  writeFileSync(`dist/single/${id}.html`, whole(before + section + after, id));
