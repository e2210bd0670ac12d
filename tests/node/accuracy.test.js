// Sweeps on real digits: measured when asked for, seen as they come, given up at once, never twice. In Chromium.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESKTOP, site } from './support/browser.js';
import { assertGivenUp } from './support/free.js';
import { choose, type } from './support/reader.js';
import { watched } from './support/watched.js';

const here = site();

const accuracy = (query, prepare = async () => {}, options = {}) =>
  here.alone(`accuracy${query}`, {
    ...options,
    prepare: async (page) => {
      await page.addInitScript(watched);
      await prepare(page);
    },
  });

const measure = (root) => root.locator('.command-measure').click();
/** Nothing is under way, and nothing is left to measure. */
const done = async (root) => {
  for (const name of ['measure', 'cancel'])
    await root.locator(`.command-${name}:disabled`).waitFor({ timeout: 60_000 });
};
/** What the table says of runs, by batch size. */
const runs = (root) =>
  root.locator('.readouts tbody tr').evaluateAll((rows) => rows.map((row) => Number(row.cells[3].textContent)));
/** The table comes to say so: it follows some moments after the buttons. */
async function assertRuns(root, wanted, why) {
  for (let tries = 0; tries < 50 && String(await runs(root)) !== String(wanted); tries += 1)
    await new Promise((done) => setTimeout(done, 100));
  assert.deepEqual(await runs(root), wanted, why);
}
const table = (root) => root.locator('.readouts tbody').textContent();
const reports = (page) => page.evaluate(() => window.reports);

test('a sweep is trained when it is asked for, and what is known is never trained again', async () => {
  const { page, check, close, root } = await accuracy('');
  await page.waitForTimeout(600);
  assert.equal(await reports(page), 0, 'nothing is trained before it is asked for');
  await assertRuns(root, [0, 0, 0, 0, 0, 0]);
  await measure(root);
  await root.locator('.long-work:not([hidden])').waitFor();
  await done(root);
  await assertRuns(root, [5, 5, 5, 5, 5, 5]);
  await root.locator('.ask').getByText('It falls:').waitFor();
  const [first, heard] = [await table(root), await reports(page)];
  await choose(root, 'updates');
  await page.waitForTimeout(300);
  await assertRuns(root, [0, 0, 5, 0, 0, 0], 'sixteen has the same number of both');
  assert.equal(await reports(page), heard, 'another question waits');
  await choose(root, 'epochs');
  await root.locator('.ask').getByText('It falls:').waitFor();
  assert.equal(await table(root), first);
  assert.equal(await reports(page), heard);
  check();
  await close();
});

test('the three questions are answered by pointing, and by the keyboard', async () => {
  const { page, check, close, root } = await accuracy('&step=2');
  await root.locator('.answers button').first().click();
  await done(root);
  await root.locator('.ask').getByText('Is it over-fitting?').waitFor();
  // Beside the number stands the dot of the largest batch.
  const words = await root
    .locator('.panel-sweep .label')
    .filter({ hasText: /^4\d\.\d/ })
    .first()
    .boundingBox();
  await page.mouse.click(words.x - 8, words.y + words.height / 2);
  await root.locator('.ask').getByText('it is not over-fitting').waitFor();
  await root.locator('.dots button').nth(2).click();
  await root.locator('.ask').getByText('Is the model too small?').waitFor();
  await root.locator('.answers button').first().focus();
  await page.keyboard.press('Enter');
  await root.locator('.ask').getByText('It is the optimisation.').waitFor();
  assert.match(page.url(), /step=3/);
  check();
  await close();
});

test('cancelling ends a long sweep', async () => {
  const opened = await accuracy('&budget=updates&seeds=20&epochs=60');
  const { check, close, root } = opened;
  await assertGivenUp(opened);
  const known = await runs(root);
  assert.ok(
    known.some((count) => count > 0),
    `what is known is kept: ${known}`,
  );
  check();
  await close();
});

test('MNIST comes when its button is pressed; a file that fails is told, and asked for again', async () => {
  let [missing, asked] = [true, 0];
  const { page, check, close, root } = await accuracy(
    '',
    (page) =>
      page.route('**/mnist10k-*.bin.gz', (route) => {
        asked += 1;
        return missing ? route.abort() : route.continue();
      }),
    { allow: /Failed to load|ERR_FAILED/, context: DESKTOP },
  );
  await choose(root, 'MNIST, 10,000 of 28 × 28 (loads 1.6 MB)');
  await root.getByText('MNIST could not be loaded').waitFor();
  assert.equal(asked, 1);
  await choose(root, '1,797 digits, 8 × 8');
  await measure(root);
  await done(root);
  await assertRuns(root, [5, 5, 5, 5, 5, 5], 'the rest works');
  missing = false;
  await choose(root, 'MNIST, 10,000 of 28 × 28 (loads 1.6 MB)');
  await type(root, 'epochs', '1');
  await measure(root);
  await root
    .locator('.ask p')
    .getByText(/^It (falls|rises)|^About|^Not clear/)
    .waitFor({ timeout: 60_000 });
  await done(root);
  await assertRuns(root, [5, 5, 5, 5, 5, 5, 5]);
  await root.getByText('CC BY-SA 3.0').waitFor();
  assert.equal(asked, 2, 'once for all that is trained on it');
  check();
  await close();
});
