// Which language figures speak on somebody else's page: one for all of them.

import { cut, language, LANGUAGES, lookUp, setLanguage, usual, wordless } from '../text.js';
import { around } from './ground.js';

/** Those on the page. @type {Set<Speaker>} */
const all = new Set();

/** The tag that an element has been given, or what stands around it. @param {Element} element */
function tagAround(element) {
  /** @type {Element | null} */
  let named = element;
  while (named && !named.hasAttribute('lang')) named = around(named);
  return named?.getAttribute('lang') ?? '';
}

export class Speaker {
  /** @param {HTMLElement & { reword(): void }} element */
  constructor(element) {
    this.element = element;
  }

  join() {
    all.add(this);
  }
  leave() {
    all.delete(this);
  }

  /** What is named on the element itself. */
  get own() {
    return lookUp(this.element.getAttribute('lang') ?? '');
  }

  /**
   * Has all figures speak what is named on this one, or on any; else the language of the page around; else that of the browser. Gives what
   * is to be told of it.
   */
  async speak() {
    const named = this.own ?? [...all].map(({ own }) => own).find(Boolean) ?? lookUp(tagAround(this.element));
    const used = named ?? usual();
    const before = language();
    try {
      await setLanguage(used, !!named);
    } catch {
      return wordless(used);
    }
    if (language() !== before) for (const { element } of all) element.reword();
    const value = this.element.getAttribute('lang');
    if (!value || this.own) return undefined;
    return { key: 'notice.default', args: { name: 'lang', value: cut(value), used, allowed: LANGUAGES.join(' | ') } };
  }
}
