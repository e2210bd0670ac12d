// A pool with workers that do only what a test tells them, in a time that passes only when it says so.

import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { Pool } from '../../../www/pool/pool.js';

mock.timers.enable({ apis: ['setTimeout'] });

/** What has been promised and handed over has arrived. */
export const settled = () => new Promise((done) => setImmediate(done));

/** A pool, its workers in the order of their beginning, and what is done on the page. */
export function setting({ cores = 4, refuse = false } = {}) {
  /** All there ever were, and those that live. */
  const [workers, alive] = [[], new Set()];
  const here = [];
  class FakeWorker {
    constructor() {
      this.orders = [];
      workers.push(this);
      alive.add(this);
      assert.ok(alive.size <= cores, 'never more workers than cores');
    }
    postMessage(order) {
      this.orders.push(order);
    }
    terminate() {
      alive.delete(this);
    }
    /** The name of the job it was given last. */
    get job() {
      return this.orders.findLast(({ kind }) => kind === 'work')?.job.name;
    }
    say(data) {
      this.onmessage?.({ data });
    }
    report(report, done = false) {
      this.say({ kind: 'report', report, done });
    }
  }
  const pool = new Pool({
    cores,
    start() {
      if (refuse) throw new Error('no workers here');
      return new FakeWorker();
    },
    here: (job, stopped, told) =>
      new Promise((done, failed) => void here.push({ job: job.name, stopped, told, done, failed })),
  });
  /** A figure and what it was told. */
  const figure = ({ visible = true, heavy = false } = {}) => {
    const seen = { found: [], slow: 0, failed: [] };
    const client = pool.client({
      receive: (found) => seen.found.push(...found.map(({ key, report }) => `${key}:${text(report)}`)),
      slow: () => void (seen.slow += 1),
      failed: (message) => seen.failed.push(message),
    });
    client.view(visible, heavy);
    /** Wants the jobs of these names, each by its name as key; or jobs. */
    const want = (names, held = false) =>
      client.list(
        names.map((name) => (typeof name === 'string' ? { name } : name)).map((job) => ({ key: job.name, job })),
        held,
      );
    return { client, seen, want };
  };
  const at = (name) => workers.findLast((worker) => alive.has(worker) && worker.job === name);
  return { pool, workers, alive, here, figure, at };
}

/** A report as short text: `!` stands for all earlier ones. */
const text = ({ part, replaces }) => `${part}${replaces ? '!' : ''}`;
