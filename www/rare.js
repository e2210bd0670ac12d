// What few readers ask of a figure: kept runs, the presenter view, what is taken away, the progress of long work. Each is fetched when it is asked for.

import { dress } from './dom.js';

/** Milliseconds after which what could not be had is asked for again. */
const PAUSE = 1000;

export class Rare {
  /** @param {import('./extras.js').Extras} extras @param {typeof import('./core.js').part} part of the core */
  constructor({ figure, element, changed }, part) {
    this.figure = figure;
    /** Where kept runs stand. */
    this.element = element;
    this.changed = changed;
    this.part = part;
    /** @type {import('./pins.js').Pins | undefined} */
    this.pins = undefined;
    /** @type {import('./presenter.js').Presenter | undefined} */
    this.presenter = undefined;
    /** @type {import('./teach/builder.js').Builder | undefined} */
    this.builder = undefined;
    /** @type {import('./away/menu.js').Menu | undefined} */
    this.away = undefined;
    /** @type {import('./data/editor.js').Editor | undefined} */
    this.editor = undefined;
    /** What is there or on its way, by name. @type {Map<string, Promise<any>>} */
    this.parts = new Map();
  }

  /**
   * A part that is fetched now. Where it cannot be had, whoever asks after a while makes another try.
   * @template T @param {string} name @param {() => Promise<T>} load @returns {Promise<T>}
   */
  #part(name, load) {
    const known = this.parts.get(name);
    if (known) return known;
    const part = load();
    this.parts.set(name, part);
    part.catch(() => setTimeout(() => this.parts.delete(name), PAUSE));
    return part;
  }

  /** How far long work has come. @param {number | undefined} done 0…1; nothing where there is none */
  async working(done) {
    if (done === undefined && !this.parts.has('progress')) return;
    const progress = await this.#part('progress', () => this.#begun());
    progress.update(done);
  }

  async #begun() {
    const { Progress, sheet } = await import('./progress.js');
    const progress = new Progress();
    const { element } = this.figure;
    dress(/** @type {ShadowRoot} */ (element.getRootNode()), sheet);
    element.querySelector('.bar')?.append(progress.element);
    return progress;
  }

  /** The table that stands in sight. @returns {Promise<import('./ledger.js').Ledger>} */
  table() {
    return this.#part('ledger', () => import('./ledger.js').then(({ Ledger }) => new Ledger(this.figure)));
  }

  /** Keeps the present runs in the pictures. */
  async pin() {
    const part = await this.#part('pins', () => import('./pins.js'));
    if (this.figure.broken) return;
    this.pins ??= new part.Pins(this.figure.scene, this.element, this.changed);
    this.pins.add();
  }

  /** Shows the figure on the whole screen. */
  async present() {
    const part = await this.#part('presenter', () => import('./presenter.js'));
    const { broken, element, guide, player, panels } = this.figure;
    if (broken) return;
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
    if (this.figure.broken) return;
    this.builder ??= await part.builder(this.figure);
    this.builder.open();
  }

  /** What a reader takes of the figure. */
  async takeAway() {
    const part = await this.#part('away', () => import('./away/menu.js'));
    if (this.figure.broken) return;
    this.away ??= await part.menu(this.figure, this.part('takings'));
    this.away.open();
  }

  /**
   * A function of the reader's own. @param {Record<string, string>} parameters what is set @param {string} choice the name of what chooses it
   * @param {boolean} first whether the figure has not been seen yet
   */
  async write(parameters, choice, first) {
    const begun = async () => {
      const [part, core] = await Promise.all([import('./formula/own.js'), this.part('extras')]);
      return part.begin(this.figure, parameters, choice, first, core);
    };
    const own = await this.#part('own', begun);
    own.show(parameters[choice] === 'expression', parameters);
  }

  /** What a reader does to the data of the figure. */
  async data() {
    const part = await this.#part('data', () => import('./data/editor.js'));
    if (this.figure.broken) return;
    this.editor ??= await part.editor(this.figure, this.part('extras'));
    this.editor.open();
  }

  /** What draws a map as a landscape. */
  async landscape() {
    const [part] = await Promise.all([import('./relief/surface.js'), this.part('extras')]);
    return part;
  }

  /**
   * The figure takes these settings, which can be undone, and tells what it could not use. What reads a reader's own data comes before.
   * @param {import('./history.js').Query} query @param {() => boolean} [wanted] whether they still are
   */
  async lay(query, wanted) {
    if (query.some(([name]) => name === 'points')) await this.part('extras');
    const { broken, past, notices, scene } = this.figure;
    if (broken || wanted?.() === false) return;
    past.take(query);
    notices.tell(scene.notices());
  }

  /** Copies what the figure has measured. @param {string} command */
  async copy(command) {
    const part = await this.#part('copy', () => import('./copy.js'));
    await part.copy(this.figure, command);
  }

  /** The figure goes. */
  end() {
    this.presenter?.end();
  }
}
