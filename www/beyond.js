// What a figure beyond the first has besides: its look, and a way past the cards of its runs.

import { dress, h, quiet, sheetOf } from './dom.js';
import css from './pkg/beyond.css';
import { t } from './text.js';

const sheet = sheetOf(css);

/** @param {import('./figure.js').Figure} figure */
export function lay({ element, deeper, traits }) {
  dress(/** @type {ShadowRoot} */ (element.getRootNode()), sheet);
  if (!traits.runs) return;
  const past = quiet(
    () => deeper.element.querySelector('summary')?.focus(),
    () => t('ui.pass'),
  );
  element.prepend(h('div', { class: 'skip' }, past));
}
