// Ideas for large batches, measured by the figure itself: asked for, given up, tuned, timed, and an entry of the reader's own. In Chromium.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PHONE, site } from './support/browser.js';
import { assertGivenUp } from './support/free.js';
import { choose, type } from './support/reader.js';
import { watched } from './support/watched.js';

const here = site();

const entries = (query, context = undefined) =>
  here.alone(`large-batch${query}`, { context, prepare: (page) => page.addInitScript(watched) });

const reports = (page) => page.evaluate(() => window.reports);
const measure = (root) => root.locator('.command-measure').click();
const told = (root) => root.locator('.ask.told').waitFor({ timeout: 120_000 });
/** The table's rows: name and cells. */
const table = (root) =>
  root
    .locator('.readouts tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent.trim())));
/** The ends of an interval in a cell, such as “92.0 (91.1–92.9)”. */
const range = (cell) => cell.match(/\d+\.\d/g).map(Number);

test('what a step needs is measured when it is asked for, and never again', async () => {
  const { page, check, close, root } = await entries('&seeds=5');
  await page.waitForTimeout(600);
  assert.equal(await reports(page), 0, 'nothing is trained before it is asked for');
  await root.locator('.answers button').nth(2).click();
  await told(root);
  await root.locator('.ask').getByText('20 updates instead of 640').waitFor();
  let rows = await table(root);
  assert.deepEqual(
    rows.map(([name]) => name),
    ['small batch, B = 32', 'same η'],
  );
  await choose(root, 'all ideas');
  await measure(root);
  await told(root);
  rows = await table(root);
  assert.equal(rows.length, 9);
  for (const [name, , epochs, , runs, seconds] of rows) {
    assert.deepEqual([epochs, runs], ['20', '5'], name);
    assert.ok(Number(seconds) > 0, `${name}: ${seconds} s on this machine`);
  }
  console.log(rows.map(([name, , , , , seconds, accuracy]) => `${name}: ${accuracy}, ${seconds} s`).join('\n'));
  const [reference, same, , linear] = rows.map((cells) => range(cells[6])[0]);
  assert.ok(linear - same > 10 && reference > linear, `${same} ${linear} ${reference}`);
  assert.equal(await root.locator('.found li').count(), 6);
  const heard = await reports(page);
  await choose(root, 'seconds');
  await choose(root, 'epochs');
  await choose(root, 'ways to scale η');
  await choose(root, 'all ideas');
  await told(root);
  assert.deepEqual(await table(root), rows);
  assert.equal(await reports(page), heard, 'it is all known');
  // By a tap, and by the menu.
  const name = root.locator('.panel-entries .label').getByText('LAMB');
  await name.scrollIntoViewIfNeeded();
  const row = await name.boundingBox();
  await page.mouse.click(row.x + 250, row.y + row.height / 2);
  await root.locator('.caption').getByText('BERT in 76 minutes').waitFor();
  await root.locator('.control-shown select').selectOption('swap');
  await root.locator('.caption').getByText('weight averaging in parallel').waitFor();
  check();
  await close();
});

test('every entry is tuned with as many tries; it can be given up', async () => {
  const { check, close, root } = await entries('&entries=all&rates=tuned&seeds=5&epochs=3');
  await measure(root);
  await root.locator('.long-work:not([hidden])').waitFor();
  await root.locator('.command-cancel').click();
  await root.locator('.long-work[hidden]').waitFor({ state: 'attached' });
  assert.equal(await root.locator('.ask.told').count(), 0, 'part of it is no verdict');
  await measure(root);
  await told(root);
  const rows = await table(root);
  assert.ok(
    rows.every((cells) => Number(cells[8]) > 0 && range(cells[9]).length === 3),
    JSON.stringify(rows[0]),
  );
  assert.deepEqual(rows[1].slice(8), rows[3].slice(8), 'tuned, a rule for η is none');
  await root.locator('.panel-tried .label').getByText('best: η').waitFor();
  check();
  await close();
});

test('cancelling ends the measurement', async () => {
  const opened = await entries('&entries=all&rates=tuned&seeds=20&epochs=60');
  const { check, close } = opened;
  await assertGivenUp(opened);
  check();
  await close();
});

test('a reader’s own entry comes and goes, and travels in the link', async () => {
  const { page, check, close, root } = await entries('&entries=scaled&seeds=5&epochs=3');
  const add = root.locator('.command-add-run');
  assert.equal(await add.textContent(), 'Add an entry');
  await add.click();
  // One name for one thing, on its card and in its row.
  const name = 'your entry 1';
  assert.equal(await root.locator('.card legend').textContent(), name);
  assert.equal((await table(root)).at(-1)[0], name);
  await root.locator('.card .control-optimizer select').selectOption('lamb');
  assert.equal(await root.locator('.card .control-momentum').count(), 0, 'it has no such momentum');
  await type(root.locator('.card'), 'learning-rate', '0.01');
  await type(root.locator('.card'), 'swap', '1');
  // The address follows in its own time.
  await page.waitForURL(/runs=lamb.*swap/);
  await measure(root);
  await told(root);
  assert.equal((await table(root)).length, 5);
  await root.locator('.found').getByText('Your entry 1').waitFor();
  const again = await entries(new URL(page.url()).search.replace('?scene=large-batch', ''));
  await measure(again.root);
  await told(again.root);
  const lasting = (rows) => rows.map((cells) => cells.filter((_, column) => column !== 5));
  assert.deepEqual(lasting(await table(again.root)), lasting(await table(root)));
  await again.close();
  await root.locator('.command-remove-run').click();
  await root.locator('.card').waitFor({ state: 'detached' });
  await told(root);
  assert.equal((await table(root)).length, 4);
  assert.doesNotMatch(page.url(), /runs=/);
  assert.ok(await root.locator('.command-add-run').isVisible(), 'another one may come');
  check();
  await close();
});

test('on a phone the table can be moved by keys, and there is no picture of what was not tried', async () => {
  const { check, close, root } = await entries('&seeds=5&epochs=3&entries=scaled', PHONE);
  await measure(root);
  await told(root);
  assert.ok(await root.locator('.panel-tried').isHidden(), 'nothing was tuned');
  const scroller = root.locator('.readouts');
  assert.equal(await scroller.getAttribute('tabindex'), '0');
  await scroller.focus();
  await scroller.press('ArrowRight');
  await scroller.evaluate(async (element) => {
    while (!element.scrollLeft) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
  await choose(root, 'that, and its best η of eight');
  await root.locator('.panel-tried').waitFor();
  check();
  await close();
});

test('in Chinese every word is there', async () => {
  const { check, close, root } = await entries('&lang=zh&step=5&seeds=5&epochs=5');
  await measure(root);
  await told(root);
  const words = await root.locator('.scene').innerText();
  assert.doesNotMatch(words, /\{[\w-]+\}|[a-z]+\.[a-z]+[.-]|undefined/);
  assert.match(words, /失败/);
  check();
  await close();
});
