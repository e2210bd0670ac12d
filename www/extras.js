// What few readers ask of a figure, and what is fetched only then: kept runs, the presenter view, the progress of long work.

import { dress, h } from './dom.js';

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
    /** @type {Promise<import('./progress.js').Progress> | undefined} */
    this.progress = undefined;
    /** @type {Promise<import('./ledger.js').Ledger> | undefined} */
    this.table = undefined;
  }

  /** How far long work has come. @param {number | undefined} done 0…1; nothing where there is none */
  async working(done) {
    if (done === undefined && !this.progress) return;
    this.progress ??= this.#begun();
    (await this.progress).update(done);
  }

  async #begun() {
    const { Progress, sheet } = await import('./progress.js');
    const progress = new Progress();
    const { element } = this.figure;
    dress(/** @type {ShadowRoot} */ (element.getRootNode()), sheet);
    element.querySelector('.bar')?.append(progress.element);
    return progress;
  }

  /** The table that stands in sight, as it is now. */
  async ledger() {
    this.table ??= import('./ledger.js').then(({ Ledger }) => new Ledger(this.figure));
    (await this.table).update();
  }

  /** Keeps the present runs in the pictures. */
  async pin() {
    const { Pins } = await import('./pins.js');
    if (this.figure.broken) return;
    this.pins ??= new Pins(this.figure.scene, this.element, this.changed);
    this.pins.add();
  }

  /** Shows the figure on the whole screen. */
  async present() {
    const { Presenter } = await import('./presenter.js');
    const { broken, element, guide, player, panels } = this.figure;
    if (broken) return;
    this.presenter ??= new Presenter(
      element,
      guide,
      () => player.toggle(),
      () => panels.measure(),
    );
    this.presenter.start();
  }

  /** Copies what the figure has measured. @param {string} command */
  async copy(command) {
    const { copy } = await import('./copy.js');
    await copy(this.figure, command);
  }

  /** The figure goes. */
  end() {
    this.presenter?.end();
  }
}
