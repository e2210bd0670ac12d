// The points over which a formula of a_i and b_i is a mean: two columns, as a spreadsheet copies them.

import { h, quiet, reword, setText } from '../dom.js';
import { learnMore, t, told } from '../text.js';

/** @typedef {import('../figure.js').Figure} Figure */
/** @typedef {import('../pkg/first.js').Edited} Edited */

export class Points {
  /** @param {Figure} figure @param {() => void} reset goes back to the built-in ones */
  constructor(figure, reset) {
    this.figure = figure;
    /** How they stand. @type {Edited | undefined} */
    this.state = undefined;
    /** What was said last, in sentences. */
    this.words = () => '';
    this.text = h('textarea', {
      rows: 6,
      spellcheck: 'false',
      autocomplete: 'off',
      'aria-label': () => t('own.points.text'),
    });
    this.summary = h('summary', {}, () => t('own.points', { count: this.state?.count ?? 0 }));
    this.back = quiet(reset, () => t('own.points.back'));
    this.said = h('p', { class: 'own-said', role: 'status' }, () => this.words());
    this.element = h(
      'details',
      { class: 'own-points control-points' },
      this.summary,
      h(
        'fieldset',
        {},
        this.text,
        h(
          'div',
          { class: 'own-ways' },
          quiet(
            () => this.#take(),
            () => t('own.points.use'),
          ),
          this.back,
        ),
      ),
      this.said,
    );
    // What is said of tables are words of the editor of data.
    this.element.addEventListener('toggle', () => {
      if (this.element.open)
        learnMore('deeper').then(
          () => reword(this.said),
          () => {},
        );
    });
  }

  /** What is set has changed. @param {boolean} sum whether the formula speaks of points */
  show(sum) {
    const before = this.state?.csv;
    this.state = sum ? this.figure.scene.take(0, { do: 'look', index: 0, on: true }) : undefined;
    const { state } = this;
    this.element.hidden = !state;
    if (!state) return;
    this.back.disabled = !state.own;
    if (state.csv !== before) {
      // Names above the columns are those of the formula.
      const text = (state.csv ?? '').replace(/^.*\r\n/, '').replaceAll('\r\n', '\n');
      // Who changes built-in ones need not see that they are standardised to the last bit.
      this.text.value = state.own
        ? text
        : text.replace(/\d+\.\d{5,}/g, (number) => String(Number(Number(number).toFixed(4))));
      const { count, most } = state;
      this.words = () => (state.own && !state.linked ? t('own.points.unlinked', { count, most }) : '');
    }
    reword(this.element);
  }

  /** Takes what is written. */
  #take() {
    const state = this.figure.scene.take(0, { do: 'table', text: this.text.value });
    if (!state) return;
    this.figure.panels.changed(true);
    this.show(true);
    const { said } = state;
    if (said.length) this.words = () => said.map(({ key, args }) => told(key, args)).join(' ');
    setText(this.said, this.words());
  }
}
