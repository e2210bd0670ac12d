// Twelve figures on a plain page of somebody else, in Chromium: when the first one stands, and the main thread's time of a frame while
// all of them play, at rest and while the reader scrolls past them.

import { DESKTOP, launch, open } from '../tests/node/support/browser.js';
import { serve } from '../tests/node/support/server.js';
import { frames } from './support/frames.js';
import { at, median, table, within } from './support/table.js';

const VISITS = 5;
const SCENES = ['full-vs-one', 'batches', 'noise', 'minima', 'momentum', 'hill', 'critical', 'escape', 'lab'];
/** Milliseconds until the first figure stands, and of all but a twentieth of the frames. */
const [STANDS, FRAME] = [1000, 20];
const SECONDS = 4;

const server = await serve();
const browser = await launch();
const address = `${server.origin}/notes`;
const figures = Array.from({ length: 12 }, (_, k) => {
  const scene = SCENES[k % SCENES.length];
  return `<p>What the lecture says.</p><downhill-scene scene="${scene}" style="display: block; min-height: 800px"></downhill-scene>`;
});
const body = `<!doctype html><title>Notes</title><script type="module" src="${server.url}element.js"></script>${figures.join('')}`;

async function visit() {
  const opened = await open(browser, 'about:blank', { context: DESKTOP });
  await opened.page.route(address, (route) => route.fulfill({ body, contentType: 'text/html' }));
  await opened.page.goto(address, { waitUntil: 'commit' });
  const stood = await opened.page.evaluate(async () => {
    const drawn = () => document.querySelector('downhill-scene')?.figure?.drawn;
    while (!drawn()) await new Promise((done) => requestAnimationFrame(done));
    return performance.now();
  });
  return { ...opened, stood };
}

const stood = [];
for (let k = 0; k < VISITS; k += 1) {
  const { stood: moment, close } = await visit();
  stood.push(moment);
  await close();
}

const { page, close } = await visit();
const all = await page.locator('downhill-scene').all();
for (const one of all) {
  await one.evaluate((element) => element.scrollIntoView());
  await one.locator('details.deeper').waitFor({ timeout: 60_000 });
}
await page.evaluate(() => {
  for (const element of document.querySelectorAll('downhill-scene')) element.play();
  scrollTo(0, 0);
});
await page.waitForTimeout(1000);
const devtools = await page.context().newCDPSession(page);
const still = await frames(devtools, () => page.waitForTimeout(SECONDS * 1000));
const scrolled = await frames(devtools, () =>
  page.evaluate(async () => {
    for (let y = 0; y < document.body.scrollHeight - innerHeight; y += 40) {
      scrollTo(0, y);
      await new Promise((done) => requestAnimationFrame(done));
    }
  }),
);
const workers = page.workers().length;
const cores = await page.evaluate(() => navigator.hardwareConcurrency);
await close();
await browser.close();
server.close();

const row = (name, times) => {
  const more = `, median ${median(times).toFixed(1)}, of ${times.length}`;
  return within(name, at(times, 0.95), FRAME, 'ms', more);
};
table('twelve figures elsewhere, 1440×900', [
  within(`the first one stands, median of ${VISITS}`, median(stood), STANDS, 'ms'),
  row('frames while all play, 95th percentile', still),
  row('and while they are scrolled past', scrolled),
  within('workers', workers, cores, 'of as many as there are cores'),
]);
