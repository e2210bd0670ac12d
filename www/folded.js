// The parts of a figure that only those see who look deeper, and their style.

import { sheetOf } from './dom.js';
import css from './pkg/folded.css';

export { Findings } from './findings.js';
export { Readouts } from './readouts.js';

export const sheet = sheetOf(css);
