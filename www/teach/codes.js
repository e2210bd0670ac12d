// Answers to predictions as a short code that can be read out, and back again. It holds which figure, what was answered and what the run
// then showed; no name, and no secret.

/** One answer; places of answers from 0, `right` is missing until a run has shown it. @typedef {{ scene: string, chosen: number, right?: number }} Answer */

/** Crockford's 32 letters: none looks like another. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Letters for one answer: two for the figure, one for what was answered. */
const EACH = 3;
/** Letters at the end that tell whether all others are right. A prime below 32²: one wrong letter, or two that are swapped, are always found. */
const CHECK = 2;
const PRIME = 1021;
/** Answers there may be to a question; one more than the last place says that nothing is known. */
const MOST = 5;

/** A number for a name of a figure, below 32². @param {string} name */
const number = (name) => [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1024, 7);

/** @param {number} value @param {number} count of letters */
const spell = (value, count) =>
  Array.from({ length: count }, (_, place) => LETTERS[Math.floor(value / 32 ** (count - 1 - place)) % 32]).join('');

/** @param {string} letters */
const value = (letters) => [...letters].reduce((sum, letter) => sum * 32 + LETTERS.indexOf(letter), 0);

/** @param {string} letters */
const check = (letters) => [...letters].reduce((sum, letter) => (sum * 32 + LETTERS.indexOf(letter)) % PRIME, 1);

/** @param {Answer[]} answers */
export function encode(answers) {
  const letters = answers.map(({ scene, chosen, right = MOST }) => {
    if (chosen >= MOST || right > MOST) throw new Error(`${scene}: more than ${MOST} answers`);
    return spell(number(scene), 2) + spell(chosen * (MOST + 1) + right, 1);
  });
  const all = letters.join('');
  return (all + spell(check(all), CHECK)).replace(/.{4}(?=.)/g, '$&-');
}

/**
 * Fails with an Error whose message is a key, with `args` for its words.
 * @param {string} code @param {string[]} scenes names of all figures @returns {Answer[]}
 */
export function decode(code, scenes) {
  const fail = (/** @type {string} */ key, args = {}) => Object.assign(new Error(key), { args });
  // What is easily taken for another letter.
  const read = code.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  const strange = [...read].find((letter) => !LETTERS.includes(letter));
  if (strange) throw fail('teach.code-letter', { letter: strange });
  if (read.length < EACH + CHECK || (read.length - CHECK) % EACH) throw fail('teach.code-length');
  const letters = read.slice(0, -CHECK);
  if (check(letters) !== value(read.slice(-CHECK))) throw fail('teach.code-check');
  return (letters.match(/.{3}/g) ?? []).map((part) => {
    const scene = scenes.find((name) => number(name) === value(part.slice(0, 2)));
    const said = value(part.slice(2));
    if (!scene) throw fail('teach.code-scene');
    const [chosen, right] = [Math.floor(said / (MOST + 1)), said % (MOST + 1)];
    return { scene, chosen, right: right === MOST ? undefined : right };
  });
}
