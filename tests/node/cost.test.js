// What an update costs, measured in Chromium: by the site's own workers and pool, every way. The times themselves are the
// machine's affair; here it counts that they are times, that one can stop, and that the ways make the same update.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { build } from 'esbuild';
import { launch, open } from './support/browser.js';
import { named } from './support/files.js';
import { serve } from './support/server.js';

const path = (name) => new URL(`../../${name}`, import.meta.url).pathname;
const SMALL = [64, 32, 10];
const LARGE = [784, 512, 512, 10];
const WAYS = ['scalar', 'simd', 'workers'];

/** @type {{ server: Awaited<ReturnType<typeof serve>>, program: string }} */
const here = { server: undefined, program: '' };

before(async () => {
  here.server = await serve();
  const files = { simd: named('timing_simd.wasm'), scalar: named('timing_scalar.wasm'), worker: named('worker.js') };
  const options = {
    define: { FILES: JSON.stringify(files) },
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  };
  const { outputFiles } = await build({ ...options, entryPoints: [path('tests/node/support/cost.js')] });
  here.program = outputFiles[0].text;
});
after(() => here.server.close());

/**
 * An empty page beside the site's files, in which `act` runs with what is exported by `support/cost.js`.
 * @param {string[]} flags of the browser @param {(run: (act: Function, ...given: any[]) => Promise<any>) => Promise<void>} use
 */
async function room(flags, use) {
  const browser = await launch(...flags);
  // One that is left open keeps the tests from ending.
  await inRoom(browser, use).finally(() => browser.close());
}

/** @param {import('playwright-core').Browser} browser @param {(run: (act: Function, ...given: any[]) => Promise<any>) => Promise<void>} use */
async function inRoom(browser, use) {
  const { page, check, close } = await open(browser, `${here.server.url}icon.svg`, { allow: /Failed to load/ });
  await page.route('**/cost.js', (route) => route.fulfill({ body: here.program, contentType: 'text/javascript' }));
  page.setDefaultTimeout(0);
  const module = `${here.server.url}cost.js`;
  const run = (act, ...given) =>
    page.evaluate(async ({ module, act, given }) => (0, eval)(`(${act})`)(await import(module), ...given), {
      module,
      act: String(act),
      given,
    });
  await use(run);
  check();
  await close();
}

const job = (way, widths, size, more = {}) => {
  const workers = way === 'workers' ? 2 : 1;
  return { name: 'timing', way, widths, size, workers, alone: true, crew: workers, ...more };
};
const median = (samples) => [...samples].sort((a, b) => a - b)[samples.length >> 1];
const most = (one, other) => one.reduce((so, x, k) => Math.max(so, Math.abs(x - other[k])), 0);

test('one program has vectors, the other has none', () => {
  const text = (kind) => {
    const file = path(`dist/site/${named(`timing_${kind}.wasm`)}`);
    return execFileSync(path('node_modules/.bin/wasm-dis'), [file], { maxBuffer: 2 ** 28, stdio: 'pipe' }).toString();
  };
  const vectors = /v128|[if](8x16|16x8|32x4|64x2)/;
  assert.match(text('simd'), vectors);
  assert.doesNotMatch(text('scalar'), vectors);
});

test('seconds per update, each way and batch size, by the pool', () =>
  room(['--enable-unsafe-webgpu'], async (run) => {
    const plans = [...WAYS, 'gpu'].flatMap((way) => [1, 64, 1024].map((size) => job(way, SMALL, size)));
    const found = await run(async ({ pool, figure }, plans) => {
      const { ended } = figure(pool(2));
      const found = [];
      for (const plan of plans) found.push(await ended(plan));
      return found;
    }, plans);
    /** @type {Record<string, number>} */
    const times = {};
    found.forEach(({ name, progress, replaces, samples, updates, ...more }, k) => {
      const { way, size } = plans[k];
      console.log(way, size, `${(median(samples) * 1e6).toFixed(1)} µs,`, updates, 'updates', JSON.stringify(more));
      if (more.missing) return assert.deepEqual([way, more.missing, more.trouble], ['gpu', 'gpu', undefined]);
      assert.deepEqual([name, progress, replaces], ['timing', 1, true]);
      // Where an update takes about a second, as on a device that is only a program, it is not repeated as often.
      assert.ok(samples.length === 7 || (samples.length > 0 && median(samples) > 0.3), `${samples}`);
      assert.ok(samples.every((seconds) => seconds > 0) && updates >= 1);
      times[`${way} ${size}`] = median(samples);
      if (way === 'workers') assert.equal(more.workers, Math.min(size, 2));
      if (way === 'gpu') assert.ok(more.adapter);
    });
    assert.ok(times['scalar 1024'] > times['simd 1024'], JSON.stringify(times));
    assert.ok(times['simd 1024'] > times['simd 64'] && times['simd 64'] > times['simd 1'], JSON.stringify(times));
  }));

for (const way of [...WAYS, 'gpu'])
  test(`${way}: a long update is stopped, whenever`, () =>
    room(['--enable-unsafe-webgpu'], async (run) => {
      const act = async ({ pool, cancelled }, plan, heard) => {
        const workers = pool(2);
        const found = [];
        for (const pause of [0, 50, 150, 400]) found.push(await cancelled(workers, plan, pause));
        return [...found, await cancelled(workers, plan, 1000, heard)];
      };
      // A graphics processor that is only a program would take an hour for it.
      const found = await run(act, job(way, way === 'gpu' ? SMALL : LARGE, 60_000), way !== 'gpu');
      for (const { took, last } of found) assert.ok(took < 2000 && last.progress < 1, `${took} ms`);
      console.log(
        way,
        found.map(({ took, last }) => `${took.toFixed(0)} ms at ${last.progress.toFixed(3)}`).join(', '),
      );
      assert.ok(way === 'gpu' || found.at(-1).last.progress > 0, 'and one hears how far it is');
    }));

test('workers are told of a lost assistant, and begin anew', () =>
  room([], async (run) => {
    const act = async ({ pool, figure }, plan) => {
      const workers = pool(2);
      const { ended, reports } = figure(workers);
      const end = ended(plan);
      while (!reports.length) await new Promise((done) => setTimeout(done, 5));
      const [, assistant] = workers.hands;
      assistant.worker.onerror({ preventDefault() {}, message: 'gone' });
      return end;
    };
    const { samples } = await run(act, job('workers', SMALL, 1024));
    assert.equal(samples.length, 7);
  }));

test('without WebGPU that is said; without workers it is one sentence', () =>
  room([], async (run) => {
    const act = async ({ pool, figure }, plan) => figure(pool(1)).ended(plan);
    assert.equal((await run(act, job('gpu', SMALL, 64))).missing, 'gpu');
    const refused = async ({ pool, figure }, plan) => {
      const workers = pool(1);
      workers.means.start = () => {
        throw new Error('none');
      };
      return figure(workers).ended(plan);
    };
    await assert.rejects(run(refused, job('simd', SMALL, 64)), /workers could not do it: this browser starts none/);
  }));

for (const [widths, size] of [
  [SMALL, 64],
  [SMALL, 1],
  [SMALL, 5],
  [[784, 128, 10], 1000],
])
  test(`${widths.join('-')}, B = ${size}: an update of several workers is that of one`, () =>
    room([], async (run) => {
      for (const workers of [2, 3]) {
        const act = ({ shared }, ...given) => shared(...given);
        const { before, one, several } = await run(act, widths, size, workers, 3);
        const [off, moved] = [most(one, several), most(one, before)];
        assert.ok(off < 1e-6 && moved > 1e-4, `${workers} workers: ${off} of ${moved}`);
      }
    }));

// In one part and in several, the last of which is shorter.
for (const [widths, size, rows] of [
  [SMALL, 1, 1],
  [SMALL, 1024, 1024],
  [[784, 128, 10], 77, 77],
  [LARGE, 40, 40],
  [SMALL, 5000, 2048],
])
  test(`${widths.join('-')}, B = ${size}: the same update without SIMD to the bit, on the device within 1e-3`, () =>
    room(['--enable-unsafe-webgpu'], async (run) => {
      const act = ({ everywhere }, ...given) => everywhere(...given);
      const { before, simd, scalar, gpu } = await run(act, widths, size, 3, rows);
      const moved = most(simd, before);
      assert.ok(moved > 1e-4);
      assert.deepEqual(scalar, simd);
      if (!gpu) return console.log('no adapter: WebGPU is not tested here');
      const off = most(simd, gpu);
      console.log(`WebGPU: ${off} of ${moved}`);
      assert.ok(off < 1e-3 && off < moved / 100, `${off} of ${moved}`);
    }));
