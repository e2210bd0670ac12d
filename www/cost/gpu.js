// WebGPU: updates that never leave the device, from the same network and examples as everywhere.

import { CALL, SHADERS, THREADS, TILE, WGSL } from './wgsl.js';

/** @typedef {import('./program.js').Program} Program */
/** @typedef {import('./samples.js').Way} Way */

/** Examples at work together, at least and at most: a longer batch goes in parts, so that it needs no more memory. */
const [FEW, MANY] = [64, 8192];
/** Seconds that a part of a batch may take, as far as one can see: what a device has begun it ends. */
const PART = 0.1;
/** Sums over examples are cut until so many groups of threads are at work on them, into so many slices at most. */
const [BUSY, SLICES] = [512, 32];
/** Seconds from which on parts of a batch are sent to the device one by one. */
const LONG = 0.1;
/** Bytes from one call's numbers to the next one's. */
const APART = 256;
/** That of the program. */
const RATE = 0.01;

const tiles = (/** @type {number} */ numbers) => Math.ceil(numbers / TILE);

/** What a processor is called. @param {GPUAdapter} adapter */
function nameOf({ info }) {
  const { description, vendor, architecture, device } = info;
  return description || [vendor, architecture, device].filter((part) => part).join(' ') || 'GPU';
}

/** A device, or nothing where there is none. */
export async function device() {
  const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) return undefined;
  const device = await adapter.requestDevice();
  /** What has gone wrong on the device, which tells it later. @type {string | undefined} */
  let trouble;
  device.addEventListener('uncapturederror', ({ error }) => (trouble ??= error.message));
  device.lost.then(({ message }) => (trouble ??= message || 'the device was lost'));
  const check = () => {
    if (trouble) throw new Error(`WebGPU: ${trouble}`);
  };
  return {
    adapter: nameOf(adapter),
    /** Whether it is a program on the processor that everything else runs on. */
    software: adapter.info.isFallbackAdapter,
    /**
     * @param {Program} program @param {{ widths: number[], size: number }} plan @param {AbortSignal} signal
     * @param {number} [rows] at work together; as many as this device is fast enough for
     */
    async way(program, { widths, size }, signal, rows) {
      if (!rows) {
        const few = new Updates(device, program, { widths, size: FEW, rows: FEW }, signal, check);
        const fit = FEW * Math.max(1, Math.floor(PART / Math.max(await few.pace(), 1e-6)));
        rows = Math.min(fit, MANY);
        few.free();
      }
      return new Updates(device, program, { widths, size, rows: Math.min(rows, size) }, signal, check);
    },
    end: () => device.destroy(),
  };
}

/** Shaders that are run one after another: one for each layer, direction and part of the batch. @typedef {{ shader: string, call: number, groups: number[] }} Step */

/** @implements {Way} */
class Updates {
  /**
   * @param {GPUDevice} device @param {Program} program @param {{ widths: number[], size: number, rows: number }} plan
   * @param {AbortSignal} signal @param {() => void} check
   */
  constructor(device, program, { widths, size, rows }, signal, check) {
    this.device = device;
    this.size = size;
    this.signal = signal;
    this.check = check;
    this.rows = rows;
    const matrices = widths.slice(1).map((width, l) => [widths[l] + 1, width]);
    this.parameters = program.count;
    const groups = matrices.reduce((sum, [inner, cols]) => sum + tiles(inner) * tiles(cols), 0);
    this.slices = Math.max(1, Math.min(SLICES, tiles(this.rows), Math.ceil(BUSY / groups)));
    /** @type {Record<string, number>[]} */
    this.calls = [];
    /** Steps of each part of the batch. @type {Step[][]} */
    this.parts = [];
    for (let offset = 0; offset < size; offset += rows) this.parts.push(this.#steps(widths, offset));
    const { layout, group, theta, buffers } = this.#fill(
      program,
      this.rows * widths.slice(1).reduce((sum, width) => sum + width),
    );
    this.group = group;
    this.theta = theta;
    this.buffers = buffers;
    const module = device.createShaderModule({ code: WGSL });
    const shader = (/** @type {string} */ entryPoint) =>
      device.createComputePipeline({ layout, compute: { module, entryPoint } });
    this.shaders = Object.fromEntries(SHADERS.map((name) => [name, shader(name)]));
    /** What is sent to the device next. @type {GPUCommandBuffer[]} */
    this.commands = [];
    /** That a part of the batch takes. */
    this.seconds = 0;
  }

  /** @param {number[]} widths @param {number} offset of a part in the batch @returns {Step[]} */
  #steps(widths, offset) {
    const rows = Math.min(this.rows, this.size - offset);
    let [theta, output] = [0, 0];
    /** @param {Record<string, number>} of */
    const call = (of) => this.calls.push(of) - 1;
    const layers = widths.slice(1).map((cols, l) => {
      const inner = widths[l];
      const [first, last] = [Number(l === 0), Number(l === widths.length - 2)];
      const of = { rows, offset, inner, cols, theta, input: output - this.rows * inner, output, first, last };
      theta += (inner + 1) * cols;
      output += this.rows * cols;
      if (first) of.input = 0;
      return { ...of, call: call({ ...of, slices: this.slices }) };
    });
    const back = [...layers].reverse();
    const [first, last] = [Number(offset === 0), Number(offset + rows === this.size)];
    const end = call({ ...this.calls[back[0].call], first, last });
    return [
      ...layers.map(({ call, cols }) => ({ shader: 'forward', call, groups: [tiles(cols), tiles(rows)] })),
      { shader: 'slopes', call: back[0].call, groups: [Math.ceil(rows / THREADS)] },
      ...back.flatMap(({ call, inner, cols, first }) => [
        { shader: 'gradient', call, groups: [tiles(cols), tiles(inner + 1), this.slices] },
        ...(first ? [] : [{ shader: 'backward', call, groups: [tiles(inner), tiles(rows)] }]),
      ]),
      { shader: 'descend', call: end, groups: [Math.ceil(this.parameters / THREADS)] },
    ];
  }

  /** All numbers there are on the device. @param {Program} program @param {number} units numbers of all layers and examples */
  #fill(program, units) {
    const { device } = this;
    const { STORAGE, UNIFORM, COPY_SRC, COPY_DST } = GPUBufferUsage;
    const numbers = program.parameters();
    const { count, stride, pixels, labels } = program.examples();
    const empty = (/** @type {number} */ count) => device.createBuffer({ size: 4 * count, usage: STORAGE });
    /** @param {number} usage @param {ArrayBufferView<ArrayBuffer>} numbers */
    const filled = (usage, numbers) => {
      const buffer = device.createBuffer({ size: numbers.byteLength, usage: usage | COPY_DST });
      device.queue.writeBuffer(buffer, 0, numbers);
      return buffer;
    };
    const calls = new Uint32Array((APART / 4) * this.calls.length);
    this.calls.forEach((call, k) => CALL.forEach((name, n) => (calls[(APART / 4) * k + n] = call[name])));
    const batch = new Uint32Array([this.size, count, stride, this.parameters, 0]);
    new Float32Array(batch.buffer).set([RATE], 4);
    const theta = filled(STORAGE | COPY_SRC, numbers);
    const buffers = [
      filled(UNIFORM, calls),
      filled(UNIFORM, batch),
      theta,
      filled(STORAGE, pixels),
      filled(STORAGE, Uint32Array.from(labels)),
      empty(units),
      empty(units),
      empty(this.parameters * this.slices),
      empty(this.parameters),
      empty(1),
    ];
    /** @type {GPUBufferBindingType[]} */
    const types = ['uniform', 'uniform', 'storage', 'read-only-storage', 'read-only-storage'];
    const places = device.createBindGroupLayout({
      entries: buffers.map((_, binding) => ({
        binding,
        visibility: GPUShaderStage.COMPUTE,
        buffer: { type: types[binding] ?? 'storage', hasDynamicOffset: binding === 0 },
      })),
    });
    const entries = buffers.map((buffer, binding) => ({
      binding,
      resource: binding ? { buffer } : { buffer, size: APART },
    }));
    return {
      layout: device.createPipelineLayout({ bindGroupLayouts: [places] }),
      group: device.createBindGroup({ layout: places, entries }),
      theta,
      buffers,
    };
  }

  free() {
    for (const buffer of this.buffers) buffer.destroy();
  }

  /** Commands for so many times these parts of a batch. @param {Step[][]} parts @param {number} times */
  #encode(parts, times) {
    const encoder = this.device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    const steps = parts.flat();
    for (let k = 0; k < times; k += 1)
      for (const { shader, call, groups } of steps) {
        pass.setPipeline(this.shaders[shader]);
        pass.setBindGroup(0, this.group, [APART * call]);
        pass.dispatchWorkgroups(groups[0], groups[1], groups[2]);
      }
    pass.end();
    return encoder.finish();
  }

  /** @param {GPUCommandBuffer} commands */
  async #done(commands) {
    this.device.queue.submit([commands]);
    await this.device.queue.onSubmittedWorkDone();
    this.check();
  }

  async pace() {
    // The first time shaders are compiled.
    for (let k = 0; k < 2 && !this.signal.aborted; k += 1) {
      const commands = this.#encode(this.parts.slice(0, 1), 1);
      const begun = performance.now();
      await this.#done(commands);
      this.seconds = (performance.now() - begun) / 1000;
    }
    return this.parts.length * this.seconds;
  }

  /** Writes the commands, which are not timed. @param {number} updates */
  ready(updates) {
    const long = this.parts.length * this.seconds >= LONG;
    const parts = Array.from({ length: updates }, () => this.parts).flat();
    this.commands = long ? parts.map((part) => this.#encode([part], 1)) : [this.#encode(this.parts, updates)];
  }

  /** @param {number} _ updates @param {(part: number) => void} told */
  async run(_, told) {
    const { commands } = this;
    for (let k = 0; k < commands.length && !this.signal.aborted; k += 1) {
      await this.#done(commands[k]);
      if (k + 1 < commands.length) told((k + 1) / commands.length);
    }
  }

  /** The parameters as they are now, in the usual order. */
  async numbers() {
    const { device, theta } = this;
    const { MAP_READ, COPY_DST } = GPUBufferUsage;
    const copy = device.createBuffer({ size: theta.size, usage: MAP_READ | COPY_DST });
    const encoder = device.createCommandEncoder();
    encoder.copyBufferToBuffer(theta, 0, copy, 0, theta.size);
    device.queue.submit([encoder.finish()]);
    await copy.mapAsync(GPUMapMode.READ);
    return new Float32Array(copy.getMappedRange().slice(0));
  }
}
