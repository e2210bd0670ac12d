// The golden trajectories as experiments of the package.

import { readFileSync, readdirSync } from 'node:fs';

const FOLDER = new URL('../../oracles/', import.meta.url);
const FIELDS = {
  lambda: 'momentum',
  eps: 'epsilon',
  weight_decay: 'weightDecay',
  trust_coefficient: 'trustCoefficient',
};
const RULES = {
  momentum_lee: { name: 'momentum', form: 'lecture' },
  momentum_torch: { name: 'momentum', form: 'pytorch' },
  nesterov_torch: { name: 'nesterov' },
};

function objective(problem) {
  switch (problem.name) {
    case 'quadratic_k100':
      return { name: 'quadratic', condition: 100, rotation: 0 };
    case 'linreg20':
      return { name: 'linear-regression', x: problem.x, y: problem.y };
    case 'w1w2':
      return 'product';
    case 'saddle_bounded':
      return 'bounded-saddle';
    default:
      return problem.name;
  }
}

/** Every case: its id, the experiment, what must come out, and how closely. */
export function* cases() {
  for (const file of readdirSync(FOLDER)) {
    const oracle = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'));
    if (oracle.schema !== 'optimizer-oracle/1') continue;
    for (const one of oracle.cases) {
      const hyper = Object.fromEntries(Object.entries(one.hyper).map(([name, value]) => [FIELDS[name] ?? name, value]));
      const experiment = {
        objective: objective(oracle.problem),
        optimizer: { ...(RULES[one.optimizer] ?? { name: one.optimizer }), learningRate: one.lr, ...hyper },
        start: one.start,
        steps: one.steps,
      };
      if (one.lr_per_step) experiment.schedule = one.lr_per_step;
      if (one.batches) experiment.batch = { order: one.batches };
      yield { id: one.id, experiment, theta: one.points.flat(), loss: one.losses, rtol: one.rtol };
    }
  }
}
