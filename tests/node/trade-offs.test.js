// The lecture's summary filled by the reader's own runs: measured there, measured elsewhere, restored by its link, copied. In
// Chromium.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESKTOP, open, PHONE, site } from './support/browser.js';
import { end, ready } from './support/reader.js';
import { assertQuiet } from './support/free.js';
import { watched } from './support/watched.js';

const here = site();

const PLACE = 'downhill-record-1';
/** What the browser has kept: comparison and numbers. */
const kept = async (page) => {
  const all = await page.evaluate((place) => JSON.parse(localStorage.getItem(place) ?? '[]'), PLACE);
  return Object.fromEntries(all.map((outcome) => [outcome.cell, outcome]));
};
const row = (root, name) => root.locator('.ledger [role="row"]').filter({ hasText: name });
const press = (root, command) => root.locator(`[data-command="${command}"]`).click();
/** Nothing is under way. */
const idle = (root) => root.locator('.command-cancel:disabled').waitFor({ timeout: 60_000 });
/** A page in which nothing was measured by anybody. */
async function summary(context = DESKTOP) {
  const opened = await here.alone('trade-offs', { context, prepare: (page) => page.addInitScript(watched) });
  await opened.root.locator('.ledger [role="row"]').nth(6).waitFor();
  return opened;
}

test('no number is there before it was measured, and the link of a run gives it again to the bit', async () => {
  const { page, check, close, root } = await summary();
  await page.waitForTimeout(500);
  assert.equal(await page.evaluate(() => window.reports), 0);
  assert.doesNotMatch(await root.locator('.ledger').innerText(), /\d/, 'nothing was measured, so there is no number');
  await press(root, 'measure-accuracy');
  await row(root, 'Optimisation').getByText('this run').waitFor({ timeout: 60_000 });
  await idle(root);
  await page.waitForFunction((place) => localStorage.getItem(place)?.includes('"epochs"'), PLACE);
  const { epochs } = await kept(page);
  const said = await row(root, 'Optimisation').innerText();
  assert.match(said, /Equal epochs: training accuracy \d+\.\d\s%/);
  assert.match(said, /not measured/, 'the row has another line');
  // The figure itself, by the link of the cell.
  const href = await row(root, 'Optimisation').getByText('this run').getAttribute('href');
  await page.evaluate((place) => localStorage.removeItem(place), PLACE);
  await page.goto(href);
  const figure = page.locator('downhill-scene');
  await ready(figure);
  await figure.locator('.command-measure').click();
  await page.waitForFunction((place) => localStorage.getItem(place)?.includes('"epochs"'), PLACE, { timeout: 60_000 });
  assert.deepEqual((await kept(page)).epochs, epochs);
  check();
  await close();
});

test('what was measured elsewhere stands in the table, also after the page was left', async () => {
  const { page, check, close, root } = await here.alone('accuracy&budget=updates');
  await root.locator('.command-measure').click();
  await page.waitForFunction((place) => localStorage.getItem(place)?.includes('"updates"'), PLACE, { timeout: 60_000 });
  await page.goto(`${here.server.url}?scene=trade-offs`);
  const table = page.locator('downhill-scene');
  await row(table, 'Optimisation').getByText('Equal updates:').waitFor();
  await row(table, 'Optimisation').getByText('this run').waitFor();
  assert.match(
    await row(table, 'Optimisation').getByText('this run').getAttribute('href'),
    /scene=accuracy&budget=updates/,
  );
  check();
  await close();
});

test('what the figure of noise has tried is kept, also where the table was not seen before', async () => {
  const { page, check, close, root } = await here.alone('noise');
  await end(root);
  await page.waitForFunction((place) => localStorage.getItem(place)?.includes('"gradient"'), PLACE, {
    timeout: 60_000,
  });
  await page.goto(`${here.server.url}?scene=trade-offs`);
  const table = page.locator('downhill-scene');
  await row(table, 'Gradient').getByText('agrees').waitFor();
  assert.match(await row(table, 'Gradient').getByText('this run').getAttribute('href'), /scene=noise/);
  check();
  await close();
});

test('all of it is measured with progress, and given up', async () => {
  const { page, check, close, root } = await summary();
  await root.locator('.answers button').first().click();
  await root.locator('progress').waitFor();
  await page.waitForFunction(() => window.reports > 1);
  await root.locator('.command-cancel').click();
  await idle(root);
  await assertQuiet(page);
  await press(root, 'measure-noise');
  await row(root, 'Gradient').getByText('agrees').waitFor();
  check();
  await close();
});

test('the table is copied as Markdown and as CSV', async () => {
  const { page, check, close, root } = await summary();
  await press(root, 'measure-noise');
  await row(root, 'Gradient').getByText('this run').waitFor();
  // Without permission the text is shown, to be copied by hand.
  await page.evaluate(() => (navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))));
  const text = async (command) => {
    await root.locator('textarea.copied').evaluateAll((all) => all.forEach((box) => box.remove()));
    await root.locator(`.command-${command}`).click();
    return root.locator('textarea.copied').inputValue();
  };
  const markdown = (await text('copy-markdown')).split('\n');
  assert.equal(markdown.length, 3, 'names, a line, and what was measured');
  assert.match(markdown[2], /^\| Gradient \| noisy \| stable \| .* \(agrees\) \| agrees \| http.*scene=noise.* \|$/);
  // A text field knows one kind of line's end.
  const csv = (await text('copy-csv')).split('\n');
  assert.equal(csv.length, 2);
  assert.match(csv[1], /^"Gradient","noisy","stable",".*","agrees","http.*"$/);
  check();
  await close();
});

test('on a phone the table fits, and in Chinese every word is there', async () => {
  const { page, root, check, close } = await summary(PHONE);
  const { width, room } = await root.locator('.ledger').evaluate((ledger) => ({
    width: Math.max(...[...ledger.querySelectorAll('*')].map((part) => part.getBoundingClientRect().right)),
    room: innerWidth,
  }));
  assert.ok(width <= room, `${width} of ${room}`);
  await page.goto(`${here.server.url}?scene=trade-offs&lang=zh`);
  await page.locator('.ledger [role="row"]').nth(6).waitFor();
  const said = await page.locator('.ledger').innerText();
  assert.match(said, /较快/);
  assert.doesNotMatch(said, /[a-z]+\.[a-z]+/, 'a key instead of a word');
  check();
  await close();
});

test('the contents count what was measured', async () => {
  const { page, check, close } = await open(here.browser, here.server.url);
  await page.locator('#trade-offs').scrollIntoViewIfNeeded();
  const root = page.locator('#trade-offs downhill-scene');
  await press(root, 'measure-accuracy');
  await page.waitForFunction(
    () => getComputedStyle(document.querySelector('.contents [href="#trade-offs"]'), '::after').content.includes('1/9'),
    undefined,
    { timeout: 60_000 },
  );
  check();
  await close();
});
