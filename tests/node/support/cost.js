// In a page: what is timed, in the hands of a test. Bundled by the test.

import { alone } from '../../../www/cost/alone.js';
import { device } from '../../../www/cost/gpu.js';
import { Program } from '../../../www/cost/program.js';
import { assist, together } from '../../../www/cost/reduce.js';
import { Pool } from '../../../www/pool/pool.js';

const frame = () => new Promise((done) => setTimeout(done));
const ignored = () => {};

/** The pool with the site's own workers. @param {number} cores */
export function pool(cores) {
  return new Pool({
    file: () => undefined,
    fetch: () => Promise.reject(new Error('no files here')),
    cores,
    start: () => new Worker(new URL(FILES.worker, import.meta.url), { type: 'module' }),
    here: () => Promise.reject(new Error('nothing is done on the page')),
  });
}

/** A figure of the pool: `want` lists jobs, `ended` waits for the last report of one. @param {Pool} pool */
export function figure(pool) {
  const reports = [];
  /** @type {(report: object) => void} */
  let tell = ignored;
  /** @type {(error: Error) => void} */
  let fail = ignored;
  const client = pool.client({
    receive: (found) => found.forEach(({ report }) => (reports.push(report), report.progress === 1 && tell(report))),
    slow: ignored,
    failed: (message) => fail(new Error(message)),
  });
  client.view(true, false);
  /** @param {object[]} jobs */
  const want = (jobs) =>
    client.list(
      jobs.map((job) => ({ key: JSON.stringify(job), job })),
      false,
    );
  const ended = (job) =>
    new Promise((done, failed) => {
      [tell, fail] = [done, failed];
      want([job]);
    });
  return { reports, want, ended };
}

/** Begins a job, cancels it after a while, `heard`: not before some of it is done, and tells in how many milliseconds all workers are free again. */
export async function cancelled(workers, job, milliseconds, heard = false) {
  const { reports, want } = figure(workers);
  want([job]);
  while (!reports.length) await frame();
  await new Promise((done) => setTimeout(done, milliseconds));
  while (heard && !reports.at(-1).progress) await frame();
  const begun = performance.now();
  want([]);
  while ([...workers.hands].some(({ state }) => state !== 'idle')) await frame();
  return { took: performance.now() - begun, last: reports.at(-1), hands: workers.hands.size };
}

/** Parameters in the usual order before and after updates by one and by several. */
export async function shared(widths, size, workers, updates) {
  const stop = new AbortController();
  const turns = { signal: stop.signal, turn: frame };
  const [one, leader] = await Promise.all([Program.load('simd', widths, turns), Program.load('simd', widths, turns)]);
  const before = numbers(one);
  await alone(one, size, turns).run(updates, ignored);
  const channels = Array.from({ length: workers - 1 }, () => new MessageChannel());
  channels.forEach(({ port2 }) => assist(port2, turns));
  const way = together(
    leader,
    channels.map(({ port1 }) => port1),
    { size, widths },
    turns,
  );
  await way.pace();
  await way.run(updates, ignored);
  stop.abort();
  return { before, one: numbers(one), several: numbers(leader) };
}

/** Parameters before and after updates by the program with SIMD, by that without, and on the device where there is one. */
export async function everywhere(widths, size, updates, rows) {
  const turns = { signal: new AbortController().signal, turn: frame };
  const [simd, scalar] = await Promise.all([
    Program.load('simd', widths, turns),
    Program.load('scalar', widths, turns),
  ]);
  const before = numbers(simd);
  const gpu = await device();
  const way = await gpu?.way(simd, { widths, size }, turns.signal, rows);
  way?.ready(updates);
  await way?.run(updates, ignored);
  const on = await way?.numbers();
  gpu?.end();
  for (const program of [simd, scalar]) await alone(program, size, turns).run(updates, ignored);
  return { before, simd: numbers(simd), scalar: numbers(scalar), gpu: on && [...on] };
}

/** @param {Program} program */
const numbers = (program) => [...program.parameters()];
