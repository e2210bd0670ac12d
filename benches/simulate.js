// `simulate` in Chromium beside plain loops over doubles in the same page, which end on the same bits: every step and the
// full loss at every step; and the memory that a long run takes.

import { readFileSync } from 'node:fs';
import { bare } from './support/bare.js';
import { table } from './support/table.js';

const oracle = new URL('../tests/oracles/linreg20.json', import.meta.url);
const { x, y } = JSON.parse(readFileSync(oracle, 'utf8')).problem;

const measured = await bare(
  async ({ module, loops, data }) => {
    const { default: init, simulate } = await import(module);
    const { rosenbrock, rosenbrockByHand, regression, shuffler } = await import(`${loops}/simulate.js`);
    const { memory } = await init();
    // Short enough to fit between two interruptions of a busy machine.
    const STEPS = 200_000;
    const start = [0.5, -1];
    const regress = (order) => ({
      objective: { name: 'linear-regression', data: 'linreg20' },
      optimizer: { name: 'sgd', learningRate: 0.01 },
      batch: { size: 1, order },
      start,
      seed: 3,
    });
    const momentum = { name: 'momentum', learningRate: 0.0005, momentum: 0.9 };
    const pairs = [
      [
        'Rosenbrock, momentum; θ in arrays',
        { objective: 'rosenbrock', optimizer: momentum },
        (steps) => rosenbrock(steps, 0.0005, 0.9),
      ],
      [
        'Rosenbrock, momentum; θ in variables',
        { objective: 'rosenbrock', optimizer: momentum },
        (steps) => rosenbrockByHand(steps, 0.0005, 0.9),
      ],
      [
        'regression, B = 1, sequential',
        regress('sequential'),
        (steps) => regression(steps, 0.01, data, start, () => undefined),
      ],
      [
        'regression, B = 1, reshuffled',
        regress('reshuffle'),
        (steps) => regression(steps, 0.01, data, start, shuffler(3)),
      ],
    ];
    const bits = ({ theta, loss }) => [theta, loss].flatMap((values) => [...new BigUint64Array(values.buffer)]);
    const time = (run) => {
      const before = performance.now();
      run(STEPS);
      return performance.now() - before;
    };
    const rates = pairs.map(([name, experiment, plain]) => {
      const core = (steps) => simulate({ ...experiment, steps });
      const [ours, theirs] = [bits(core(20_011)), bits(plain(20_011))];
      if (ours.length !== theirs.length || ours.some((x, k) => x !== theirs[k])) throw new Error(`${name}: other bits`);
      const best = { core: Infinity, plain: Infinity };
      for (let round = 0; round < 60; round += 1) {
        best.core = Math.min(best.core, time(core));
        best.plain = Math.min(best.plain, time(plain));
      }
      return { name, core: STEPS / best.core / 1000, plain: STEPS / best.plain / 1000 };
    });
    const grown = [1e5, 1e6, 1e7].map((steps) => {
      const { theta, loss } = simulate({ objective: 'rosenbrock', optimizer: momentum, steps });
      return { steps, result: theta.byteLength + loss.byteLength, module: memory.buffer.byteLength };
    });
    return { rates, grown };
  },
  { data: { x, y } },
);

const mega = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
table('simulate beside a plain loop, million updates a second', [
  ...measured.rates.map(({ name, core, plain }) => ({
    name,
    measured: `${core.toFixed(0)} against ${plain.toFixed(0)}`,
    ratio: core / plain,
    // θ in variables is the loop that a compiler would make of it by hand: the core writes each result once more, into the
    // arrays that the caller gets, so this one is told and not asked for.
    least: name.endsWith('variables') ? undefined : 1,
  })),
]);
table('memory of the module after a run, in parts of the result', [
  ...measured.grown.map(({ steps, result, module }) => ({
    name: `${steps.toLocaleString('en')} updates`,
    measured: `${mega(module)} beside a result of ${mega(result)}`,
    ratio: module / result,
    most: steps >= 1e7 ? 1 : Infinity,
  })),
]);
