// The teacher's page: reads students' codes. All else on it is written there.

import { h, reword } from '../dom.js';
import { learnMore, t, told } from '../text.js';
import { decode } from './codes.js';

/** @typedef {import('./codes.js').Answer} Answer */
/** @typedef {{ who: string, answers?: Answer[], wrong?: { key: string, args: Record<string, string> } }} Line */

/** The headings of all figures stand on the page. @param {string} scene */
const title = (scene) => document.querySelector(`[data-point="${scene}"] a`)?.textContent ?? scene;

/** @param {string} text one line: a name or none, and the code @param {string[]} scenes @returns {Line} */
export function read(text, scenes) {
  const [, who = '', code = ''] = /^(.*?)[\s:,;]*([^\s:,;]+)$/.exec(text) ?? [, text];
  try {
    return { who, answers: decode(code, scenes) };
  } catch (error) {
    const { message, args } = /** @type {Error & { args: Record<string, string> }} */ (error);
    return { who: who || text, wrong: { key: message, args } };
  }
}

/** @param {string} who @param {Answer} answer */
function row(who, { scene, chosen, right }) {
  const verdict = right === undefined ? 'teach.open' : chosen === right ? 'teach.yes' : 'teach.no';
  const shown = right === undefined ? '' : String(right + 1);
  return h(
    'tr',
    {},
    h('td', {}, who),
    h('td', {}, () => title(scene)),
    h('td', {}, String(chosen + 1)),
    h('td', {}, shown),
    h('td', {}, () => t(verdict)),
  );
}

/** How many were right at each figure. @param {Answer[]} answers */
function sums(answers) {
  const scenes = [...new Set(answers.map(({ scene }) => scene))];
  const items = scenes.map((scene) => {
    const of = answers.filter((answer) => answer.scene === scene && answer.right !== undefined);
    const right = of.filter(({ chosen, right }) => chosen === right).length;
    return h('li', {}, () => `${title(scene)}: ${t('teach.sum', { right, of: of.length })}`);
  });
  return h('ul', {}, ...items);
}

/** @param {Line[]} lines */
function table(lines) {
  const heads = ['who', 'figure', 'answer', 'shown', 'right'];
  const rows = lines.flatMap(({ who, answers = [], wrong }) =>
    wrong
      ? [
          h(
            'tr',
            { class: 'wrong' },
            h('td', {}, who),
            h('td', { colspan: 4 }, () => told(wrong.key, wrong.args)),
          ),
        ]
      : answers.map((answer) => row(who, answer)),
  );
  const head = h('tr', {}, ...heads.map((name) => h('th', { scope: 'col' }, () => t(`teach.${name}`))));
  return h('table', {}, h('thead', {}, head), h('tbody', {}, ...rows));
}

export async function attend() {
  await learnMore('teach', (name) => import(`../locales/${name}/teach.json`, { with: { type: 'json' } }));
  const field = /** @type {HTMLTextAreaElement} */ (document.querySelector('#codes'));
  const answers = /** @type {HTMLElement} */ (document.querySelector('#answers'));
  const scenes = [...document.querySelectorAll('[data-point]')].map(
    (point) => /** @type {HTMLElement} */ (point).dataset.point ?? '',
  );
  const show = () => {
    const texts = field.value.split('\n').filter((line) => line.trim());
    const lines = texts.map((line) => read(line.trim(), scenes));
    const all = lines.flatMap((line) => line.answers ?? []);
    answers.replaceChildren(...(lines.length ? [sums(all), table(lines)] : []));
  };
  field.addEventListener('input', show);
  new MutationObserver(() => reword(answers)).observe(document.documentElement, { attributeFilter: ['lang'] });
  show();
}
