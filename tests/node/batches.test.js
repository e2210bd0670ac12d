// Journeys through the scenes on batches: cards, the losses of batches, flat and sharp minima, many seeds.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, site } from './support/browser.js';
import { choose, drag, end, idle, picture, ready, start, type, update } from './support/reader.js';
import { serve } from './support/server.js';

const here = site();
const { alone } = here;

/** Cells of a row of numbers. */
const cells = (root, row = 0) => root.locator('.readouts tbody tr').nth(row).locator('td').allTextContents();
const found = (root) => root.locator('.found').innerText();
/** The words in the pictures. */
const labels = async (root) => (await root.locator('.label span').allTextContents()).join(' | ');

/** Waits until the counter says that so many updates are made, and stands still. */
async function rests(root, updates) {
  await root.locator('.play[aria-label=Play]').waitFor();
  assert.equal(await update(root).textContent(), String(updates));
}

test('batches: one press is one mini-batch; update, epoch and examples are counted apart', async () => {
  const { page, check, close, root } = await alone('batches&speed=5');
  const press = root.locator('.command-next-batch');
  const seen = [];
  for (let k = 1; k <= 6; k += 1) {
    await press.click();
    await rests(root, k);
    seen.push((await cells(root)).slice(0, 4).join(' '));
  }
  assert.deepEqual(seen, [
    '1 1/3 1/5 4',
    '2 1/3 2/5 8',
    '3 1/3 3/5 12',
    '4 1/3 4/5 16',
    '5 1/3 5/5 20',
    '6 2/3 1/5 24',
  ]);
  // The same with the keyboard and with the step buttons; a tapped card only lights up.
  await press.press('Enter');
  await rests(root, 7);
  await root.locator('.plot').first().click();
  await rests(root, 7);
  await root.locator('.forward').click();
  await rests(root, 8);
  await root.locator('.back').click();
  await rests(root, 7);
  assert.match(await labels(root), /batch 2 of 5/);
  await end(root);
  assert.match(
    await found(root),
    /each of the 20 examples was used exactly once[\s\S]*holds here Over 100 seeds, [\d.]+ % of the batches of epoch 2 had not/,
  );
  await press.click();
  await rests(root, 1);
  await page.waitForTimeout(50);
  check();
  await close();
});

test('batches: the last batch is a partial one where B does not divide N', async () => {
  const { check, close, root } = await alone('batches&batch-size=6&speed=5');
  await root.locator('.label span').filter({ hasText: 'partial batch: 2' }).waitFor();
  for (let k = 1; k <= 4; k += 1) {
    await root.locator('.forward').click();
    assert.deepEqual((await cells(root)).slice(2, 4), [`${k}/4`, String(Math.min(6 * k, 20))]);
  }
  const text = await root.locator('.caption').innerText();
  assert.match(text, /38,760 possible batches/);
  const [theory, measured] = [/formula ([\d.]+ × [\d.]+)/, /possible batches ([\d.]+ × [\d.]+)/].map(
    (r) => text.match(r)[1],
  );
  assert.equal(theory, measured, 'all batches scatter exactly by the formula');
  check();
  await close();
});

test('batches: the sampling rule decides what an epoch is', async () => {
  const { check, close, root } = await alone('batches&speed=5');
  const order = (name) => choose(root, name);
  await order('with replacement');
  await end(root);
  assert.match(await found(root), /were never drawn/);
  assert.match(await root.locator('.caption').innerText(), /20,000 drawn batches/);
  for (const rule of ['in order', 'shuffle once']) {
    await order(rule);
    await end(root);
    assert.match(
      await found(root),
      /does not reproduce here Over 100 seeds, 0 % of the batches of epoch 2 had not/,
      rule,
    );
  }
  await order('reshuffle each epoch');
  await end(root);
  assert.match(await found(root), /shuffling after each epoch makes the batches differ/);
  // Fewer examples than the batch holds: told, and mended.
  await type(root, 'batch-size', '12');
  await type(root, 'examples', '7');
  assert.match(await root.locator('.notices').innerText(), /“12”.*batch-size.*7/);
  check();
  await close();
});

test('noise: the ball catches on critical points, and starts elsewhere too', async () => {
  const { page, check, close, root } = await alone('noise&speed=5');
  const handle = root.locator('.handle').first();
  assert.match(await start(root), /−1\.49\./);
  await drag(page, handle, 200, 0);
  assert.doesNotMatch(await start(root), /−1\.49\./);
  assert.match(await root.locator('.ask').innerText(), /Both balls start here/);
  await handle.focus();
  for (let k = 0; k < 60 && !/−1\.49\./.test(await start(root)); k += 1) await page.keyboard.press('ArrowLeft');
  assert.match(await start(root), /−1\.49\./, 'the arrow keys bring it back to the valley');
  assert.match(await root.locator('.ask').innerText(), /no slope at all \(‖∇L‖ = 0\)/);
  check();
  await close();
});

test('noise: curves, surfaces, and the network where no noise helps', async () => {
  const { check, close, root } = await alone('noise&batch-size=4');
  const bars = await picture(root, 2);
  for (let k = 0; k < 3; k += 1) await root.locator('.forward').click();
  assert.notEqual(await picture(root, 2), bars, 'the bars follow the ball');
  assert.match(await labels(root), /L \| L³/);
  await choose(root, 'surfaces');
  assert.equal(await root.locator('.panel-batch .axis-y').innerText(), 'θ₂ ↑');
  await end(root);
  await root.locator('.found .holds').waitFor();
  assert.match(
    await found(root),
    /holds here With B = 4, \d+ % of the runs over 100 seeds[\s\S]*rounding errors alone/,
  );
  await choose(root, 'the lecture’s network');
  await end(root);
  await root.locator('.found .fails').waitFor();
  assert.match(await found(root), /does not reproduce here[\s\S]*every single example is zero/);
  assert.deepEqual(await cells(root, 0).then((row) => row.slice(-2)), ['0', '0']);
  check();
  await close();
});

test('minima: thousands of runs, growing, in the order the lecture gives', async () => {
  const { page, check, close, root } = await alone('minima&speed=5&particles=10000');
  const counts = async () => Promise.all([0, 1, 2, 3, 4, 5].map(async (row) => Number((await cells(root, row))[1])));
  await root.locator('.command-release').click();
  const seen = [];
  while ((seen.at(-1) ?? 0) < 60_000) {
    seen.push((await counts()).reduce((sum, runs) => sum + runs, 0));
    await page.waitForTimeout(20);
  }
  assert.ok(new Set(seen).size > 3, `it grows: ${seen}`);
  const share = async (row) => Number((await cells(root, row))[2].split(' ')[0]);
  const shares = await Promise.all([0, 1, 2, 3, 4, 5].map(share));
  for (let k = 1; k < 6; k += 1) assert.ok(shares[k] >= shares[k - 1] - 2, `B falls, the share does not: ${shares}`);
  assert.ok(shares[3] - shares[2] > 20, `B = 4 and B = 5: ${shares}`);
  await root.locator('.found').getByText('the noise of small ones jumps out').waitFor();
  check();
  await close();
});

test('minima: a release can be cancelled, and begun again', async () => {
  const { page, check, close, root } = await alone('minima&particles=20000');
  // The full batch is the last to be released, and takes longest.
  const runs = async () => Number((await cells(root, 0))[1]);
  await root.locator('.command-release').click();
  await root.locator('.label span').filter({ hasText: 'running' }).first().waitFor();
  while ((await runs()) === 0) await page.waitForTimeout(10);
  await root.locator('.command-cancel-runs').click();
  const stopped = await runs();
  await page.waitForTimeout(600);
  assert.ok(stopped > 0 && stopped < 20_000 && (await runs()) === stopped, `${stopped} runs, and no more`);
  assert.equal(await root.locator('.command-cancel-runs').isDisabled(), true);
  await type(root, 'learning-rate', '0.3');
  await page.waitForTimeout(300);
  assert.equal(await runs(), 0, 'who has cancelled is not overruled');
  await root.locator('.play[aria-label=Play]').waitFor();
  await type(root, 'particles', '500');
  await root.locator('.command-release').click();
  await idle(root);
  assert.equal(await runs(), 500);
  check();
  await close();
});

test('minima: the test loss is shifted by hand, and the hypothesis can be broken', async () => {
  const { page, check, close, root } = await alone('minima&particles=500&speed=5');
  const gap = () => root.locator('.caption tbody tr').last().locator('td').allTextContents();
  const before = await gap();
  await drag(page, root.locator('.handle').first(), -30, 0);
  const after = await gap();
  assert.ok(Number(after[0]) < Number(before[0]), `${before} → ${after}`);
  await root.locator('.handle').first().focus();
  await page.keyboard.press('ArrowRight');
  assert.notDeepEqual(await gap(), after);
  await root.locator('.command-release').click();
  await root.locator('.found li').first().waitFor({ timeout: 15_000 });
  // Who has released runs once sees what a change does to them.
  await choose(root, 'in proportion to B');
  await root.locator('.found').getByText('Here it is reversed').waitFor({ timeout: 15_000 });
  await choose(root, 'the same for all');
  await type(root, 'stretch', '3');
  await idle(root);
  await end(root);
  await root.locator('.found').getByText('Dinh et al. 2017').waitFor();
  const curvature = root.locator('.caption tbody tr').first().locator('td');
  const [sharp, flat] = (await curvature.allTextContents()).map(Number);
  assert.ok(flat > sharp, 'the flat minimum is the sharper one');
  check();
  await close();
});

test('minima: reports of a running job leave alone what is being typed', async () => {
  const { page, check, close, root } = await alone('minima&particles=20000');
  await root.locator('.command-release').click();
  const field = root.locator('.control-stretch .number');
  await field.fill('3');
  await page.waitForTimeout(500);
  assert.equal(await field.inputValue(), '3');
  await field.press('Escape');
  await root.locator('.command-cancel-runs').click();
  await field.press('Enter');
  assert.match(page.url(), /stretch=3/);
  check();
  await close();
});

test('minima: while a slider is dragged, runs of the settings before do not count', async () => {
  const { page, check, close, root } = await alone('minima&particles=20000&updates=1000');
  const runs = async () => Number((await cells(root, 5))[1]);
  await root.locator('.command-release').click();
  while ((await runs()) === 0) await page.waitForTimeout(10);
  const slide = (name, value) =>
    root.locator('.control-learning-rate input[type=range]').evaluate(
      (range, [name, value]) => {
        range.value = value;
        range.dispatchEvent(new Event(name));
      },
      [name, value],
    );
  await slide('input', '500');
  while ((await runs()) !== 0) await page.waitForTimeout(10);
  await page.waitForTimeout(500);
  assert.equal(await runs(), 0);
  await slide('change', '500');
  while ((await runs()) === 0) await page.waitForTimeout(10);
  assert.equal((await cells(root, 5))[0], '0.100');
  await root.locator('.command-cancel-runs').click();
  check();
  await close();
});

test('minima: without a worker the runs go on in portions', async () => {
  const headers = { 'content-security-policy': "script-src 'self' 'wasm-unsafe-eval'; worker-src 'none'" };
  const strict = await serve({ headers });
  const { page, check, close } = await open(here.browser, `${strict.url}?scene=minima&particles=300`, {
    allow: /worker|Content Security/i,
  });
  const root = page.locator('downhill-scene');
  await ready(root);
  await root.locator('.command-release').click();
  await idle(root);
  assert.equal((await cells(root, 5))[1], '300');
  check();
  await close();
  strict.close();
});

test('full-vs-one: any batch sizes, equal work, many seeds, shuffles shared or not', async () => {
  const { check, close, root } = await alone('full-vs-one&speed=5&epochs=2');
  await idle(root);
  await root.locator('.control-batch-sizes input').fill('7');
  await root.getByRole('button', { name: 'Add', exact: true }).click();
  await choose(root, 'examples (equal work)');
  assert.equal(await root.locator('.panel-loss .axis-x').innerText(), 'examples used →');
  await idle(root);
  await end(root);
  const rows = await Promise.all([0, 1, 2].map((row) => cells(root, row)));
  assert.deepEqual(
    rows.map((row) => row[2]),
    ['40', '40', '40'],
    'equal work',
  );
  assert.equal(`${rows[0][3]} (100)`, rows[0][4], 'the full batch is the same with every seed');
  assert.notEqual(`${rows[1][3]} (100)`, rows[1][4], 'a small batch is not');
  assert.match(await found(root), /means over 100 seeds[^]*B = 1 is lower with 100 % of the seeds/);
  await type(root, 'seeds', '1');
  await idle(root);
  await end(root);
  const alike = await cells(root, 1);
  assert.equal(`${alike[3]} (1)`, alike[4], 'one seed is the run itself');
  const common = alike[3];
  await choose(root, 'each run its own');
  await end(root);
  assert.notEqual((await cells(root, 1))[3], common, 'its own shuffle');
  check();
  await close();
});
