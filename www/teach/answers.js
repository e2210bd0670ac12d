// A student's answers, where a teacher's link asks for them: kept in this browser, and copied as a code.

import { h, quiet, reword } from '../dom.js';
import { t } from '../text.js';
import { encode } from './codes.js';
import { words } from './words.js';

/** @typedef {import('./codes.js').Answer} Answer */

/** Where they are kept, so that the answers of several links are one code. */
const PLACE = 'downhill-answers-1';

/** @type {Map<string, Answer>} by scene, the first ones first */
const answers = new Map();
try {
  for (const answer of JSON.parse(localStorage.getItem(PLACE) ?? '[]')) answers.set(answer.scene, answer);
} catch {
  // Refused, or damaged: there is only this visit.
}

/** @param {Answer} answer */
function keep(answer) {
  answers.set(answer.scene, answer);
  try {
    localStorage.setItem(PLACE, JSON.stringify([...answers.values()]));
  } catch {
    // Refused: it still counts for this visit.
  }
}

/** Puts the code beside the bar of play, once there is an answer. @param {import('../element.js').DownhillScene} element */
export function offer(element) {
  const { figure } = element;
  if (!figure) return;
  const scene = figure.setting.id;
  let copied = false;
  const code = h('output', {}, () => encode([...answers.values()]));
  const button = quiet(copy, () => t(copied ? 'ui.copied' : 'class.hand-in', { count: answers.size }));
  const box = h('div', { class: 'handed' }, button, code);
  async function copy() {
    await navigator.clipboard?.writeText(code.textContent ?? '').then(
      () => (copied = true),
      () => {},
    );
    reword(box);
  }
  const show = () => {
    copied = false;
    box.hidden = answers.size === 0;
    if (!box.hidden) reword(box);
  };
  element.addEventListener('downhill-verdict', (event) => {
    const { chosen, right } = /** @type {CustomEvent} */ (event).detail;
    if (chosen === undefined) return;
    keep({ scene, chosen, right });
    show();
  });
  words().then(show, () => {});
  box.hidden = true;
  figure.element.querySelector('.bar')?.append(box);
}
