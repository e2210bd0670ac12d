// The box in which a formula is written: what is wrong is underlined and said, what is right is set in type beside it.

import { h } from '../dom.js';
import { t } from '../text.js';
import { typeset } from './typeset.js';

/** @typedef {import('./reader.js').Told} Told */

let ids = 0;

export class Box {
  /**
   * @param {() => string} label
   * @param {(text: string, done: boolean) => void} typed
   */
  constructor(label, typed) {
    const id = `own-${(ids += 1)}`;
    this.input = h('textarea', {
      id,
      rows: 1,
      spellcheck: 'false',
      autocomplete: 'off',
      autocapitalize: 'off',
      autocorrect: 'off',
      maxlength: 1000,
      'aria-describedby': `${id}-said`,
    });
    /** The same text under it, unseen but for the line under a mistake. */
    this.marks = h('div', { class: 'own-marks', 'aria-hidden': 'true' });
    this.typeset = h('div', { class: 'own-typeset', tabindex: '0', role: 'math' });
    this.said = h('p', { id: `${id}-said`, class: 'own-mistake', role: 'status' });
    this.element = h(
      'div',
      { class: 'own-box control-text' },
      h('label', { for: id }, label),
      h('div', { class: 'own-text' }, this.marks, this.input),
      this.typeset,
      this.said,
    );
    this.input.addEventListener('input', () => typed(this.input.value, false));
    this.input.addEventListener('change', () => typed(this.input.value, true));
    this.input.addEventListener('keydown', (event) => {
      // A formula is one line, however many it takes.
      if (event.key !== 'Enter' || event.isComposing) return;
      event.preventDefault();
      typed(this.input.value, true);
    });
  }

  /** What is written. */
  get text() {
    return this.input.value;
  }

  /** Another text, which the reader has not typed. @param {string} text */
  put(text) {
    if (this.input.value.trim() !== text.trim()) this.input.value = text;
  }

  /** @param {Told} told of the text that is written */
  show(told) {
    const { mistake } = told;
    this.input.setAttribute('aria-invalid', String(!!mistake));
    if (!mistake) {
      const math = document.createElementNS('http://www.w3.org/1998/Math/MathML', 'math');
      math.setAttribute('display', 'block');
      math.append(typeset(told.nodes));
      this.typeset.replaceChildren(math);
      this.typeset.setAttribute('aria-label', this.text);
      this.typeset.classList.remove('old');
      this.marks.replaceChildren(this.text);
      this.said.replaceChildren();
      return;
    }
    // What was right last stands until it is right again.
    this.typeset.classList.add('old');
    const { from, to, problem } = mistake;
    const [before, wrong, after] = [this.text.slice(0, from), this.text.slice(from, to), this.text.slice(to)];
    // At the end there is nothing to underline but the place where something is missing.
    this.marks.replaceChildren(before, h('u', {}, wrong || '\u2002'), after);
    const place = [...before].length + 1;
    const key = this.text.trim() ? 'own.mistake' : 'own.mistake.empty';
    this.said.replaceChildren(h('span', {}, () => t(key, { place, what: `mistake.${problem}`, text: cut(wrong) })));
  }
}

/** @param {string} text */
const cut = (text) => ([...text].length > 24 ? `${[...text].slice(0, 24).join('')} …` : text);
