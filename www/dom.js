// Making elements, and what they say.

import { known, t } from './text.js';

const MATH = 'http://www.w3.org/1998/Math/MathML';
const SVG = 'http://www.w3.org/2000/svg';

/** Words: a text, or what says it in the present language. @typedef {string | (() => string)} Words */

/** What says the words of a node. @type {WeakMap<Node, (() => void)[]>} */
const sayings = new WeakMap();

/** @param {Node} node @param {() => void} say */
function saying(node, say) {
  sayings.set(node, [...(sayings.get(node) ?? []), say]);
  say();
}

/** Says the words of one node anew. @param {Node} node */
export const say = (node) => sayings.get(node)?.forEach((say) => say());

/** The language has changed: says the words of everything in `root` anew, and leaves all else as it is. @param {Node} root */
export function reword(root) {
  const nodes = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  do say(nodes.currentNode);
  while (nodes.nextNode());
}

/** @param {() => string} words */
function text(words) {
  const node = new Text();
  saying(node, () => setText(node, words()));
  return node;
}

/** What words may hold, every element ended: text, these elements, attributes without effect but on how they look or are read, links. */
const MARKUP =
  /<(\/?)(m[a-z]+|a|b|em|strong|cite|span|p|d[dlt]|t[dhr]|table|thead|tbody|details|summary|wbr)\b([^>]*)>|[^<]+|</g;
const ATTRIBUTES = /(class|scope|display|form|width|href|[lr]space)="([^"]*)"/g;

/** Nodes of words that hold a little markup: nothing that a browser reads by itself. @param {string} words */
export function markup(words) {
  const all = document.createDocumentFragment();
  /** @type {Node[]} */
  const open = [all];
  for (const [text, end, tag, attributes] of words.matchAll(MARKUP)) {
    if (end) open.shift();
    else if (!tag) open[0].appendChild(new Text(text));
    else {
      const element = tag[0] === 'm' ? document.createElementNS(MATH, tag) : document.createElement(tag);
      for (const [, name, value] of attributes.matchAll(ATTRIBUTES)) element.setAttribute(name, value);
      open[0].appendChild(element);
      if (!attributes.endsWith('/')) open.unshift(element);
    }
  }
  return all;
}

/**
 * An element whose words hold markup.
 * @param {keyof HTMLElementTagNameMap} tag @param {() => string} words
 */
export function marked(tag, words) {
  const element = document.createElement(tag);
  saying(element, () => element.replaceChildren(markup(words())));
  return element;
}

/**
 * Puts the words of the present language into static text: elements with `data-text`, and `data-label` for
 * accessible names. The words may hold markup.
 * @param {ParentNode} root
 */
export function translate(root) {
  for (const element of root.querySelectorAll('[data-text]')) {
    const key = /** @type {HTMLElement} */ (element).dataset.text ?? '';
    if (known(key)) element.replaceChildren(markup(t(key)));
  }
  for (const element of root.querySelectorAll('[data-label]')) {
    element.setAttribute('aria-label', t(/** @type {HTMLElement} */ (element).dataset.label ?? ''));
  }
}

/**
 * An element with attributes and children. `on…` attributes are listeners; `undefined` and `false` leave one out. A
 * function in place of a text says it: it is asked again when the language changes.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...(Node | Words)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else if (typeof value === 'function') saying(element, () => element.setAttribute(name, value()));
    // A strict policy of the page forbids the attribute.
    else if (name === 'style') element.style.cssText = String(value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.map((child) => (typeof child === 'function' ? text(child) : child)));
  return element;
}

/**
 * A button without a frame, for what is seldom needed.
 * @param {() => void} act
 * @param {...(Node | Words)} children
 */
export const quiet = (act, ...children) => h('button', { type: 'button', class: 'quiet', onclick: act }, ...children);

/**
 * Changes text only where it differs: the frame loop calls this sixty times a second.
 * @param {Node} node
 * @param {string} text
 */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/**
 * Buttons that are one stop of the Tab key; the arrow keys go along them, to a scrubber as the last, which has its own use for them.
 * @param {HTMLElement} row @param {HTMLElement} [stop] where the key stops: at the first of them, if nothing is said
 */
export function oneStop(row, stop) {
  const all = [.../** @type {NodeListOf<HTMLButtonElement>} */ (row.querySelectorAll('button, .scrubber'))];
  for (const button of all) button.tabIndex = button === (stop ?? all[0]) ? 0 : -1;
  row.onkeydown = (event) => {
    const able = all.filter((button) => !button.disabled);
    const at = able.indexOf(/** @type {HTMLButtonElement} */ (event.target));
    const direction = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    // What else stands in the row has its own use for them.
    if (!direction || at < 0 || event.defaultPrevented) return;
    able.at((at + direction) % able.length)?.focus();
    event.preventDefault();
  };
}

/**
 * Tells whoever listens, on this page or around a figure on any other.
 * @param {HTMLElement} element @param {string} what @param {object} [detail]
 */
export function announce(element, what, detail) {
  element.dispatchEvent(new CustomEvent(`downhill-${what}`, { bubbles: true, composed: true, detail }));
}

/** A style sheet that comes as text with the program. @param {string} css */
export function sheetOf(css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}

/** Gives a figure one more style sheet. @param {ShadowRoot} root @param {CSSStyleSheet} sheet */
export function dress(root, sheet) {
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}

/** What an error says of itself. @param {unknown} error */
export const reason = (error) => (error instanceof Error ? error.message : String(error));

/** Drawings of the buttons, on a grid of 24. */
const ICONS = {
  play: 'M7 4.5v15l12-7.5z',
  pause: 'M6.5 5h4v14h-4zM13.5 5h4v14h-4z',
  back: 'M17.5 5.5v13L8.5 12zM5.5 5.5h2.4v13H5.5z',
  forward: 'M6.5 5.5v13l9-6.5zM16.1 5.5h2.4v13h-2.4z',
  restart: 'M12 5V1.8L7.2 6.2 12 10.6V7.4a5.1 5.1 0 1 1-5.1 5.1H4.5A7.5 7.5 0 1 0 12 5z',
  undo: 'M8.5 4.5 3.5 9.2l5 4.7v-3.2h5.8a3.5 3.5 0 0 1 0 7H8.5v2.3h5.8a5.8 5.8 0 0 0 0-11.6H8.5z',
  redo: 'M15.5 4.5l5 4.7-5 4.7v-3.2H9.7a3.5 3.5 0 0 0 0 7h5.8v2.3H9.7a5.8 5.8 0 0 1 0-11.6h5.8z',
  tick: 'M9.2 17.6 3.9 12.3l1.7-1.7 3.6 3.6 9.2-9.2 1.7 1.7z',
  close: 'M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6l5.6-5.6L5 6.4z',
};

/**
 * A drawing, or a part of one. @param {string} tag @param {Record<string, string>} attributes @param {...Node} children
 */
export function drawn(tag, attributes, ...children) {
  const element = /** @type {SVGElement} */ (document.createElementNS(SVG, tag));
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/**
 * An icon; says nothing to screen readers, the button around it has the name.
 * @param {keyof typeof ICONS} name
 */
export const icon = (name) =>
  drawn('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, drawn('path', { d: ICONS[name] }));
