// What few readers ask of a figure, and what is fetched only then: kept runs, the presenter view, the progress of long work.

import { dress, h } from './dom.js';
import { missing } from './missing.js';

/** Milliseconds after which what could not be had is asked for again. */
const PAUSE = 1000;

export class Extras {
  /** @param {import('./figure.js').Figure} figure @param {() => void} changed */
  constructor(figure, changed) {
    this.figure = figure;
    this.changed = changed;
    /** Kept runs. */
    this.element = h('div', { class: 'pins', hidden: true });
    /** @type {import('./pins.js').Pins | undefined} */
    this.pins = undefined;
    /** @type {import('./presenter.js').Presenter | undefined} */
    this.presenter = undefined;
    /** @type {import('./teach/builder.js').Builder | undefined} */
    this.builder = undefined;
    /** @type {import('./away/menu.js').Menu | undefined} */
    this.away = undefined;
    /** What is there or on its way, by name. @type {Map<string, Promise<any>>} */
    this.parts = new Map();
  }

  /**
   * A part that is fetched now. Where it cannot be had that is told, and whoever asks after a while makes another try.
   * @template T @param {string} name @param {() => Promise<T>} load @returns {Promise<T | undefined>}
   */
  #part(name, load) {
    const known = this.parts.get(name) ?? load().catch((error) => this.#lacking(name, error));
    this.parts.set(name, known);
    return known;
  }

  /** @param {string} name @param {unknown} error */
  #lacking(name, error) {
    missing(error);
    this.figure.notices.add('error.wasm-missing');
    setTimeout(() => this.parts.delete(name), PAUSE);
  }

  /** How far long work has come. @param {number | undefined} done 0…1; nothing where there is none */
  async working(done) {
    if (done === undefined && !this.parts.has('progress')) return;
    const progress = await this.#part('progress', () => this.#begun());
    progress?.update(done);
  }

  async #begun() {
    const { Progress, sheet } = await import('./progress.js');
    const progress = new Progress();
    const { element } = this.figure;
    dress(/** @type {ShadowRoot} */ (element.getRootNode()), sheet);
    element.querySelector('.bar')?.append(progress.element);
    return progress;
  }

  /** The table that stands in sight. @returns {Promise<import('./ledger.js').Ledger | undefined>} */
  table() {
    return this.#part('ledger', () => import('./ledger.js').then(({ Ledger }) => new Ledger(this.figure)));
  }

  /** Keeps the present runs in the pictures. */
  async pin() {
    const part = await this.#part('pins', () => import('./pins.js'));
    if (this.figure.broken || !part) return;
    this.pins ??= new part.Pins(this.figure.scene, this.element, this.changed);
    this.pins.add();
  }

  /** Shows the figure on the whole screen. */
  async present() {
    const part = await this.#part('presenter', () => import('./presenter.js'));
    const { broken, element, guide, player, panels } = this.figure;
    if (broken || !part) return;
    this.presenter ??= new part.Presenter(
      element,
      guide,
      () => player.toggle(),
      () => panels.measure(),
    );
    this.presenter.start();
  }

  /** What a teacher makes of the figure, to hand on. */
  async teach() {
    const part = await this.#part('builder', () => import('./teach/builder.js'));
    if (!part || this.figure.broken) return;
    this.builder ??= await part.builder(this.figure);
    this.builder.open();
  }

  /** What a reader takes of the figure. */
  async takeAway() {
    const part = await this.#part('away', () => import('./away/menu.js'));
    if (!part || this.figure.broken) return;
    try {
      this.away ??= await part.menu(this.figure);
      this.away.open();
    } catch (error) {
      this.#lacking('away', error);
    }
  }

  /** Copies what the figure has measured. @param {string} command */
  async copy(command) {
    const part = await this.#part('copy', () => import('./copy.js'));
    await part?.copy(this.figure, command);
  }

  /** The figure goes. */
  end() {
    this.presenter?.end();
  }
}
