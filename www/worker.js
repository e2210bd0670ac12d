// Heavy work, beside the page: one job at a time; the page ends one by ending the worker.

import init, { Job } from './pkg/downhill.js';

/** Milliseconds until the first report, and between two later ones. */
const FIRST = 5;
const PAUSE = 80;

const ready = init();

addEventListener('message', async ({ data }) => {
  await ready;
  const job = new Job(data);
  let pause = FIRST;
  for (let done = false; !done;) {
    const until = performance.now() + pause;
    while (!done && performance.now() < until) done = job.work();
    postMessage({ found: job.found(), done });
    pause = PAUSE;
  }
  job.free();
});
