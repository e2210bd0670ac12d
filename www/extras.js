// What few readers ask of a figure, and what is fetched only then: kept runs, and the presenter view.

import { h } from './dom.js';

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

  /** The figure goes. */
  end() {
    this.presenter?.end();
  }
}
