// Work that is too heavy for a frame: in a worker where the browser lets us have one, else in portions of a frame.

/** @typedef {import('./pkg/downhill.js').Job} Job */

/** Milliseconds of a frame that a job may take where there is no worker. */
const PORTION = 6;

/** Address of the worker's program. */
const program = new URL('./worker.js', import.meta.url);

/** A worker from another site needs a step of its own: browsers start only those of the page's own site. */
function startWorker() {
  if (program.origin === location.origin) return new Worker(program, { type: 'module' });
  const text = `import ${JSON.stringify(program.href)};`;
  return new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })), { type: 'module' });
}

/** The one job of a figure. */
export class Jobs {
  /**
   * @param {(found: unknown) => void} found takes what a job has found so far
   * @param {() => Promise<typeof import('./pkg/downhill.js')>} core
   */
  constructor(found, core) {
    this.found = found;
    this.core = core;
    this.wanted = '';
    /** @type {Worker | undefined} */
    this.worker = undefined;
    /** Whether the worker is at work. */
    this.busy = false;
    this.frame = 0;
  }

  /** Makes a worker ready, so that the first job need not wait for its program. */
  prepare() {
    try {
      this.#worker();
    } catch {
      // The job will be done here.
    }
  }

  #worker() {
    if (this.worker) return this.worker;
    const worker = startWorker();
    worker.onmessage = ({ data }) => {
      // A report may still be on its way when its worker has been ended.
      if (worker !== this.worker) return;
      this.busy = !data.done;
      this.found(data.found);
    };
    worker.onerror = () => {
      if (worker !== this.worker) return;
      this.worker = undefined;
      if (this.busy) this.#here(JSON.parse(this.wanted));
    };
    this.worker = worker;
    return worker;
  }

  /** Begins the job that the scene wants, ends one it wants no longer. @param {object | undefined} job */
  update(job) {
    const wanted = job ? JSON.stringify(job) : '';
    if (wanted === this.wanted) return;
    if (this.busy) this.stop();
    this.wanted = wanted;
    if (!job) return;
    try {
      this.busy = true;
      this.#worker().postMessage(job);
    } catch {
      this.#here(job);
    }
  }

  /** Whether the job at work is the one that the scene wants now. @param {object | undefined} job */
  serves(job) {
    return JSON.stringify(job) === this.wanted;
  }

  stop() {
    this.wanted = '';
    this.busy = false;
    this.worker?.terminate();
    this.worker = undefined;
    cancelAnimationFrame(this.frame);
  }

  /** @param {object} description */
  async #here(description) {
    const { Job } = await this.core();
    const wanted = this.wanted;
    const job = new Job(description);
    const portion = () => {
      if (this.wanted !== wanted) return;
      const until = performance.now() + PORTION;
      let done = false;
      while (!done && performance.now() < until) done = job.work();
      this.busy = !done;
      if (!done) this.frame = requestAnimationFrame(portion);
      this.found(job.found());
    };
    portion();
  }
}
