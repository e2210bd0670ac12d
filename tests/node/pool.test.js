// The pool of workers, with workers that do only what a test tells them.

import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { PAUSE } from '../../www/pool/client.js';
import { IDLE, SILENCE, STOPPING } from '../../www/pool/hand.js';
import { KEPT, ROOM } from '../../www/pool/shelf.js';
import { setting, settled } from './support/pool.js';

test('twelve figures never have more workers than cores', async () => {
  const { workers, alive, figure } = setting({ cores: 4 });
  for (let k = 0; k < 12; k += 1) figure().want([`a${k}`, `b${k}`]);
  assert.equal(alive.size, 4);
  const done = [];
  while (done.length < 24) {
    for (const worker of alive) {
      done.push(worker.job);
      worker.report({ part: 1 }, true);
    }
  }
  assert.equal(new Set(done).size, 24, 'and every job has been done once');
  assert.equal(workers.length, 4);
});

test('workers begin when they are needed, and not before', () => {
  const { workers, figure } = setting();
  figure().want([]);
  assert.equal(workers.length, 0);
});

test('jobs of figures in view go first', () => {
  const { alive, figure } = setting({ cores: 1 });
  const [first, below, above] = [figure(), figure({ visible: false }), figure()];
  first.want(['first']);
  below.want(['below']);
  above.want(['above']);
  const [worker] = alive;
  worker.report({}, true);
  assert.equal(worker.job, 'above');
  below.client.view(true, false);
  above.client.view(false, false);
  above.want(['above', 'later']);
  worker.report({}, true);
  assert.equal(worker.job, 'below', 'a figure that has come into view overtakes');
});

test('a job that disappears from the list: queued, it is dropped; running, its worker is told', async () => {
  const { alive, figure } = setting({ cores: 1 });
  const { seen, want } = figure();
  want(['running', 'queued', 'next']);
  const [worker] = alive;
  want(['running', 'next']);
  want(['next']);
  assert.deepEqual(
    worker.orders.map(({ kind }) => kind),
    ['work', 'cancel'],
  );
  worker.report({ part: 'late' });
  worker.say({ kind: 'stopped' });
  assert.equal(worker.job, 'next', 'the queued one is never begun');
  await settled();
  assert.deepEqual(seen.found, [], 'nobody wants what is found after that');
});

test('a worker that does not stop is ended and another takes its place', () => {
  const { workers, alive, figure } = setting({ cores: 1 });
  const { want } = figure();
  want(['stubborn']);
  want(['next']);
  mock.timers.tick(STOPPING - 1);
  assert.ok(alive.has(workers[0]));
  mock.timers.tick(1);
  assert.ok(!alive.has(workers[0]));
  assert.equal(workers[1].job, 'next');
  want(['other']);
  mock.timers.tick(STOPPING);
  assert.equal(workers[2].job, 'other', 'slow to stop is not unable to start');
});

test('a last report that crosses the cancellation frees the worker', () => {
  const { workers, figure } = setting({ cores: 1 });
  const { want } = figure();
  want(['quick']);
  want(['next']);
  workers[0].report({}, true);
  assert.equal(workers[0].job, 'next');
  mock.timers.tick(STOPPING);
  assert.equal(workers.length, 1);
});

test('two figures share the job of one description, whenever they come', async () => {
  const { alive, figure, at } = setting();
  const [one, other] = [figure(), figure()];
  one.want(['same']);
  at('same').report({ part: 1 });
  at('same').report({ part: 2 });
  other.want(['same']);
  assert.equal(alive.size, 1);
  one.want([]);
  assert.equal(at('same').orders.length, 1, 'one still waits: nothing is cancelled');
  at('same').report({ part: 3 }, true);
  await settled();
  assert.deepEqual(one.seen.found, []);
  assert.deepEqual(other.seen.found, ['same:1', 'same:2', 'same:3']);
});

test('ended jobs are remembered and told again at once; a report may stand for all before it', async () => {
  const { workers, figure, at } = setting({ cores: 1 });
  const { seen, want } = figure();
  want(['sum', 'picture']);
  at('sum').report({ part: 1 });
  at('sum').report({ part: 2 }, true);
  at('picture').report({ part: 1, replaces: true });
  at('picture').report({ part: 2, replaces: true }, true);
  await settled();
  assert.deepEqual(seen.found.splice(0), ['sum:1', 'sum:2', 'picture:1!', 'picture:2!']);
  want([]);
  want(['picture', 'sum']);
  assert.deepEqual(seen.found, [], 'never while a list is given');
  await settled();
  assert.deepEqual(seen.found, ['picture:2!', 'sum:1', 'sum:2']);
  assert.equal(workers[0].orders.length, 2);
  for (let k = 0; k < KEPT; k += 1) {
    want([`other${k}`]);
    at(`other${k}`).report({}, true);
  }
  want(['sum']);
  assert.equal(workers[0].job, 'sum', 'the memory has its bounds');
});

test('what ended jobs have found takes up a bounded room; the last is kept in any case', async () => {
  const { figure, at } = setting({ cores: 1 });
  const { seen, want } = figure();
  const end = (job, part) => {
    want([job]);
    at(job)?.report({ part, frames: ['x'.repeat(ROOM / 4), 'y'.repeat(ROOM / 4 - 100)], gone: [1, 2, 3] }, true);
  };
  for (const job of ['first', 'second']) end(job, job);
  want(['first']);
  await settled();
  assert.deepEqual(seen.found.splice(0).at(-1), 'first:first', 'there is room for two');
  end('third', 'third');
  want(['first']);
  await settled();
  assert.deepEqual(seen.found.splice(0).at(-1), 'first:first');
  want(['second']);
  assert.equal(at('second').orders.at(-1).job.name, 'second', 'asked for longest ago, it is forgotten');
  at('second').report({ part: 'large', frames: ['z'.repeat(2 * ROOM)] }, true);
  want([]);
  want(['second']);
  await settled();
  assert.deepEqual(seen.found.at(-1), 'second:large');
});

test('while the reader holds something, nothing is begun or cancelled, and nothing told that is not wanted', async () => {
  const { alive, figure, at } = setting();
  const { seen, want } = figure();
  want(['a']);
  at('a').report({ part: 1 });
  await settled();
  want(['b'], true);
  at('a').report({ part: 2 });
  await settled();
  assert.deepEqual([alive.size, at('a').orders.length, seen.found], [1, 1, ['a:1']]);
  want(['a'], true);
  mock.timers.tick(PAUSE);
  await settled();
  assert.deepEqual(seen.found.splice(0), ['a:1', 'a:1!', 'a:2'], 'back again, it is told from the beginning');
  want(['b'], true);
  want(['b']);
  assert.deepEqual([alive.size, at('a').orders.at(-1).kind], [2, 'cancel']);
});

test('what comes soon after another is handed over with what follows; the end of all work at once', async () => {
  const { figure, at } = setting();
  const { client, seen, want } = figure();
  const deliveries = mock.method(client.figure, 'receive');
  want(['a', 'b']);
  const [a, b] = [at('a'), at('b')];
  a.report({ part: 1 });
  await settled();
  assert.equal(deliveries.mock.callCount(), 1, 'the first at once');
  a.report({ part: 2 });
  b.report({ part: 3 });
  await settled();
  assert.equal(deliveries.mock.callCount(), 1);
  mock.timers.tick(PAUSE);
  assert.deepEqual([deliveries.mock.callCount(), seen.found], [2, ['a:1', 'a:2', 'b:3']]);
  a.report({ part: 4 }, true);
  await settled();
  assert.equal(deliveries.mock.callCount(), 2);
  b.report({ part: 5 }, true);
  await settled();
  assert.deepEqual([deliveries.mock.callCount(), seen.found.slice(3)], [3, ['a:4', 'b:5']]);
});

for (const [what, fail] of [
  ['whose program breaks', (worker) => worker.say({ kind: 'failed', message: 'broken' })],
  ['that does not start', (worker) => worker.onerror({ preventDefault() {} })],
  ['without a word', () => mock.timers.tick(SILENCE)],
])
  test(`a job in a worker ${what} is done once more in another, then on the page`, async () => {
    const { workers, alive, here, figure } = setting({ cores: 1 });
    const { seen, want } = figure();
    want(['hard', 'next']);
    fail(workers[0]);
    assert.equal(workers[1].job, 'hard');
    assert.deepEqual([alive.size, here.length, seen.slow], [1, 0, 0]);
    fail(workers[1]);
    assert.deepEqual([here.map(({ job }) => job), seen.slow], [['hard'], 1]);
    here[0].told({ part: 1 }, true);
    here[0].done();
    await settled();
    assert.ok(seen.found.includes('hard:1'));
    assert.deepEqual(
      [here.map(({ job }) => job), workers.length],
      [['hard', 'next'], 2],
      'where two never loaded, no more are begun',
    );
  });

test('what a second worker finds takes the place of what the first had found', async () => {
  const { workers, figure } = setting();
  const { seen, want } = figure();
  want(['hard']);
  workers[0].say({ kind: 'ready' });
  workers[0].report({ part: 1 });
  workers[0].say({ kind: 'failed', message: 'out of memory' });
  workers[1].report({ part: 1 });
  workers[1].report({ part: 2 }, true);
  await settled();
  assert.deepEqual(seen.found, ['hard:1', 'hard:1!', 'hard:2']);
});

test('without workers all is done on the page, one job after another, those in view first', async () => {
  const { here, figure } = setting({ refuse: true });
  const [below, above] = [figure({ visible: false }), figure()];
  below.want(['a', 'b']);
  above.want(['c']);
  await settled();
  assert.deepEqual(
    here.map(({ job }) => job),
    ['a'],
  );
  below.want(['b']);
  assert.ok(here[0].stopped());
  here[0].done();
  await settled();
  assert.equal(here[1].job, 'c');
  here[1].failed(new Error('wrong'));
  await settled();
  assert.deepEqual([above.seen.slow, above.seen.failed], [1, ['wrong']], 'what fails here too is told');
  assert.equal(here[2].job, 'b');
});

test('where workers could not be loaded, they are tried again once there is a connection', async () => {
  const { pool, workers, alive, here, figure } = setting({ cores: 1 });
  const { seen, want } = figure();
  want(['hard', 'next', 'last']);
  for (const worker of workers) worker.onerror({ preventDefault() {} });
  assert.deepEqual([here.map(({ job }) => job), workers.length, alive.size], [['hard'], 2, 0]);
  pool.hope();
  assert.deepEqual([workers.length, workers[2].job], [3, 'next'], 'what waits for the page goes to a worker');
  workers[2].report({ part: 1 }, true);
  assert.equal(workers[2].job, 'last');
  here[0].told({ part: 1 }, true);
  here[0].done();
  await settled();
  assert.deepEqual(seen.found, ['next:1', 'hard:1'], 'and what the page has begun it ends');
  assert.deepEqual([here.length, alive.size], [1, 1]);
});

test('a connection that is as bad as before: the page does what workers cannot', async () => {
  const { pool, workers, here, figure } = setting({ cores: 1 });
  const { want } = figure();
  want(['hard', 'next']);
  for (const worker of workers) worker.onerror({ preventDefault() {} });
  pool.hope();
  for (let k = 2; k < workers.length; k += 1) workers[k].onerror({ preventDefault() {} });
  here[0].told({}, true);
  here[0].done();
  await settled();
  assert.deepEqual([here.map(({ job }) => job), workers.length], [['hard', 'next'], 4]);
});

test('idle workers end, but for one while a heavy figure is in view', () => {
  const { workers, alive, figure } = setting();
  const { client, want } = figure({ heavy: true });
  assert.equal(workers.length, 1, 'made ready before there is work');
  want(['a', 'b', 'c']);
  for (const worker of workers) worker.report({}, true);
  assert.equal(alive.size, 3);
  mock.timers.tick(IDLE);
  assert.equal(alive.size, 1);
  mock.timers.tick(IDLE);
  assert.equal(alive.size, 1);
  client.view(false, true);
  mock.timers.tick(IDLE);
  assert.equal(alive.size, 0);
  client.view(true, true);
  assert.equal(alive.size, 1);
  client.leave();
  mock.timers.tick(IDLE);
  assert.equal(alive.size, 0);
});

test('a page that is seen takes what has come one by one, and what comes then keeps nothing waiting', async () => {
  const { figure, at } = setting();
  const { client, seen, want } = figure();
  const deliveries = mock.method(client.figure, 'receive');
  globalThis.document = /** @type {any} */ ({ hidden: false });
  try {
    want(['a', 'b']);
    at('a').report({ part: 1 });
    await settled();
    for (const part of [2, 3, 4]) at('a').report({ part });
    for (let k = 0; k < PAUSE && seen.found.length < 2; k += 1) mock.timers.tick(1);
    assert.deepEqual(seen.found, ['a:1', 'a:2']);
    for (const found of ['a:3', 'a:4', 'b:3']) {
      // More comes at every turn.
      at('b').report({ part: seen.found.length + 1 });
      mock.timers.tick(1);
      assert.equal(seen.found.at(-1), found);
    }
    for (const { arguments: given } of deliveries.mock.calls) assert.equal(given[0].length, 1);
  } finally {
    // @ts-ignore it is not there otherwise
    delete globalThis.document;
  }
});
