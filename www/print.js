// On paper a figure is one picture, light, with what it says; one that nobody has come near is a sentence with its address.

import { drawn } from './away/picture.js';
import { words } from './away/words.js';
import { dress, h, sheetOf } from './dom.js';
import css from './pkg/print.css';
import page from './pkg/paper.css';
import { t } from './text.js';

/** @typedef {import('./element.js').DownhillScene} DownhillScene */
/** @typedef {typeof import('./history.js').linkTo} LinkTo */

const sheet = sheetOf(css);
/** Of this project's own page; other people's pages print as they like. */
const own = sheetOf(page);

/** Those that are to be printed, for as long as they live. @type {Set<WeakRef<DownhillScene>>} */
const all = new Set();
/** @type {WeakSet<DownhillScene>} */
const known = new WeakSet();

/** What stands in a figure's place on paper. @type {HTMLElement[]} */
let papers = [];
/** How the page writes a link. @type {LinkTo | undefined} */
let linkTo;
/** What is dark on the screen. @type {Element[]} */
let darkened = [];

/** Makes light what is dark; tells whether it was. @param {Element} element */
function lit(element) {
  const dark = element.hasAttribute('data-dark');
  if (dark) darkened.push(element);
  element.removeAttribute('data-dark');
  return dark;
}

/** @param {DownhillScene} element */
function paper(element) {
  const { figure } = element;
  if (!figure?.drawn) {
    const link = linkTo?.(element.getAttribute('scene') ?? '', element.query ?? [], element.theme) ?? '';
    return h('p', { class: 'paper' }, t('print.unseen', { link }));
  }
  const dark = lit(element);
  figure.paint(false);
  figure.frame(0);
  const picture = drawn(figure, false);
  const { key, args } = figure.scene.describe();
  picture.className = 'paper';
  picture.setAttribute('role', 'img');
  picture.setAttribute('aria-label', t(key, args));
  figure.paint(dark);
  figure.frame(0);
  return picture;
}

function before() {
  after();
  if (document.adoptedStyleSheets.includes(own)) lit(document.documentElement);
  for (const held of all) {
    const element = held.deref();
    if (!element) all.delete(held);
    else if (element.isConnected) {
      const printed = paper(element);
      /** @type {ShadowRoot} */ (element.shadowRoot).prepend(printed);
      papers.push(printed);
    }
  }
}

function after() {
  for (const printed of papers) printed.remove();
  for (const element of darkened) element.setAttribute('data-dark', '');
  papers = [];
  darkened = [];
}

addEventListener('beforeprint', before);
addEventListener('afterprint', after);

/** An element that may be printed from now on. @param {DownhillScene} element @param {LinkTo} link how the page writes one */
export async function attend(element, link) {
  linkTo = link;
  await words();
  dress(/** @type {ShadowRoot} */ (element.shadowRoot), sheet);
  if (!('speaker' in element) && !document.adoptedStyleSheets.includes(own)) document.adoptedStyleSheets.push(own);
  if (!known.has(element)) all.add(new WeakRef(element));
  known.add(element);
}
