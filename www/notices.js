// What a figure tells its reader: in a box until it is dismissed, and to screen readers alone.

import { h, quiet, reword } from './dom.js';
import { known, learnMore, t, told } from './text.js';

/** @typedef {import('./pkg/first.js').Notice} Notice */

/**
 * A line that tells something. What links may have wrong, few have: its words are fetched when one does.
 * @param {string} key @param {Record<string, string | number>} args
 */
export function line(key, args) {
  const said = h('p', {}, () => (known(key) ? told(key, args) : ''));
  if (!known(key))
    learnMore('deeper')
      .then(() => reword(said))
      .catch(() => {});
  return said;
}

export class Notices {
  /** @param {Notice[]} told from the beginning */
  constructor(told) {
    this.element = h('div', { class: 'notices', role: 'status' });
    this.live = h('div', { class: 'live', 'aria-live': 'polite' });
    this.told = told;
    /** @type {HTMLElement | undefined} */
    this.way = undefined;
    /** Keys of what was told once. @type {Set<string>} */
    this.once = new Set();
  }

  /** Shows what is told; before the box stands on the page nobody would hear it. */
  show() {
    const lines = this.told.map(({ key, args }) => line(key, args));
    const close = quiet(
      () => this.tell([]),
      () => t('ui.dismiss'),
    );
    this.element.replaceChildren(...lines, ...(this.way ? [this.way] : []), ...(lines.length ? [close] : []));
  }

  /** In place of what was told before. @param {Notice[]} notices */
  tell(notices) {
    this.told = notices;
    this.show();
  }

  /** In place of what was told before, and the reader can do something about it. @param {Notice} notice @param {HTMLElement} way */
  offer(notice, way) {
    this.way = way;
    this.tell([notice]);
  }

  /** What was offered is no longer needed. */
  withdraw() {
    this.way = undefined;
    this.tell([]);
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
