// Jobs hear how long they have been at work, in a time that passes only when it says so.

import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { inPortions } from '../../www/pool/portions.js';

/** Does a job whose portions take so many milliseconds each, with pauses of a second; what it was told of its time. */
async function told(portions, stretch) {
  let now = 5000;
  const clock = mock.method(performance, 'now', () => now);
  const [heard, reports] = [[], []];
  const left = [...portions];
  const job = {
    work(seconds) {
      heard.push(Math.round(seconds * 1000));
      now += left.shift();
      return !left.length;
    },
    report: () => ({ now }),
    free: () => void heard.push('freed'),
  };
  const turn = async () => void (now += 1000);
  await inPortions(
    job,
    stretch,
    turn,
    () => false,
    (report, done) => reports.push(done),
  );
  clock.mock.restore();
  assert.deepEqual([reports.at(-1), reports.filter(Boolean).length], [true, 1]);
  return heard;
}

test('a job hears how long all portions before took, and no pause between them', async () => {
  assert.deepEqual(await told([3, 20, 4, 0], 0), [0, 3, 23, 27, 'freed']);
  assert.deepEqual(await told([3, 2, 4, 1, 6, 0], 6), [0, 3, 5, 9, 10, 16, 'freed'], 'several at a stretch');
});
