// Script in a frame, and all that the main thread does, while a data point is dragged and everything is in sight: in Chromium, on a wide
// screen and on a phone four times slower.

import { DESKTOP, launch, open, PHONE } from '../tests/node/support/browser.js';
import { deepen } from '../tests/node/support/reader.js';
import { serve } from '../tests/node/support/server.js';
import { scripts } from './support/frames.js';
import { scripted, table } from './support/table.js';

/** Name, scene, whether its N = 200 is taken, and whether there is a limit. */
const CASES = [
  ['full-vs-one', 'full-vs-one', false],
  ['batches', 'batches', false],
  ['full-vs-one, N = 200', 'full-vs-one', true],
  ['batches, N = 200', 'batches', true],
];
/** Name, context, CPU slowdown. */
const SETTINGS = [
  ['1440×900', DESKTOP, 1],
  ['390×844 at ratio 3, CPU 4× slower', PHONE, 4],
];
/** Most milliseconds that the 95th percentile of script may be, for as many points as there are people. */
const LIMIT = 12;
/** Movements of the pointer, and milliseconds between two. */
const MOVES = 120;
const PAUSE = 25;
const wanted = process.argv[2] ?? '';

const server = await serve();
const browser = await launch();
for (const [name, context, slower] of SETTINGS) {
  const rows = [];
  for (const [title, scene, many] of CASES.filter(([title]) => title.includes(wanted))) {
    const { page, close } = await open(browser, `${server.url}?scene=${scene}`, { context });
    const root = page.locator('downhill-scene');
    await deepen(root);
    await root.locator('.deeper .own').click();
    await root.locator('.own-data').waitFor();
    if (many) await root.locator('.own-data select').selectOption('many');
    const plot = root.locator('.panel-data .plot');
    // Once the page has gone to the editor.
    await page.waitForTimeout(1200);
    await plot.evaluate((plot) => plot.scrollIntoView({ block: 'center' }));
    await page.waitForTimeout(600);
    const place = () => root.locator('.own-point').boundingBox();
    const box = await place();
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    const found = await scripts(devtools, async () => {
      for (let k = 1; k <= MOVES; k += 1) {
        await page.mouse.move(x + 30 * Math.sin(k / 9), y + 24 * Math.sin(k / 7));
        await page.waitForTimeout(PAUSE);
      }
    });
    const after = await place();
    if (Math.hypot(after.x - box.x, after.y - box.y) < 5) throw new Error(`${title}: the point did not follow`);
    await page.mouse.up();
    const row = scripted(title, found, LIMIT);
    rows.push(many ? { ...row, most: Infinity, limit: undefined } : row);
    await close();
  }
  table(`frames while a data point is dragged, 95th percentile of script, ${name}`, rows);
}
await browser.close();
server.close();
