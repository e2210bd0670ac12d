// Words of the page, by key. What the page and its first figure say in English is part of the program; the rest is fetched
// when asked for.

import english from './locales/en.json';

/** @typedef {Record<string, string>} Words */

/** English words known so far. @type {Words} */
let base = english;
/** @type {Words} */
let words = english;
/** Words of the present language, over the English ones. @type {Words[]} */
let spoken = [];
/** @type {string} */
let current = 'en';

/** The languages there are. */
export const LANGUAGES = ['en', 'zh'];

/**
 * Words of the page's prose. The page itself comes in English, so these are needed only to leave or return.
 * @type {Record<string, () => Promise<{ default: Words }[]>>}
 */
const prose = {
  en: () => Promise.all([import('./locales/page.en.json')]),
  zh: () => Promise.all([import('./locales/page.zh.json'), import('./locales/zh.json')]),
};

/** The present language. */
export const language = () => current;

/**
 * Changes the language of everything made from now on.
 * @param {string} name one of LANGUAGES
 */
export async function setLanguage(name) {
  const parts = await prose[name]();
  spoken = parts.map((part) => part.default);
  words = Object.assign({}, base, ...spoken);
  current = name;
}

/** Fetches the English words of the figures beyond the first; they come with their program. */
export async function learnRest() {
  const { default: rest } = await import('./locales/rest.en.json');
  base = { ...english, ...rest };
  words = Object.assign({}, base, ...spoken);
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
 * The same where there is little room: a key may have a shorter form beside it, with `.short` at its end.
 * @param {string} key
 * @param {Record<string, string | number>} [args]
 */
export const brief = (key, args) => t(words[`${key}.short`] === undefined ? key : `${key}.short`, args);

/**
 * Puts the words of the present language into static text: elements with `data-text`, and `data-label` for
 * accessible names. The words are this project's own and may hold markup.
 * @param {ParentNode} root
 */
export function translate(root) {
  for (const element of root.querySelectorAll('[data-text]')) {
    const text = words[/** @type {HTMLElement} */ (element).dataset.text ?? ''];
    if (text !== undefined) element.innerHTML = text;
  }
  for (const element of root.querySelectorAll('[data-label]')) {
    element.setAttribute('aria-label', t(/** @type {HTMLElement} */ (element).dataset.label ?? ''));
  }
}
