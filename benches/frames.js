// Main-thread time of a frame while a run plays, script, style, layout and paint: in Chromium, on a wide screen and on a phone
// four times slower.

import { DESKTOP, launch, open, PHONE } from '../tests/node/support/browser.js';
import { serve } from '../tests/node/support/server.js';
import { frames, play } from './support/frames.js';
import { at, median, table, within } from './support/table.js';

const SCENES = [
  'full-vs-one',
  // The batch size with the most possible batches: 184,756 at every update.
  'batches&batch-size=10',
  'noise',
  'generalization',
  'noise&function=saddle&batch-size=4',
  'minima',
  'momentum',
  'hill',
  'critical',
  // 20,000 particles, drawn as density.
  'escape&runs=4~1',
  'lab',
];
/** Name, context, CPU slowdown. */
const SETTINGS = [
  ['1440×900', DESKTOP, 1],
  ['390×844 at ratio 3, CPU 4× slower', PHONE, 4],
];
/** Most milliseconds that the 95th percentile may be. */
const LIMIT = 12;
const SECONDS = 4;
const wanted = process.argv[2] ?? '';

const server = await serve();
const browser = await launch();
for (const [name, context, slower] of SETTINGS) {
  const rows = [];
  for (const scene of SCENES.filter((scene) => scene.includes(wanted))) {
    const { page, close } = await open(browser, `${server.url}?scene=${scene}`, { context });
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
    await page.waitForSelector('downhill-scene canvas');
    await page.waitForTimeout(600);
    await play(page);
    await page.waitForTimeout(300);
    const times = await frames(devtools, () => page.waitForTimeout(SECONDS * 1000));
    const more = `, median ${median(times).toFixed(1)}, of ${times.length}`;
    rows.push(within(scene, at(times, 0.95), LIMIT, 'ms', more));
    await close();
  }
  table(`frames while a run plays, 95th percentile of the main thread's time, ${name}`, rows);
}
await browser.close();
server.close();
