// The formula or sentence under the pictures.

import { h, markup, setText } from './dom.js';
import { filled, template } from './text.js';

export class Caption {
  constructor() {
    this.element = h('div', { class: 'caption' });
    /** The words that stand there, their holes as they were. */
    this.words = '';
    /** The texts with holes. @type {[Text, string][]} */
    this.holes = [];
  }

  /** @param {import('./pkg/first.js').Sentence | undefined} sentence */
  update(sentence) {
    const words = sentence ? template(sentence.key) : '';
    if (words !== this.words) this.#build(words);
    // Its numbers change with every update of a run: only texts are written, which spares a frame most of the layout.
    for (const [node, text] of this.holes) setText(node, filled(text, sentence?.args));
  }

  /** The words may hold markup; their holes stand in texts. @param {string} words */
  #build(words) {
    this.words = words;
    this.element.replaceChildren(markup(words));
    this.holes = [];
    const nodes = document.createTreeWalker(this.element, NodeFilter.SHOW_TEXT);
    while (nodes.nextNode()) {
      const node = /** @type {Text} */ (nodes.currentNode);
      if (node.data.includes('{')) this.holes.push([node, node.data]);
    }
  }
}
