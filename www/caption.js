// The formula or sentence under the pictures.

import { h } from './dom.js';
import { t } from './text.js';

export class Caption {
  constructor() {
    this.element = h('div', { class: 'caption' });
    this.shown = '';
  }

  /** @param {import('./pkg/first.js').Sentence | undefined} sentence */
  update(sentence) {
    // The words are this project's own and may hold markup; their parts are numbers and keys.
    const text = sentence ? t(sentence.key, sentence.args) : '';
    if (text !== this.shown) this.element.innerHTML = text;
    this.shown = text;
  }
}
