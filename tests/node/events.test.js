// Two thousand random events on the whole page, in Chromium: nothing fails, nothing is left behind. Whoever wants the same again
// gives the seed that was printed as DOWNHILL_SEED. How long a task may take is asked by benches/events.js, in time of the
// thread: by the clock, on a machine with other things to do, a test would fail by chance.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { site } from './support/browser.js';
import { assertSame, costs, turn } from './support/costs.js';
import { chances, seed } from './support/events.js';

const here = site();

/** @typedef {import('playwright-core').Page} Page */

/** What figures say that have given up: they do it by themselves, and throw nothing. @param {Page} page */
const stopped = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('downhill-scene')]
      .filter((element) => element.figure?.broken || element.shadowRoot.querySelector('.error'))
      .map((element) => element.shadowRoot.querySelector('.notices, .error').innerText),
  );

/** Every figure as it was at first, and at rest. @param {Page} page @param {() => Promise<{ nodes: number }>} alive */
async function rest(page, alive) {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.evaluate(() => {
    for (const { figure } of document.querySelectorAll('downhill-scene')) {
      figure.past.toolbar.reset.click();
      figure.player.pause();
    }
    scrollTo(0, 0);
  });
  // What was under way ends.
  let [before, now] = [-1, 0];
  for (let times = 0; times < 20 && now !== before; times += 1) {
    await page.waitForTimeout(500);
    [before, now] = [now, (await alive()).nodes];
  }
  // In both languages all words have been said once.
  await turn(page, 6);
  return alive();
}

test('two thousand random events: no error, no figure stops, nothing is left behind', async () => {
  const { page, check, close } = await here.standing();
  const { alive } = await costs(page);
  const chosen = seed();
  console.log(`DOWNHILL_SEED=${chosen}`);
  const first = await rest(page, alive);
  const happen = await chances(page, chosen);
  for (let events = 0; events < 2000; events += 100) {
    await happen(100);
    assert.deepEqual(await stopped(page), []);
    check();
  }
  const after = await rest(page, alive);
  console.log('at first', first, 'afterwards', after);
  // Notices, links shown to be copied, and what the pool remembers (ROOM in www/pool/shelf.js) may have come.
  assert.ok(after.nodes - first.nodes <= 1000 && after.listeners - first.listeners <= 50, JSON.stringify(after));
  assert.ok(after.heap - first.heap <= 48e6, `${after.heap} bytes`);
  await turn(page, 50);
  assertSame(after, await alive());
  assert.deepEqual(await stopped(page), []);
  check();
  await close();
});
