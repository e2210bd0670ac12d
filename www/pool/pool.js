// Work that is too heavy for a frame, for all figures of a page: never more workers than cores, those in view first.

import { Client } from './client.js';
import { Hand } from './hand.js';
import { isFetch } from './kinds.js';
import { add, Shelf } from './shelf.js';

/** @typedef {import('../pkg/first.js').Report} Report */
/** @typedef {import('./hand.js').WorkerLike} WorkerLike */
/** @typedef {(job: Description, stopped: () => boolean, told: (report: Report, done: boolean) => void) => Promise<void>} Here */
/**
 * What a pool needs of the page.
 * @typedef {object} Means
 * @property {number} cores
 * @property {() => WorkerLike} start begins a worker; may throw
 * @property {Here} here does a job on the page
 * @property {Here} fetch fetches a file of data
 * @property {(job: Description) => import('./files.js').File | undefined} [file] that a job needs, once it was fetched
 */
/**
 * Who waits for a job.
 * @typedef {object} Watcher
 * @property {() => boolean} visible
 * @property {(reports: Report[]) => void} receive
 * @property {() => void} slow the job is done on the page
 * @property {(message: string) => void} failed
 */
/**
 * What the pool reads of a job's description: whether no other may be at work meanwhile; how many workers do it together. Either
 * can be done by workers only.
 * @typedef {{ name: string, alone?: boolean, crew?: number, data?: string, file?: string }} Description
 */
/**
 * A job that somebody waits for.
 * @typedef {object} Task
 * @property {string} text its description
 * @property {Description} job the same
 * @property {Set<Watcher>} watchers
 * @property {Report[]} reports
 * @property {Hand | 'page' | undefined} at who does it; nobody yet
 * @property {Hand[]} assistants of the one who does it
 * @property {number} failures
 * @property {string} trouble of the last failure
 * @property {boolean} again whether it was begun anew since its last report
 */

/** Failures of a job in workers after which it is done on the page; workers lost unloaded after which none is begun. */
const TRIES = 2;

/** @param {string} text @returns {Task} */
const newTask = (text) => ({
  text,
  job: JSON.parse(text),
  watchers: new Set(),
  reports: [],
  at: undefined,
  assistants: [],
  failures: 0,
  trouble: 'this browser starts none',
  again: false,
});

/** Whether workers alone can do it. @param {Task} task */
const special = ({ job: { alone = false, crew = 1 } }) => alone || crew > 1;

/** Everyone at it leaves it. @param {Task} task */
function disband(task) {
  const { at, assistants } = task;
  [task.at, task.assistants] = [undefined, []];
  for (const hand of [at, ...assistants]) if (hand instanceof Hand) hand.cancel();
}

export class Pool {
  /** @param {Means} means */
  constructor(means) {
    this.means = means;
    this.shelf = new Shelf();
    /** @type {Map<string, Task>} */
    this.tasks = new Map();
    /** @type {Set<Hand>} */
    this.hands = new Set();
    /** @type {Set<Client>} */
    this.clients = new Set();
    /** Workers lost before one had ever loaded its program. */
    this.unloaded = 0;
  }

  /** A figure's access. @param {import('./client.js').Figure} figure */
  client(figure) {
    const client = new Client(this, figure);
    this.clients.add(client);
    return client;
  }

  /** @param {string} text a job's description @param {Watcher} watcher */
  ask(text, watcher) {
    const ended = this.shelf.get(text);
    if (ended) return watcher.receive(ended);
    const task = this.tasks.get(text) ?? newTask(text);
    this.tasks.set(text, task);
    task.watchers.add(watcher);
    if (task.reports.length) watcher.receive([...task.reports]);
    if (task.at === 'page' && !isFetch(task.job)) watcher.slow();
  }

  /** @param {string} text @param {Watcher} watcher */
  leave(text, watcher) {
    const task = this.tasks.get(text);
    if (!task?.watchers.delete(watcher) || task.watchers.size) return;
    this.tasks.delete(text);
    disband(task);
  }

  /** Gives work to whoever is free. */
  dispatch() {
    for (const task of this.tasks.values()) if (!task.at && isFetch(task.job)) this.#do(task, this.means.fetch);
    if ([...this.tasks.values()].some((task) => task.at && task.job.alone)) return;
    const waiting = [...this.tasks.values()].filter((task) => !task.at);
    const seen = (/** @type {Task} */ task) => [...task.watchers].some((watcher) => watcher.visible());
    for (const task of [...waiting.filter(seen), ...waiting.filter((task) => !seen(task))]) {
      const workable = () => this.#workers && task.failures < TRIES;
      // What waits until several are free is not overtaken for ever by what needs one.
      const begun = workable() && this.#give(task);
      if (begun && task.job.alone) return;
      // A worker may have been refused just now.
      if (workable()) {
        if (!begun && special(task)) break;
      } else if (special(task)) this.#fail(task, `workers could not do it: ${task.trouble}`);
      else if (!this.#paging) this.#here(task);
    }
    // The first report of a figure in view need not wait for a worker's program.
    if (this.#warm && this.#workers && !this.hands.size) this.#begin();
  }

  /** There is a connection again: what could not be loaded may be now. */
  hope() {
    this.unloaded = 0;
    this.dispatch();
  }

  /** Whether workers can be had here. */
  get #workers() {
    return this.unloaded < TRIES;
  }

  /** Whether a worker is to be kept ready. */
  get #warm() {
    return [...this.clients].some((client) => client.visible && client.heavy);
  }

  get #paging() {
    return [...this.tasks.values()].some((task) => task.at === 'page' && !isFetch(task.job));
  }

  /** Gives a job to those who are free, if there are enough. @param {Task} task @returns {boolean} whether it has begun */
  #give(task) {
    const { alone = false, crew = 1 } = task.job;
    const free = [...this.hands].filter((hand) => hand.state === 'idle');
    // One that is asked to stop is still at work.
    if (alone && (this.#paging || free.length < this.hands.size)) return false;
    const count = Math.min(crew, this.means.cores);
    const hands = free.sort((one, other) => Number(other.ready) - Number(one.ready)).slice(0, count);
    if (hands.length + this.means.cores - this.hands.size < count) return false;
    while (hands.length < count) {
      const hand = this.#begin();
      if (!hand) return false;
      hands.push(hand);
    }
    const [leader, ...assistants] = hands;
    const channels = assistants.map(() => new MessageChannel());
    [task.at, task.assistants] = [leader, assistants];
    const ports = channels.map(({ port1 }) => port1);
    leader.take(task.job, ports, this.means.file?.(task.job));
    assistants.forEach((hand, k) => hand.assist(channels[k].port2));
    return true;
  }

  /** Another worker, if there may be one. */
  #begin() {
    if (this.hands.size >= this.means.cores) return undefined;
    try {
      const hand = new Hand(this.means.start(), this);
      this.hands.add(hand);
      return hand;
    } catch {
      // Refused here and now: it would be refused again.
      this.unloaded = TRIES;
      return undefined;
    }
  }

  /** @param {Hand} hand */
  #task(hand) {
    return [...this.tasks.values()].find((task) => task.at === hand || task.assistants.includes(hand));
  }

  /** @param {Hand} hand @param {Report} report @param {boolean} done */
  report(hand, report, done) {
    this.unloaded = 0;
    const task = this.#task(hand);
    if (task) this.#told(task, report, done);
    for (const assistant of (done && task?.assistants) || []) assistant.cancel();
  }

  free() {
    this.dispatch();
  }

  /** @param {Hand} hand */
  idle(hand) {
    const spare = [...this.hands].some((other) => other !== hand && other.state === 'idle');
    if (this.#warm && !spare) return hand.rest();
    hand.end();
    this.hands.delete(hand);
  }

  /** @param {Hand} hand @param {string} message */
  lost(hand, message) {
    this.hands.delete(hand);
    // One that was asked to stop while it was still loading may only have been slow.
    if (!hand.ready && hand.state !== 'stopping') this.unloaded += 1;
    const task = this.#task(hand);
    if (task) {
      task.assistants = task.assistants.filter((other) => other !== hand);
      if (task.at === hand) task.at = undefined;
      disband(task);
      task.trouble = message;
      task.failures += 1;
      task.again = task.reports.length > 0;
    }
    this.dispatch();
  }

  /** @param {Task} task */
  #here(task) {
    for (const watcher of task.watchers) watcher.slow();
    this.#do(task, this.means.here);
  }

  /** Does a job on the page. @param {Task} task @param {Here} how */
  async #do(task, how) {
    task.at = 'page';
    const stopped = () => this.tasks.get(task.text) !== task;
    try {
      await how(task.job, stopped, (report, done) => {
        if (!stopped()) this.#told(task, report, done);
      });
    } catch (error) {
      if (!stopped()) this.#fail(task, error instanceof Error ? error.message : String(error));
    }
    this.dispatch();
  }

  /** @param {Task} task @param {string} message */
  #fail(task, message) {
    this.tasks.delete(task.text);
    for (const watcher of task.watchers) watcher.failed(message);
  }

  /** @param {Task} task @param {Report} report @param {boolean} done */
  #told(task, report, done) {
    // What a job begun anew finds takes the place of what it had found before.
    const told = task.again ? { ...report, replaces: true } : report;
    task.again = false;
    add(task.reports, told);
    if (done) {
      this.tasks.delete(task.text);
      this.shelf.put(task.text, task.reports);
    }
    for (const watcher of task.watchers) watcher.receive([told]);
  }
}
