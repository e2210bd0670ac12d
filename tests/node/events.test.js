// Random events on the whole page, in Chromium: nothing fails, nothing is left behind. Whoever wants others gives another seed as
// DOWNHILL_SEED. benches/events.js has more of them, others each time, and asks how long a task takes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { site } from './support/browser.js';
import { assertLasting, costs, turn } from './support/costs.js';
import { chances, seed, stopped } from './support/events.js';

const here = site();

/** @typedef {import('playwright-core').Page} Page */

/** Has everything made that is made once for a figure and stays for the next time. @param {Page} page */
const furnish = (page) =>
  page.evaluate(async () => {
    for (const { figure } of document.querySelectorAll('downhill-scene')) {
      const { element, scene, extras } = figure;
      const there = async (/** @type {string} */ selector) => {
        for (let times = 0; times < 300 && !element.querySelector(selector); times += 1)
          await new Promise((done) => setTimeout(done, 50));
        if (!element.querySelector(selector)) throw new Error(`${figure.setting.id} has no ${selector}`);
      };
      const choice = ['objective', 'curve'].find((name) =>
        element.querySelector(`.control-${name} [value=expression]`),
      );
      const hasData = element.querySelector('.deeper .own');
      const landscape = element.querySelector('.views .surface');
      await extras.ask(async (rare) => {
        await rare.teach();
        rare.builder.close();
        await rare.takeAway();
        rare.away.close();
        await rare.pin();
        if (!hasData) return;
        await rare.data();
        rare.editor.close();
      });
      if (landscape) {
        landscape.click();
        await there('.zooms');
      }
      if (choice) {
        scene.set(choice, 'expression');
        figure.past.keep();
        await there('.own-box');
      }
      figure.past.toolbar.reset.click();
    }
  });

/** Every figure as it was at first, and at rest. @param {Page} page @param {() => Promise<{ nodes: number }>} alive */
async function rest(page, alive) {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.evaluate(() => {
    for (const { figure } of document.querySelectorAll('downhill-scene')) {
      figure.past.toolbar.reset.click();
      figure.player.pause();
      figure.element.querySelector('.pins .quiet')?.click();
      figure.notices.tell([]);
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

const EVENTS = 800;

test('hundreds of random events: no error, no figure stops, nothing is left behind', async () => {
  const { page, check, close } = await here.standing();
  const { alive } = await costs(page);
  await furnish(page);
  const first = await rest(page, alive);
  const happen = await chances(page, seed(1));
  for (let events = 0; events < EVENTS; events += 100) {
    await happen(100);
    assert.deepEqual(await stopped(page), []);
    check();
  }
  const after = await rest(page, alive);
  console.log('at first', first, 'afterwards', after);
  // Notices, links shown to be copied, and what the pool remembers (ROOM in www/pool/shelf.js) may have come.
  assert.ok(after.nodes - first.nodes <= 1000 && after.listeners - first.listeners <= 50, JSON.stringify(after));
  assert.ok(after.heap - first.heap <= 48e6, `${after.heap} bytes`);
  await assertLasting(alive, () => turn(page, 50));
  assert.deepEqual(await stopped(page), []);
  check();
  await close();
});
