// What compiles for those who use the package: see npm.test.js.

import init, { Ensemble, Training, catalog, digits, initSync, scenes, simulate, train } from 'downhill-lab';
import type {
  DivergedSimulation,
  Experiment,
  Objective,
  Optimizer,
  Simulation,
  TrainingDescription,
} from 'downhill-lab';

await init();
await init(new Uint8Array(8));
await init({ module_or_path: new Uint8Array(8) });
initSync(new ArrayBuffer(8));

const all: Simulation[] = [
  simulate({ objective: 'booth', optimizer: 'sgd' }),
  simulate({
    objective: { name: 'quadratic', condition: 50, rotation: 30 },
    optimizer: { name: 'momentum', learningRate: 0.02, momentum: 0.9, form: 'pytorch' },
    schedule: { name: 'step', steps: 5, factor: 0.5 },
    start: new Float32Array([-2, 1]),
    steps: 100,
    seed: 3,
  }),
  simulate({
    objective: { name: 'linear-regression', x: [1, 2, 3], y: new Float64Array(3) },
    optimizer: { name: 'lars', layers: [[0], [1]] },
    schedule: [0.1, 0.05],
    batch: { order: [[0, 2], [1]] },
  }),
  simulate({
    objective: { name: 'logistic-regression', x: [[1, 2, 3]], y: [1], intercept: true, weights: [2], l2: 0.1 },
    optimizer: { name: 'adam', beta1: 0.9, beta2: 0.99, epsilon: 1e-8 },
    schedule: 'cosine',
    batch: { size: 1, order: 'replacement' },
  }),
  simulate({ objective: { name: 'linear-regression', data: 'linnerud' }, optimizer: 'nesterov' }),
  simulate({ objective: { name: 'hill', curve: 'quartic' }, optimizer: 'rmsprop' }),
];
for (const run of all) {
  const last: number | undefined = run.loss.at(-1);
  const at: number = run.status === 'diverged' ? run.divergedAt : (last ?? 0);
  console.log(at);
}

const objective: Objective = { name: 'rosenbrock', a: 1, b: 100 };
const optimizer: Optimizer = { name: 'adagrad', learningRate: 0.1 };
const described: Experiment = { objective, optimizer };
const diverged = (run: Simulation): run is DivergedSimulation => run.status === 'diverged';
console.log(diverged(simulate(described)));

const ensemble = new Ensemble({ objective: { name: 'minima', scale: 2 }, particles: 100, batch: { size: 4 } });
ensemble.step(5);
const positions: Float32Array = ensemble.positions();
ensemble.free();

const training: TrainingDescription = {
  data: { name: 'digits', split: 'block' },
  optimizer: { name: 'lamb', weightDecay: 0.01 },
  schedule: { name: 'warmup', steps: 20 },
  epochs: 3,
};
const accuracy: number | undefined = train(training).history.at(-1)?.validationAccuracy;
const steps = new Training({ updates: 10, batch: { size: 8 } });
const going: boolean = steps.status() === 'running';
const names: string[] = [...catalog().objectives.map(({ name }) => name), ...scenes().map(({ id }) => id)];
console.log(positions, accuracy, going, names, digits().side);
