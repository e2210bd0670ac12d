// What few readers ask of a figure, and what is fetched only then (`rare.js`).

import { part } from './core.js';
import { h } from './dom.js';
import { missing } from './missing.js';

export class Extras {
  /** @param {import('./figure.js').Figure} figure @param {() => void} changed */
  constructor(figure, changed) {
    this.figure = figure;
    this.changed = changed;
    /** Kept runs. */
    this.element = h('div', { class: 'pins', hidden: true });
    /** @type {Promise<import('./rare.js').Rare> | undefined} */
    this.rare = undefined;
  }

  /**
   * Has it done. Where a file for it cannot be had that is told.
   * @template T @param {(rare: import('./rare.js').Rare) => T | Promise<T>} act @returns {Promise<T | undefined>}
   */
  async ask(act) {
    try {
      this.rare ??= import('./rare.js').then(({ Rare }) => new Rare(this, part));
      this.rare.catch(() => (this.rare = undefined));
      return await act(await this.rare);
    } catch (error) {
      missing(error);
      this.figure.notices.add('error.wasm-missing');
      return undefined;
    }
  }

  /** How far long work has come. @param {number | undefined} done 0…1; nothing where there is none */
  working(done) {
    if (done !== undefined || this.rare) this.ask((rare) => rare.working(done));
  }

  /** The table that stands in sight. */
  table() {
    return this.ask((rare) => rare.table());
  }

  /** Shows the figure on the whole screen. */
  present() {
    return this.ask((rare) => rare.present());
  }

  /** The figure goes. */
  end() {
    this.rare?.then(
      (rare) => rare.end(),
      () => {},
    );
  }
}
