// Words of the page, by key. English is part of the program; other languages are fetched when asked for.

import english from './locales/en.json';

/** @typedef {Record<string, string>} Words */

/** @type {Words} */
let words = english;
/** @type {string} */
let current = 'en';

const others = { zh: () => import('./locales/zh.json') };

/** The languages there are. */
export const LANGUAGES = ['en', ...Object.keys(others)];

/** The present language. */
export const language = () => current;

/**
 * Changes the language of everything made from now on.
 * @param {string} name one of LANGUAGES
 */
export async function setLanguage(name) {
  words = name === 'zh' ? { ...english, .../** @type {{default: Words}} */ (await others.zh()).default } : english;
  current = name;
}

/**
 * The sentence of a key, its holes `{name}` filled. A part that is itself a key is put in words. A key without
 * words shows itself, so that the gap is seen.
 * @param {string} key
 * @param {Record<string, string | number>} [args]
 * @returns {string}
 */
export function t(key, args = {}) {
  const template = words[key] ?? key;
  return template.replace(/\{([\w-]+)\}/g, (hole, name) => {
    const part = args[name];
    return part === undefined ? hole : (words[String(part)] ?? String(part));
  });
}

/**
 * Puts the words of the present language into static text: elements with `data-text`, and `data-label` for
 * accessible names. The words are this project's own and may hold markup.
 * @param {ParentNode} root
 */
export function translate(root) {
  for (const element of root.querySelectorAll('[data-text]')) {
    element.innerHTML = t(/** @type {HTMLElement} */ (element).dataset.text ?? '');
  }
  for (const element of root.querySelectorAll('[data-label]')) {
    element.setAttribute('aria-label', t(/** @type {HTMLElement} */ (element).dataset.label ?? ''));
  }
}
