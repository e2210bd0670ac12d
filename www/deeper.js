// What is for those who look deeper: folded away, and neither computed nor drawn while it is.

import { h } from './dom.js';
import { t } from './text.js';

export class Deeper {
  /** @param {Node[]} parts @param {(open: boolean) => void} turned */
  constructor(parts, turned) {
    this.element = h(
      'details',
      { class: 'deeper' },
      h('summary', {}, () => t('ui.deeper')),
      ...parts,
      // What the page says about the scene stands between the tags of the element.
      h('slot', {}),
    );
    this.element.addEventListener('toggle', () => turned(this.element.open));
  }

  get open() {
    return this.element.open;
  }
}
