// The program that is timed (`timing/`): one network in one WebAssembly memory.

/**
 * What the program exports. Lengths and addresses are in numbers and bytes.
 * @typedef {object} Exports
 * @property {WebAssembly.Memory} memory
 * @property {(width: number) => void} layer a layer of the network to come
 * @property {(seed: number) => void} prepare
 * @property {(count: number) => number} draw makes so many examples; tells how many are still missing
 * @property {() => number} examples how many there are in memory; later ones are the first ones again
 * @property {(from: number, size: number, count: number) => void} update makes `count` updates with batches of `size`
 * @property {() => void} clear forgets the sum of gradients
 * @property {(from: number, count: number) => void} add adds the gradient of so many examples to the sum
 * @property {() => void} add_received adds the sum that lies at `received()`
 * @property {(size: number) => void} apply ends an update with a batch of `size`
 * @property {() => number} numbers length of parameters as stored, and of each sum
 * @property {() => number} theta
 * @property {() => number} sum
 * @property {() => number} received
 * @property {() => number} parameters in the usual order
 * @property {() => number} inputs
 * @property {() => number} stride numbers from one example to the next
 * @property {() => number} labels
 */

/** The same network and the same examples everywhere. */
const SEED = 1;
/** Numbers of examples that are made at a stretch. */
const STRETCH = 200_000;

export class Program {
  /** @param {Exports} wasm @param {number[]} widths */
  constructor(wasm, widths) {
    this.wasm = wasm;
    /** Parameters. */
    this.count = widths.slice(1).reduce((sum, width, l) => sum + (widths[l] + 1) * width, 0);
    /** Bytes of the parameters, and of a sum of gradients. */
    this.bytes = 4 * wasm.numbers();
  }

  /**
   * The program with a network in it, and with its examples unless it is stopped.
   * @param {'simd' | 'scalar'} kind @param {number[]} widths @param {import('./pieces.js').Turns} turns
   */
  static async load(kind, widths, { signal, turn }) {
    const file = new URL(kind === 'simd' ? FILES.simd : FILES.scalar, import.meta.url);
    const response = await fetch(file);
    if (!response.ok) throw new Error(`${file.pathname.split('/').at(-1)} could not be loaded`);
    const { instance } = await WebAssembly.instantiate(await response.arrayBuffer());
    const wasm = /** @type {Exports} */ (/** @type {unknown} */ (instance.exports));
    for (const width of widths) wasm.layer(width);
    wasm.prepare(SEED);
    while (!signal.aborted && wasm.draw(Math.ceil(STRETCH / widths[0])) > 0) await turn();
    return new Program(wasm, widths);
  }

  /** Copies parameters, or the sum of gradients, out of the program. @param {'theta' | 'sum'} what @param {ArrayBuffer} to */
  read(what, to) {
    new Uint8Array(to).set(this.#bytes(this.wasm[what](), this.bytes));
  }

  /** Copies parameters, or a sum from elsewhere, into it. @param {'theta' | 'received'} what @param {ArrayBuffer} from */
  write(what, from) {
    this.#bytes(this.wasm[what](), this.bytes).set(new Uint8Array(from));
  }

  /** The parameters as they are now, in the usual order. */
  parameters() {
    const address = this.wasm.parameters();
    return new Float32Array(this.wasm.memory.buffer, address, this.count).slice();
  }

  /** The pixels of all examples, and where each begins; what they show. */
  examples() {
    const { wasm } = this;
    const [count, stride] = [wasm.examples(), wasm.stride()];
    const pixels = this.#bytes(wasm.inputs(), 4 * count * stride);
    return { count, stride, pixels, labels: this.#bytes(wasm.labels(), count) };
  }

  /** As it lies in memory, until more of it is taken. @param {number} address @param {number} count */
  #bytes(address, count) {
    return new Uint8Array(this.wasm.memory.buffer, address, count);
  }
}
