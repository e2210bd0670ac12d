// Landscapes in links, with holes, and where they can no longer be drawn. In Node and Chromium.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Camera, heightOf, hiding } from '../../www/relief/camera.js';
import { cut, hollow, span } from '../../www/relief/holes.js';
import { PHONE, site } from './support/browser.js';
import { drawn, grip, landscape } from './support/landscape.js';
import { drag, end } from './support/reader.js';

const here = site();
/** A half ball over a disc: no value beyond it. */
const BALL = `lab&objective=expression&text=${encodeURIComponent('sqrt(4 - x^2 - y^2)')}&start=1,0.5&domain=-2.5,2.5,-2.5,2.5`;

/** Pixels between two places of a handle. @param {...string} places */
function apart(...places) {
  const [[a, b], [x, y]] = places.map((text) => (text.match(/-?[\d.]+/g) ?? []).map(Number));
  return Math.hypot(a - x, b - y);
}

test('a link says from where it is seen, to a tenth of a degree, and nothing else', () => {
  const camera = new Camera();
  camera.frame(600, 450, 1.3);
  assert.equal(camera.text, '');
  camera.set({ turn: 7, tilt: 0.9 });
  assert.equal(camera.text, '41.1,51.6');
  camera.closer(2, 100, 100);
  const { text } = camera;
  const other = new Camera();
  other.frame(600, 450, 1.3);
  assert.ok(other.read(text));
  assert.equal(other.text, text);
  const [one, two] = [camera, other].map((each) => each.place(0.3, 0.8, 0.4));
  assert.ok(Math.hypot(one[0] - two[0], one[1] - two[1]) < 1, `${one} and ${two}`);
  // Out of bounds: as far as it can be seen.
  assert.ok(other.read('30,500,99,-9,9'));
  assert.equal(other.text, '30,83.1,4,-2,2');
  for (const wrong of ['1', 'a,b', '1,', '1,2,3,4', '1,2,3,4,5,6', 'NaN,1', '1,Infinity']) {
    assert.ok(!other.read(wrong), wrong);
    assert.equal(other.text, '');
  }
});

test('holes are cut out, and what is behind them is seen through them', () => {
  const [columns, rows] = [81, 61];
  const ground = {
    columns,
    rows,
    // A wall across, and a plain behind it.
    heights: Float32Array.from({ length: columns * rows }, (_, at) => {
      const v = Math.floor(at / columns) / (rows - 1);
      return v > 0.3 && v < 0.4 ? 0.9 : 0.1;
    }),
  };
  const camera = new Camera();
  camera.frame(640, 480, 1.33);
  camera.set({ turn: 0, tilt: 0.3 });
  const [x, y] = camera.place(0.5, 0.5, heightOf(ground, 0.5, 0.5));
  assert.ok(camera.pick(ground, x, y)[1] < 0.42, 'the wall is before it');
  assert.ok(hiding(ground, camera)(0.5, 0.5));
  const holed = { ...ground, cuts: cut([[0.35, 0.65, 0.25, 0.45]]) };
  assert.ok(hollow(holed, 0.5, 0.35) && !hollow(holed, 0.3, 0.35) && !hollow(holed, 0.5, 0.5));
  const [u, v] = camera.pick(holed, x, y);
  assert.ok(Math.abs(u - 0.5) < 0.01 && Math.abs(v - 0.5) < 0.02, `${u}, ${v}`);
  assert.ok(!hiding(holed, camera)(0.5, 0.5));
  // Where nothing is behind it the hole itself is meant; a handle is held over it as over the surface.
  camera.set({ turn: 0, tilt: 1.3 });
  const over = camera.place(0.5, 0.35, 0.9);
  for (const near of [undefined, 0.9]) {
    const at = camera.pick(holed, over[0], over[1], near);
    assert.ok(Math.hypot(at[0] - 0.5, at[1] - 0.35) < 0.02, `${at}`);
  }
  assert.equal(cut([]), undefined);
});

test('under a hole the surface goes on without a spike', () => {
  const columns = 61;
  const heights = Float32Array.from({ length: columns * columns }, (_, at) => {
    const [x, y] = [(at % columns) / 30 - 1, Math.floor(at / columns) / 30 - 1];
    return Math.sqrt(0.5 - x * x - y * y);
  });
  const before = heights.slice();
  span(heights, columns);
  before.forEach((height, at) => assert.ok(Number.isNaN(height) ? heights[at] >= 0 : heights[at] === height));
  // At the rim the function is nearly 0.
  const beyond = heights.filter((_, at) => Number.isNaN(before[at]));
  assert.ok(beyond.length > 1000 && Math.max(...beyond) < 0.25, `${Math.max(...beyond)}`);
  const none = new Float32Array(100).fill(Number.NaN);
  span(none, 10);
  assert.ok(none.every((height) => height === 0));
});

test('a landscape is seen in a link as it was turned, in every step, and a turn is no step to undo', async () => {
  const { page, root, grip: turned, said, check, close } = await landscape(here, 'lab');
  const first = await turned();
  assert.equal(said('camera'), null);
  await root.locator('.landscape .canvases').focus();
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowUp', '+']) await page.keyboard.press(key);
  await page.waitForFunction(() => location.search.includes('camera='));
  const [now, camera] = [await turned(), said('camera')];
  assert.notEqual(now, first);
  assert.equal(await root.getByRole('button', { name: 'Undo' }).isDisabled(), true);
  await root.locator('.recipe').nth(1).click();
  await page.waitForTimeout(1200);
  assert.equal(said('camera'), camera);
  assert.equal(said('step'), '2');
  await root.getByRole('button', { name: 'Undo' }).click();
  assert.equal(said('camera'), camera);
  assert.ok(apart(await turned(), now) < 1.5);
  await root.getByRole('button', { name: 'Map' }).click();
  await root.getByRole('button', { name: 'Surface' }).click();
  await root.locator('.landscape').waitFor();
  await page.waitForTimeout(900);
  assert.ok(apart(await turned(), now) < 1.5);
  // The same link in another place.
  const other = await landscape(here, `lab&camera=${camera}`, { context: PHONE });
  assert.equal(other.said('camera'), camera);
  const same = await landscape(here, `lab&camera=${camera}`);
  assert.ok(apart(await same.grip(), now) < 1.5);
  await root.getByRole('button', { name: 'Reset' }).click();
  assert.equal(said('camera'), null);
  for (const opened of [other, same]) {
    opened.check();
    await opened.close();
  }
  check();
  await close();
});

test('a link that says nothing of use about it is told so', async () => {
  const plain = await landscape(here, 'momentum');
  const { root, check, close, ...opened } = await landscape(here, 'momentum&camera=left');
  await root.getByText('is not a value of').waitFor();
  assert.equal(await opened.grip(), await plain.grip());
  for (const each of [plain, { check, close }]) {
    each.check();
    await each.close();
  }
});

test('a function without value somewhere leaves a hole, in which a run ends', async () => {
  const { page, root, check, close } = await landscape(here, BALL);
  /** Share of the picture that the surface covers. */
  const covered = (/** @type {import('playwright-core').Locator} */ root) =>
    root.evaluate(async (element) => {
      const { panels } = element.figure;
      const canvas = panels.pictures[0].querySelector('canvas');
      element.repaint();
      element.figure.frame(0);
      await null;
      const copy = document.createElement('canvas');
      [copy.width, copy.height] = [canvas.width, canvas.height];
      const pen = copy.getContext('2d');
      pen.drawImage(canvas, 0, 0);
      const { data } = pen.getImageData(0, 0, copy.width, copy.height);
      let full = 0;
      for (let at = 3; at < data.length; at += 4) full += data[at] > 250;
      return full / (copy.width * copy.height);
    });
  const hole = (/** @type {import('playwright-core').Locator} */ root) => root.getByText('undefined', { exact: true });
  const whole = await landscape(here, BALL.replace('4', '400'));
  const shares = [await covered(root), await covered(whole.root)];
  assert.ok(shares[0] > 0.05 && shares[0] < 0.9 * shares[1], shares.join(' and '));
  assert.deepEqual([await hole(root).count(), await hole(whole.root).count()], [1, 0]);
  await whole.close();
  // Downhill, over the rim.
  await end(root);
  await root.getByText('undefined here').first().waitFor();
  const places = await root
    .locator('.landscape .label')
    .evaluateAll((labels) => labels.map((label) => label.style.transform));
  assert.ok(
    places.every((place) => /^translate\(-?[\d.]+px, -?[\d.]+px\)$/.test(place)),
    places.join(),
  );
  // A handle goes where there is no value, too, as on the map, and comes back.
  const handle = root.locator('.handle').first();
  const before = await grip(root);
  await drag(page, handle, 120, 40);
  await drag(page, handle, -120, -40);
  assert.ok(apart(before, await grip(root)) <= 6);
  await root.getByRole('button', { name: 'Take away' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    root.locator('.take-away').getByRole('button', { name: 'Vector picture (SVG)' }).click(),
  ]);
  const svg = readFileSync(await file.path()).toString();
  assert.doesNotMatch(svg, /="[^"]*(NaN|undefined|Infinity)/);
  check();
  await close();
});

test('a landscape that can no longer be drawn becomes a map, and says so', async () => {
  const { page, root, said, check, close } = await landscape(here, 'escape');
  await root
    .locator('.landscape canvas')
    .first()
    .evaluate((canvas) => canvas.getContext('webgl2').getExtension('WEBGL_lose_context').loseContext());
  await root.getByText('it stays a map').waitFor();
  assert.equal(await root.locator('.landscape').count(), 0);
  assert.equal(said('view'), null);
  await drawn(page);
  check();
  await close();
});
