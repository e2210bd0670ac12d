// Networks in the npm package, in Node and in Chromium.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import init, { Training, digits, train } from '../../dist/npm/downhill.js';
import { launch, open } from './support/browser.js';
import { serve } from './support/server.js';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url));
await init({ module_or_path: read('dist/npm/downhill_bg.wasm') });
const native = () => JSON.parse(read('target/test/networks.json').toString());

/** Descriptions whose training ends on other bits than natively. Runs in the page too. */
function wrong(train, all) {
  const hex = (values) =>
    Array.from(new BigUint64Array(Float64Array.from(values).buffer), (x) => x.toString(16).padStart(16, '0'));
  const same = (one, other) => one.length === other.length && one.every((x, k) => x === other[k]);
  const differs = ({ description, parameters, losses }) => {
    const got = train(description);
    const measured = got.history.flatMap((moment) => [moment.trainLoss, moment.validationLoss]);
    if (got.averaged) measured.push(got.averaged.trainLoss);
    const bits = [...new Uint32Array(got.parameters.buffer)];
    return !same(bits, parameters) || !same(hex(measured), losses);
  };
  return all.filter(differs).map(({ description }) => JSON.stringify(description).slice(0, 200));
}

test('the same bits as the native build, twice', () => {
  const all = native();
  assert.ok(all.length >= 20);
  assert.deepEqual(wrong(train, all), []);
  assert.deepEqual(wrong(train, all), []);
  all[3].parameters[5] ^= 1;
  assert.equal(wrong(train, all).length, 1, 'one bit is seen');
});

test('Chromium trains as the native build does', async (context) => {
  const [server, browser] = [await serve(), await launch()];
  context.after(() => Promise.all([browser.close(), server.close()]));
  const { page, check, close } = await open(browser, `${server.origin}/blank`);
  const found = await page.evaluate(
    async ({ module, all, source }) => {
      const { default: init, train } = await import(module);
      await init();
      return (0, eval)(`(${source})`)(train, all);
    },
    { module: `${server.origin}/npm/downhill.js`, all: native(), source: wrong.toString() },
  );
  assert.deepEqual(found, []);
  check();
  await close();
});

test("digits can be looked at, and trained on as one's own", () => {
  const { side, top, pixels, labels } = digits();
  assert.deepEqual([side, top, pixels.length, labels.length], [8, 16, 1797 * 64, 1797]);
  assert.equal(
    pixels.reduce((sum, pixel) => sum + pixel, 0),
    561718,
  );
  const inputs = Float32Array.from(pixels, (pixel) => pixel / top);
  const [own, named] = [
    { inputs, labels, train: 1024 },
    { name: 'digits', split: 'block' },
  ].map((data) => train({ data, epochs: 2 }));
  assert.deepEqual(own, named);
});

test('a network learns the digits, with its history', () => {
  const got = train({
    data: 'digits',
    layers: [32],
    optimizer: { name: 'sgd', learningRate: 0.1 },
    schedule: 'constant',
    batch: { size: 16 },
    epochs: 20,
    seed: 1,
  });
  assert.deepEqual([got.status, got.updates, got.history.length], ['finished', 1280, 21]);
  assert.equal(got.parameters.length, 65 * 32 + 33 * 10);
  const { update, epoch, trainLoss, trainAccuracy, validationAccuracy } = got.history[20];
  assert.deepEqual([update, epoch, got.history[3].epoch], [1280, 20, 3]);
  assert.ok(trainLoss < 0.1 && trainAccuracy > 0.97 && validationAccuracy > 0.93);
  assert.ok(got.history[0].trainLoss > 2 && got.history[0].trainAccuracy < 0.3);
  assert.equal(got.averaged, undefined);
});

test('step by step it is the same, and can go on from other parameters', () => {
  const description = { batch: { size: 100 }, updates: 50, averageFrom: 3, seed: 4 };
  const whole = train(description);
  const steps = new Training(description);
  assert.deepEqual([steps.status(), steps.updates(), steps.batch().length], ['running', 0, 0]);
  assert.equal(steps.step(7), 7);
  assert.equal(steps.batch().length, 100);
  assert.equal(steps.averaged(), undefined);
  assert.equal(steps.step(1000), 43);
  assert.equal(steps.status(), 'finished');
  assert.deepEqual(steps.history(), whole.history);
  assert.deepEqual(steps.parameters(), whole.parameters);
  assert.deepEqual(steps.averaged(), whole.averaged);
  assert.equal(steps.averaged().parameters.length, whole.parameters.length);
  const classes = steps.classify();
  assert.equal(classes.length, 773);
  assert.ok(classes.every((label) => label < 10));
  const other = new Training({ ...description, seed: 5 });
  assert.notDeepEqual(other.parameters(), new Training(description).parameters());
  other.setParameters(whole.parameters);
  assert.deepEqual(other.parameters(), whole.parameters);
  assert.deepEqual(other.classify(), classes);
  for (const training of [steps, other]) training.free();
});

test("MNIST comes with its file, one's own examples come as they are", () => {
  const file = gunzipSync(read('data/mnist10k.bin.gz'));
  const mnist = train({ data: { name: 'mnist', file, examples: 500 }, batch: { size: 10 }, epochs: 3 });
  assert.equal(mnist.parameters.length, 785 * 32 + 330);
  assert.ok(mnist.history[3].validationAccuracy > 0.6);
  // Which of three numbers is the greatest.
  const inputs = Float32Array.from({ length: 900 }, (_, k) => ((k * 7919) % 1009) / 1009);
  const labels = Array.from({ length: 300 }, (_, k) => {
    const three = [...inputs.subarray(3 * k, 3 * k + 3)];
    return three.indexOf(Math.max(...three));
  });
  const adam = { name: 'adam', learningRate: 0.01 };
  const own = train({ data: { inputs, labels, train: 200 }, layers: [16], optimizer: adam, epochs: 100 });
  assert.equal(own.parameters.length, 4 * 16 + 17 * 3);
  assert.ok(own.history[100].validationAccuracy > 0.85);
});

test('it ends early where it is asked to, and a divergence is a result', () => {
  const early = train({ batch: { size: 4 }, epochs: 1000, until: { loss: 0.05, accuracy: 0.99 } });
  const last = early.history.at(-1);
  assert.ok(early.history.length < 60 && last.trainLoss <= 0.05 && last.trainAccuracy >= 0.99);
  const wild = train({ optimizer: { name: 'sgd', learningRate: 1e20 }, epochs: 5 });
  assert.equal(wild.status, 'diverged');
});

test('a wrong field is named with its value and what is allowed', () => {
  const file = gunzipSync(read('data/mnist10k.bin.gz'));
  const damaged = Uint8Array.from(file);
  damaged[1000] ^= 1;
  for (const [description, message] of [
    [7, /experiment is 7; allowed: an object|an object/],
    [{ data: 'digit' }, /data\.name is "digit"; allowed: digits \| mnist/],
    [{ data: 7 }, /data is 7; allowed: an object/],
    [{ data: null }, /data is null; allowed: an object/],
    [{ data: { name: 'mnist' } }, /mnist10k\.bin\.gz is missing: fetch it/],
    [{ data: { name: 'mnist', file: read('data/mnist10k.bin.gz') } }, /still packed: unpack it with gzip first/],
    [{ data: { name: 'mnist', file: damaged } }, /damaged .*: fetch it again, unchanged/],
    [{ data: { inputs: [1, 2, 3], labels: [0, 1], train: 1 } }, /data\.inputs is "3 numbers"; allowed: as many/],
    [{ data: { inputs: [1, 2], labels: [0, 1], train: 2 } }, /data\.train is 2; allowed: 1…1, whole/],
    [{ layers: [0] }, /layers is \[0\]; allowed: widths of at most 8 hidden layers/],
    [{ epochs: -1 }, /epochs is -1; allowed: 0…/],
    [{ optimizer: { name: 'sgd', momentum: 1 } }, /optimizer\.momentum is 1; .*known: name, learningRate/],
    [{ colour: 1 }, /colour is 1; allowed: no such field/],
  ]) {
    assert.throws(() => train(description), { name: 'Error', message });
    assert.throws(() => new Training(description), { name: 'Error', message });
  }
  assert.equal(train({ updates: 1 }).status, 'finished', 'an error must not spoil the next call');
});
