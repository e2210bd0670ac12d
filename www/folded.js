// The parts of a figure that only those see who look deeper, and their style.

import css from './pkg/folded.css';

export { Findings } from './findings.js';
export { Readouts } from './readouts.js';

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

/** @param {ShadowRoot} root */
export function dress(root) {
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}
