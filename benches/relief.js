// Main-thread time of a frame while a landscape is turned, while a run plays on it, and while its handle is dragged: in Chromium, on a
// wide screen and on a phone four times slower.

import { DESKTOP, launch, open, PHONE } from '../tests/node/support/browser.js';
import { serve } from '../tests/node/support/server.js';
import { frames, play } from './support/frames.js';
import { at, median, table, within } from './support/table.js';

const SCENES = ['lab', 'critical', 'escape', 'momentum'];
/** Name, context, CPU slowdown, most milliseconds that the 95th percentile may be. @type {[string, object, number, number][]} */
const SETTINGS = [
  ['1440×900', DESKTOP, 1, 6],
  ['390×844 at ratio 3, CPU 4× slower', PHONE, 4, 12],
];
/** Frames of each gesture. */
const FRAMES = 150;
const wanted = process.argv[2] ?? '';

/** Moves a pointer once a frame, to and fro over a picture. @param {import('playwright-core').Page} page @param {boolean} held whether by the handle */
const gesture = (page, held) =>
  page.evaluate(async ([held, count]) => {
    const root = document.querySelector('downhill-scene').shadowRoot;
    const [plot, handle] = [root.querySelector('.landscape'), root.querySelector('.handle')];
    const box = plot.getBoundingClientRect();
    const target = held ? handle : plot;
    // A pointer that is no real one cannot be captured.
    target.setPointerCapture = () => {};
    target.hasPointerCapture = () => true;
    const send = (type, x, y) =>
      target.dispatchEvent(
        new PointerEvent(type, {
          bubbles: true,
          pointerId: 7,
          pointerType: 'mouse',
          clientX: box.left + x * box.width,
          clientY: box.top + y * box.height,
        }),
      );
    send('pointerdown', 0.5, 0.5);
    for (let k = 0; k < count; k += 1) {
      await new Promise(requestAnimationFrame);
      send('pointermove', 0.5 + 0.2 * Math.sin(k / 12), 0.5 + 0.12 * Math.cos(k / 15));
    }
    send(held ? 'lostpointercapture' : 'pointerup', 0.5, 0.5);
  }, /** @type {const} */ ([held, FRAMES]));

const server = await serve();
const browser = await launch();
for (const [name, context, slower, limit] of SETTINGS) {
  const rows = [];
  for (const scene of SCENES.filter((scene) => scene.includes(wanted))) {
    const { page, close } = await open(browser, `${server.url}?scene=${scene}&view=surface`, { context });
    const devtools = await page.context().newCDPSession(page);
    await page.waitForSelector('downhill-scene .landscape');
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
    await page.waitForTimeout(900);
    /** @param {string} what @param {() => Promise<unknown>} during */
    const measure = async (what, during) => {
      const times = await frames(devtools, during);
      const more = `, median ${median(times).toFixed(1)}, of ${times.length}`;
      rows.push(within(`${scene}: ${what}`, at(times, 0.95), limit, 'ms', more));
    };
    await measure('turned', () => gesture(page, false));
    await measure('its handle dragged', () => gesture(page, true));
    await play(page);
    await page.waitForTimeout(300);
    await measure('a run plays', () => page.waitForTimeout(3000));
    await close();
  }
  table(`frames of landscapes, 95th percentile of the main thread's time, ${name}`, rows);
}
await browser.close();
server.close();
