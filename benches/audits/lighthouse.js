// Lighthouse as on a phone: `npm ci --prefix benches/audits`, then
// `node benches/audits/lighthouse.js [--runs N] [--without performance] [page …]`, where a page is as `momentum/` or `?scene=momentum`.
//
// Without pages: every static page and the link of every scene, which takes an hour. Prints the median of each category and of the layout
// shift, and what was found wrong; fails where a limit is missed. Performance is of this machine, which has to be quiet.

import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { SCENES } from '../../tests/node/support/scenes.js';
import { serve } from '../../tests/node/support/server.js';
import { median } from '../support/table.js';

/** The least of each category, of 100. */
const LEAST = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 };
/** The most by which what is in sight may move. */
const SHIFT = 0.02;

const SITE = new URL('../../dist/site/', import.meta.url);
const {
  values: { runs, without },
  positionals,
} = parseArgs({
  options: { runs: { type: 'string', default: '5' }, without: { type: 'string', multiple: true, default: [] } },
  allowPositionals: true,
});
const categories = Object.keys(LEAST).filter((name) => !without.includes(name));
const all = () =>
  readdirSync(SITE, { recursive: true })
    .map(String)
    .filter((file) => /(^|\/)index\.html$/.test(file))
    .map((file) => file.replace('index.html', ''))
    .sort()
    .concat(SCENES.map((scene) => `?scene=${scene}`));
const pages = positionals.length ? positionals : all();

/** As it is built for the address at which it stands here: search engines want whole ones. @param {string} name @param {string} text */
const placed = (name, text) =>
  name.endsWith('.html')
    ? text.replace(/(<link rel="(?:canonical|alternate)"[^>]* href=")(?:\.\.?\/)*/g, `$1${server.url}`)
    : text;
const server = await serve({ edit: placed });
const chrome = await launch({
  chromePath: process.env.DOWNHILL_CHROMIUM,
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run'],
});
try {
  console.log(['page', ...categories, 'shift'].join('\t'));
  for (const page of pages) await audit(page);
} finally {
  chrome.kill();
  server.close();
}

/** @param {string} page */
async function audit(page) {
  /** @type {Record<string, number[]>} */
  const scores = Object.fromEntries(categories.map((name) => [name, []]));
  /** @type {number[]} */
  const shifts = [];
  /** What was found wrong, as Lighthouse calls it. @type {Set<string>} */
  const wrong = new Set();
  for (let run = 0; run < Number(runs); run += 1) {
    // The layout shift is measured with performance.
    const onlyCategories = categories;
    const onlyAudits = categories.includes('performance') ? undefined : ['cumulative-layout-shift'];
    const { lhr } = await lighthouse(server.url + page, {
      port: chrome.port,
      logLevel: 'error',
      onlyCategories,
      onlyAudits,
    });
    if (lhr.runtimeError) throw new Error(`${page}: ${lhr.runtimeError.message}`);
    for (const name of categories) {
      const { score, auditRefs } = lhr.categories[name];
      scores[name].push((score ?? 0) * 100);
      if (name === 'performance') continue;
      for (const { id, weight } of auditRefs)
        if (weight > 0 && (lhr.audits[id].score ?? 1) < 1) wrong.add(`${name}: ${id}`);
    }
    shifts.push(lhr.audits['cumulative-layout-shift'].numericValue ?? 1);
  }
  const middle = categories.map((name) => median(scores[name]));
  const shift = median(shifts);
  const held = shift <= SHIFT && categories.every((name, at) => middle[at] >= LEAST[name]);
  if (!held) process.exitCode = 1;
  const cells = [page || '/', ...middle.map((score) => score.toFixed(0)), shift.toFixed(3)];
  console.log([...cells, ...(held ? [] : ['MISSED']), ...wrong].join('\t'));
}
