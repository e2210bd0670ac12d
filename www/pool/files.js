// Files of data that are no part of the program: fetched when a reader asks for one, kept for all jobs on it.

/** @typedef {{ name: string, contents: Uint8Array }} File unpacked */
/** @typedef {import('../pkg/first.js').Report} Report */

/** Where each is, and how long it is packed. @type {Record<string, { path: string, bytes: number }>} */
const PACKED = { mnist: { path: FILES.mnist, bytes: 1_635_692 } };

/** Milliseconds between two reports. */
const PAUSE = 80;

/**
 * Fetches a file. Where it cannot be had a report says so; who asks again makes another try.
 * @param {{ file?: string }} job @param {Map<string, File>} here those that were fetched, by name
 * @param {() => boolean} stopped @param {(report: Report & { failed?: boolean }, done: boolean) => void} told
 */
export async function fetchFile({ file: name = '' }, here, stopped, told) {
  const say = (/** @type {number} */ progress, failed = false) =>
    told({ name: 'file', progress, replaces: true, failed }, progress === 1);
  try {
    if (!here.has(name)) {
      const contents = await unpacked(await received(name, stopped, say));
      if (!stopped()) here.set(name, { name, contents });
    }
    if (!stopped()) say(1);
  } catch {
    say(0, true);
  }
}

/** @param {string} name @param {() => boolean} stopped @param {(progress: number) => void} say */
async function received(name, stopped, say) {
  const { path, bytes } = PACKED[name];
  // The page as one file is without it.
  if (!path) throw new Error(`${name} is not here`);
  const response = await fetch(new URL(path, import.meta.url));
  if (!response.ok || !response.body) throw new Error(`${response.status}`);
  const reader = response.body.getReader();
  const parts = [];
  let [length, due] = [0, 0];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Blob(parts);
    if (stopped()) {
      await reader.cancel();
      throw new Error('given up');
    }
    parts.push(value);
    length += value.length;
    if (performance.now() < due) continue;
    say(Math.min(length / bytes, 0.99));
    due = performance.now() + PAUSE;
  }
}

/** A server may have sent it as something packed, which the browser has unpacked. @param {Blob} blob */
async function unpacked(blob) {
  const [first, second] = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
  const packed = first === 0x1f && second === 0x8b;
  const stream = packed ? blob.stream().pipeThrough(new DecompressionStream('gzip')) : blob.stream();
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
