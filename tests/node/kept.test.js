// Experiments that a reader keeps in the browser: named, opened, renamed, deleted and undone, compared, saved as a file and read from
// one; by keyboard and by finger, and where the browser keeps nothing. In Chromium.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { open, PHONE, site } from './support/browser.js';
import { type } from './support/reader.js';

const here = site();

const PLACE = 'downhill-kept-1';
/** What the browser has kept. */
const kept = (page) => page.evaluate((place) => JSON.parse(localStorage.getItem(place) ?? '[]'), PLACE);
const button = (root, name) => root.getByRole('button', { name, exact: true });

/** Opens what is kept under a figure. */
async function shelf(root) {
  await button(root, 'Take away').click();
  await button(root.locator('.take-away'), 'Keep in this browser …').click();
  await root.locator('.keep').waitFor();
  return root.locator('.keep');
}
/** Keeps the figure as it stands. */
async function keep(box, name) {
  await box.locator('form input').fill(name);
  await button(box, 'Keep').click();
}
/** A figure alone, its shelf open. */
async function alone(query, options) {
  const opened = await here.alone(query, options);
  return { ...opened, box: await shelf(opened.root) };
}
const names = (box) => box.locator('.shelf li a').allInnerTexts();
const told = (box) => box.locator('.told').innerText();
/** Reads a file that holds this. */
const bring = (box, text, name = 'experiments.json') =>
  box.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });

test('kept, it is there in the next visit and gives the same figure; named anew, deleted, undone', async () => {
  const { page, root, box, check, close } = await alone('momentum&learning-rate=0.02&momentum=0.8');
  assert.match(await box.locator('form input').inputValue(), /: .*0\.02/, 'a name is proposed');
  await keep(box, 'slow <b>& sure</b>');
  await type(root, 'learning-rate', '0.05');
  await keep(box, 'fast');
  await keep(box, 'fast');
  assert.deepEqual(await names(box), ['slow <b>& sure</b>', 'fast', 'fast (2)']);
  const [slow] = await kept(page);
  assert.deepEqual(slow.query.sort(), [
    ['learning-rate', '0.02'],
    ['momentum', '0.8'],
  ]);
  await page.reload();
  const again = await shelf(root);
  assert.equal((await names(again)).length, 3);
  await again.getByRole('link', { name: 'slow', exact: false }).click();
  await page.waitForURL(/learning-rate=0\.02/);
  await button(root.locator('.toolbar'), 'Undo').first().click();
  await page.waitForURL(/learning-rate=0\.05/);
  // By keyboard: a new name, one that is given up, and one that is deleted and comes back where it stood.
  await button(again, 'Rename: fast').press('Enter');
  await page.keyboard.type('quick');
  await page.keyboard.press('Enter');
  assert.deepEqual(await names(again), ['slow <b>& sure</b>', 'quick', 'fast (2)']);
  const focused = () => root.evaluate((element) => element.shadowRoot.activeElement?.ariaLabel);
  assert.equal(await focused(), 'Rename: quick');
  await page.keyboard.press('Enter');
  await page.keyboard.type('nothing');
  await page.keyboard.press('Escape');
  assert.deepEqual(await names(again), ['slow <b>& sure</b>', 'quick', 'fast (2)']);
  await button(again, 'Delete: quick').press('Enter');
  assert.deepEqual(await names(again), ['slow <b>& sure</b>', 'fast (2)']);
  assert.match(await told(again), /“quick” is deleted\.\s+Undo/);
  await page.keyboard.press('Enter');
  assert.deepEqual(
    (await kept(page)).map(({ name }) => name),
    ['slow <b>& sure</b>', 'quick', 'fast (2)'],
  );
  await button(again, 'Close').click();
  assert.equal(await root.evaluate((element) => element.shadowRoot.activeElement?.name), 'away');
  check();
  await close();
});

test('saved as a file and read from it; what is no such file changes nothing, and one sentence says why', async () => {
  const { page, box, check, close } = await alone('hill&momentum=0.95');
  await keep(box, 'over the hill');
  await keep(box, 'another');
  const [file] = await Promise.all([page.waitForEvent('download'), button(box, 'Save all as a file').click()]);
  assert.equal(file.suggestedFilename(), 'downhill-experiments.json');
  const text = readFileSync(await file.path(), 'utf8');
  const before = await kept(page);
  await button(box, 'Delete: another').click();
  await bring(box, text);
  await box.getByText('Added: 1. There already: 1.').waitFor();
  assert.deepEqual(await kept(page), before);
  const entry = before[0];
  const file_ = (/** @type {unknown} */ experiments) => JSON.stringify({ kind: 'downhill-experiments', experiments });
  for (const [bad, why] of [
    ['no file', /not JSON/],
    ['[]', /not a file of kept/],
    ['null', /not a file of kept/],
    [file_({}), /not a file of kept/],
    [file_([entry, { ...entry, name: ' ' }]), /experiment 2 in this file has no name/],
    [file_([{ ...entry, name: 'x'.repeat(81) }]), /over 80 letters/],
    [file_([{ ...entry, scene: 'nowhere' }]), /figure that this page does not have/],
    [file_([{ ...entry, name: 'odd', query: [['momentum', 5]] }]), /settings of experiment 1, “odd”/],
    [file_([null]), /experiment 1 in this file has no name/],
    [' '.repeat(2e6 + 1), /over 2 MB/],
  ]) {
    await bring(box, String(bad));
    await box.locator('.told', { hasText: /** @type {RegExp} */ (why) }).waitFor();
    assert.equal((await told(box)).split('. ').length, 1, 'one sentence');
    assert.deepEqual(await kept(page), before, String(bad).slice(0, 80));
  }
  // What "Take away" has written is an experiment too.
  const link = `${here.server.url}?scene=hill&momentum=0.6&lang=en`;
  await bring(box, JSON.stringify({ scene: 'hill', link, settings: {}, runs: [] }), 'downhill-hill.json');
  await box.getByRole('link', { name: 'downhill-hill' }).waitFor();
  assert.deepEqual((await kept(page)).at(-1).query, [['momentum', '0.6']]);
  // Settings that the figure does not know are told by the figure itself.
  await bring(box, file_([{ name: 'from elsewhere', scene: 'hill', query: [['momentum', '7']] }]));
  await box.getByRole('link', { name: 'from elsewhere' }).click();
  await page.locator('downhill-scene .notices').getByText('7').first().waitFor();
  check();
  await close();
});

for (const [how, refuse] of [
  [
    'refused',
    () =>
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('no', 'SecurityError');
        },
      }),
  ],
  [
    'full',
    () =>
      (Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      }),
  ],
])
  test(`storage is ${how}: it works for this visit, and says so`, async () => {
    const { root, box, check, close } = await alone('hill', { prepare: (page) => page.addInitScript(refuse) });
    await keep(box, 'one');
    await keep(box, 'two');
    await box.getByText('gone when you leave').waitFor();
    await button(box, 'Delete: one').click();
    assert.deepEqual(await names(box), ['two']);
    await button(box, 'Close').click();
    assert.deepEqual(await names(await shelf(root)), ['two']);
    check();
    await close();
  });

test('two tabs keep what either has kept', async () => {
  const { page, box, check, close } = await alone('hill');
  const other = await page.context().newPage();
  await other.goto(page.url());
  const second = await shelf(other.locator('downhill-scene'));
  await keep(second, 'there');
  await box.getByRole('link', { name: 'there', exact: true }).waitFor();
  await keep(box, 'here');
  await second.getByRole('link', { name: 'here', exact: true }).waitFor();
  check();
  await close();
});

test('compared: both figures at work, and the settings in which they differ, as they change', async () => {
  const { page, root, box, check, close } = await alone('momentum&learning-rate=0.02');
  const address = page.url();
  await keep(box, 'as it was');
  await type(root, 'learning-rate', '0.05');
  const changed = page.url();
  await button(box, 'Compare: as it was').click();
  const dialog = root.locator('dialog.comparison');
  await dialog.getByText('Settings that differ: 1.').waitFor({ timeout: 60_000 });
  const rows = () => dialog.locator('table tbody tr').allInnerTexts();
  const [row] = await rows();
  assert.match(row, /η\s+0\.05\s+0\.02$/);
  const [left, right] = [0, 1].map((side) => dialog.locator('.pair downhill-scene').nth(side));
  await left.locator('.panel').first().waitFor();
  assert.equal(await left.locator('.toolbar').isVisible(), false, 'nothing leads deeper');
  await button(dialog, 'Play both').click();
  await page.waitForFunction(() => {
    const all = document.querySelector('downhill-scene').shadowRoot.querySelectorAll('.pair downhill-scene');
    return [...all].every(({ figure }) => figure.scene.timeline().time > 0);
  });
  // Changed there, it is told there, and the page around goes on as it was.
  await type(right, 'momentum', '0.5');
  await dialog.getByText('Settings that differ: 2.').waitFor();
  assert.equal(page.url(), changed);
  assert.match(await dialog.locator('.which a').nth(1).getAttribute('href'), /momentum=0\.5/);
  await dialog.locator('.which select').first().selectOption({ label: 'as it was' });
  await dialog.getByText('Settings that differ: 1.').waitFor({ timeout: 60_000 });
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  assert.equal(await root.evaluate((element) => element.shadowRoot.activeElement?.ariaLabel), 'Compare: as it was');
  assert.equal(page.url(), changed);
  assert.notEqual(address, changed);
  check();
  await close();
});

test('on the page with all figures one of another figure opens there; two figures are compared by what is not as usual', async () => {
  const { page, check, close } = await open(here.browser, here.server.url);
  const first = page.locator('#full-vs-one downhill-scene');
  await first.locator('.toolbar').waitFor();
  const box = await shelf(first);
  const experiments = [{ name: 'a hill', scene: 'hill', query: [['momentum', '0.5']] }];
  await bring(box, JSON.stringify({ kind: 'downhill-experiments', experiments }));
  const link = box.getByRole('link', { name: 'a hill' });
  await button(box, 'Compare: a hill').click();
  await first.locator('dialog').getByText('Two different figures').waitFor({ timeout: 60_000 });
  assert.match(await first.locator('dialog table tbody').innerText(), /λ\s+–\s+0\.5/);
  await button(first.locator('dialog'), 'Close').click();
  await link.click();
  const hill = page.locator('#hill downhill-scene');
  await hill.locator('.toolbar').waitFor();
  assert.deepEqual(await hill.evaluate(({ figure }) => figure.scene.query()), [['momentum', '0.5']]);
  // Figures that are made on the way there move it for a moment.
  await page.waitForFunction(() => document.querySelector('#hill').getBoundingClientRect().top < innerHeight);
  check();
  await close();
});

test('by finger on a phone nothing is cut off, and in Chinese every word is there', async () => {
  for (const lang of ['en', 'zh-hant']) {
    const { root, check, close } = await here.alone(`batches&lang=${lang}`, { context: PHONE });
    await root.locator('.toolbar button[name="away"]').tap();
    await root.locator('.take-away .ways').last().locator('button').first().tap();
    const box = root.locator('.keep');
    await box.locator('form input').fill('x'.repeat(80));
    await box.locator('form button').tap();
    await box.locator('.shelf li').waitFor();
    const wide = await box.evaluate((section) => {
      const parts = [...section.querySelectorAll('*')].map((part) => part.getBoundingClientRect().right);
      return Math.max(...parts) - innerWidth;
    });
    assert.ok(wide <= 0, `${wide} pixels too wide`);
    const sizes = await box.locator('.shelf :is(a, button)').evaluateAll((all) => all.map((e) => e.offsetHeight));
    assert.ok(
      sizes.every((size) => size >= 44),
      sizes.join(),
    );
    await box.locator('.shelf button').first().tap();
    const dialog = root.locator('dialog');
    const head = root.locator('.comparison > .head');
    await dialog.locator('.pair .scene').nth(1).waitFor({ timeout: 60_000 });
    assert.ok(await dialog.evaluate((all) => all.scrollWidth <= innerWidth));
    const said = `${await box.innerText()} ${await head.innerText()}`;
    assert.doesNotMatch(said, /(keep|away|scene|param)\.[a-z]/);
    await head.locator('button').last().tap();
    await dialog.waitFor({ state: 'detached' });
    check();
    await close();
  }
});
