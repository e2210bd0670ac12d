// Heavy work, beside the page: one job at a time. Messages: see pool/hand.js.

import { join } from './join.js';
import init, { Job, arrived } from './pkg/first.js';
import { inPortions } from './pool/portions.js';

/** @typedef {import('./pool/hand.js').Word} Word */

const second = fetch(new URL('./full_bg.wasm', import.meta.url));
// It may fail before anybody waits for it; who does then hears of it.
second.catch(() => {});
const loaded = init()
  .then((first) => join(first, second))
  .then(arrived);
/** The job at work; another object, or none, once it is to stop. @type {object | undefined} */
let present;

/** @param {Word} word */
const say = (word) => postMessage(word);
/** @param {unknown} error */
const fail = (error) => say({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });

// Between two portions whatever has arrived gets its turn. A timer would make it wait.
const channel = new MessageChannel();
/** @type {(() => void) | undefined} */
let resume;
channel.port1.onmessage = () => resume?.();
const turn = () =>
  new Promise((done) => {
    resume = () => done(undefined);
    channel.port2.postMessage(undefined);
  });

/** @param {object} job */
async function work(job) {
  present = job;
  const stopped = () => present !== job;
  try {
    await loaded;
    if (!stopped()) {
      await inPortions(new Job(job), 0, turn, stopped, (report, done) => {
        if (done) present = undefined;
        say({ kind: 'report', report, done });
      });
    }
  } catch (error) {
    fail(error);
  }
}

addEventListener('message', ({ data }) => {
  if (data.kind === 'work') work(data.job);
  else if (present) {
    // Between two jobs there is nothing to stop: the last report has said so already.
    present = undefined;
    say({ kind: 'stopped' });
  }
});
loaded.then(() => say({ kind: 'ready' }), fail);
