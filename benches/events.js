// The longest task of the main thread while two thousand random events happen on the whole page, in Chromium. Counted is the
// thread's own time: a task that waits for a processor, on a machine that does other things too, is not a slow one.
// DOWNHILL_SEED gives the sequence again that was printed. No figure stops.

import assert from 'node:assert/strict';
import { launch, open } from '../tests/node/support/browser.js';
import { chances, seed, stopped } from '../tests/node/support/events.js';
import { serve } from '../tests/node/support/server.js';
import { tasks } from '../tests/node/support/tasks.js';
import { table } from './support/table.js';

const EVENTS = 2000;
/** Milliseconds that a task may take at most. */
const LIMIT = 200;

const server = await serve();
const browser = await launch();
const { page, check, close } = await open(browser, server.url);
const chosen = seed(Date.now() % 1e9);
const happen = await chances(page, chosen);
const [longest, second] = await tasks(page, () => happen(EVENTS));
const row = (name, { time, wall, what }) => ({
  name,
  measured: `${time.toFixed(0)} ms of the thread (${wall.toFixed(0)} ms passed), ${what}`,
  ratio: time / LIMIT,
  most: 1,
});
table(`${EVENTS} random events on the whole page, DOWNHILL_SEED=${chosen}: tasks of the main thread over ${LIMIT} ms`, [
  row('longest task', longest),
  row('second', second),
]);
assert.deepEqual(await stopped(page), []);
check();
await close();
await browser.close();
server.close();
