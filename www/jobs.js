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
    this.frame = 0;
  }

  /** Begins the job that the scene wants, ends one it wants no longer. @param {object | undefined} job */
  update(job) {
    const wanted = job ? JSON.stringify(job) : '';
    if (wanted === this.wanted) return;
    this.stop();
    this.wanted = wanted;
    if (!job) return;
    try {
      this.worker = startWorker();
      this.worker.onmessage = ({ data }) => this.found(data);
      this.worker.onerror = () => this.#here(job);
      this.worker.postMessage(job);
    } catch {
      this.#here(job);
    }
  }

  stop() {
    this.wanted = '';
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
      if (!done) this.frame = requestAnimationFrame(portion);
      this.found(job.found());
    };
    portion();
  }
}
