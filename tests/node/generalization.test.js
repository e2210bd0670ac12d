// Small batch against full batch: three presses tell the story, the rest says why; given up at once, never twice. In Chromium.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { site } from './support/browser.js';
import { assertGivenUp } from './support/free.js';
import { choose, type } from './support/reader.js';
import { watched } from './support/watched.js';

const here = site();

const open = (query, options = {}) =>
  here.alone(`generalization${query}`, { ...options, prepare: (page) => page.addInitScript(watched) });

const reports = (page) => page.evaluate(() => window.reports);
const told = (root) => root.locator('.ask.told').waitFor({ timeout: 120_000 });
/** The verdict, without what was predicted. */
const verdict = async (root) =>
  (await root.locator('.ask p').first().textContent()).replace(/ You predicted.*/, '').trim();
/** The table's rows that were measured here: name and cells. */
const table = async (root) => {
  const rows = await root
    .locator('.readouts tbody tr')
    .evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.textContent.trim())));
  return rows.filter(([name]) => !name.includes('published'));
};

test('three presses: clean digits, wrong labels, a larger η; and nothing is measured twice', async () => {
  const { page, check, close, root } = await open('');
  await page.waitForTimeout(600);
  assert.equal(await reports(page), 0, 'nothing is trained before it is asked for');
  assert.equal(await root.locator('.readouts tbody tr').filter({ hasText: 'published' }).count(), 6);
  const said = [];
  for (const step of [0, 1, 2]) {
    await root.locator('.dots button').nth(step).click();
    await page.waitForTimeout(1000);
    assert.equal(await root.locator('.ask.told').count(), 0, 'it is asked first');
    const begun = performance.now();
    await root.locator('.answers button').first().click();
    await root.locator('.long-work:not([hidden])').waitFor();
    await told(root);
    said.push(await verdict(root));
    console.log(`step ${step + 1}, ${((performance.now() - begun) / 1000).toFixed(1)} s: ${said.at(-1)}`);
    assert.equal((await table(root)).length, step + 1, 'the rows build up');
  }
  assert.match(said[0], /^About equal/);
  assert.match(said[1], /^The small batch/);
  const rows = await table(root);
  console.log(rows.map((cells) => cells.join(' | ')).join('\n'));
  const heard = await reports(page);
  await root.locator('.dots button').first().click();
  await page.waitForTimeout(1000);
  await told(root);
  assert.equal(await verdict(root), said[0]);
  assert.deepEqual(await table(root), rows);
  assert.equal(await reports(page), heard, 'what is known is never trained again');
  check();
  await close();
});

test('why: the line, the planes with their paths, and two measures that are told apart', async () => {
  const { page, check, close, root } = await open('&step=4');
  const begun = performance.now();
  await root.locator('.answers button').first().click();
  await told(root);
  console.log(`around: ${((performance.now() - begun) / 1000).toFixed(1)} s, ${await verdict(root)}`);
  console.log(await root.locator('.caption').textContent());
  assert.match(
    await root.locator('.caption').textContent(),
    /not the path.*random directions.*hold 0\.0\d+ % .*, 0\.0\d+ %/,
  );
  const before = await reports(page);
  await choose(root, 'where the path varies most');
  await page.waitForTimeout(300);
  assert.equal(await reports(page), before, 'other directions wait to be asked for');
  await root.locator('.command-measure').click();
  await told(root);
  assert.match(await root.locator('.caption').textContent(), /varies most/);
  console.log(await root.locator('.caption').textContent());
  await choose(root, 'sharpness of both');
  await type(root, 'pairs', '5');
  await root.locator('.command-measure').click();
  await told(root);
  console.log(await verdict(root));
  for (const claim of ['Top Hessian eigenvalue', 'Keskar’s box measure'])
    await root.locator('.found').getByText(claim).first().waitFor();
  check();
  await close();
});

test('cancelling ends the measurement', async () => {
  const opened = await open('&wrong-labels=20&pairs=30&hidden=256');
  const { check, close } = opened;
  await assertGivenUp(opened);
  check();
  await close();
});

test('in Chinese every word is there', async () => {
  for (const step of [1, 3, 4, 5]) {
    const { check, close, root } = await open(`&lang=zh&step=${step}`);
    await root
      .locator('.step')
      .filter({ hasText: /\p{Script=Han}/u })
      .waitFor();
    const text = await root.locator('.scene').innerText();
    assert.doesNotMatch(text, /(predict|label|guide|param|choice|axis|caption|readout|run)\.[a-z]/, text);
    assert.doesNotMatch(text, /\{[a-z-]+\}/, text);
    check();
    await close();
  }
});
