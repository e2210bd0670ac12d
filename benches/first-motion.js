// How long after navigation the first figure is drawn, and moves: in Chromium, on a first visit.

import { DESKTOP, launch, open } from '../tests/node/support/browser.js';
import { serve } from '../tests/node/support/server.js';

const VISITS = 7;

const server = await serve();
const browser = await launch();
/** @type {{ drawn: number, moved: number }[]} */
const visits = [];
for (let visit = 0; visit < VISITS; visit += 1) {
  const { page, close } = await open(browser, server.url, { context: DESKTOP });
  visits.push(
    await page.evaluate(async () => {
      const element = document.querySelector('downhill-scene');
      const canvas = () => element?.shadowRoot?.querySelectorAll('canvas')[1];
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      while (!canvas()?.width) await frame();
      const drawn = performance.now();
      const first = canvas().toDataURL();
      while (canvas().toDataURL() === first) await frame();
      return { drawn, moved: performance.now() };
    }),
  );
  await close();
}
const median = (name) =>
  visits
    .map((visit) => visit[name])
    .sort((a, b) => a - b)
    [(VISITS - 1) / 2].toFixed(0);
console.log(
  `first visit at 1440×900: first figure seen ${median('drawn')} ms after navigation, moved by ${median('moved')} ms`,
);
await browser.close();
server.close();
