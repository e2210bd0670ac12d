// Jobs that are done alone, and jobs that several workers do together, with workers that do only what a test tells them.

import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { SILENCE, STOPPING } from '../../www/pool/hand.js';
import { setting, settled } from './support/pool.js';

/** What a worker was told, in short. */
const told = (worker) => worker.orders.map(({ kind }) => kind).join(' ');

test('a job that is done alone begins when no other is at work, and none begins meanwhile', () => {
  const { workers, figure, at } = setting({ cores: 3 });
  const { want } = figure();
  const quiet = { name: 'quiet', alone: true };
  want(['a', 'b']);
  want(['a', 'b', quiet, 'later']);
  assert.deepEqual([at('quiet'), at('later')], [undefined, undefined], 'what is asked for later does not overtake it');
  at('a').report({}, true);
  assert.equal(at('quiet'), undefined);
  at('b').report({}, true);
  assert.ok(at('quiet'));
  assert.equal(at('later'), undefined);
  figure().want(['other']);
  assert.equal(at('other'), undefined);
  at('quiet').report({ part: 1 });
  assert.equal(at('other'), undefined);
  at('quiet').report({}, true);
  assert.ok(at('later') && at('other'));
  assert.equal(workers.length, 2, 'no worker is begun for it that is not needed');
});

test('a job that is done alone waits for a worker that was asked to stop', () => {
  const { workers, figure, at } = setting();
  const { want } = figure();
  const quiet = { name: 'quiet', alone: true };
  want(['a']);
  want([quiet]);
  assert.equal(at('quiet'), undefined);
  workers[0].say({ kind: 'stopped' });
  assert.equal(at('quiet'), workers[0]);
  want(['b']);
  assert.equal(told(workers[0]), 'work cancel work cancel');
  assert.equal(at('b'), workers[1], 'nobody waits for one that is cancelled');
});

test('jobs that are done alone go one after another, those in view first', () => {
  const { figure, at } = setting();
  const [below, above] = [figure({ visible: false }), figure()];
  const [one, other, third] = ['one', 'other', 'third'].map((name) => ({ name, alone: true }));
  below.want([one, other]);
  above.want([third]);
  assert.ok(at('one') && !at('other') && !at('third'));
  at('one').report({}, true);
  assert.ok(!at('other') && at('third'));
  at('third').report({}, true);
  assert.ok(at('other'));
});

test('a crew: one leads, the others assist it through ports, and no more than there are cores', () => {
  const { workers, alive, figure, at } = setting({ cores: 3 });
  const { want } = figure();
  want([{ name: 'row', crew: 8 }]);
  assert.equal(alive.size, 3);
  assert.deepEqual(workers.map(told), ['work', 'assist', 'assist']);
  const [{ ports }] = at('row').orders;
  assert.equal(ports.length, 2);
  assert.ok(workers.slice(1).every((worker) => worker.orders[0].port instanceof MessagePort));
  for (const port of ports) port.close();
});

test('a crew waits until enough are free; what is asked for later does not overtake it', () => {
  const { workers, figure, at } = setting({ cores: 2 });
  const { want } = figure();
  want(['a', 'b']);
  want(['a', 'b', { name: 'row', crew: 2 }, 'later']);
  at('a').report({}, true);
  assert.deepEqual([at('row'), at('later')], [undefined, undefined]);
  at('b').report({}, true);
  assert.deepEqual(workers.map(told).sort(), ['work assist', 'work work']);
  assert.equal(at('later'), undefined);
});

/** A crew of two at work, alone, and a job that waits for its end. */
function crew() {
  const set = setting({ cores: 2 });
  const { seen, want } = set.figure();
  want([{ name: 'row', crew: 2, alone: true }, 'next', 'last']);
  const [leader, assistant] = set.workers;
  return { ...set, seen, want, leader, assistant };
}

test('a crew ends: its assistants are free once they have stopped', () => {
  const { leader, assistant, at } = crew();
  leader.report({ part: 1 }, true);
  assert.deepEqual([told(leader), told(assistant)], ['work work', 'assist cancel']);
  assert.equal(at('last'), undefined);
  assistant.say({ kind: 'stopped' });
  assert.equal(told(assistant), 'assist cancel work');
});

test('a crew is cancelled: all of it are told, and free once they have stopped', () => {
  const { leader, assistant, want, at } = crew();
  want(['next', 'last']);
  assert.deepEqual([told(leader), told(assistant)], ['work cancel', 'assist cancel']);
  assistant.say({ kind: 'stopped' });
  leader.say({ kind: 'stopped' });
  assert.ok(at('next') === assistant && at('last') === leader);
  mock.timers.tick(STOPPING);
  assert.equal(at('next'), assistant);
});

for (const [what, who, other] of [
  ['leader', 'leader', 'assistant'],
  ['assistant', 'assistant', 'leader'],
])
  test(`a crew loses its ${what}: the rest stops, and another crew begins anew`, async () => {
    const set = crew();
    const { workers, alive, seen, at } = set;
    set.leader.say({ kind: 'ready' });
    set.assistant.say({ kind: 'ready' });
    set.leader.report({ part: 1 });
    set[who].say({ kind: 'failed', message: 'out of memory' });
    assert.ok(!alive.has(set[who]));
    assert.match(told(set[other]), / cancel$/);
    assert.equal(workers.length, 2, 'it is done alone: nobody else is at work when it begins anew');
    set[other].say({ kind: 'stopped' });
    assert.deepEqual([workers.length, at('row')], [3, set[other]], 'one whose program has loaded leads');
    assert.equal(told(workers[2]), 'assist');
    at('row').report({ part: 2 }, true);
    await settled();
    assert.deepEqual(seen.found, ['row:1', 'row:2!']);
  });

test('an assistant is silent at its work; a leader is not', () => {
  const { alive, leader, assistant } = crew();
  mock.timers.tick(SILENCE - 1);
  leader.report({ part: 1 });
  mock.timers.tick(SILENCE - 1);
  leader.report({ part: 2 });
  assistant.say({ kind: 'ready' });
  mock.timers.tick(SILENCE - 1);
  assert.ok(alive.has(leader) && alive.has(assistant));
  mock.timers.tick(1);
  assert.ok(!alive.has(leader));
});

for (const job of [
  { name: 'quiet', alone: true },
  { name: 'row', crew: 2 },
]) {
  test(`${job.name}: where there are no workers it fails in one sentence, and the page does the rest`, async () => {
    const { here, figure } = setting({ refuse: true });
    const { seen, want } = figure();
    want([job, 'plain']);
    await settled();
    assert.deepEqual(seen.failed, ['workers could not do it: this browser starts none']);
    assert.deepEqual(
      here.map(({ job }) => job),
      ['plain'],
    );
  });

  test(`${job.name}: workers that fail at it twice are told of, and the page is not blocked`, () => {
    const { pool, here, figure, at } = setting({ cores: 2 });
    const { seen, want } = figure();
    want([job]);
    for (let k = 0; k < 2; k += 1) {
      const worker = at(job.name);
      for (const { worker } of pool.hands) worker.onmessage({ data: { kind: 'ready' } });
      worker.say({ kind: 'failed', message: 'out of memory' });
      for (const { state, worker } of pool.hands)
        if (state === 'stopping') worker.onmessage({ data: { kind: 'stopped' } });
    }
    assert.deepEqual([seen.failed, here.length], [['workers could not do it: out of memory'], 0]);
    want(['plain']);
    assert.ok(at('plain'));
  });
}
