// Gradients of many examples, added up a piece at a time: between two pieces whatever has arrived gets its turn.

/** @typedef {import('./program.js').Program} Program */
/**
 * Who may end the work, and who has their turn in between.
 * @typedef {object} Turns
 * @property {AbortSignal} signal
 * @property {() => Promise<unknown>} turn
 */

/** Milliseconds: of a piece; until an engine has compiled for speed what runs often. */
const PIECE = 40;
const WARM = 200;
/** Examples that the kernels take at once: a piece is a whole number of them, where it has as many. */
const BLOCK = 32;

/**
 * Warms up and tells how many seconds an example takes. It begins with one example: nobody knows the machine yet.
 * @param {Program} program @param {Turns} turns
 */
export async function pace({ wasm }, { signal, turn }) {
  let [piece, seconds] = [1, 0];
  const end = performance.now() + WARM;
  while (!signal.aborted && performance.now() < end) {
    const begun = performance.now();
    wasm.add(0, piece);
    const took = performance.now() - begun;
    seconds = took / 1000 / piece;
    if (took < PIECE / 4) piece = Math.min(2 * piece, wasm.examples());
    await turn();
  }
  return seconds;
}

/** The examples of a piece, for a machine that takes so many seconds for one. @param {number} seconds */
export function pieceOf(seconds) {
  const examples = PIECE / 1000 / Math.max(seconds, 1e-9);
  return examples < BLOCK ? Math.max(1, Math.floor(examples)) : Math.floor(examples / BLOCK) * BLOCK;
}

/**
 * Adds the gradients of `count` examples to the program's sum.
 * @param {Program} program @param {{ from: number, count: number, piece: number }} share
 * @param {Turns} turns @param {(examples: number) => void} [told] after each piece but the last
 */
export async function add({ wasm }, { from, count, piece }, { signal, turn }, told) {
  for (let done = 0; done < count && !signal.aborted;) {
    const some = Math.min(piece, count - done);
    wasm.add(from + done, some);
    done += some;
    if (done < count) {
      told?.(some);
      await turn();
    }
  }
}
