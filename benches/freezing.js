// How long the page keeps its reader waiting, in Chromium: the longest task of its main thread, in the thread's own time, while all
// workers measure, while language and colours change with every figure made, on a wall, and when it is opened far below; and when a
// worker is last heard after the reader gave it up. Workers share the page's cores: a task takes so many times as long as on
// a core of its own, which is measured beside it.

import { launch, open } from '../tests/node/support/browser.js';
import { turn } from '../tests/node/support/costs.js';
import { giveUp } from '../tests/node/support/free.js';
import { figure, ready } from '../tests/node/support/reader.js';
import { serve } from '../tests/node/support/server.js';
import { tasks } from '../tests/node/support/tasks.js';
import { watched } from '../tests/node/support/watched.js';
import { table, within } from './support/table.js';

/** Milliseconds. */
const [TASK, LATE, ALL] = [50, 200, 200];
const WORK = [
  'accuracy&budget=updates&seeds=20&epochs=60',
  'cost&network=784-512-512-10&repeats=25',
  'generalization&wrong-labels=20&pairs=30&hidden=256',
  'large-batch&entries=all&rates=tuned&seeds=20&epochs=60',
];

/** In a page: milliseconds of the same small piece of work, over and over. @param {{ times: number, pause: number }} how */
async function pieces({ times, pause }) {
  const taken = [];
  let sum = 0;
  for (let k = 0; k < times; k += 1) {
    const from = performance.now();
    for (let n = 0; n < 1e6; n += 1) sum += Math.sqrt(n);
    taken.push(performance.now() - from);
    await new Promise((done) => setTimeout(done, pause));
  }
  taken.sort((one, other) => one - other);
  return sum > 0 ? taken[times >> 1] : 0;
}

const server = await serve();
const browser = await launch();
const rows = [];
for (const query of WORK) {
  const { page, check, close } = await open(browser, `${server.url}?scene=${query}`, {
    prepare: (page) => page.addInitScript(watched),
  });
  const root = page.locator('downhill-scene');
  await ready(root);
  const alone = await page.evaluate(pieces, { times: 40, pause: 5 });
  let [slower, asked] = [1, 0];
  const [{ time, what }] = await tasks(page, async () => {
    const given = await giveUp({ page, root }, async () => {
      slower = Math.max(1, (await page.evaluate(pieces, { times: 30, pause: 100 })) / alone);
    });
    ({ asked } = given);
  });
  await page.waitForTimeout(1000);
  const late = (await page.evaluate(() => window.heard)) - asked;
  const [scene] = query.split('&');
  rows.push(
    within(`${scene}: longest task`, time / slower, TASK, 'ms', `, ${what}`),
    within(`${scene}: last heard after it was given up`, Math.max(0, late), LATE, 'ms'),
  );
  check();
  await close();
}

/**
 * The longest task of the page at an address while something happens.
 * @param {string} name @param {string} query @param {(page: import('playwright-core').Page) => Promise<unknown>} first
 * @param {(page: import('playwright-core').Page) => Promise<unknown>} act
 */
async function longest(name, query, first, act) {
  const { page, check, close } = await open(browser, `${server.url}${query}`);
  await first(page);
  const [{ time, what }] = await tasks(page, () => act(page));
  rows.push(within(name, time, ALL, 'ms', `, ${what}`));
  check();
  await close();
}

await longest(
  'fifty changes of language and colours',
  '',
  async (page) => {
    for (const section of await page.locator('main > section').all()) await ready(section.locator('downhill-scene'));
    await turn(page, 6);
  },
  (page) => turn(page, 54),
);
await longest(
  'opened at a section far below',
  '',
  (page) => page.goto('about:blank'),
  async (page) => {
    await page.goto(`${server.url}#lab`);
    await ready(figure(page, 'lab'));
    await page.waitForTimeout(700);
  },
);
await longest(
  'another map on a wall 8,000 px wide',
  '?scene=lab',
  async (page) => {
    await page.setViewportSize({ width: 8000, height: 2000 });
    await ready(page.locator('downhill-scene'));
  },
  async (page) => {
    await page.locator('.control-objective select').selectOption('himmelblau');
    await page.waitForTimeout(1000);
  },
);
await browser.close();
server.close();
table('How long the page keeps its reader waiting', rows);
