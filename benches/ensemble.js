// 100,000 particles with momentum: the core in Chromium against plain loops over typed arrays in the same page, against the
// native build, and against itself once the particles have come to rest.

import { execFileSync } from 'node:child_process';
import { bare } from './support/bare.js';
import { table } from './support/table.js';

const CASES = [
  { name: 'Himmelblau', objective: 'himmelblau', loop: 'himmelblau', rate: 0.001, least: 3 },
  { name: 'saddle between two minima', objective: 'bounded-saddle', loop: 'boundedSaddle', rate: 0.01, least: 2 },
];

const args = 'run --quiet --profile library --example particles'.split(' ');
/** @returns {Record<string, { young: number, rest: number }>} */
const native = () => JSON.parse(execFileSync('cargo', args, { encoding: 'utf8' }));

const inBrowser = () =>
  bare(
    async ({ module, loops, cases }) => {
      const { default: init, Ensemble } = await import(module);
      await init();
      const plain = await import(`${loops}/particles.js`);
      const COUNT = 100_000;
      const UPDATES = 50;
      /** After so many updates all but a few have come to rest, if at all. */
      const REST = 3000;
      /** Best of some rounds, in updates of single particles a second. */
      const best = (step, rounds) => {
        let rate = 0;
        for (let round = 0; round < rounds; round += 1) {
          const before = performance.now();
          step(UPDATES);
          rate = Math.max(rate, (COUNT * UPDATES * 1000) / (performance.now() - before));
        }
        return rate;
      };
      return cases.map(({ objective, loop, rate }) => {
        const ensemble = new Ensemble({ objective, particles: COUNT, learningRate: rate, momentum: 0.9 });
        const step = (updates) => ensemble.step(updates);
        const young = best(step, 8);
        step(REST);
        const rest = best(step, 8);
        ensemble.free();
        const singles = best(plain[loop](Float32Array, COUNT, rate, 0.9), 8);
        const doubles = best(plain[loop](Float64Array, COUNT, rate, 0.9), 8);
        return { young, rest, plain: Math.max(singles, doubles) };
      });
    },
    { cases: CASES },
  );

native();
const [first, alone, second] = [await inBrowser(), native(), await inBrowser()];
const million = (rate) => (rate / 1e6).toFixed(0);
const rows = CASES.flatMap(({ name, objective, least }, k) => {
  const faster = (of) => Math.max(first[k][of], second[k][of]);
  const [young, rest, plain] = ['young', 'rest', 'plain'].map(faster);
  const both = (one, other) => ({ measured: `${million(one)} against ${million(other)}`, ratio: one / other });
  return [
    { name: `${name}: core / plain JavaScript`, ...both(young, plain), least },
    { name: `${name}: core / native, 128-bit SIMD`, ...both(young, alone[objective].young), least: 0.8 },
    { name: `${name}: at rest / young`, ...both(rest, young), least: 0.8 },
    { name: `${name}: native, at rest / young`, ...both(alone[objective].rest, alone[objective].young), least: 0.8 },
  ];
});
table('100,000 particles, million updates of single particles a second', rows);
