// A reader's own data: dragged, added, removed, pasted, opened and saved, undone, in the link, by mouse, finger and keys.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { PHONE, site } from './support/browser.js';
import { end, finger, idle, picture } from './support/reader.js';

const here = site();
const { alone } = here;

/** Opens a figure and its editor. @param {string} query */
async function editing(query, options) {
  const opened = await here.alone(query, options);
  const { page, root } = opened;
  await root.locator('.deeper .own').click();
  const box = root.locator('.own-data');
  await box.waitFor();
  const plot = root.locator('.panel-data .plot');
  await plot.scrollIntoViewIfNeeded();
  // The address follows after a while, the figure's own link at once.
  const link = async () => new URL(await root.evaluate((element) => element.figure.past.link())).searchParams;
  const press = (/** @type {string} */ name) => box.getByRole('button', { name, exact: true }).click();
  return {
    ...opened,
    box,
    plot,
    link,
    /** Points of the link, pair by pair. */
    points: async () => pairs((await link()).get('points') ?? ''),
    which: () => box.locator('.which').innerText(),
    told: () => box.locator('.told').innerText(),
    press,
    /** The middle of the chosen point, on the screen. */
    async chosen() {
      const { x, y, width, height } = await root.locator('.own-point').boundingBox();
      return [x + width / 2, y + height / 2];
    },
    async paste(/** @type {string} */ text) {
      const sheet = box.getByRole('textbox', { name: /Two columns/ });
      if (!(await sheet.isVisible())) await press('Paste…');
      // As a clipboard does: typing ten thousand rows takes a browser long.
      await sheet.evaluate((area, text) => (area.value = text), text);
      await press('Use these');
    },
  };
}

/** @param {string} text */
function pairs(text) {
  const all = text ? text.split(',').map(Number) : [];
  return Array.from({ length: all.length / 2 }, (_, k) => [all[2 * k], all[2 * k + 1]]);
}

/** @param {import('playwright-core').Page} page */
async function dragged(page, [x, y], [dx, dy]) {
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx, y + dy, { steps: 5 });
  await page.mouse.up();
}

for (const scene of ['full-vs-one', 'batches'])
  test(`${scene}: points are dragged, added and removed; what follows is undone, and in the link`, async () => {
    const { page, root, check, close, plot, points, which, chosen, press, link } = await editing(scene);
    const map = scene === 'batches' ? 1 : 0;
    const before = await picture(root, map);
    assert.equal(await which(), 'Point 1 of 20');
    const canvases = await root.locator('.panel-data .canvases').elementHandle();
    await page.waitForFunction((shown) => getComputedStyle(shown).opacity === '1', canvases);

    // Everything follows while the mouse moves.
    const [x, y] = await chosen();
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 12, y - 30, { steps: 4 });
    const meanwhile = await picture(root, map);
    assert.notEqual(meanwhile, before, 'the runs follow');
    await page.mouse.move(x + 12, y - 40, { steps: 2 });
    await page.mouse.up();
    assert.equal((await points()).length, 20);

    // A tap adds, Delete removes, and so does dragging off.
    const { width } = await plot.boundingBox();
    await plot.click({ position: { x: width - 24, y: 20 } });
    assert.deepEqual([await which(), (await points()).length], ['Point 21 of 21', 21]);
    if (scene === 'full-vs-one')
      assert.equal((await link()).get('batch-sizes'), '21,1', 'the full batch is all of them');
    else assert.equal((await link()).get('examples'), '21');
    const kept = await points();
    await page.keyboard.press('Delete');
    assert.equal((await points()).length, 20);
    await dragged(page, await chosen(), [-450, 0]);
    assert.equal((await points()).length, 19);

    // Undo goes back one by one, in the editor as well.
    const undo = root.getByRole('button', { name: 'Undo' });
    await undo.click();
    await undo.click();
    assert.deepEqual([await points(), await which()], [kept, 'Point 19 of 21']);

    // Runs go to their end on them; the link shows the same.
    await end(root);
    await idle(root);
    const shown = await picture(root, map);
    const query = await link();
    query.delete('scene');
    const again = await alone(`${scene}&${query}`);
    await end(again.root);
    await idle(again.root);
    assert.equal(await picture(again.root, map), shown);
    again.check();
    await again.close();

    await press('Back to the twenty people');
    assert.deepEqual(
      [await points(), (await link()).get('batch-sizes'), (await link()).get('examples')],
      [[], null, null],
    );
    await press('Close');
    assert.equal(await root.locator('.own-data').count(), 0);
    check();
    await close();
  });

test('keys choose and move points, numbers are typed, buttons add and remove', async () => {
  const { page, root, check, close, box, points, which, told, press } = await editing('full-vs-one');
  const point = root.locator('.own-point');
  assert.ok(await point.evaluate((point) => point.getRootNode().activeElement === point), 'the point has the keys');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('ArrowUp');
  const [, [, first]] = await points();
  await page.keyboard.press('Shift+ArrowUp');
  const [, [, second]] = await points();
  assert.ok(second - first > 0.1, `${first} ${second}`);
  assert.match(await point.getAttribute('aria-label'), /Point 2 of 20: .*Arrow keys move it/);
  await page.keyboard.press('PageUp');
  await page.keyboard.press('PageUp');
  assert.equal(await which(), 'Point 20 of 20');
  await box.getByRole('textbox', { name: 'x', exact: true }).fill('−1,5');
  await page.keyboard.press('Enter');
  assert.equal((await points()).at(-1)[0], -1.5);
  await box.getByRole('textbox', { name: 'y', exact: true }).fill('much');
  await page.keyboard.press('Enter');
  assert.match(await told(), /“much” is not a number/);
  await press('Add a point');
  assert.equal(await which(), 'Point 21 of 21');
  await press('Remove this point');
  assert.equal(await which(), 'Point 20 of 20');
  check();
  await close();
});

test('tables are pasted, opened and saved; what cannot be used is answered in a sentence', async () => {
  const { page, root, check, close, box, points, told, press, paste, link } = await editing('full-vs-one');
  await paste('waist\tchins\n36\t5\n37\t2\n38\t12\n35\t12\n');
  assert.deepEqual(await points(), [
    [36, 5],
    [37, 2],
    [38, 12],
    [35, 12],
  ]);
  assert.deepEqual([(await link()).get('units'), (await link()).get('batch-sizes')], ['standardised', '4,1']);
  assert.match(await box.locator('.condition').innerText(), /κ = .+ before, 1\.00 after/);
  const good = await points();
  for (const [text, answer] of [
    ['1,2\n3\n4,5', /Row 2 has 1 columns, the first has 2/],
    ['1,2\n3,four', /Row 2, column 2: “four” is not a number/],
    ['7\n8\n9', /only one column/],
    ['', /no rows/],
  ]) {
    await paste(text);
    assert.match(await told(), answer);
    assert.deepEqual(await points(), good, 'what cannot be used changes nothing');
  }
  await paste('3 1\n3 2\n3 4');
  assert.match(await told(), /3 rows were read\. All x are equal/);
  assert.match(await box.locator('.condition').innerText(), /∞/);

  const rows = Array.from({ length: 10_000 }, (_, k) => `${k}\t${(k * 7919) % 1000}`);
  await paste(rows.join('\n'));
  assert.match(await told(), /10,000 rows were read; 200 of them/);
  assert.match(await box.locator('.why').innerText(), /200 points: a link holds 40/);
  assert.equal((await link()).get('points'), '200', 'the link tells the number');
  await end(root);
  await idle(root);

  const [file] = await Promise.all([page.waitForEvent('download'), press('Save as a file')]);
  const saved = readFileSync(await file.path(), 'utf8');
  assert.equal(saved.trim().split('\r\n').length, 201);
  // Undo knows them all, though the link does not.
  await root.getByRole('button', { name: 'Undo' }).click();
  assert.equal((await points()).length, 3);
  await root.getByRole('button', { name: 'Redo' }).click();
  assert.match(await box.locator('.which').innerText(), /of 200$/);
  await press('Back to the twenty people');
  await box
    .locator('input[type=file]')
    .setInputFiles({ name: 'data.csv', mimeType: 'text/csv', buffer: Buffer.from(saved) });
  await box.locator('.told', { hasText: '200 rows were read.' }).waitFor();
  check();
  await close();
});

test('a link that could not carry its points says so', async () => {
  const { root, check, close } = await here.alone('full-vs-one&points=200&batch-sizes=200,1');
  assert.match(await root.locator('.notices').innerText(), /A link holds up to 40/);
  check();
  await close();
});

test('presets make a lesson, and standardising makes the valley round', async () => {
  const { root, check, close, box, link, told } = await editing('batches');
  const presets = box.getByRole('combobox');
  for (const name of ['outlier', 'unrelated', 'clusters', 'many', 'unscaled']) {
    await presets.selectOption(name);
    assert.ok((await told()).length > 20, name);
    assert.ok((await link()).get('points'), name);
    await end(root);
  }
  const condition = box.locator('.condition');
  assert.match(await condition.innerText(), /κ = (\d{3}); standardised it would be 1\.00/);
  const long = await picture(root, 1);
  await box.getByRole('checkbox').check();
  assert.match(await condition.innerText(), /κ = \d{3} before, 1\.00 after/);
  assert.notEqual(await picture(root, 1), long);
  check();
  await close();
});

test('a finger drags a point, and scrolls the page elsewhere', async () => {
  const { page, check, close, plot, chosen, points } = await editing('full-vs-one', { context: PHONE });
  const touch = await finger(page);
  // Where it comes to rest, also where the page goes there smoothly.
  await plot.evaluate(async (plot) => {
    for (let [before, same] = [NaN, 0]; same < 20;) {
      plot.scrollIntoView({ block: 'center', behavior: 'instant' });
      await new Promise(requestAnimationFrame);
      const { top } = plot.getBoundingClientRect();
      same = top === before ? same + 1 : 0;
      before = top;
    }
  });
  const [x, y] = await chosen();
  await touch('touchStart', x, y);
  for (let k = 1; k <= 5; k += 1) await touch('touchMove', x + 4 * k, y - 6 * k);
  await touch('touchEnd');
  assert.equal((await points()).length, 20);
  const box = await plot.boundingBox();
  // Below the map, which stays on top; where nobody is.
  await page.touchscreen.tap(box.x + 0.7 * box.width, box.y + 0.5 * box.height);
  assert.equal((await points()).length, 21);
  check();
  await close();
});

test('what is taken away is the reader’s own', async () => {
  const { page, root, check, close, paste } = await editing('full-vs-one');
  await paste('1 2\n3 5\n4 4\n');
  await root.getByRole('button', { name: 'Take away' }).click();
  const away = root.locator('.take-away');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    away.getByRole('button', { name: 'Experiment (JSON)' }).click(),
  ]);
  const { runs, link } = JSON.parse(readFileSync(await file.path(), 'utf8'));
  assert.match(link, /points=1,2,3,5,4,4/);
  const { x } = runs[0].experiment.objective;
  const mean = 8 / 3;
  const deviation = Math.sqrt([1, 3, 4].reduce((sum, value) => sum + (value - mean) ** 2 / 3, 0));
  assert.ok(
    x.every((value, k) => Math.abs(value - ([1, 3, 4][k] - mean) / deviation) < 1e-12),
    'standardised',
  );
  check();
  await close();
});
