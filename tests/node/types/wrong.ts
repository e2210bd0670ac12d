// What does not compile for those who use the package: each line below a mark is an error, or the compiler complains of the mark.

import { Ensemble, Training, simulate, train } from 'downhill-lab';

// @ts-expect-error a name of no objective
simulate({ objective: 'rosenbrok', optimizer: 'sgd' });
// @ts-expect-error nor as an object
simulate({ objective: { name: 'rosenbrok' }, optimizer: 'sgd' });
// @ts-expect-error a parameter that it has not
simulate({ objective: { name: 'quadratic', conditon: 50 }, optimizer: 'sgd' });
// @ts-expect-error a parameter of another objective
simulate({ objective: { name: 'rosenbrock', condition: 50 }, optimizer: 'sgd' });
// @ts-expect-error no optimiser
simulate({ objective: 'booth' });
// @ts-expect-error a parameter that it has not
simulate({ objective: 'booth', optimizer: { name: 'adam', beta9: 0.9 } });
// @ts-expect-error a name of no optimiser
simulate({ objective: 'booth', optimizer: 'adamw' });
// @ts-expect-error one of no layers
simulate({ objective: 'booth', optimizer: { name: 'sgd', layers: [[0]] } });
// @ts-expect-error a text where a number is meant
simulate({ objective: 'booth', optimizer: { name: 'sgd', learningRate: '0.1' } });
// @ts-expect-error targets without inputs
simulate({ objective: { name: 'linear-regression', y: [1] }, optimizer: 'sgd' });
// @ts-expect-error examples where it has its own
simulate({ objective: { name: 'noise', x: [1], y: [1] }, optimizer: 'sgd' });
// @ts-expect-error a name of no schedule
simulate({ objective: 'booth', optimizer: 'sgd', schedule: 'linear' });
// @ts-expect-error a factor of a schedule that has none
simulate({ objective: 'booth', optimizer: 'sgd', schedule: { name: 'cosine', factor: 0.1 } });
// @ts-expect-error a name of no order
simulate({ objective: 'noise', optimizer: 'sgd', batch: { order: 'shuffle' } });
// @ts-expect-error a field that a description has not
simulate({ objective: 'booth', optimizer: 'sgd', step: 5 });
// @ts-expect-error only one that diverged has it
simulate({ objective: 'booth', optimizer: 'sgd' }).divergedAt.toFixed();

const run = simulate({ objective: 'booth', optimizer: 'sgd' });
// @ts-expect-error one that finished has it neither
if (run.status === 'finished') run.divergedAt.toFixed();

// @ts-expect-error a name of no objective
new Ensemble({ objective: 'rosenbrok' });
// @ts-expect-error batches by indices
new Ensemble({ objective: 'noise', batch: { order: [[0]] } });
// @ts-expect-error a name of no optimiser
train({ optimizer: { name: 'adan' } });
// @ts-expect-error layers are those of the network
train({ optimizer: { name: 'lars', layers: [[0]] } });
// @ts-expect-error a name of no order
train({ batch: { size: 8, order: 'random' } });
// @ts-expect-error one of the two
train({ epochs: 3, updates: 10 });
// @ts-expect-error a name of no activation
new Training({ activation: 'gelu' });
