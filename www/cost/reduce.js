// Several workers: each has the network, adds up the gradient of its share of the batch, and one of them, the leader, adds up the
// sums, makes the update and sends the parameters to the others. An assistant's one buffer goes to and fro: parameters out,
// gradient back. Numbers are moved, never shared, so this works on every page.

import { mailbox } from './mailbox.js';
import { add, pace, pieceOf } from './pieces.js';
import { Program } from './program.js';

/** @typedef {import('./pieces.js').Turns} Turns */
/**
 * What the leader says: the network's widths; then for every update the share and the parameters.
 * @typedef {{ widths: number[] } | { from: number, count: number, piece: number, buffer: ArrayBuffer }} Order
 */
/**
 * What an assistant says: the seconds that an example takes it; so many examples more are done; the gradient.
 * @typedef {{ seconds: number } | { examples: number } | { buffer: ArrayBuffer }} Answer
 */

/** An assistant's work, until it is told to stop. @param {MessagePort} port @param {Turns} turns */
export async function assist(port, turns) {
  /** @type {() => Promise<Order | undefined>} */
  const next = mailbox(port, turns.signal);
  /** @param {Answer} answer @param {Transferable[]} [moved] */
  const say = (answer, moved = []) => port.postMessage(answer, moved);
  /** @type {Program | undefined} */
  let program;
  for (let order = await next(); order; order = await next()) {
    if ('widths' in order) {
      program = await Program.load('simd', order.widths, turns);
      say({ seconds: await pace(program, turns) });
    } else if (program) {
      program.write('theta', order.buffer);
      program.wasm.clear();
      await add(program, order, turns, (examples) => say({ examples }));
      if (turns.signal.aborted) return;
      program.read('sum', order.buffer);
      say({ buffer: order.buffer }, [order.buffer]);
    }
  }
}

/** Where the share of worker `k` of `count` begins. @param {number} size @param {number} k @param {number} count */
const begin = (size, k, count) => Math.floor((size * k) / count);

/**
 * Updates by this worker and its assistants, no more of them than there are examples left for.
 * @param {Program} program @param {MessagePort[]} ports to the assistants
 * @param {{ size: number, widths: number[] }} plan @param {Turns} turns
 * @returns {import('./samples.js').Way}
 */
export function together(program, ports, { size, widths }, turns) {
  const { wasm } = program;
  const assistants = ports.map((port) => ({
    port,
    next: /** @type {() => Promise<Answer | undefined>} */ (mailbox(port, turns.signal)),
    buffer: new ArrayBuffer(program.bytes),
  }));
  const count = assistants.length + 1;
  let [at, seconds] = [0, 0];

  /** @param {(examples: number) => void} told */
  async function update(told) {
    const piece = pieceOf(seconds);
    const share = (/** @type {number} */ k) => {
      const from = begin(size, k, count);
      return { from: at + from, count: begin(size, k + 1, count) - from, piece };
    };
    assistants.forEach(({ port, buffer }, k) => {
      program.read('theta', buffer);
      port.postMessage({ ...share(k + 1), buffer }, [buffer]);
    });
    wasm.clear();
    await add(program, share(0), turns, told);
    for (const assistant of assistants) {
      for (;;) {
        const answer = await assistant.next();
        if (!answer) return;
        if ('examples' in answer) told(answer.examples);
        if ('buffer' in answer) {
          assistant.buffer = answer.buffer;
          program.write('received', answer.buffer);
          wasm.add_received();
          break;
        }
      }
    }
    if (turns.signal.aborted) return;
    wasm.apply(size);
    at = (at + size) % wasm.examples();
  }

  return {
    async pace() {
      for (const { port } of assistants) port.postMessage({ widths });
      seconds = await pace(program, turns);
      // An update is as slow as the slowest.
      for (const { next } of assistants) {
        const answer = await next();
        if (answer && 'seconds' in answer) seconds = Math.max(seconds, answer.seconds);
      }
      return (size * seconds) / count;
    },
    async run(updates, told) {
      let done = 0;
      const some = (/** @type {number} */ examples) => told((done += examples) / size / updates);
      for (let k = 0; k < updates && !turns.signal.aborted; k += 1) {
        await update(some);
        done = (k + 1) * size;
      }
    },
  };
}
