// Heavy work, beside the page: one job a worker; the page ends it by ending the worker.

import init, { Job } from './pkg/downhill.js';

/** Milliseconds between two reports. */
const PAUSE = 80;

addEventListener('message', async ({ data }) => {
  await init();
  const job = new Job(data);
  for (let done = false; !done;) {
    const until = performance.now() + PAUSE;
    while (!done && performance.now() < until) done = job.work();
    postMessage(job.found());
  }
  close();
});
