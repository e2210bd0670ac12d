// Heavy work where workers fail: it is done all the same. In Chromium.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, site } from './support/browser.js';
import { idle, notices, ready, reconnect, type } from './support/reader.js';
import { watched } from './support/watched.js';

const here = site();

/**
 * `minima` alone, with a page prepared before it is opened.
 * @param {string} query @param {(page: import('playwright-core').Page) => Promise<unknown>} prepare
 */
async function minima(query, prepare) {
  const opened = await open(here.browser, `${here.server.url}?scene=minima&${query}`, {
    allow: /Failed to load|ERR_FAILED/,
    prepare,
  });
  const root = opened.page.locator('downhill-scene');
  await ready(root);
  return { ...opened, root };
}

/** The numbers of runs that `minima` has counted, by batch size. */
const counted = (root) =>
  root.locator('.readouts tbody tr').evaluateAll((rows) => rows.map((row) => Number(row.cells[2].textContent)));

for (const [what, file] of [
  ['program', 'worker-'],
  ['core', 'full_bg-'],
])
  test(`workers whose ${what} cannot be had: the page does the work and says so, until there is a connection`, async () => {
    let [broken, asked] = [true, 0];
    const { page, check, close, root } = await minima('particles=300', async (page) => {
      await page.addInitScript(watched);
      await page.route(`**/${file}*`, (route) => {
        asked += 1;
        // The page itself asks first for its core.
        const own = file !== 'worker-' && asked === 1;
        return own || !broken ? route.continue() : route.abort();
      });
    });
    await root.locator('.command-release').click();
    await root.getByText('the page itself does the long computation').waitFor();
    await idle(root);
    assert.deepEqual(await counted(root), Array(6).fill(300));
    assert.equal(await page.evaluate(() => window.reports), 0);
    broken = false;
    await reconnect(page);
    await type(root, 'particles', '400');
    await root.locator('.command-release').click();
    await idle(root);
    assert.deepEqual(await counted(root), Array(6).fill(400));
    assert.ok((await page.evaluate(() => window.reports)) > 0, 'by a worker');
    check();
    await close();
  });

test('workers that are killed at work: after a while others do it', async () => {
  const { page, check, close, root } = await minima('particles=20000', (page) => page.addInitScript(watched));
  await root.locator('.command-release').click();
  await page.waitForFunction(() => window.reports > 2);
  await page.evaluate(() => window.workers.forEach((worker) => worker.terminate()));
  const before = await counted(root);
  assert.ok(Math.min(...before) < 20_000, `${before}`);
  await idle(root);
  assert.deepEqual(await counted(root), Array(6).fill(20_000));
  assert.equal(await notices(page).innerText(), '');
  check();
  await close();
});

test('the pool cannot be had: told, and the work is done once there is a connection', async () => {
  let broken = true;
  const { page, check, close, root } = await minima('particles=300', (page) =>
    page.route(/\/page-\w+\.js/, async (route) => {
      const response = await route.fetch();
      const pool = /hardwareConcurrency/.test(await response.text());
      return pool && broken ? route.abort() : route.fulfill({ response });
    }),
  );
  await root.getByText('This figure stopped').waitFor();
  broken = false;
  await reconnect(page);
  await root.locator('.command-release').click();
  await idle(root);
  assert.deepEqual(await counted(root), Array(6).fill(300));
  await root.getByText('This figure stopped').waitFor({ state: 'detached' });
  check();
  await close();
});
