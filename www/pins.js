// Runs kept in the pictures as ghosts, and what each was set to.

import { dress, h, icon, sheetOf } from './dom.js';
import css from './pkg/pins.css';
import { learnMore, t } from './text.js';

const sheet = sheetOf(css);

export class Pins {
  /** @param {import('./pkg/first.js').Scene} scene @param {HTMLElement} element where they stand @param {() => void} changed */
  constructor(scene, element, changed) {
    this.scene = scene;
    this.changed = changed;
    this.element = element;
    dress(/** @type {ShadowRoot} */ (element.getRootNode()), sheet);
  }

  /** Keeps the present runs. */
  async add() {
    this.scene.pin();
    // What was set has its names there.
    await learnMore('deeper').catch(() => {});
    this.#show();
  }

  /** @param {number} [pin] all of them where none is named */
  #drop(pin) {
    this.scene.unpin(pin);
    this.#show();
  }

  #show() {
    const pins = this.scene.pins();
    const chips = pins.map((query, index) => {
      const words = () =>
        query.length ? query.map(([name, value]) => `${t(`param.${name}`)} ${value}`).join(', ') : t('ui.pin-usual');
      return h(
        'button',
        {
          type: 'button',
          class: 'chip',
          'aria-label': () => t('ui.remove-item', { item: words() }),
          onclick: () => this.#drop(index),
        },
        words,
        icon('close'),
      );
    });
    const clear = h('button', { type: 'button', class: 'quiet', onclick: () => this.#drop() }, () => t('ui.pin-clear'));
    this.element.hidden = pins.length === 0;
    this.element.replaceChildren(
      h('span', {}, () => t('ui.pinned')),
      ...chips,
      clear,
    );
    this.changed();
  }
}
