// Words of the page, by key. What the page and its first figure say in English is part of the program; the rest is fetched
// when asked for. A language is a folder of words and a row of languages.json; where it has no word of its own, it is English.

import languages from './languages.json';
import english from './locales/en/first.json';
import { missing } from './missing.js';

/** @typedef {Record<string, string>} Words */

/** Words by key, and nothing else: not every key comes from this project. @param {Words[]} parts @returns {Words} */
const gather = (...parts) => Object.assign(Object.create(null), ...parts);

/** English words known so far. @type {Words} */
let base = english;
let words = gather(english);
/** Words of the present language, over the English ones. @type {Words[]} */
let spoken = [];
let current = 'en';
/** Whether links name it: somebody has chosen it, against the browser or in a link. */
let chosen = false;

/** The languages there are. */
export const LANGUAGES = languages.map(({ id }) => id);

/** The language that a BCP 47 tag asks for: `zh-TW` is written as `zh-Hant` is. @param {string} tag @returns {string | undefined} */
export function lookUp(tag) {
  // Most readers', and for the others the browser has to read long tables.
  if (/^en(-\w+)?$/i.test(tag)) return 'en';
  try {
    const { language, script = '' } = new Intl.Locale(tag).maximize();
    const near = languages.filter((row) => `${row.tag}-`.startsWith(`${language}-`));
    return (near.find((row) => row.tag.endsWith(script)) ?? near[0])?.id;
  } catch {
    return undefined; // It is no tag.
  }
}

/** The first language that the reader's browser asks for, of those there are. */
export const usual = () => navigator.languages.map(lookUp).find(Boolean) ?? 'en';

/** The tag of the present language, as HTML wants it. */
export const languageTag = () => languages.find(({ id }) => id === current)?.tag ?? current;

/**
 * What the page and the figures say in a language, as far as somebody has needed it. The page itself comes in English, and so do its figures.
 * @param {string} name
 * @returns {Promise<{ default: Words }>[]}
 */
const fetched = (name) => [MORE.page(name), ...(name === 'en' ? [] : [...more.keys()].map((part) => MORE[part](name)))];

/**
 * What is fetched with what needs it: the words of the figures beyond the first, of those on digits, for those who look deeper; those of
 * the page, where a figure stands on another one. What one part of the page alone needs it adds itself.
 * @type {Record<string, (name: string) => Promise<{ default: Words }>>}
 */
const MORE = {
  page: (name) => import(`./locales/${name}/page.json`, { with: { type: 'json' } }),
  figures: (name) => import(`./locales/${name}/figures.json`, { with: { type: 'json' } }),
  deeper: (name) => import(`./locales/${name}/deeper.json`, { with: { type: 'json' } }),
  digits: (name) => import(`./locales/${name}/digits.json`, { with: { type: 'json' } }),
};
/** Those that somebody has needed. @type {Map<string, Promise<void>>} */
const more = new Map();

/** The present language. */
export const language = () => current;

/** The language that links name. */
export const named = () => (chosen ? current : undefined);

/** How often a language was asked for. */
let asked = 0;

/**
 * Changes the language of everything said from now on. Fails where its words cannot be had.
 * @param {string} name one of LANGUAGES
 * @param {boolean} choice whether links name it
 * @returns {Promise<boolean>} false where another language was asked for in the meantime: the later choice holds
 */
export async function setLanguage(name, choice) {
  const mine = (asked += 1);
  try {
    if (name !== current) {
      let parts, needed;
      do {
        needed = more.size;
        parts = await Promise.all(fetched(name));
        // Somebody may have needed more in the meantime.
      } while (needed !== more.size);
      if (mine !== asked) return false;
      spoken = parts.map((part) => part.default);
      words = gather(base, ...spoken);
      current = name;
    }
    chosen = choice;
    return true;
  } catch (error) {
    missing(error);
    if (mine !== asked) return false;
    throw error;
  }
}

/** Whether there are words for a key. @param {string} key */
export const known = (key) => words[key] !== undefined;

/** What is told where its words cannot be had. @param {string} id of the language */
export const wordless = (id) => ({
  key: 'notice.words',
  args: { language: languages.find((language) => language.id === id)?.name ?? id },
});

/**
 * Fetches further words, in English and in the present language.
 * @param {string} part @param {(typeof MORE)[string]} [load] what fetches them in a language, where only whoever asks needs them
 */
export function learnMore(part, load) {
  if (load) MORE[part] = load;
  const words = more.get(part) ?? fetchMore(part);
  more.set(part, words);
  return words;
}

/** @param {string} part */
async function fetchMore(part) {
  try {
    const asked = current;
    const [{ default: english }, { default: own }] = await Promise.all([MORE[part]('en'), MORE[part](asked)]);
    if (asked === current && asked !== 'en') spoken = [...spoken, own];
    learn(english);
  } catch (error) {
    more.delete(part);
    missing(error);
    throw error;
  }
}

/** Takes further English words. @param {Words} more */
export function learn(more) {
  base = { ...base, ...more };
  words = gather(base, ...spoken);
}

/**
 * The sentence of a key, its holes `{name}` filled. A part that is itself a key is put in words. A key without
 * words shows itself, so that the gap is seen.
 * @param {string} key
 * @param {Record<string, string | number>} [args]
 * @returns {string}
 */
export const t = (key, args) => filled(template(key), args);

/** The words of a key, their holes as they are. @param {string} key */
export const template = (key) => words[key] ?? key;

/** Words with their holes filled. @param {string} text @param {Record<string, string | number>} [args] */
export const filled = (text, args) => fill(text, args, (part) => words[part] ?? part);

/**
 * The same, with its parts as they are: what a link or another program has written is no key.
 * @param {string} key
 * @param {Record<string, string | number>} [args]
 */
export const told = (key, args) => fill(template(key), args, (part) => part);

/** Large whole numbers are easier to read in groups of three. @param {string | number} part */
const written = (part) =>
  // A browser's own way has it read long tables first.
  Number.isInteger(part) ? String(part).replace(/\B(?=(\d{3})+$)/g, ',') : String(part);

/** @param {string} text @param {Record<string, string | number> | undefined} args @param {(part: string) => string} say */
function fill(text, args = {}, say) {
  return text.replace(/\{([\w-]+)\}/g, (hole, name) => (args[name] !== undefined ? say(written(args[name])) : hole));
}

/**
 * The same where there is little room: a key may have a shorter form beside it, with `.short` at its end.
 * @param {string} key
 * @param {Record<string, string | number>} [args]
 */
export const brief = (key, args) => t(words[`${key}.short`] === undefined ? key : `${key}.short`, args);

/** As much of what somebody has written as a sentence has room for: whole characters. @param {string} text */
export const cut = (text) => [...text].slice(0, 40).join('');
