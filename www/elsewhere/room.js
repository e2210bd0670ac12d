// The room that a figure will take, held free until it stands: what is below it on the page does not move.

import { h } from '../dom.js';

/** From this width on, in CSS pixels, the panels stand side by side: as in `css/host.css`. */
const WIDE = 691;
/** Widths at which the heights were measured: two below, two from there on. */
const WIDTHS = [360, WIDE - 1, WIDE, 1200];

/** Heights at these widths, in CSS pixels, of each scene as it begins, in English. @type {Record<string, number[]>} */
const HEIGHTS = {
  'full-vs-one': [1132, 1459, 741, 906],
  batches: [1318, 1856, 767, 929],
  cost: [1114, 1460, 698, 865],
  accuracy: [1327, 1714, 773, 835],
  noise: [1132, 1459, 749, 906],
  generalization: [1212, 1511, 802, 907],
  minima: [1210, 1574, 749, 906],
  'trade-offs': [1774, 1907, 1519, 1331],
  'large-batch': [1320, 1628, 823, 914],
  momentum: [1317, 1681, 917, 974],
  hill: [1195, 1519, 768, 884],
  critical: [1151, 1561, 680, 928],
  escape: [1129, 1539, 749, 906],
  lab: [1764, 1958, 979, 921],
};

/**
 * The height that a figure will have, in CSS pixels; 0 where there is no such scene.
 * @param {string} scene @param {number} width that it has @param {number} screen the height of what it is seen in
 */
export function room(scene, width, screen) {
  const heights = HEIGHTS[scene];
  if (!heights) return 0;
  // A wide picture is no higher than the screen has room for: see `.scene` in `css/host.css`.
  const wide = Math.min(width, Math.max(660, 2 * (screen - 232)));
  const at = width < WIDE ? 0 : 2;
  const [narrowest, widest] = WIDTHS.slice(at, at + 2);
  const part = ((at ? wide : width) - narrowest) / (widest - narrowest);
  return Math.round(heights[at] + part * (heights[at + 1] - heights[at]));
}

/**
 * Until the figure stands there is room for it, and what the page has written into the element is seen. On a slide or behind a tab that is
 * shown later the element has a width only then.
 * @param {HTMLElement} element @returns {() => void} ends it
 */
export function hold(element) {
  const root = /** @type {ShadowRoot} */ (element.shadowRoot);
  if (root.childElementCount && !root.querySelector('.held')) return () => {};
  // Its own height is none: what is measured does not change by what is measured.
  const ruler = h('div', {});
  const held = h('div', { class: 'held' }, ruler, h('slot', {}));
  const size = () => {
    if (!held.isConnected) return sizing.disconnect();
    held.style.minHeight = `${room(element.getAttribute('scene') ?? '', element.clientWidth, innerHeight)}px`;
  };
  const sizing = new ResizeObserver(size);
  root.replaceChildren(held);
  size();
  sizing.observe(ruler);
  return () => sizing.disconnect();
}
