// A reader's own data under a hand: what each frame of a slow machine is for.

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { turns } from '../../www/data/pace.js';
import { Pace } from '../../www/pace.js';

/** Milliseconds from one frame to the next. */
const FRAME = 16;
let clock = 0;
const told = { settings: 0, labels: 0, words: 0 };
const runs = { asked: 0 };

beforeEach((context) => {
  clock = 10_000;
  Object.assign(told, { settings: 0, labels: 0, words: 0 });
  runs.asked = 0;
  /** @type {import('node:test').TestContext} */ (context).mock?.method(performance, 'now', () => clock);
});

/** Each update of a long run takes a microsecond, and it never ends. */
const scene = {
  work(updates) {
    runs.asked += 1;
    clock += updates / 1000;
    return false;
  },
  look() {},
};
const parts = Object.keys(told).map((name) => () => (told[name] += 1));

/**
 * Drags through so many frames, each movement of which takes so long; tells what they were for.
 * @param {number} frames @param {number} cost
 */
function drag(frames, cost) {
  const pace = new (turns(Pace))(new Set());
  return Array.from({ length: frames }, () => {
    const [begun, asked, before] = [clock, runs.asked, { ...told }];
    const moved = pace.begin(FRAME / 1000, true, true);
    if (moved) clock += cost;
    pace.work(/** @type {any} */ (scene), true);
    const draws = !pace.blind;
    if (!pace.hasty) {
      for (const part of parts) pace.due.add(part);
      pace.tell();
    }
    pace.end();
    clock = Math.max(begun + FRAME, clock + 1);
    const said = Object.keys(told).filter((name) => told[name] > before[name]);
    return { moved, draws, worked: runs.asked > asked, said };
  });
}

test('on a slow machine the hand has every other frame, and nothing else is in it', () => {
  const frames = drag(120, 12).slice(2);
  frames.forEach(({ moved }, k) => assert.equal(moved, !frames[0].moved === !!(k % 2), `frame ${k}`));
  for (const { moved, draws, worked, said } of frames)
    if (moved) assert.deepEqual({ draws, worked, said }, { draws: true, worked: false, said: [] });
});

test('its other frames are for one picture, one part of the words, or long runs, and all have their turn', () => {
  const rest = drag(240, 12)
    .slice(2)
    .filter(({ moved }) => !moved);
  for (const { draws, worked, said } of rest) {
    assert.ok(said.length <= 1, said.join());
    assert.ok(!draws || (!worked && !said.length));
  }
  assert.ok(rest.filter(({ draws }) => draws).length > rest.length / 4);
  assert.ok(rest.filter(({ worked }) => worked).length > rest.length / 4);
  for (const [name, times] of Object.entries(told)) assert.ok(times > 3, `${name} was told ${times} times`);
});

test('a fast machine moves, draws, works and tells in every frame', () => {
  for (const { moved, draws, worked, said } of drag(60, 0.5))
    assert.deepEqual(
      { moved, draws, worked, said },
      { moved: true, draws: true, worked: true, said: Object.keys(told) },
    );
});
