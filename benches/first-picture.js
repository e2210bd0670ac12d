// A first visit: when the first picture stands and when it first moves, on a wide screen and on a slow phone (1.6 Mbit/s,
// 150 ms, four times slower), and the longest task until then.

import { DESKTOP, launch, open, PHONE } from '../tests/node/support/browser.js';
import { serve } from '../tests/node/support/server.js';
import { median, table, within } from './support/table.js';

const VISITS = 5;
const NETWORK = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 94_000 };
/** Name, context, CPU slowdown, network; most milliseconds until a picture, until it moves, and of a task. */
const SETTINGS = [
  ['1440×900', DESKTOP, 1, undefined, { drawn: 800, moved: 900, longest: 200 }],
  ['phone, 1.6 Mbit/s, 150 ms, CPU 4× slower', PHONE, 4, NETWORK, { drawn: 1500, moved: 2000, longest: 200 }],
];

const server = await serve();
const browser = await launch();
for (const [name, context, slower, network, limits] of SETTINGS) {
  /** @type {Record<keyof typeof limits, number>[]} */
  const visits = [];
  for (let visit = 0; visit < VISITS; visit += 1) {
    const { page, close } = await open(browser, 'about:blank', { context });
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Network.enable');
    if (network) await devtools.send('Network.emulateNetworkConditions', network);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
    await page.addInitScript(() => {
      globalThis.tasks = [];
      /** When which canvas was drawn anew: to compare pictures would be a task of its own. */
      globalThis.draws = [];
      const pen = CanvasRenderingContext2D.prototype;
      const clear = pen.clearRect;
      pen.clearRect = function (...parts) {
        globalThis.draws.push({ canvas: this.canvas, at: performance.now() });
        clear.apply(this, parts);
      };
      new PerformanceObserver((list) =>
        globalThis.tasks.push(...list.getEntries().map((entry) => entry.duration)),
      ).observe({ type: 'longtask' });
    });
    await page.goto(server.url, { waitUntil: 'commit' });
    visits.push(
      await page.evaluate(async () => {
        const frame = () => new Promise((done) => requestAnimationFrame(done));
        const canvas = (layer) =>
          document.querySelector('downhill-scene')?.shadowRoot?.querySelectorAll('canvas')[layer];
        /** Something stands in the middle of the map. */
        const stands = () => {
          const map = canvas(0);
          if (!map?.width) return false;
          return map.getContext('2d').getImageData(map.width / 2, map.height / 2, 1, 1).data[3] > 0;
        };
        while (!stands()) await frame();
        const drawn = performance.now();
        const moves = () => globalThis.draws.find((draw) => draw.canvas === canvas(1) && draw.at > drawn);
        while (!moves()) await frame();
        await new Promise((done) => setTimeout(done, 1500));
        return { drawn, moved: moves().at, longest: Math.max(0, ...globalThis.tasks) };
      }),
    );
    await close();
  }
  const middle = (name) => median(visits.map((visit) => visit[name]));
  table(`first visit, ${name}, median of ${VISITS}`, [
    within('first picture', middle('drawn'), limits.drawn, 'ms'),
    within('first motion', middle('moved'), limits.moved, 'ms'),
    within('longest task', middle('longest'), limits.longest, 'ms'),
  ]);
}
await browser.close();
server.close();
