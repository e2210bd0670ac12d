// What a figure tells its reader: in a box until it is dismissed, and to screen readers alone.

import { h, quiet } from './dom.js';
import { t } from './text.js';

/** @typedef {import('./pkg/full.js').Notice} Notice */

export class Notices {
  /** @param {{ told: Notice[], once?: Set<string> }} before what is told from the beginning, and keys of what was told once */
  constructor({ told, once = new Set() }) {
    this.element = h('div', { class: 'notices', role: 'status' });
    this.live = h('div', { class: 'live', 'aria-live': 'polite' });
    this.told = told;
    this.once = once;
  }

  /** Shows what is told; before the box stands on the page nobody would hear it. */
  show() {
    const lines = this.told.map((notice) => h('p', {}, t(notice.key, notice.args)));
    const close = quiet(() => this.tell([]), t('ui.dismiss'));
    this.element.replaceChildren(...(lines.length ? [...lines, close] : []));
  }

  /** In place of what was told before. @param {Notice[]} notices */
  tell(notices) {
    this.told = notices;
    this.show();
  }

  /** Beside what was told before, and only once. @param {string} key @param {Record<string, string>} [args] */
  add(key, args = {}) {
    if (!this.once.has(key)) this.tell([...this.told, { key, args }]);
    this.once.add(key);
  }

  /** Only spoken. @param {string} sentence */
  say(sentence) {
    this.live.textContent = sentence;
  }
}
