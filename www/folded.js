// The parts of a figure that only those see who look deeper, and their style.

import { sheetOf } from './dom.js';
import css from './pkg/folded.css';

export { Findings } from './findings.js';
export { Readouts } from './readouts.js';

/**
 * What is wider than its room is scrolled, by the keyboard too: then it is a stop of the Tab key.
 * @param {Element} element all that is folded away
 */
export function reachable(element) {
  const scrollers = [...element.querySelectorAll('.readouts, .caption')];
  const sizes = new ResizeObserver(() => {
    for (const scroller of scrollers)
      if (scroller.scrollWidth > scroller.clientWidth) scroller.setAttribute('tabindex', '0');
      else scroller.removeAttribute('tabindex');
  });
  const measure = () =>
    scrollers.flatMap((scroller) => [scroller, ...scroller.children]).forEach((e) => sizes.observe(e));
  const rebuilt = new MutationObserver(measure);
  for (const scroller of scrollers) rebuilt.observe(scroller, { childList: true });
  measure();
}

export const sheet = sheetOf(css);
