// What an update costs, measured by the figure itself: seen as it comes, given up at once, copied, and without a GPU. In Chromium.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { site } from './support/browser.js';
import { assertGivenUp } from './support/free.js';
import { choose } from './support/reader.js';
import { watched } from './support/watched.js';

const here = site();

const cost = (query, options = {}) =>
  here.alone(`cost${query}`, { ...options, prepare: (page) => page.addInitScript(watched) });

const told = (root) => root.locator('.ask.told').waitFor({ timeout: 60_000 });
/** The table's rows: name and cells. */
const table = (root) =>
  root
    .locator('.readouts tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent.trim())));

test('an answer begins to measure, and what is known is never measured again', async () => {
  const { page, check, close, root } = await cost('');
  await page.waitForTimeout(600);
  assert.equal(await page.evaluate(() => window.reports), 0, 'nothing is timed before it is asked for');
  const begun = performance.now();
  await root.locator('.answers button').first().click();
  await root.locator('.long-work:not([hidden])').waitFor();
  await told(root);
  console.log(`one core: ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  const rows = await table(root);
  assert.deepEqual(
    rows.map(([name]) => name),
    [1, 10, 100, 1000, 10_000, 60_000].map((size) => `1 core, SIMD, B = ${size.toLocaleString('en')}`),
  );
  assert.ok(
    rows.every((cells) => /^\d+(\.\d+)?\s(ns|µs|ms|s)$/.test(cells[3])),
    JSON.stringify(rows[0]),
  );
  await root.locator('.ask p').getByText('times as long').waitFor();
  await root.locator('.found').getByText('holds here').first().waitFor();
  await root
    .locator('.found')
    .getByText(/Measured on .+, .+, \d+ logical cores/)
    .waitFor();
  // The losses have come with the fold; from here on nothing is asked of workers.
  await page.waitForTimeout(1500);
  const heard = await page.evaluate(() => window.reports);
  await choose(root, '784-128-10');
  await choose(root, '64-32-10');
  await told(root);
  assert.deepEqual(await table(root), rows);
  assert.equal(await page.evaluate(() => window.reports), heard);
  check();
  await close();
});

test('cancelling ends the measurement', async () => {
  const opened = await cost('&network=784-512-512-10&repeats=25');
  const { check, close, root } = opened;
  await assertGivenUp(opened);
  assert.ok((await table(root)).length > 0, 'what is known is kept');
  check();
  await close();
});

test('without a GPU that is one sentence, and the rest works', async () => {
  const { check, close, root } = await cost('&step=5');
  await root.locator('.answers button').first().click();
  await told(root);
  await root.locator('.ask').getByText('This browser gives pages no GPU').waitFor();
  await root.locator('.panel-update .label').getByText('No GPU to be had in this browser').waitFor();
  assert.equal((await table(root)).length, 6, 'one core is measured');
  check();
  await close();
});

test('what was measured is copied as text; without a clipboard it is shown, selected', async () => {
  const context = { viewport: { width: 1440, height: 900 }, permissions: ['clipboard-read', 'clipboard-write'] };
  for (const refused of [false, true]) {
    const { page, check, close, root } = await cost('', { context });
    await root.locator('.answers button').first().click();
    await told(root);
    if (refused)
      await page.evaluate(() => {
        navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
      });
    await root.locator('.command-copy').click();
    await root.locator('.copied').waitFor();
    const text = refused
      ? await root.locator('textarea.copied').evaluate((box) => box.value.slice(box.selectionStart, box.selectionEnd))
      : await page.evaluate(() => navigator.clipboard.readText());
    assert.match(text, /^Does a larger batch cost more time\?\n- \[holds here\] One core with SIMD/);
    assert.match(text, /\n1 core, SIMD, B = 1,000\t1\t64-32-10\t[\d.]+\s(µs|ms)\t/);
    assert.match(text, /logical cores\.\n/);
    assert.match(text, /\?scene=cost/);
    check();
    await close();
  }
});
