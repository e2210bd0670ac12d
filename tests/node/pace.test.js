// A slow machine under a hand: which picture a frame draws, and which waits.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { site } from './support/browser.js';
import { idle } from './support/reader.js';

const here = site();

/** Makes the machine slow at will, and notes which pictures each frame draws. */
function watch() {
  const clock = performance.now.bind(performance);
  const frame = requestAnimationFrame.bind(globalThis);
  const { clearRect } = CanvasRenderingContext2D.prototype;
  /** @type {{ slow: boolean, frames: string[][] }} */
  const seen = { slow: false, frames: [[]] };
  let lost = 0;
  // Each look at the watch finds ten milliseconds gone.
  performance.now = () => clock() + (seen.slow ? (lost += 10) : lost);
  globalThis.requestAnimationFrame = (act) =>
    frame((now) => {
      seen.frames.push([]);
      act(now);
    });
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    const drawn = seen.frames.at(-1);
    const panel = String(this.canvas.closest?.('.panel')?.className.match(/panel-\w+/));
    if (!drawn.includes(panel)) drawn.push(panel);
    return clearRect.apply(this, box);
  };
  Object.assign(globalThis, { seen });
}

/** Opens a figure and takes hold of a handle; tells which pictures frames drew while it was moved. */
async function frames(slow) {
  const { page, root, close } = await here.alone('momentum', { prepare: (page) => page.addInitScript(watch) });
  const handle = root.locator('.handle').first();
  await handle.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await handle.boundingBox();
  const [left, top] = [x + width / 2, y + height / 2];
  await page.mouse.move(left, top);
  await page.mouse.down();
  await page.mouse.move(left + 1, top);
  await idle(page);
  await page.evaluate((slow) => Object.assign(globalThis.seen, { slow, frames: [[]] }), slow);
  for (let k = 1; k <= 40; k += 1) await page.mouse.move(left + 1 + k, top - k / 2);
  const drawn = await page.evaluate(() => globalThis.seen.frames.filter((panels) => panels.length));
  const held = await handle.evaluate((handle) => String(handle.closest('.panel').className.match(/panel-\w+/)));
  const shown = await root
    .locator('.panel:visible')
    .evaluateAll((panels) => panels.map((panel) => String(panel.className.match(/panel-\w+/))));
  await page.evaluate(() => (globalThis.seen.slow = false));
  await page.mouse.up();
  await close();
  return { drawn, held, shown };
}

test('under a hand a slow machine draws one picture a frame, the held one every other time and the others in turn', async () => {
  const { drawn, held, shown } = await frames(true);
  assert.ok(drawn.length > 8, `${drawn.length} frames drew`);
  assert.ok(shown.length > 2, `${shown}`);
  for (const panels of drawn) assert.equal(panels.length, 1, `${panels}`);
  const order = drawn.map(([panel]) => panel);
  for (let k = 1; k < order.length; k += 1) assert.ok([order[k - 1], order[k]].includes(held), order.join('\n'));
  for (const panel of shown) assert.ok(order.includes(panel), `${panel} never had its turn`);
});

test('under a hand a fast machine draws all pictures in each frame', async () => {
  const { drawn, shown } = await frames(false);
  const whole = drawn.filter((panels) => panels.length >= shown.length - 1);
  assert.ok(whole.length > drawn.length / 2, JSON.stringify(drawn));
});
