// Maps as landscapes: turned, taken hold of, played on, linked to, taken away. In Node and Chromium.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Camera, heightOf, hiding } from '../../www/relief/camera.js';
import { DESKTOP, PHONE, site } from './support/browser.js';
import { drawn, grip, landscape } from './support/landscape.js';
import { drag, end, finger, middle, picture } from './support/reader.js';

const here = site();
const SCENES = ['lab', 'critical', 'escape', 'momentum'];
const SIZES = /** @type {const} */ ([
  ['wide', DESKTOP],
  ['on a phone', PHONE],
]);
/** Pixels by which what is picked may be off. */
const NEAR = 6;

/** Hills and valleys. */
function ground() {
  const [columns, rows] = [120, 90];
  const heights = Float32Array.from({ length: columns * rows }, (_, k) => {
    const [u, v] = [(k % columns) / (columns - 1), Math.floor(k / columns) / (rows - 1)];
    return 0.5 + 0.25 * Math.sin(7 * u) + 0.25 * Math.cos(5 * v + 2 * u);
  });
  return { columns, rows, heights };
}

/** The height at a sample. */
const sample = ({ columns, rows, heights }, c, r) => [c / (columns - 1), r / (rows - 1), heights[r * columns + c]];

test('what is seen at a place of the screen is what was put there, from everywhere', () => {
  const land = ground();
  const camera = new Camera();
  let [seen, hidden, all] = [0, 0, 0];
  for (const [width, height] of [
    [640, 490],
    [350, 270],
  ])
    // prettier-ignore
    for (const turn of [-0.5, 0.7, 2, 3.5, 5])
      for (const tilt of [0.3, 0.62, 1.2])
        for (const zoom of [1, 2]) {
          camera.frame(width, height, 1.33);
          camera.home();
          camera.set({ turn, tilt });
          camera.closer(zoom, 100, 100);
          const behind = hiding(land, camera);
          for (let c = 3; c < 117; c += 6)
            for (let r = 3; r < 87; r += 6) {
              const [u, v, h] = sample(land, c, r);
              const [x, y, far] = camera.place(u, v, h);
              const at = camera.pick(land, x, y);
              all += 1;
              const back = camera.back(x, y, far);
              assert.ok(Math.hypot(back[0] - u, back[1] - v, back[2] - h) < 1e-9);
              if (!at) continue;
              const [px, py] = camera.place(at[0], at[1], heightOf(land, ...at));
              // Of a side the edge above it is taken.
              const onSide = at.some((share) => share < 1e-6 || share > 1 - 1e-6);
              assert.ok(onSide || Math.hypot(px - x, py - y) <= NEAR, `${c}, ${r}: ${px - x}, ${py - y}`);
              // Another hill may stand before it: then that is what is seen.
              const same = Math.hypot(at[0] - u, at[1] - v) < 0.02;
              if (behind(u, v)) hidden += same ? 0 : 1;
              else seen += same ? 1 : 0;
            }
        }
  // At its rim a hill is neither.
  assert.ok(hidden > 500 && seen + hidden > 0.97 * all, `${seen} seen, ${hidden} hidden of ${all}`);
});

/** Pixels of the landscape itself, drawn anew, that are not empty. */
const painted = (root) =>
  root
    .locator('.landscape canvas')
    .first()
    .evaluate(async (canvas) => {
      const scene = canvas.getRootNode().host;
      const copy = document.createElement('canvas');
      [copy.width, copy.height] = [100, 80];
      const pen = copy.getContext('2d');
      scene.repaint();
      scene.figure.frame(0);
      await null;
      pen.drawImage(canvas, 0, 0, 100, 80);
      const { data } = pen.getImageData(0, 0, 100, 80);
      const colours = new Set();
      let full = 0;
      for (let k = 0; k < data.length; k += 4)
        if (data[k + 3] > 250) {
          full += 1;
          colours.add(`${data[k]},${data[k + 1]},${data[k + 2]}`);
        }
      return { full, colours: colours.size };
    });

for (const scene of SCENES)
  test(`${scene}: the map becomes a landscape, is turned by keys, and comes back`, async () => {
    const { page, root, check, close } = await here.alone(`${scene}&lang=en`);
    const before = await grip(root);
    await root.getByRole('button', { name: 'Surface' }).click();
    await root.locator('.landscape').waitFor();
    await page.waitForURL(/view=surface/);
    await page.waitForTimeout(900);
    const { full, colours } = await painted(root);
    assert.ok(full > 1500 && colours > 50, `${full} pixels, ${colours} colours`);
    const first = await grip(root);
    assert.notEqual(first, before);
    await root.locator('.landscape .canvases').focus();
    const pressed = async (/** @type {string} */ key) => {
      await page.keyboard.press(key);
      await drawn(page);
      return grip(root);
    };
    const turned = await pressed('ArrowRight');
    assert.notEqual(turned, first);
    assert.notEqual(await pressed('+'), turned);
    assert.equal(await pressed('0'), first);
    // Pressed upon the landscape, a button moves nothing but the view.
    const set = () =>
      root.evaluate(({ figure }) => `${figure.scene.query().filter(([name]) => !['camera', 'view'].includes(name))}`);
    const settings = await set();
    const [nearer, , home] = await root.locator('.zooms button').all();
    for (let times = 0; times < 5; times += 1) await nearer.click();
    assert.equal(await set(), settings);
    await home.click();
    await drawn(page);
    assert.equal(await grip(root), first);
    await root.getByRole('button', { name: 'Map' }).click();
    assert.equal(await root.locator('.landscape').count(), 0);
    assert.equal(await grip(root), before);
    // Changes of the address wait for each other.
    await page.waitForURL((url) => !url.searchParams.has('view'));
    check();
    await close();
  });

test('a finger turns it sideways and scrolls the page upwards, and two make it larger', async () => {
  const { page, root, grip, check, close } = await landscape(here, 'lab', { context: PHONE });
  const touch = await finger(page);
  const box = await root.locator('.landscape').boundingBox();
  const [x, y] = [box.x + box.width * 0.75, box.y + box.height * 0.25];
  const [first, top] = [await grip(), await page.evaluate(() => scrollY)];
  await touch('touchStart', x, y);
  for (const dx of [10, 30, 60]) await touch('touchMove', x - dx, y);
  await touch('touchEnd');
  await drawn(page);
  const turned = await grip();
  assert.notEqual(turned, first);
  assert.equal(await page.evaluate(() => scrollY), top);
  const devtools = await page.context().newCDPSession(page);
  const two = (/** @type {string} */ type, /** @type {number} */ apart) =>
    devtools.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: apart ? [{ x: x - 30 - apart, y, id: 1 }, { x: x - 30 + apart, y, id: 2 }] : [],
    }); // prettier-ignore
  await two('touchStart', 20);
  for (const apart of [30, 45, 60]) await two('touchMove', apart);
  await two('touchEnd', 0);
  await drawn(page);
  const large = await grip();
  assert.notEqual(large, turned);
  await touch('touchStart', x, y + 100);
  for (const dy of [20, 50, 80, 110, 140]) await touch('touchMove', x, y + 100 - dy);
  await touch('touchEnd');
  await page.waitForFunction((top) => scrollY > top + 40, top);
  assert.equal(await grip(), large);
  check();
  await close();
});

for (const [name, context] of SIZES)
  test(`a handle is taken hold of where it is seen, and stays under the pointer: ${name}`, async () => {
    for (const scene of SCENES) {
      const { page, root, said, check, close } = await landscape(here, scene, { context });
      const handle = root.locator('.handle').first();
      const place = async () => {
        const [[x, y], plot] = [await middle(handle), await root.locator('.landscape').boundingBox()];
        return [x - plot.x, y - plot.y];
      };
      const [x, y] = await place();
      // The lens is drawn to points that it comes near.
      for (const [dx, dy] of [[37, -21], [-52, 18]]) {
        await drag(page, handle, dx, dy);
        if (dx > 0) {
          const [px, py] = await place();
          assert.ok(Math.hypot(px - x - dx, py - y - dy) <= NEAR, `${scene}: ${px - x - dx}, ${py - y - dy}`);
        }
      } // prettier-ignore
      assert.match(said('start') ?? '', /^-?[\d.]+,-?[\d.]+$/, scene);
      assert.equal(said('view'), 'surface');
      check();
      await close();
    }
  });

for (const [name, context] of SIZES)
  test(`a handle put anywhere on the surface is seen there: ${name}`, async () => {
    for (const scene of SCENES) {
      const { root, check, close } = await landscape(here, scene, { context });
      const offs = await root.evaluate((element) => {
        const { panels } = element.figure;
        const map = Object.getPrototypeOf(panels.scene);
        const [width, height] = panels.sizes[0];
        const place = () => panels.scene.handles()[0];
        const offs = [];
        for (let x = 0.15; x < 0.9; x += 0.09)
          for (let y = 0.1; y < 0.85; y += 0.09) {
            map.drag(0, x * width, y * height, false);
            const shown = place();
            map.drag(0, (1 - x) * width, (0.9 - y) * height, false);
            panels.scene.drag(0, shown.x, shown.y, false);
            offs.push(Math.hypot(place().x - shown.x, place().y - shown.y));
          }
        return offs;
      });
      const most = Math.max(...offs);
      assert.ok(offs.length > 60 && most <= NEAR, `${scene}: ${most} pixels`);
      check();
      await close();
    }
  });

test('a tap puts the start where it is seen; the end of a turn is no tap', async () => {
  const { page, root, check, close } = await landscape(here, 'lab');
  const box = await root.locator('.landscape').boundingBox();
  const at = [box.x + box.width * 0.5, box.y + box.height * 0.62];
  await page.mouse.move(at[0] + 60, at[1]);
  await page.mouse.down();
  await page.mouse.move(at[0], at[1], { steps: 4 });
  await page.mouse.up();
  // The figure is asked: the address follows a little later.
  const set = await root.evaluate(({ figure }) => figure.scene.query().map(([name]) => name));
  assert.ok(set.includes('camera') && !set.includes('start'), set.join());
  await page.mouse.click(at[0], at[1]);
  await page.waitForURL((url) => url.searchParams.has('start'));
  const [x, y] = await middle(root.locator('.handle').first());
  const off = Math.hypot(x - at[0], y - at[1]);
  assert.ok(off <= NEAR, `${off} pixels`);
  check();
  await close();
});

test('runs play on it, and steps, undo and redo keep or change the view', async () => {
  const { page, root, said, check, close } = await landscape(here, 'lab');
  const before = await picture(root);
  await end(root);
  await page.waitForTimeout(200);
  assert.notEqual(await picture(root), before);
  await root.locator('.recipe').nth(1).click();
  await page.waitForTimeout(1500);
  assert.equal(said('view'), 'surface');
  assert.equal(await root.locator('.landscape').count(), 1);
  await root.getByRole('button', { name: 'Map' }).click();
  assert.equal(await root.locator('.landscape').count(), 0);
  await root.getByRole('button', { name: 'Undo' }).click();
  await root.locator('.landscape').waitFor();
  assert.equal(said('view'), 'surface');
  await root.getByRole('button', { name: 'Redo' }).click();
  assert.equal(await root.locator('.landscape').count(), 0);
  check();
  await close();
});

test('it is taken away as pieces in an SVG, and as a picture with the surface in it', async () => {
  for (const scene of ['lab', 'escape']) {
    const { page, root, check, close } = await landscape(here, scene);
    await root.getByRole('button', { name: 'Take away' }).click();
    const box = root.locator('.take-away');
    const save = async (/** @type {string} */ name) => {
      // Thousands of pieces, while the figure plays on.
      const made = page.waitForEvent('download', { timeout: 60_000 });
      const [file] = await Promise.all([made, box.getByRole('button', { name }).click()]);
      return readFileSync(await file.path());
    };
    const svg = (await save('Vector picture (SVG)')).toString();
    const pieces = svg.match(/<path fill="rgb\(\d+,\d+,\d+\)" stroke="rgb/g)?.length ?? 0;
    assert.ok(pieces > 3000, `${scene}: ${pieces} pieces`);
    assert.doesNotMatch(svg, /NaN|undefined|Drag to turn/);
    const png = await save('Picture (PNG)');
    const colours = await page.evaluate(
      async (bytes) => {
        const image = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
        const copy = document.createElement('canvas');
        [copy.width, copy.height] = [image.width, image.height];
        const pen = copy.getContext('2d');
        pen.drawImage(image, 0, 0);
        const { data } = pen.getImageData(0, 0, image.width / 2, image.height / 2);
        return new Set(Array.from({ length: data.length / 4 }, (_, k) => data.slice(4 * k, 4 * k + 3).join())).size;
      },
      [...png],
    );
    assert.ok(colours > 500, `${scene}: ${colours} colours`);
    check();
    await close();
  }
});

test('a browser without WebGL stays with the map, and says so', async () => {
  const prepare = (page) =>
    page.addInitScript(() => {
      const { getContext } = HTMLCanvasElement.prototype;
      HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
        return kind === 'webgl2' ? null : getContext.call(this, kind, ...more);
      };
    });
  const { page, root, check, close } = await here.alone('lab&lang=en', { prepare });
  await root.getByRole('button', { name: 'Surface' }).click();
  await root.getByText('it stays a map').waitFor();
  assert.equal(await root.locator('.landscape').count(), 0);
  assert.equal(await root.getByRole('button', { name: 'Map', pressed: true }).count(), 1);
  assert.doesNotMatch(page.url(), /view=/);
  const before = await picture(root);
  await end(root);
  assert.notEqual(await picture(root), before);
  check();
  await close();
});

test('who wants no motion sees no camera move', async () => {
  /** In how many places a handle is seen while the map becomes a landscape. @param {'reduce' | 'no-preference'} reducedMotion */
  const places = async (reducedMotion) => {
    const context = { viewport: { width: 1440, height: 900 }, reducedMotion };
    const { page, root, check, close } = await here.alone('momentum&lang=en', { context });
    await root.locator('.handle').first().waitFor();
    await page.evaluate(() => {
      const { shadowRoot } = document.querySelector('downhill-scene');
      globalThis.places = new Set();
      const look = () => {
        if (shadowRoot.querySelector('.landscape'))
          globalThis.places.add(shadowRoot.querySelector('.landscape .handle').style.transform);
        requestAnimationFrame(look);
      };
      look();
    });
    await root.getByRole('button', { name: 'Surface' }).click();
    await root.locator('.landscape').waitFor();
    await page.waitForTimeout(1200);
    const { length } = await page.evaluate(() => [...globalThis.places]);
    check();
    await close();
    return length;
  };
  assert.equal(await places('reduce'), 1);
  const seen = await places('no-preference');
  assert.ok(seen > 1, `who has said nothing sees it tilt: ${seen}`);
});
