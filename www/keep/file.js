// Kept experiments as a file, and what can be wrong with one.

/** @typedef {import('./shelf.js').Kept} Kept */

/** What a file says of itself. */
const KIND = 'downhill-experiments';
/** Letters of a name, experiments of a file, settings of an experiment, letters of one. */
export const LONG = 80;
const MOST = 1000;
const SETTINGS = 200;
const LONGEST = 20_000;
/** What a link says besides the settings. */
const PAGE = ['scene', 'lang', 'theme'];
/** Bytes of a file. */
const LARGEST = 2e6;

/** Why a file cannot be taken: words, with what they speak of. */
export class Fault extends Error {
  /** @param {string} key @param {Record<string, string>} [args] */
  constructor(key, args = {}) {
    super(key);
    this.key = key;
    this.args = args;
  }
}

/** @param {unknown} value @param {number} most @returns {value is string} */
const text = (value, most) => typeof value === 'string' && value.length <= most;

/**
 * Experiments that were written somewhere.
 * @param {unknown} list @param {(scene: string) => boolean} known whether there is a figure of that name @returns {Kept[]}
 */
export function entries(list, known) {
  if (!Array.isArray(list) || list.length > MOST) throw new Fault('keep.no-list');
  return list.map((entry, index) => {
    const { name, scene, query } = entry ?? {};
    const number = String(index + 1);
    if (!text(name, LONG) || !name.trim()) throw new Fault('keep.no-name', { number, most: String(LONG) });
    if (!text(scene, LONG) || !known(scene)) throw new Fault('keep.no-scene', { number, name });
    const pair = (/** @type {unknown} */ pair) =>
      Array.isArray(pair) && pair.length === 2 && text(pair[0], LONG) && text(pair[1], LONGEST);
    if (!Array.isArray(query) || query.length > SETTINGS || !query.every(pair))
      throw new Fault('keep.no-settings', { number, name });
    return { name: name.trim(), scene, query };
  });
}

/** @param {Kept[]} list */
export const written = (list) => `${JSON.stringify({ kind: KIND, experiments: list }, undefined, 2)}\n`;

/** What a file holds. @param {File} file @param {(scene: string) => boolean} known */
export async function read(file, known) {
  if (file.size > LARGEST) throw new Fault('keep.too-large');
  let value;
  try {
    value = JSON.parse(await file.text());
  } catch {
    throw new Fault('keep.no-json');
  }
  const list = value?.kind === KIND ? value.experiments : taken(value, file.name);
  return entries(list, known);
}

/** The one experiment that "Take away" has written, under the name of its file. @param {any} value @param {string} file */
function taken(value, file) {
  const { scene, link } = value ?? {};
  if (!text(scene, LONG) || !text(link, LONGEST) || !URL.canParse(link)) return undefined;
  const query = [...new URL(link).searchParams].filter(([name]) => !PAGE.includes(name));
  return [{ name: file.replace(/\.json$/i, '').slice(0, LONG), scene, query }];
}
