// What is for those who look deeper: folded away, and neither fetched nor computed nor drawn while it is.

import { h, marked } from './dom.js';
import { known, language, learnDeeper, t, wordless } from './text.js';

/** What is said about a scene, in this order, where there are words for it. */
const PARTS = ['note', 'formula', 'settings'];

export class Deeper {
  /**
   * @param {string} scene its id
   * @param {Node[]} parts
   * @param {{ turned: (open: boolean) => void, failed: (notice: { key: string, args: Record<string, string> }) => void }} tell
   */
  constructor(scene, parts, { turned, failed }) {
    const notes = h('div', { class: 'notes' });
    this.element = h(
      'details',
      { class: 'deeper' },
      h('summary', {}, () => t('ui.deeper')),
      ...parts,
      notes,
    );
    this.element.addEventListener('toggle', async () => {
      turned(this.element.open);
      if (!this.element.open || notes.childElementCount) return;
      try {
        await learnDeeper();
      } catch {
        return failed(wordless(language()));
      }
      const said = PARTS.map((part) => `scene.${scene}.${part}`).filter(known);
      notes.replaceChildren(...said.map((key) => marked('div', () => t(key))));
      turned(this.element.open);
    });
  }

  get open() {
    return this.element.open;
  }
}
