// What a figure beyond the first has besides: its look, the switch at a map, a way past the cards of its runs, and a place for a function
// of the reader's own.

import { dress, h, quiet, sheetOf } from './dom.js';
import css from './pkg/beyond.css';
import { t } from './text.js';
import { offer } from './views.js';

export { widget } from './widgets.js';

const sheet = sheetOf(css);

/** Names of what chooses a function. */
const CHOOSE = ['objective', 'curve'];

/** @param {import('./figure.js').Figure} figure */
export function lay(figure) {
  const { element, deeper, traits, extras, scene } = figure;
  dress(/** @type {ShadowRoot} */ (element.getRootNode()), sheet);
  offer(figure);
  if (traits.runs) {
    const past = quiet(
      () => deeper.element.querySelector('summary')?.focus(),
      () => t('ui.pass'),
    );
    element.prepend(h('div', { class: 'skip' }, past));
  }
  /** What chose a function of the reader's own, once something has. @type {string | undefined} */
  let own;
  /** @param {Record<string, string>} parameters @param {boolean} first */
  const chosen = (parameters, first) => {
    const choice = (own ??= CHOOSE.find((name) => parameters[name] === 'expression'));
    return choice && extras.ask((rare) => rare.write(parameters, choice, first));
  };
  element.addEventListener('downhill-change', (event) => {
    chosen(/** @type {CustomEvent} */ (event).detail.parameters, false);
  });
  return chosen(Object.fromEntries(scene.query()), true);
}
