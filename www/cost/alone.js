// One core: the program by itself, with SIMD or without.

import { add, pace, pieceOf } from './pieces.js';
import { Program } from './program.js';

/** Seconds of an update from which on it is made in pieces. */
const LONG = 0.1;

/**
 * Updates on one core, the batches one after another through all examples.
 * @param {Program} program @param {number} size @param {import('./pieces.js').Turns} turns
 * @returns {import('./samples.js').Way}
 */
export function alone(program, size, turns) {
  const { wasm } = program;
  let [at, seconds] = [0, 0];
  return {
    async pace() {
      seconds = await pace(program, turns);
      return size * seconds;
    },
    async run(updates, told) {
      if (size * seconds < LONG) {
        wasm.update(at, size, updates);
        at = (at + size * updates) % wasm.examples();
        return;
      }
      for (let k = 0, done = 0; k < updates && !turns.signal.aborted; k += 1) {
        wasm.clear();
        const share = { from: at, count: size, piece: pieceOf(seconds) };
        await add(program, share, turns, (examples) => told((done += examples) / size / updates));
        if (turns.signal.aborted) return;
        wasm.apply(size);
        at = (at + size) % wasm.examples();
      }
    },
  };
}
