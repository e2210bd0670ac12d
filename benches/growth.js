// What grows with what is asked for, and what does not: memory of the page and frames of `lab` at up to a million updates, of
// `escape` at up to 100,000 particles; memory and time of ensembles. (`simulate` at up to 10⁷ updates: simulate.js.)

import { DESKTOP, launch, open } from '../tests/node/support/browser.js';
import { serve } from '../tests/node/support/server.js';
import { bare } from './support/bare.js';
import { frames, play } from './support/frames.js';
import { at, table, within } from './support/table.js';

const FRAME = 12;
/** Most megabytes that the page's module and heap may take, whatever is asked for. */
const MEMORY = 64;
/** The last may take so many times what the first takes: a run is kept in bounds, however long. */
const GROWTH = 1.5;
const PARTICLES = [2_000, 10_000, 100_000];
const SCENES = [
  ...[1e4, 1e5, 1e6].map((updates) => ['lab', updates, 'updates', `lab&updates=${updates}`]),
  ...PARTICLES.map((count) => ['escape', count, 'particles', `escape&particles=${count}`]),
];

const server = await serve();
const browser = await launch();
const rows = [];
/** @type {Record<string, number>} */
const before = {};
for (const [scene, count, of, query] of SCENES) {
  const { page, close } = await open(browser, 'about:blank', { context: DESKTOP });
  // All memories that the page's modules have.
  await page.addInitScript(() => {
    globalThis.memories = [];
    const { Instance, instantiate } = WebAssembly;
    /** @param {WebAssembly.Instance} instance */
    const keep = (instance) => {
      const { memory } = instance.exports;
      if (memory) globalThis.memories.push(memory);
      return instance;
    };
    WebAssembly.Instance = function (...parts) {
      return keep(new Instance(...parts));
    };
    WebAssembly.instantiate = async (...parts) => {
      const result = await instantiate(...parts);
      keep(result.instance ?? result);
      return result;
    };
  });
  await page.goto(`${server.url}?scene=${query}`);
  const devtools = await page.context().newCDPSession(page);
  const figure = page.locator('downhill-scene');
  await figure.locator('.step b').first().waitFor();
  await page.waitForTimeout(300);
  await figure.locator('[data-pending]').waitFor({ state: 'detached', timeout: 120_000 });
  await page.locator('.scrubber').fill('700');
  await page.waitForTimeout(1000);
  await play(page);
  const times = await frames(devtools, () => page.waitForTimeout(1500));
  await devtools.send('HeapProfiler.collectGarbage');
  const heap = (await devtools.send('Runtime.getHeapUsage')).usedSize;
  const wasm = await page.evaluate(() => globalThis.memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0));
  const name = `${scene}, ${count.toLocaleString('en')} ${of}`;
  const memory = (heap + wasm) / 1e6;
  rows.push(within(`${name}: a frame, 95th percentile`, at(times, 0.95), FRAME, 'ms', ` of ${times.length}`));
  rows.push(within(`${name}: memory`, memory, MEMORY, 'MB'));
  if (before[scene])
    rows.push({
      name: `${name}: memory, against the least`,
      measured: `${memory.toFixed(1)} against ${before[scene].toFixed(1)} MB`,
      ratio: memory / before[scene],
      most: GROWTH,
    });
  before[scene] ??= memory;
  await close();
}
table('what grows with updates and particles', rows);
await browser.close();
server.close();

const ensembles = await bare(
  async ({ module, counts }) => {
    const { default: init, Ensemble } = await import(module);
    const { memory } = await init();
    return counts.map((particles) => {
      const ensemble = new Ensemble({ objective: 'himmelblau', particles, learningRate: 0.001, momentum: 0.9 });
      // Long enough for the page's clock.
      const updates = 4_000_000 / particles;
      let time = Infinity;
      for (let round = 0; round < 30; round += 1) {
        const start = performance.now();
        ensemble.step(updates);
        time = Math.min(time, (performance.now() - start) / updates);
      }
      ensemble.free();
      return { particles, time, memory: memory.buffer.byteLength };
    });
  },
  { counts: PARTICLES },
);
const nanos = ({ time, particles }) => (time * 1e6) / particles;
table(
  'ensembles: one update of all particles, and memory of the module',
  ensembles.flatMap((one) => {
    const name = `${one.particles.toLocaleString('en')} particles`;
    return [
      {
        name: `${name}: time of one particle, against the fewest`,
        measured: `${nanos(one).toFixed(2)} ns, ${one.time.toFixed(3)} ms for all`,
        ratio: nanos(one) / nanos(ensembles[0]),
        most: 2,
      },
      within(`${name}: bytes of one`, one.memory / one.particles, 2000 * (2000 / one.particles) + 150, 'B'),
    ];
  }),
);
