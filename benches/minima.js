// The release of `minima` in Chromium: how soon it tells its progress, and when all 6 × 2,000 runs have ended.

import { launch, open } from '../tests/node/support/browser.js';
import { ready } from '../tests/node/support/reader.js';
import { serve } from '../tests/node/support/server.js';
import { median, table, within } from './support/table.js';

const RELEASES = 5;
/** Most milliseconds until progress is told, until runs are counted, until all are. */
const LIMITS = { progress: 100, first: 400, all: 4000 };

const server = await serve();
const browser = await launch();
const times = [];
for (let k = 0; k < RELEASES; k += 1) {
  const { page, close } = await open(browser, `${server.url}?scene=minima`);
  const root = page.locator('downhill-scene');
  await root.locator('.command-release').waitFor();
  // The table of numbers is folded away.
  await ready(root);
  // A reader looks before pressing: meanwhile the worker gets ready.
  await page.waitForTimeout(600);
  times.push(
    await root.evaluate(async (element) => {
      const inside = element.shadowRoot;
      const runs = () =>
        [...inside.querySelectorAll('.readouts tbody tr')].map((row) =>
          Number(row.querySelectorAll('td')[1].textContent),
        );
      const told = () => [...inside.querySelectorAll('.label span')].some((label) => /running/.test(label.textContent));
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      const start = performance.now();
      const since = () => performance.now() - start;
      if (!runs().length) throw new Error('no table of numbers');
      inside.querySelector('.command-release').click();
      const seen = { progress: 0, first: 0, all: 0 };
      while (!seen.all) {
        if (!seen.progress && told()) seen.progress = since();
        if (!seen.first && runs().some((count) => count > 0)) seen.first = since();
        if (runs().every((count) => count >= 2000)) seen.all = since();
        await frame();
      }
      return seen;
    }),
  );
  await close();
}
const middle = (name) => median(times.map((time) => time[name]));
table(`the release of minima, 6 × 2,000 runs, median of ${RELEASES}`, [
  within('progress told', middle('progress'), LIMITS.progress, 'ms'),
  within('first runs counted', middle('first'), LIMITS.first, 'ms'),
  within('all runs counted', middle('all'), LIMITS.all, 'ms'),
]);
await browser.close();
server.close();
