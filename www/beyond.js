// What a figure beyond the first has besides: its look, the switch at a map, and a way past the cards of its runs.

import { dress, h, quiet, sheetOf } from './dom.js';
import css from './pkg/beyond.css';
import { t } from './text.js';
import { offer } from './views.js';

const sheet = sheetOf(css);

/** @param {import('./figure.js').Figure} figure */
export function lay(figure) {
  const { element, deeper, traits } = figure;
  dress(/** @type {ShadowRoot} */ (element.getRootNode()), sheet);
  offer(figure);
  if (!traits.runs) return;
  const past = quiet(
    () => deeper.element.querySelector('summary')?.focus(),
    () => t('ui.pass'),
  );
  element.prepend(h('div', { class: 'skip' }, past));
}
