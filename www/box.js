// The boxes that open at a figure: what each is about, what is in it, and the way out.

import { dress, h, quiet, sheetOf } from './dom.js';
import css from './pkg/box.css';
import { t } from './text.js';

const sheet = sheetOf(css);

/**
 * @param {import('./figure.js').Figure} figure at which it opens
 * @param {{ name: string, words: string, close: () => void, beside?: HTMLElement[] }} what its class, what its words begin with, what
 * closes it, and what stands beside the way out
 * @param {...HTMLElement} contents
 */
export function box(figure, { name, words, close, beside = [] }, ...contents) {
  dress(/** @type {ShadowRoot} */ (figure.element.getRootNode()), sheet);
  const title = () => t(`${words}.title`);
  const out = quiet(close, () => t(`${words}.close`));
  return h(
    'section',
    { class: `box ${name}`, 'aria-label': title },
    h('p', {}, h('b', {}, title), ' ', () => t(`${words}.about`)),
    ...contents,
    h('div', { class: 'ways' }, ...beside, out),
  );
}
