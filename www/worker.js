// Heavy work, beside the page: one job at a time. Messages: see pool/hand.js.

import { begin, join } from './join.js';
import { Job, arrived, supply } from './pkg/first.js';
import { isOnNetworks } from './pool/kinds.js';
import { inPortions } from './pool/portions.js';

/** @typedef {import('./pool/hand.js').Word} Word */

/** @param {string} path */
function fetched(path) {
  const file = fetch(new URL(path, import.meta.url));
  // It may fail before anybody waits for it; who does then hears of it.
  file.catch(() => {});
  return file;
}
const rest = fetched(FILES.full);
const started = begin(fetched(FILES.first));
const loaded = started.then((first) => join(first, rest)).then(() => arrived(0));
/** The networks, once a job on them has come. @type {Promise<void> | undefined} */
let networks;
const withNetworks = async () => {
  const file = fetched(FILES.digits);
  await loaded;
  await join(await started, file);
  arrived(1);
};
/** What ends the work under way; none where there is none. @type {AbortController | undefined} */
let present;

/** @param {Word} word */
const say = (word) => postMessage(word);
/** @param {unknown} error */
const fail = (error) => say({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });

// Between two portions whatever has arrived gets its turn. A timer would make it wait.
const channel = new MessageChannel();
/** Who waits for their turn: work that was ended may do so when other work begins. @type {((_: undefined) => void)[]} */
const waiting = [];
channel.port1.onmessage = () => waiting.shift()?.(undefined);
const turn = () =>
  new Promise((done) => {
    waiting.push(done);
    channel.port2.postMessage(undefined);
  });

/** @param {(signal: AbortSignal) => Promise<void>} act */
async function work(act) {
  const { signal } = (present = new AbortController());
  try {
    // What is timed is timed when nothing is loading any more.
    await loaded;
    if (!signal.aborted) await act(signal);
  } catch (error) {
    fail(error);
  }
}

/** @typedef {Extract<import('./pool/hand.js').Order, { kind: 'work' }>} Work */
/** @param {Work} work @param {AbortSignal} signal */
async function lead({ job, ports, file }, signal) {
  const told = (/** @type {import('./pkg/first.js').Report} */ report, /** @type {boolean} */ done) => {
    if (done) present = undefined;
    say({ kind: 'report', report, done });
  };
  if (job.name === 'timing') {
    const { measure } = await import('./cost/measure.js');
    const plan = /** @type {import('./cost/measure.js').Plan} */ (job);
    return measure(plan, { signal, turn, ports, told });
  }
  if (isOnNetworks(job)) await (networks ??= withNetworks());
  if (file) supply(file.name, file.contents);
  if (!signal.aborted) await inPortions(new Job(job), 0, turn, () => signal.aborted, told);
}

/** @param {MessagePort} port @param {AbortSignal} signal */
async function follow(port, signal) {
  const { assist } = await import('./cost/measure.js');
  await assist(port, { signal, turn });
}

addEventListener('message', ({ data }) => {
  if (data.kind === 'work') work((signal) => lead(data, signal));
  else if (data.kind === 'assist') work((signal) => follow(data.port, signal));
  else if (present) {
    // Between two jobs there is nothing to stop: the last report has said so already.
    present.abort();
    present = undefined;
    say({ kind: 'stopped' });
  }
});
loaded.then(() => say({ kind: 'ready' }), fail);
