// Main-thread time of a frame while a run plays, script, style, layout and paint: in Chromium, on a wide screen and on a phone
// four times slower.

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
  // 20,000 particles, drawn as density.
  'escape&runs=4~1',
  'lab',
];
/** Name, context, CPU slowdown, and the most that the 95th percentile may be, in milliseconds. */
const SETTINGS = [
  ['1440×900', DESKTOP, 1, 12],
  ['390×844 at ratio 3, CPU 4× slower', PHONE, 4, 12],
];
const SECONDS = 4;
const wanted = process.argv[2] ?? '';

/**
 * What a frame asks of the main thread: script, style, layout, paint. Playing the drawing back into pixels is not counted: here it
 * is done in software, on a device by the graphics processor.
 */
const COUNTED = [
  'FireAnimationFrame',
  'HandlePostMessage',
  'UpdateLayoutTree',
  'Layout',
  'PrePaint',
  'Paint',
  'Layerize',
];

/** Thread time of every frame, in milliseconds. */
function frames(events) {
  // Of all threads the one that begins most frames is the page's.
  const counts = new Map();
  for (const { name, pid, tid } of events)
    if (name === 'BeginMainThreadFrame') counts.set(`${pid}/${tid}`, (counts.get(`${pid}/${tid}`) ?? 0) + 1);
  const [main] = [...counts].sort((one, other) => other[1] - one[1])[0] ?? [''];
  const own = events.filter(({ pid, tid }) => `${pid}/${tid}` === main);
  const begins = own.filter((event) => event.name === 'BeginMainThreadFrame').map((event) => event.ts);
  begins.sort((one, other) => one - other);
  const times = begins.map(() => 0);
  for (const event of own) {
    if (event.ph !== 'X' || !COUNTED.includes(event.name)) continue;
    const k = begins.findLastIndex((begin) => begin <= event.ts);
    if (k >= 0) times[k] += (event.tdur ?? event.dur) / 1000;
  }
  return times.slice(1, -1);
}

const server = await serve();
const browser = await launch();
for (const [name, context, slower, limit] of SETTINGS) {
  for (const scene of SCENES.filter((scene) => scene.includes(wanted))) {
    const { page, close } = await open(browser, `${server.url}?scene=${scene}`, { context });
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
    await page.waitForSelector('downhill-scene canvas');
    await page.waitForTimeout(600);
    const play = page.locator('.play[aria-label=Play]');
    if (await play.count()) await play.evaluate((button) => button.click());
    await page.waitForTimeout(300);
    const events = [];
    devtools.on('Tracing.dataCollected', ({ value }) => events.push(...value));
    const ended = new Promise((done) => devtools.once('Tracing.tracingComplete', done));
    await devtools.send('Tracing.start', {
      transferMode: 'ReportEvents',
      traceConfig: {
        includedCategories: [
          'toplevel',
          'devtools.timeline',
          'devtools.timeline.frame',
          'disabled-by-default-devtools.timeline.frame',
          'disabled-by-default-devtools.timeline',
        ],
      },
    });
    await page.waitForTimeout(SECONDS * 1000);
    await devtools.send('Tracing.end');
    await ended;
    const times = frames(events).sort((a, b) => a - b);
    const at = (share) => times[Math.floor(share * times.length)] ?? 0;
    const missed = at(0.95) > limit ? ': missed' : '';
    console.log(
      `${name}, ${scene}: a frame of ${times.length}, median ${at(0.5).toFixed(1)} ms, ` +
        `95th percentile ${at(0.95).toFixed(1)} ms (at most ${limit})${missed}`,
    );
    if (missed) process.exitCode = 1;
    await close();
  }
}
await browser.close();
server.close();
