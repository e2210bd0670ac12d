// The parts of a figure that only those see who look deeper, and their style.

import { dress, quiet, sheetOf } from './dom.js';
import css from './pkg/folded.css';
import { t } from './text.js';

export { Findings } from './findings.js';
export { Readouts } from './readouts.js';
export { widget } from './widgets.js';

const sheet = sheetOf(css);

/** Figures whose data a reader can change. */
const OWN = ['full-vs-one', 'batches'];

/** Dresses what is folded away, and adds a way to data of one's own where there is one. @param {HTMLElement} folded */
export function lay(folded) {
  const root = /** @type {ShadowRoot} */ (folded.getRootNode());
  dress(root, sheet);
  const { figure } = /** @type {import('./element.js').DownhillScene} */ (root.host);
  if (!figure || !OWN.includes(figure.setting.id)) return;
  const way = quiet(
    () => figure.extras.ask((rare) => rare.data()),
    () => t('data.way'),
  );
  way.classList.add('own');
  figure.controls.element.after(way);
}
