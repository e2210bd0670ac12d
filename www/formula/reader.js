// What reads formulas: a part of the program that is fetched with the first one, and their words.

import { initSync } from '../pkg/first.js';
import { language, learn } from '../text.js';

/** A part of a formula: its kind, and a value, a name or the places of the parts before it. @typedef {[kind: string, ...of: (number | string)[]]} Part */
/** What is wrong with a text, and from which character to which. @typedef {{ from: number, to: number, problem: string }} Mistake */
/**
 * What a text says.
 * @typedef {{ mistake: Mistake } | { mistake: undefined, nodes: Part[], parameters: string[], sum: boolean, domain: [number, number][], start: number[] }} Told
 */
/** Reads a text, as a function of so many variables, beside what else is set. @typedef {(text: string, dim: number, beside: Record<string, string>) => Told} Read */

/** @type {Promise<Read> | undefined} */
let reader;

/**
 * What reads texts, once it is there; whoever asks after a failure makes another try.
 * @param {import('../core.js').Core} core @returns {Promise<Read>}
 */
export function reading(core) {
  reader ??= load(core);
  reader.catch(() => (reader = undefined));
  return reader;
}

/** @param {import('../core.js').Core} core */
async function load(core) {
  // As in `join.js`, which with what else is in sight at once is one file, that nothing fetched later may take apart.
  const response = await fetch(new URL(FILES.formulas, import.meta.url));
  if (!response.ok) throw new Error(`${response.status}: ${response.url}`);
  // What it exports: it is there, and not asked for again.
  const first = { ...initSync(/** @type {any} */ (undefined)) };
  await WebAssembly.instantiate(await response.arrayBuffer(), { __wasm_split: first, first });
  /** @type {Read} */
  const read = (text, dim, beside) => {
    const job = new core.Job({ name: 'formula', text, dim, ...beside });
    const told = /** @type {unknown} */ (job.report());
    job.free();
    return /** @type {Told} */ (told);
  };
  // From the first one on scenes can have formulas.
  read('x', 2, {});
  return read;
}

/** Learns the words about formulas in the present language. */
export async function speaking() {
  const [english, own] = await Promise.all(
    ['en', language()].map((name) => import(`../locales/${name}/formula.json`, { with: { type: 'json' } })),
  );
  learn({ ...english.default, ...own.default });
}
