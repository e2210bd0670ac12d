// Formulas beside the built-in surfaces that they write: updates of `simulate`, and an update of 20,000 runs within a frame.

import { bare } from './support/bare.js';
import { table } from './support/table.js';

const PAIRS = [
  ['rosenbrock', '(1 - x)^2 + 100(y - x^2)^2'],
  ['himmelblau', '(x^2 + y - 11)^2 + (x + y^2 - 7)^2'],
  ['beale', '(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2'],
  ['three-hump-camel', '2x^2 - 1.05x^4 + x^6/6 + x*y + y^2'],
];
const CROWDS = [
  ...PAIRS.map(([, text]) => text),
  '20 + x^2 + y^2 - 10(cos(2pi*x) + cos(2pi*y))',
  '20 + e - 20exp(-0.2sqrt((x^2 + y^2)/2)) - exp((cos(2pi*x) + cos(2pi*y))/2)',
  '(1 + (x + y + 1)^2 (19 - 14x + 3x^2 - 14y + 6x*y + 3y^2)) (30 + (2x - 3y)^2 (18 - 32x + 12x^2 + 48y - 36x*y + 27y^2))',
];
/** Milliseconds of a frame. */
const FRAME = 16;

const { rates, crowds } = await bare(
  async ({ module, pairs, texts }) => {
    const { default: init, simulate, Ensemble } = await import(module);
    await init();
    const STEPS = 100_000;
    const best = (run, rounds) => {
      let least = Infinity;
      for (let round = 0; round < rounds; round += 1) {
        const before = performance.now();
        run();
        least = Math.min(least, performance.now() - before);
      }
      return least;
    };
    const optimizer = { name: 'momentum', learningRate: 0.00005, momentum: 0.9 };
    const rate = (objective) => STEPS / best(() => simulate({ objective, optimizer, steps: STEPS }), 40) / 1000;
    return {
      rates: pairs.map(([name, text]) => ({ name, built: rate(name), own: rate({ name: 'expression', text }) })),
      crowds: texts.map((text) => {
        const objective = { name: 'expression', text };
        const crowd = new Ensemble({ objective, particles: 20_000, learningRate: 0.0001, momentum: 0.9 });
        return best(() => crowd.step(1), 20);
      }),
    };
  },
  { pairs: PAIRS, texts: CROWDS },
);

table('a formula beside the built-in surface, million updates a second', [
  ...rates.map(({ name, built, own }) => ({
    name,
    measured: `${own.toFixed(1)} against ${built.toFixed(1)}`,
    ratio: own / built,
    least: 0.3,
  })),
]);
table('one update of 20,000 runs on a formula, in parts of a frame', [
  ...crowds.map((ms, k) => ({
    name: CROWDS[k].slice(0, 40),
    measured: `${ms.toFixed(2)} ms`,
    ratio: ms / FRAME,
    most: 1,
  })),
]);
