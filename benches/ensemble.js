// 100,000 particles, momentum, on Himmelblau's function: the core in Chromium against a plain loop over typed arrays in
// the same page, and against the native build.

import { execFileSync } from 'node:child_process';
import { launch, open } from '../tests/node/support/browser.js';
import { serve } from '../tests/node/support/server.js';

const args = 'run --quiet --profile full --example particles'.split(' ');
const native = () => Number(execFileSync('cargo', args, { encoding: 'utf8' }));
native();

const server = await serve();
const browser = await launch();
const { page, close } = await open(browser, `${server.url}?scene=full-vs-one`);

const browserRates = () =>
  page.evaluate(async (module) => {
    const { default: init, Ensemble } = await import(module);
    await init();
    const COUNT = 100_000;
    const UPDATES = 50;
    /** Best of some rounds, in updates of single particles a second. */
    const best = (step) => {
      let rate = 0;
      for (let round = 0; round < 20; round += 1) {
        const before = performance.now();
        step(UPDATES);
        rate = Math.max(rate, (COUNT * UPDATES * 1000) / (performance.now() - before));
      }
      return rate;
    };
    const plain = (Numbers) => {
      const [x, y, mx, my] = [0, 1, 2, 3].map(() => new Numbers(COUNT));
      for (let i = 0; i < COUNT; i += 1) {
        x[i] = 12 * Math.random() - 6;
        y[i] = 12 * Math.random() - 6;
      }
      const step = (updates) => {
        for (let k = 0; k < updates; k += 1) {
          for (let i = 0; i < COUNT; i += 1) {
            const u = x[i];
            const v = y[i];
            const a = u * u + v - 11;
            const b = u + v * v - 7;
            const p = 0.9 * mx[i] - 0.001 * (4 * u * a + 2 * b);
            const q = 0.9 * my[i] - 0.001 * (2 * a + 4 * v * b);
            mx[i] = p;
            my[i] = q;
            x[i] = u + p;
            y[i] = v + q;
          }
        }
      };
      return best(step);
    };
    const ensemble = new Ensemble({ objective: 'himmelblau', particles: COUNT, learningRate: 0.001, momentum: 0.9 });
    const core = best((updates) => ensemble.step(updates));
    return { core, doubles: plain(Float64Array), singles: plain(Float32Array) };
  }, `${server.origin}/npm/downhill.js`);

const million = (rate) => `${(rate / 1e6).toFixed(0)} million a second`;
const [first, alone, second] = [await browserRates(), native(), await browserRates()];
const core = Math.max(first.core, second.core);
const plain = Math.max(first.doubles, first.singles, second.doubles, second.singles);
console.log(`100,000 particles on Himmelblau, updates of single particles: core in Chromium ${million(core)}, `);
console.log(`  plain JavaScript (the better of doubles and singles) ${million(plain)}, native ${million(alone)}`);
console.log(`  core / plain JavaScript ${(core / plain).toFixed(2)} (at least 3)`);
console.log(`  core / native, 128-bit SIMD ${(core / alone).toFixed(2)} (at least 0.8)`);
await close();
await browser.close();
server.close();
if (core < 3 * plain || core < 0.8 * alone) process.exitCode = 1;
