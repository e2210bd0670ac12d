// The npm package in Node.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import init, {
  Ensemble,
  Job,
  Scene,
  Training,
  catalog,
  scenes,
  simulate,
  titles,
  train,
} from '../../dist/npm/downhill.js';
import { cases } from './support/oracles.js';
import { SCENES } from './support/scenes.js';

const DIST = new URL('../../dist/npm/', import.meta.url);

test('a call before it is ready says so', () => {
  for (const act of [scenes, () => simulate({}), () => new Ensemble({}), () => new Scene('momentum', [])])
    assert.throws(act, { name: 'Error', message: /not ready: call `await init\(\)` first/ });
});

await test('it finds its program by itself', async () => {
  await init();
  assert.equal(simulate({ objective: 'booth', optimizer: 'sgd', steps: 1 }).status, 'finished');
});

test('it takes its program in every form', async () => {
  const bytes = readFileSync(new URL('downhill_bg.wasm', DIST));
  const compiled = await WebAssembly.compile(bytes);
  for (const [form, given] of Object.entries({
    bytes,
    object: { module_or_path: bytes },
    promise: { module_or_path: Promise.resolve(bytes) },
    compiled,
    response: new Response(bytes, { headers: { 'content-type': 'application/wasm' } }),
  })) {
    const other = await import(`../../dist/npm/downhill.js?${form}`);
    await other.default(given);
    assert.ok(other.scenes().length > 10, form);
  }
  const { initSync, scenes: others } = await import('../../dist/npm/downhill.js?sync');
  initSync(bytes);
  assert.ok(others().length > 10);
});

test('where its file is not beside it, it has it as text', async () => {
  const { default: unpacked } = await import('../../dist/npm/program.js');
  assert.deepEqual(Buffer.from(await unpacked()), readFileSync(new URL('downhill_bg.wasm', DIST)));
});

test('every golden trajectory', () => {
  let count = 0;
  for (const { id, experiment, theta, loss, rtol } of cases()) {
    const got = simulate(experiment);
    assert.equal(got.status, 'finished', id);
    assert.ok(got.theta instanceof Float64Array && got.loss instanceof Float64Array);
    for (const [name, want] of Object.entries({ theta, loss })) {
      assert.equal(got[name].length, want.length, `${id}: ${name}`);
      want.forEach((value, k) => {
        const off = Math.abs(got[name][k] - value);
        assert.ok(off <= rtol * Math.max(1, Math.abs(value)), `${id}: ${name}[${k}] is ${got[name][k]}, not ${value}`);
      });
    }
    count += 1;
  }
  assert.equal(count, 225);
});

test('the same bits as the native build', () => {
  const native = JSON.parse(readFileSync(new URL('../../target/test/native.json', import.meta.url), 'utf8'));
  assert.ok(native.length > 300);
  const bits = (values) => Array.from(new BigUint64Array(values.buffer), (x) => x.toString(16).padStart(16, '0'));
  // A NaN has many bit patterns and engines may choose.
  const same = (got, want, k) => got[k] === want[k] || (got[k].startsWith('7ff8') && want[k].slice(1, 4) === 'ff8');
  for (const { experiment, theta, loss } of native) {
    const got = simulate(experiment);
    for (const [name, want] of Object.entries({ theta, loss })) {
      const found = bits(got[name]);
      const off = want.findIndex((_, k) => !same(found, want, k));
      assert.equal(off, -1, `${JSON.stringify(experiment)}: ${name}[${off}] is ${found[off]}, not ${want[off]}`);
    }
  }
});

test('typed arrays are accepted, and a run can go on from another', () => {
  const common = { objective: 'booth', optimizer: { name: 'sgd', learningRate: 0.01 } };
  const first = simulate({ ...common, steps: 5 });
  const second = simulate({ ...common, steps: 5, start: first.theta.slice(-2) });
  const whole = simulate({ ...common, steps: 10 });
  assert.deepEqual([...second.theta.slice(-2)], [...whole.theta.slice(-2)]);
});

test('a divergence is a result', () => {
  const got = simulate({ objective: 'rosenbrock', optimizer: { name: 'sgd', learningRate: 1e6 }, steps: 20 });
  assert.equal(got.status, 'diverged');
  assert.ok(got.divergedAt >= 1 && got.divergedAt <= 20);
  assert.equal(got.loss.length, 21);
  assert.ok(Number.isNaN(got.loss[20]));
});

test('a wrong field is named with its value and what is allowed', () => {
  const sgd = { name: 'sgd', learningRate: 0.1 };
  const wrong = [
    [{ objective: 'rosenbrok', optimizer: sgd }, /objective\.name is "rosenbrok"; allowed: rosenbrock \|/],
    [{ objective: 'booth' }, /optimizer is null; allowed: an object/],
    [
      { objective: 'booth', optimizer: { ...sgd, momentum: 1 } },
      /optimizer\.momentum is 1; .*known: name, learningRate/,
    ],
    [{ objective: 'booth', optimizer: { name: 'adam', beta1: 1 } }, /optimizer\.beta1 is 1; allowed: 0…0\.9999/],
    [{ objective: 'booth', optimizer: sgd, start: [NaN, 0] }, /start\[0\] is NaN; allowed: a finite number/],
    [{ objective: 'booth', optimizer: sgd, start: [1] }, /start is \[1\]; allowed: 2 finite numbers/],
    [{ objective: 'booth', optimizer: sgd, steps: 1.5 }, /steps is 1\.5/],
    [{ objective: 'booth', optimizer: sgd, batch: { size: 2 } }, /batch\.size is 2; allowed: 1…1/],
    [{ objective: 'linear-regression', optimizer: sgd, batch: { order: [[20]] } }, /batch\.order\[0\] is \[20\]/],
    [{ objective: 'booth', optimizer: sgd, schedule: { name: 'linear' } }, /schedule\.name is "linear"/],
    [undefined, /experiment is null; allowed: an object/],
  ];
  for (const [experiment, message] of wrong) assert.throws(() => simulate(experiment), { name: 'Error', message });
  const fine = simulate({ objective: 'booth', optimizer: sgd, steps: 1 });
  assert.equal(fine.status, 'finished', 'an error must not spoil the next call');
});

test('scenes come with their parameter tables', () => {
  const all = scenes();
  assert.deepEqual(
    all.map((scene) => scene.id),
    SCENES,
  );
  const rate = all[0].params.find((param) => param.name === 'learning-rate');
  assert.deepEqual([rate.kind, rate.scale, rate.min, rate.max, rate.default], ['number', 'log', 0.001, 2, '0.1']);
});

test('simulate knows the objectives of the scenes', () => {
  const momentum = { name: 'momentum', learningRate: 0.2, momentum: 0.9 };
  const hill = simulate({ objective: 'hill', optimizer: momentum, steps: 17 });
  assert.equal(hill.theta.length, 18);
  assert.ok(hill.theta[16] <= 4.5 && hill.theta[17] > 4.5, 'λ = 0.9 passes 4.5 in 17 updates');
  const quartic = simulate({
    objective: { name: 'hill', curve: 'quartic' },
    optimizer: { name: 'sgd', learningRate: 0.02 },
    steps: 2000,
  });
  assert.ok(Math.abs(quartic.theta[2000] + 1) < 1e-6);
  const noise = { objective: 'noise', optimizer: { name: 'sgd', learningRate: 0.05 }, steps: 100 };
  assert.ok(Math.abs(simulate(noise).theta[201]) < 1, 'the full batch stays');
  assert.ok(Math.abs(simulate({ ...noise, batch: { size: 1 } }).theta[201]) > 1, 'single examples leave');
  const minima = { objective: 'minima', optimizer: { name: 'sgd', learningRate: 0.25 }, steps: 300 };
  assert.ok(Math.abs(simulate(minima).theta[300] + 1.49) < 0.01, 'the full batch stays in the sharp valley');
  assert.ok(simulate({ ...minima, batch: { size: 1 } }).theta[300] > 0, 'single examples end in the flat one');
  assert.throws(
    () => simulate({ ...noise, objective: { name: 'hill', curve: 'cubic' } }),
    /objective\.curve is "cubic"; allowed: hill \| slide \| quartic \| plateau/,
  );
});

test('what holds itself, or fails when it is read, is an error, and nothing is spoilt', () => {
  const sgd = { name: 'sgd', learningRate: 0.1 };
  const own = { objective: 'booth', optimizer: sgd };
  own.schedule = own;
  const list = [];
  list.push(list);
  const failing = {
    get name() {
      throw new TypeError('not today');
    },
  };
  const deep = /nested more than 16 deep, as one is that holds itself/;
  for (const [act, message] of [
    [() => simulate(own), deep],
    [() => simulate({ objective: 'booth', optimizer: sgd, start: list }), deep],
    [() => new Ensemble({ objective: own }), deep],
    [() => train({ schedule: own }), deep],
    [() => new Training({ data: { inputs: list, labels: [0], train: 1 } }), deep],
    [() => train({ data: { name: own } }), deep],
    [() => simulate({ objective: failing, optimizer: sgd }), /^TypeError: not today$/],
    [() => train({ data: failing }), /^TypeError: not today$/],
    [() => train({ data: { inputs: [0, 0], labels: [0, 256], train: 1 } }), /data\.labels\[1\] is 256; allowed: 0…255/],
    [() => train({ data: { name: 'mnist', file: [1, 2] } }), /data\.file is \[1, 2\]; allowed: a Uint8Array/],
    [() => simulate(new Proxy({}, { ownKeys: () => failing.name })), /^TypeError: not today$/],
  ]) {
    // Often enough to see what each leaves behind.
    for (let k = 0; k < 200; k += 1) assert.throws(act, message);
  }
  assert.equal(simulate({ objective: 'booth', optimizer: sgd, steps: 1 }).status, 'finished');
});

test('no error is longer than a sentence', () => {
  const sgd = { name: 'sgd', learningRate: 0.1 };
  const values = [1e300, -1e300, 5e-324, NaN, 'x'.repeat(1e5), [1e300, -1e300], { ['y'.repeat(1e4)]: 1 }, null, true];
  const fields = {
    objective: (value) => ({ objective: value, optimizer: sgd }),
    condition: (value) => ({ objective: { name: 'quadratic', condition: value }, optimizer: sgd }),
    optimizer: (value) => ({ objective: 'booth', optimizer: value }),
    rate: (value) => ({ objective: 'booth', optimizer: { name: 'sgd', learningRate: value } }),
    layers: (value) => ({ objective: 'booth', optimizer: { name: 'lars', layers: value } }),
    schedule: (value) => ({ objective: 'booth', optimizer: sgd, schedule: value }),
    factor: (value) => ({
      objective: 'booth',
      optimizer: sgd,
      schedule: { name: 'step', steps: value, factor: value },
    }),
    batch: (value) => ({ objective: 'noise', optimizer: sgd, batch: { size: value } }),
    order: (value) => ({ objective: 'noise', optimizer: sgd, batch: { order: [value] } }),
    start: (value) => ({ objective: 'booth', optimizer: sgd, start: value }),
    steps: (value) => ({ objective: 'booth', optimizer: sgd, steps: value }),
    seed: (value) => ({ objective: 'booth', optimizer: sgd, seed: value }),
    other: (value) => ({ objective: 'booth', optimizer: sgd, [`${value}`.repeat(50)]: value }),
  };
  const told = [];
  const heard = (act) => {
    try {
      act();
    } catch ({ message }) {
      told.push(message);
    }
  };
  for (const value of values) {
    for (const description of Object.values(fields)) heard(() => simulate(description(value)));
    for (const name of ['layers', 'activation', 'epochs', 'until', 'every', 'labelNoise', 'data'])
      heard(() => new Training({ updates: undefined, [name]: value }));
    heard(() => new Ensemble({ objective: 'booth', particles: value, learningRate: value }));
    heard(() => new Training({ data: { inputs: [1, value], labels: [0, value], train: value } }));
  }
  assert.ok(told.length > 100, `${told.length} errors`);
  for (const message of told) {
    assert.ok(message.length < 420, message);
    assert.doesNotMatch(message, /\d{40}/);
  }
});

test('the catalogue is what descriptions may say', () => {
  const { objectives, optimizers, schedules, orders } = catalog();
  for (const { name, dim } of objectives)
    for (const { name: rule } of optimizers) {
      const { theta } = simulate({ objective: name, optimizer: rule, steps: 1 });
      assert.equal(theta.length, 2 * dim, `${name}, ${rule}`);
    }
  for (const { name } of schedules)
    for (const order of orders)
      simulate({ objective: 'noise', optimizer: 'sgd', schedule: name, batch: { order }, steps: 1 });
  assert.deepEqual(
    objectives.find(({ name }) => name === 'quadratic').params.map(({ name }) => name),
    ['condition', 'rotation'],
  );
});

test('a formula of one’s own is an objective', () => {
  const optimizer = { name: 'momentum', learningRate: 0.0005 };
  const own = (text, more) => ({ name: 'expression', text, ...more });
  const text = '(a - x)^2 + b(y - x^2)^2';
  const objective = own(text, { parameters: { a: 1, b: 100 } });
  const common = { optimizer, start: [-1.2, 1], steps: 2500 };
  const [got, want] = [simulate({ ...common, objective }), simulate({ ...common, objective: 'rosenbrock' })];
  assert.equal(got.status, 'finished');
  want.theta.forEach((x, k) => assert.ok(Math.abs(got.theta[k] - x) < 1e-9, `θ[${k}]`));
  const lost = simulate({ ...common, objective: own('x - log(x) + y^2'), start: [0.001, 1] });
  assert.deepEqual([lost.status, lost.undefinedAt, lost.divergedAt], ['finished', undefined, undefined]);
  const undefinedAt = simulate({ ...common, objective: own('y^2 + 9log(x)'), start: [0.01, 1] });
  assert.deepEqual([undefinedAt.status, undefinedAt.undefinedAt], ['undefined', 1]);
  const data = [[1, 2], [-1, 0]]; // prettier-ignore
  const sum = simulate({ ...common, objective: own('(x - a_i)^2 + (y - b_i)^2', { data }), batch: { size: 1 } });
  assert.equal(sum.status, 'finished');
  assert.throws(
    () => simulate({ ...common, objective: own('2x +') }),
    /objective\.text is "2x \+"; .*character 5: a number/,
  );
  const ensemble = new Ensemble({ objective, particles: 100 });
  ensemble.step(3);
  assert.ok(ensemble.positions().every(Number.isFinite));
});

test('an ensemble is many runs of the same rule', () => {
  const common = { objective: 'himmelblau', particles: 1001, learningRate: 0.01, momentum: 0.5, seed: 3 };
  const ensemble = new Ensemble(common);
  const starts = ensemble.positions();
  ensemble.step(40);
  const ends = ensemble.positions();
  assert.equal(ends.length, 2002);
  for (const k of [0, 500, 1000]) {
    const run = simulate({
      objective: 'himmelblau',
      optimizer: { name: 'momentum', learningRate: 0.01, momentum: 0.5 },
      start: [...starts.slice(2 * k, 2 * k + 2)],
      steps: 40,
    });
    for (const c of [0, 1]) assert.ok(Math.abs(ends[2 * k + c] - run.theta[80 + c]) < 1e-3);
  }
  const again = new Ensemble(common);
  again.step(40);
  assert.deepEqual(again.positions(), ends, 'the same seed, the same runs');
  for (const [wrong, message] of [
    [{ ...common, particles: 0 }, /particles is 0; allowed: 1…/],
    [
      { ...common, objective: { name: 'linear-regression', x: [[1, 2]], y: [1] } },
      /objective is .*linear-regression.*; allowed: a surface, or a sum of one or two coordinates/,
    ],
    [{ ...common, colour: 1 }, /colour is 1/],
    [{ ...common, objective: 'noise', batch: { size: 21 } }, /batch\.size is 21; allowed: 1…20/],
  ])
    assert.throws(() => new Ensemble(wrong), { name: 'Error', message });
});

test('a job reports its progress and what it found', () => {
  const job = new Job({ name: 'share', dimension: 2, samples: 20_000, seed: 1 });
  assert.equal(job.work(), false);
  const first = job.report();
  assert.ok(first.progress > 0 && first.progress < 1);
  while (!job.work());
  const { name, progress, replaces, dimension, field, fieldError } = job.report();
  assert.deepEqual([name, progress, replaces, dimension], ['share', 1, true, 2]);
  assert.ok(Math.abs(field - 0.25) < 4 * fieldError);
  assert.throws(() => new Job({ name: 'nothing' }), /job\.name is "nothing"; allowed: basin \| share \| crowd/);
});

test('every control has words', () => {
  const read = (name) => JSON.parse(readFileSync(new URL(`../../www/locales/en/${name}.json`, import.meta.url)));
  const words = {
    ...read('first'),
    ...read('figures'),
    ...read('digits'),
    ...read('deeper'),
    ...Object.fromEntries(titles().map((t) => [t.key, t.text])),
  };
  const missing = new Set();
  for (const { id } of scenes()) {
    const scene = new Scene(id, []);
    const rows = () => scene.controls();
    // Choices bring controls of their own: each is tried.
    const choices = rows().flatMap((c) => (c.param?.choices ?? []).map(({ value }) => [c.name, value, c.run]));
    for (const [name, value, run] of [['', ''], ...choices]) {
      scene.set(name, value, run);
      for (const { label, param } of rows())
        for (const key of [label, ...(param?.choices ?? []).map((choice) => choice.label)])
          if (!(key in words)) missing.add(key);
    }
    scene.free();
  }
  assert.deepEqual([...missing], []);
});

test('npm pack takes what it needs', () => {
  const [{ files, name }] = JSON.parse(
    execFileSync('npm', ['pack', '--dry-run', '--json'], { cwd: DIST, encoding: 'utf8' }),
  );
  assert.equal(name, 'downhill-lab');
  const names = files.map((file) => file.path);
  for (const file of [
    'downhill.js',
    'downhill.d.ts',
    'downhill_bg.wasm',
    'downhill_bg.wasm.d.ts',
    'program.js',
    'element/index.js',
    'element/inline.js',
    'element/index.d.ts',
    'package.json',
    'README.md',
    'LICENSE-MIT',
    'DATA.md',
    'THIRD-PARTY.txt',
  ])
    assert.ok(names.includes(file), file);
});

test('the licences of the crates travel with the page too', () => {
  const told = readFileSync(new URL('../site/THIRD-PARTY.txt', DIST), 'utf8');
  for (const crate of ['plotters', 'wasm-bindgen']) assert.match(told, new RegExp(`^== .*\\b${crate} `, 'm'));
});
