// Scripting time of one frame while a run plays: in Chromium, on a wide screen and on a phone four times slower.

import { DESKTOP, launch, open, PHONE } from '../tests/node/support/browser.js';
import { serve } from '../tests/node/support/server.js';

const SCENES = [
  'full-vs-one',
  // The batch size with the most possible batches: 184,756 at every update.
  'batches&batch-size=10',
  'noise',
  'noise&function=saddle&batch-size=4',
  'minima',
  'momentum',
  'hill',
  'critical',
  // 20,000 particles, stepping and drawn as density.
  'escape&runs=4~1',
  'lab',
];
const SETTINGS = [
  ['1440×900', DESKTOP, 1],
  ['390×844 at ratio 3, CPU 4× slower', PHONE, 4],
];

const server = await serve();
const browser = await launch();
for (const [name, context, slower] of SETTINGS) {
  for (const scene of SCENES) {
    const { page, close } = await open(browser, `${server.url}?scene=${scene}`, { context });
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
    await page.waitForSelector('downhill-scene canvas');
    const play = page.locator('.play[aria-label=Play]');
    if (await play.count()) await play.evaluate((button) => button.click());
    const times = await page.evaluate(
      () =>
        new Promise((done) => {
          const times = [];
          const usual = window.requestAnimationFrame;
          window.requestAnimationFrame = (callback) =>
            usual.call(window, (now) => {
              const before = performance.now();
              callback(now);
              times.push(performance.now() - before);
              if (times.length === 300) done(times);
            });
        }),
    );
    times.sort((a, b) => a - b);
    const at = (share) => times[Math.floor(share * times.length)].toFixed(2);
    console.log(`${name}, ${scene}: scripting a frame, median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms`);
    await close();
  }
}
await browser.close();
server.close();
