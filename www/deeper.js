// What is for those who look deeper: folded away, and neither fetched nor computed nor drawn while it is.

import { h, marked, reword } from './dom.js';
import { missing } from './missing.js';
import { known, language, learnMore, t, wordless } from './text.js';

/** What is said about a scene, in this order, where there are words for it. */
const PARTS = ['note', 'formula', 'settings'];

export class Deeper {
  /**
   * @param {string} scene its id
   * @param {Node[]} parts
   * @param {{ turned: (open: boolean, folded?: typeof import('./folded.js')) => void, failed: (notice: { key: string, args: Record<string, string> }) => void }} tell
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
      if (!this.element.open || notes.childElementCount) return turned(this.element.open);
      this.element.toggleAttribute('data-waiting', true);
      let folded;
      try {
        [folded] = await Promise.all([import('./folded.js'), learnMore('deeper')]);
        folded.lay(this.element);
      } catch (error) {
        missing(error);
        failed(wordless(language()));
      }
      const said = PARTS.map((part) => `scene.${scene}.${part}`).filter(known);
      notes.replaceChildren(...said.map((key) => marked('div', () => t(key))));
      reword(this.element);
      this.element.removeAttribute('data-waiting');
      turned(this.element.open, folded);
    });
  }

  get open() {
    return this.element.open;
  }
}
