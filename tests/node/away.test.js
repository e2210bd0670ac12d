// What can be taken away: numbers and experiments that read back to the same bits, programs that come to the same losses, pictures. In
// Node and Chromium.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { simulate } from '../../dist/npm/downhill.js';
import { whole } from '../../www/away/updates.js';
import { core, FIGURES, FOLDER, KINDS, takings, written } from './support/away.js';
import { site } from './support/browser.js';
import { ready } from './support/reader.js';

const here = site();

/** Relative, but for losses that are nearly nothing beside what the run has seen. */
const NEAR = 1e-10;
const LEAST = 1e-4;

/** @param {string} name */
const golden = (name) => readFileSync(new URL(name, FOLDER), 'utf8');

for (const kind of KINDS)
  test(`programs for ${kind}: as they were run by the real one, which came to the losses of the figure`, async () => {
    for (const name of Object.keys(FIGURES)) {
      assert.equal(await written(name, kind), golden(`${name}.${kind}.py`), `${name}: run support/python.js`);
      const theirs = JSON.parse(golden(`${name}.${kind}.json`));
      const { runs } = takings(name);
      assert.equal(theirs.length, runs.length);
      for (const [index, { experiment }] of runs.entries()) {
        const { loss } = await whole(core, experiment, 1e6);
        const most = Math.max(...loss.filter(Number.isFinite).map(Math.abs).slice(0, 10));
        assert.equal(theirs[index].length, loss.length, `${name} ${index}: updates`);
        loss.forEach((value, k) => {
          const other = theirs[index][k] ?? Number.NaN;
          const off = Math.abs(value - other) / Math.max(Math.abs(other), LEAST * most);
          assert.ok(off <= NEAR || !Number.isFinite(value), `${name} ${index}, update ${k}: ${value}, not ${other}`);
        });
      }
    }
  });

/** Cells of a table: a comma between quotes is a part of one. @param {string} text */
const cells = (text) =>
  text
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((cell) => cell.replace(/^"|"$/g, '')));

/** Opens the menu of one scene. @param {string} query */
async function menu(query, options) {
  const opened = await here.alone(query, options);
  await opened.root.getByRole('button', { name: 'Take away' }).click();
  const box = opened.root.locator('.take-away');
  await box.waitFor();
  const save = async (/** @type {string} */ name) => {
    const [file] = await Promise.all([opened.page.waitForEvent('download'), box.getByRole('button', { name }).click()]);
    return { name: file.suggestedFilename(), data: readFileSync(await file.path()) };
  };
  return { ...opened, box, save };
}

test('every update and the experiment read back to the same bits', async () => {
  for (const scene of ['full-vs-one&lang=en', 'momentum', 'hill', 'lab&objective=rosenbrock&updates=5000&runs=adam']) {
    const { save, check, close } = await menu(scene);
    const file = await save('Experiment (JSON)');
    assert.match(file.name, /^downhill-.*\.json$/);
    const { runs, link } = JSON.parse(file.data.toString());
    assert.match(link, /\?scene=/);
    const rows = cells((await save('Every update (CSV)')).data.toString());
    const [head, ...body] = rows;
    let at = 0;
    for (const { name, experiment } of runs) {
      const { theta, loss } = simulate(experiment);
      const dim = experiment.start.length;
      for (let k = 0; k < loss.length; k += 1, at += 1) {
        const row = body[at];
        assert.deepEqual(row.slice(0, 2), [name, String(k)]);
        for (let d = 0; d < dim; d += 1) assert.ok(Object.is(Number(row[2 + d]), theta[k * dim + d]), `${name} ${k}`);
        assert.ok(Object.is(Number(row[head.indexOf('loss')]), loss[k]), `${name} ${k}`);
      }
    }
    assert.equal(at, body.length);
    check();
    await close();
  }
});

test('a figure without runs is an experiment too: its settings, which a link takes', async () => {
  const { page, root, box, save, check, close } = await menu('accuracy&epochs=7&lang=en');
  assert.deepEqual(
    await Promise.all(
      ['Experiment (JSON)', 'Every update (CSV)'].map((name) => box.getByRole('button', { name }).isEnabled()),
    ),
    [true, false],
  );
  const file = JSON.parse((await save('Experiment (JSON)')).data.toString());
  assert.deepEqual([file.scene, file.settings.epochs, file.runs], ['accuracy', '7', []]);
  assert.match(file.link, /\?scene=accuracy&epochs=7/);
  const params = await root.evaluate(({ figure }) => figure.scene.controls().filter(({ param }) => param).length);
  assert.equal(Object.keys(file.settings).length, params);
  await page.goto(`${here.server.url}?${new URLSearchParams({ scene: file.scene, ...file.settings })}`);
  await ready(root);
  assert.deepEqual(await root.evaluate(({ figure }) => figure.scene.query()), [['epochs', '7']]);
  check();
  await close();
});

test('what is folded away is neither written nor drawn', async () => {
  const { root, save, check, close } = await menu('momentum');
  const all = await save('Numbers shown (CSV)');
  await root.locator('details.deeper').evaluate((details) => (details.open = false));
  const less = await save('Numbers shown (CSV)');
  const pictures = (/** @type {typeof all} */ { data }) => new Set(cells(data.toString()).map(([picture]) => picture));
  assert.ok(pictures(all).has('plane') && !pictures(less).has('plane') && pictures(less).has('map'));
  check();
  await close();
});

test('what is shown is written: lines, points and crowds, of every picture in sight', async () => {
  const { root, save, check, close } = await menu('momentum');
  const [head, ...body] = cells((await save('Numbers shown (CSV)')).data.toString());
  assert.deepEqual(head, ['picture', 'kind', 'of', 'x', 'y', 'x2', 'y2', 'amount']);
  assert.ok(['map', 'weights', 'plane'].every((id) => body.some(([picture]) => picture === id)));
  assert.ok(body.some(([, kind, of]) => kind === 'arrow' && of === 'gradient'));
  assert.ok(
    body.every((row) => row.length === head.length && row.slice(3).every((cell) => !Number.isNaN(Number(cell)))),
  );
  assert.equal(await root.locator('.take-away .told').innerText(), 'Saved as downhill-momentum.csv.');
  check();
  await close();
});

test('a picture has twice the pixels; a vector picture has paths and text, and no image', async () => {
  for (const scene of ['full-vs-one', 'hill&theme=dark&lang=zh-hant', 'escape', 'batches']) {
    const { page, root, save, check, close } = await menu(
      scene.split('&')[0] + (scene.includes('dark') ? '&theme=dark' : ''),
    );
    const { data } = await save('Picture (PNG)');
    const [width, height] = [data.readUInt32BE(16), data.readUInt32BE(20)];
    const wide = await root.locator('.panels').evaluate((panels) => panels.clientWidth);
    assert.ok(
      width >= 2 * wide && height > 600 && data.length > 30_000,
      `${scene}: ${width} × ${height}, ${data.length}`,
    );
    const text = (await save('Vector picture (SVG)')).data.toString();
    // On a page of its own: the site's policy does not let a text become a document.
    const bare = await page.context().newPage();
    const found = await bare.evaluate((source) => {
      const drawn = new DOMParser().parseFromString(source, 'image/svg+xml');
      const count = (/** @type {string} */ name) => drawn.querySelectorAll(name).length;
      return {
        error: drawn.querySelector('parsererror')?.textContent,
        paths: count('path'),
        images: count('image'),
        texts: [...drawn.querySelectorAll('text')].map((element) => element.textContent),
        title: drawn.querySelector('title')?.textContent,
        width: drawn.documentElement.getAttribute('width'),
      };
    }, text);
    await bare.close();
    assert.equal(found.error, undefined, scene);
    assert.ok(found.paths > 10 && found.images === 0, scene);
    assert.equal(Number(found.width), Math.ceil(width / 2));
    assert.ok(found.texts.includes(found.title) && found.texts.length > 12, `${scene}: ${found.texts}`);
    assert.ok(!/NaN|Infinity|undefined/.test(text), scene);
    assert.ok(found.texts.join('').includes('?scene='), scene);
    assert.ok(text.length < 1.5e6, `${scene}: ${text.length}`);
    // The figure goes on as before.
    const [still] = await root.locator('canvas').all();
    assert.ok(await still.evaluate((canvas) => canvas.toDataURL().length > 5000));
    check();
    await close();
  }
});

test('a program is copied; what a figure does not have is said and not offered', async () => {
  const prepare = (/** @type {import('playwright-core').Page} */ page) =>
    page.addInitScript(() => {
      navigator.clipboard.writeText = async (text) => void Object.assign(window, { taken: text });
    });
  const { page, box, root, check, close } = await menu('momentum', { prepare });
  await box.getByRole('button', { name: 'Copy as PyTorch' }).click();
  await box.getByText('The program is copied.').waitFor();
  const text = await page.evaluate(() => /** @type {any} */ (window).taken);
  assert.match(text, /^# Momentum: .*\n# http.*scene=momentum\n/);
  assert.match(text, /torch\.optim\.SGD\(\[w\], lr=1\.0, momentum=0\.7\)/);
  await root.getByRole('button', { name: 'Close' }).click();
  assert.equal(await box.count(), 0);
  check();
  await close();
  const other = await menu('escape');
  await other.box.getByText('Single updates and programs are those').waitFor();
  for (const name of ['Every update', 'Copy as PyTorch', 'Copy as NumPy'])
    assert.ok(await other.box.getByRole('button', { name }).isDisabled(), name);
  assert.ok(await other.box.getByRole('button', { name: 'Picture (PNG)' }).isEnabled());
  other.check();
  await other.close();
});

test('an element on another page has it too, and a teacher can leave it out', async () => {
  const elements =
    '<downhill-scene scene="hill"></downhill-scene><downhill-scene scene="momentum" hide="away"></downhill-scene>';
  const { page, check, close } = await here.elsewhere(elements);
  const [hill, momentum] = [page.locator('[scene=hill]'), page.locator('[scene=momentum]')];
  await ready(hill);
  await ready(momentum);
  await hill.getByRole('button', { name: 'Take away' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    hill.getByRole('button', { name: 'Vector picture' }).click(),
  ]);
  assert.match(readFileSync(await file.path(), 'utf8'), /<title>Across a plateau, over a hill<\/title>/);
  await momentum.getByRole('button', { name: 'Take away' }).waitFor({ state: 'hidden' });
  check();
  await close();
});

test('every golden program belongs to a figure', () => {
  for (const name of Object.keys(FIGURES))
    for (const kind of KINDS) assert.ok(existsSync(new URL(`${name}.${kind}.py`, FOLDER)), name);
});
