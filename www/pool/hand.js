// One worker of the pool: what it is doing, and how long it may take to answer.

/** Milliseconds: without work until it is ended; without a word at work; without an answer when asked to stop. */
export const IDLE = 20_000;
export const SILENCE = 15_000;
export const STOPPING = 1_000;

/** @typedef {import('../pkg/first.js').Report} Report */
/**
 * What the page says to a worker: a job, with ports to those who assist and the file that it needs, once; to assist through
 * a port until it is cancelled.
 * @typedef {{ kind: 'work', job: import('./pool.js').Description, ports: MessagePort[], file?: import('./files.js').File }
 *   | { kind: 'assist', port: MessagePort } | { kind: 'cancel' }} Order
 */
/**
 * What a worker says: its program is loaded; a report; it has stopped as asked; something went wrong.
 * @typedef {{ kind: 'ready' } | { kind: 'report', report: Report, done: boolean } | { kind: 'stopped' }
 *   | { kind: 'failed', message: string }} Word
 */
/**
 * The part of a Worker that is used.
 * @typedef {object} WorkerLike
 * @property {(order: Order, moved: Transferable[]) => void} postMessage
 * @property {() => void} terminate
 * @property {((event: MessageEvent<Word>) => void) | null} onmessage
 * @property {((event: ErrorEvent) => void) | null} onerror
 */
/**
 * Who is told what becomes of a hand.
 * @typedef {object} Boss
 * @property {(hand: Hand, report: Report, done: boolean) => void} report of the job it was given
 * @property {(hand: Hand) => void} free to take a job
 * @property {(hand: Hand) => void} idle for long
 * @property {(hand: Hand, message: string) => void} lost and ended
 */

export class Hand {
  /** @param {WorkerLike} worker @param {Boss} boss */
  constructor(worker, boss) {
    this.worker = worker;
    this.boss = boss;
    /** @type {'idle' | 'busy' | 'stopping'} */
    this.state = 'idle';
    /** Whether its program has loaded. */
    this.ready = false;
    this.assisting = false;
    /** Files that it has been given. @type {Set<import('./files.js').File>} */
    this.files = new Set();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    worker.onmessage = ({ data }) => this.#hear(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#lose(event.message ?? 'the worker did not start');
    };
    this.rest();
  }

  /**
   * @param {import('./pool.js').Description} job @param {MessagePort[]} ports to those who assist
   * @param {import('./files.js').File} [needed] a file that the job needs
   */
  take(job, ports, needed) {
    this.state = 'busy';
    const file = needed && !this.files.has(needed) ? needed : undefined;
    if (file) this.files.add(file);
    this.worker.postMessage({ kind: 'work', job, ports, file }, ports);
    this.#silent();
  }

  /** Helps another until it is told to stop. It says nothing here: if it is silent there, so is the other. @param {MessagePort} port */
  assist(port) {
    this.state = 'busy';
    this.assisting = true;
    this.worker.postMessage({ kind: 'assist', port }, [port]);
    clearTimeout(this.timer);
  }

  /** Asks it to leave the job it is at. */
  cancel() {
    this.state = 'stopping';
    this.worker.postMessage({ kind: 'cancel' }, []);
    this.#after(STOPPING, () => this.#lose('the worker did not stop'));
  }

  end() {
    clearTimeout(this.timer);
    this.worker.onmessage = null;
    this.worker.onerror = null;
    this.worker.terminate();
  }

  /** @param {Word} word */
  #hear(word) {
    if (word.kind === 'failed') return this.#lose(word.message);
    // It can be told to stop before its program is there.
    if (word.kind !== 'stopped') this.ready = true;
    if (this.state === 'idle') return;
    const ended = word.kind === 'stopped' || (word.kind === 'report' && word.done);
    const wanted = this.state === 'busy';
    if (ended) this.rest();
    else if (wanted && !this.assisting) this.#silent();
    // What was found after it was asked to stop is wanted by nobody.
    if (wanted && word.kind === 'report') this.boss.report(this, word.report, word.done);
    if (ended) this.boss.free(this);
  }

  /** Waits for work. */
  rest() {
    this.state = 'idle';
    this.assisting = false;
    this.#after(IDLE, () => this.boss.idle(this));
  }

  #silent() {
    this.#after(SILENCE, () => this.#lose('the worker does not answer'));
  }

  /** @param {string} message */
  #lose(message) {
    this.end();
    this.boss.lost(this, message);
  }

  /** @param {number} pause @param {() => void} act */
  #after(pause, act) {
    clearTimeout(this.timer);
    this.timer = setTimeout(act, pause);
  }
}
