// Training a network in Chromium: the package beside other libraries and plain loops in the same page, beside C for vectors of 128 bits
// on the same machine, and beside the most that the machine multiplies and adds. Parameters after the same updates are compared first.

import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { gunzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { room } from './support/bare.js';
import { table } from './support/table.js';

const path = (name) => new URL(`../${name}`, import.meta.url).pathname;
const OUT = path('target/peers');
const WASM = path('benches/peers/node_modules/@tensorflow/tfjs-backend-wasm/dist');
const RATE = 0.05;
const CASES = [
  { data: 'digits', hidden: 32, sizes: [1, 10, 32, 100, 1000, 1024], gauge: true },
  { data: 'digits', hidden: 32, sizes: [1, 32], shuffled: true },
  { data: 'mnist', hidden: 128, sizes: [1, 32, 1000] },
];
/** At least so many times the fastest other one. */
const LEAST = (size) => (size === 1 ? 4 : 6);
/** Parts of what the program in C does, and of the gauge. */
const OF_C = 0.9;
const OF_GAUGE = 0.7;
const ROUNDS = 60;
/** Milliseconds that each is given for being compiled, and then for one measurement. */
const [WARM, SLICE] = [150, 6];

/** What the page and the program in C are built of. */
async function prepare() {
  if (!existsSync(WASM)) throw new Error('the other libraries are not installed: run cargo xtask bench');
  mkdirSync(OUT, { recursive: true });
  const options = { bundle: true, format: 'esm', platform: 'browser', minify: true, logLevel: 'error' };
  await build({ ...options, entryPoints: [path('benches/peers/entry.js')], outfile: `${OUT}/peers.js` });
  for (const file of readdirSync(WASM).filter((file) => file.endsWith('.wasm')))
    copyFileSync(`${WASM}/${file}`, `${OUT}/${file}`);
  const wat = [path('benches/loops/gauge.wat'), '--enable-simd', '-o', `${OUT}/gauge.wasm`];
  execFileSync(path('node_modules/.bin/wasm-as'), wat);
  const vectors = process.arch === 'x64' ? ['-msse4.1', '-mno-avx'] : [];
  const flags = ['-O3', ...vectors, '-ffp-contract=off', path('benches/loops/network.c'), '-o', `${OUT}/network`];
  execFileSync('cc', flags);
  writeFileSync(`${OUT}/mnist.bin`, gunzipSync(readFileSync(path('data/mnist10k.bin.gz'))));
}

/** The program in C on a problem: `ask` answers one line with one line. */
function program({ features, hidden, theta, inputs, labels }, count) {
  const head = new Int32Array([features, hidden, count]);
  const floats = Float32Array.from([RATE, ...theta]);
  const all = Float32Array.from(inputs).subarray(0, count * features);
  const bytes = [head, floats, all, Uint8Array.from(labels).subarray(0, count)].map((list) =>
    Buffer.from(list.buffer, list.byteOffset, list.byteLength),
  );
  writeFileSync(`${OUT}/problem.bin`, Buffer.concat(bytes));
  const child = spawn(`${OUT}/network`, [`${OUT}/problem.bin`], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (line) => {
    child.stdin.write(`${line}\n`);
    return (await lines.next()).value ?? '';
  };
  return { ask, end: () => child.stdin.end() };
}

/** In the page: everything that can be measured, by name. */
async function load({ module, loops }) {
  const { default: init, Training, digits } = await import(module);
  await init();
  let copies = 0;
  /** A program of its own for each: engines compile for the numbers that come by. */
  const plain = async (...given) => (await import(`${loops}/network.js?${(copies += 1)}`)).plain(...given);
  const { brain, convnet, tensorflow } = await import('/peers/peers.js');
  const gauge = await WebAssembly.instantiateStreaming(fetch('/peers/gauge.wasm'));
  const { turn } = gauge.instance.exports;
  const sets = {
    digits() {
      const { pixels, labels, top } = digits();
      return { inputs: Float32Array.from(pixels, (pixel) => pixel / top), labels, features: 64, train: 1024 };
    },
    async mnist() {
      const bytes = new Uint8Array(await (await fetch('/peers/mnist.bin')).arrayBuffer());
      const inputs = new Float32Array(10_000 * 784);
      const labels = Uint8Array.from({ length: 10_000 }, (_, k) => bytes[k * 785 + 784]);
      for (let k = 0; k < 10_000; k += 1)
        for (let i = 0; i < 784; i += 1) inputs[k * 784 + i] = Math.fround(bytes[k * 785 + i] / 255);
      return { inputs, labels, features: 784, train: 2000 };
    },
  };
  const made = {};
  let order;
  let shuffled;
  const here = (globalThis.bench = {
    /** Makes all of them for one case; tells the problem for the program in C. */
    async make(data, hidden, size, rate, mixed) {
      Object.values(made).forEach(({ free }) => free());
      Object.keys(made).forEach((name) => delete made[name]);
      const { inputs, labels, features, train } = await sets[data]();
      const count = Math.floor(train / size) * size;
      order = Int32Array.from({ length: count }, (_, k) => k);
      shuffled = mixed;
      if (mixed)
        for (let k = count - 1; k > 0; k -= 1) {
          const other = Math.floor(Math.random() * (k + 1));
          [order[k], order[other]] = [order[other], order[k]];
        }
      const cut = { inputs: inputs.subarray(0, (count + 1) * features), labels: labels.subarray(0, count + 1) };
      const core = new Training({
        data: { ...cut, train: count },
        layers: [hidden],
        batch: { size, order: mixed ? 'reshuffle' : 'sequential' },
        optimizer: { name: 'sgd', learningRate: rate },
        updates: 1e9,
        every: 1e6,
      });
      const theta = core.parameters();
      made.core = {
        run: (order) => core.step(order.length / size),
        theta: () => [...core.parameters()],
        free: () => core.free(),
      };
      const problem = {
        widths: [features, hidden, 10],
        theta,
        inputs: cut.inputs.subarray(0, count * features),
        labels: cut.labels.subarray(0, count),
        size,
        rate,
      };
      made['plain, singles'] = await plain(Float32Array, problem);
      made['plain, doubles'] = await plain(Float64Array, problem);
      made.convnetjs = convnet(problem);
      if (size === 1) made['brain.js'] = brain(problem);
      for (const backend of ['cpu', 'wasm'])
        made[`TensorFlow.js ${backend}`] = await tensorflow(backend, '/peers/', problem);
      return {
        features,
        hidden,
        theta: [...theta],
        inputs: mixed ? [] : [...problem.inputs],
        labels: [...problem.labels],
      };
    },
    names: () => Object.keys(made),
    /** One epoch of each from the same parameters; the parameters then. */
    async theta(name) {
      await made[name].ready?.();
      made[name].run(order);
      return made[name].theta?.();
    },
    /** Examples a second over about so many milliseconds, and what the machine could do just before, in operations a second. */
    async slice(name, milliseconds) {
      const one = made[name];
      await one.ready?.();
      const turns = 2_000_000;
      let before = performance.now();
      turn(turns);
      const gauge = (turns * 80 * 1000) / (performance.now() - before);
      const cut = here.cut.get(one) ?? order.length;
      const part = order.subarray(0, cut);
      let examples = 0;
      before = performance.now();
      do {
        one.run(part, shuffled);
        examples += part.length;
      } while (performance.now() - before < milliseconds);
      return [(examples * 1000) / (performance.now() - before), gauge];
    },
    /** Slow ones do a part of an epoch at a time; fast ones enough for looking at the clock to cost them nothing. */
    cut: new Map(),
    measure(name, size, milliseconds) {
      const examples = /core|plain/.test(name) ? 1024 : 64 * size;
      here.cut.set(made[name], size * Math.ceil(Math.min(examples, order.length) / size));
      return here.slice(name, milliseconds);
    },
  });
}

const differ = (one, other) => {
  const norm = (numbers) => Math.sqrt(numbers.reduce((sum, x) => sum + x * x, 0));
  return norm(one.map((x, k) => x - other[k])) / norm(one);
};

async function measure(page, { data, hidden, sizes, shuffled = false, gauge = false }) {
  const rows = [];
  for (const size of sizes) {
    const problem = await page.evaluate((args) => globalThis.bench.make(...args), [data, hidden, size, RATE, shuffled]);
    const names = await page.evaluate(() => globalThis.bench.names());
    const count = problem.labels.length;
    const c = shuffled ? undefined : program(problem, count);
    if (!shuffled) {
      const theta = (name) => page.evaluate((name) => globalThis.bench.theta(name), name);
      const core = await theta('core');
      const others = { C: (await c.ask(`${size} 0`)).trim().split(' ').map(Number) };
      for (const name of names.slice(1)) others[name] = await theta(name);
      for (const [name, numbers] of Object.entries(others)) {
        // brain.js minimises another loss.
        if (numbers && !(differ(core, numbers) < 1e-4))
          throw new Error(`B = ${size}: ${name} comes to other parameters, ${differ(core, numbers)}`);
      }
    }
    const slice = (name, milliseconds) =>
      page.evaluate((args) => globalThis.bench.measure(...args), [name, size, milliseconds]);
    /** @type {Record<string, number>} */
    const best = {};
    const note = (name, rate) => (best[name] = Math.max(best[name] ?? 0, rate));
    const dense = 2 * (problem.features * hidden * 2 + hidden * 10 * 3);
    for (const name of names) await slice(name, WARM);
    const epochs = Math.ceil((30_000 / count) * (64 / problem.features) * (32 / hidden));
    for (let round = 0; round < ROUNDS; round += 1) {
      const [rate, most] = await slice('core', SLICE);
      note('core', rate);
      note('gauge', most);
      if (c) note('C', (count * epochs * 1e9) / Number(await c.ask(`${size} ${epochs}`)));
      if (round % 3 === 0) for (const name of names.slice(1)) note(name, (await slice(name, SLICE))[0]);
    }
    c?.end();
    const others = Object.entries(best).filter(([name]) => !['core', 'C', 'gauge'].includes(name));
    const [fastest, theirs] = others.sort((one, other) => other[1] - one[1])[0];
    const thousand = (rate) => (rate / 1000).toLocaleString('en', { maximumFractionDigits: 0 });
    const against = (rate) => `${thousand(best.core)} against ${thousand(rate)}`;
    const name = `B = ${size === 1024 ? 'full' : size}`;
    for (const [other, rate] of others)
      if (other !== fastest)
        rows.push({ name: `${name}: core / ${other}`, measured: against(rate), ratio: best.core / rate });
    rows.push({
      name: `${name}: core / ${fastest}`,
      measured: against(theirs),
      ratio: best.core / theirs,
      least: LEAST(size),
    });
    if (c) rows.push({ name: `${name}: core / C`, measured: against(best.C), ratio: best.core / best.C, least: OF_C });
    const done = best.core * dense;
    const giga = (rate) => (rate / 1e9).toFixed(1);
    rows.push({
      name: `${name}: core, dense operations / gauge`,
      measured: `${giga(done)} against ${giga(best.gauge)} thousand million`,
      ratio: done / best.gauge,
      ...(gauge && { least: OF_GAUGE }),
    });
  }
  return rows;
}

await prepare();
await room(async (page, here) => {
  await page.route('**/peers/*', (route) => {
    const file = route.request().url().split('/').at(-1);
    const type = { js: 'text/javascript', wasm: 'application/wasm' }[file.split('.').at(-1)];
    return route.fulfill({ path: `${OUT}/${file}`, contentType: type ?? 'application/octet-stream' });
  });
  page.setDefaultTimeout(0);
  await page.evaluate(load, here);
  for (const one of CASES) {
    const widths = `${one.data === 'digits' ? 64 : 784}-${one.hidden}-10`;
    const rows = await measure(page, one);
    table(`training ${widths}${one.shuffled ? ', shuffled' : ''}, thousand examples a second`, rows);
  }
});
