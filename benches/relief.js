// Script in a frame, and all that the main thread does, while a landscape is turned, while a run plays on it, and while its handle is
// dragged: in Chromium, on a wide screen and on a phone four times slower.

import { DESKTOP, launch, open, PHONE } from '../tests/node/support/browser.js';
import { middle } from '../tests/node/support/reader.js';
import { serve } from '../tests/node/support/server.js';
import { play, scripts } from './support/frames.js';
import { scripted, table } from './support/table.js';

const SCENES = ['lab', 'critical', 'escape', 'momentum'];
/** Name, context, CPU slowdown, most milliseconds that the 95th percentile may be. @type {[string, object, number, number][]} */
const SETTINGS = [
  ['1440×900', DESKTOP, 1, 6],
  ['390×844 at ratio 3, CPU 4× slower', PHONE, 4, 12],
];
/** Movements of the pointer in each gesture, and milliseconds between two. */
const MOVES = 120;
const PAUSE = 25;
const wanted = process.argv[2] ?? '';

/** Drawing is left out: here it is done in software, on all cores, on a device by the graphics processor. What asks for it is counted. */
const undrawn = (/** @type {import('playwright-core').Page} */ page) =>
  page.addInitScript(() => {
    for (const name of /** @type {const} */ (['drawArrays', 'drawArraysInstanced']))
      WebGL2RenderingContext.prototype[name] = () => {};
  });

/** Moves the mouse to and fro, held down from a place on. @param {import('playwright-core').Page} page @param {number[]} from */
async function gesture(page, [x, y]) {
  for (let k = 1; k <= MOVES; k += 1) {
    await page.mouse.move(x + 60 * Math.sin(k / 12), y + 30 * Math.sin(k / 15));
    await page.waitForTimeout(PAUSE);
  }
}

const server = await serve();
const browser = await launch();
for (const [name, context, slower, limit] of SETTINGS) {
  const rows = [];
  for (const scene of SCENES.filter((scene) => scene.includes(wanted))) {
    const { page, close } = await open(browser, `${server.url}?scene=${scene}&view=surface`, {
      context,
      prepare: undrawn,
    });
    page.setDefaultTimeout(60_000);
    const devtools = await page.context().newCDPSession(page);
    const landscape = page.locator('downhill-scene .landscape');
    await landscape.waitFor();
    await landscape.evaluate((plot) => plot.scrollIntoView({ block: 'center' }));
    await page.waitForTimeout(900);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
    /** @param {string} what @param {() => Promise<unknown>} during */
    const measure = async (what, during) => {
      rows.push(scripted(`${scene}: ${what}`, await scripts(devtools, during), limit));
    };
    /** @param {string} what @param {number[]} from where the mouse is pressed */
    const held = async (what, from) => {
      await page.mouse.move(from[0], from[1]);
      await page.mouse.down();
      await measure(what, () => gesture(page, from));
      await page.mouse.up();
    };
    const box = /** @type {{ x: number, y: number, width: number, height: number }} */ (await landscape.boundingBox());
    await held('turned', [box.x + 0.75 * box.width, box.y + 0.3 * box.height]);
    await held('its handle dragged', await middle(page.locator('downhill-scene .handle').first()));
    await play(page);
    await page.waitForTimeout(300);
    await measure('a run plays', () => page.waitForTimeout(3000));
    await close();
  }
  table(`frames of landscapes, 95th percentile of script, ${name}`, rows);
}
await browser.close();
server.close();
