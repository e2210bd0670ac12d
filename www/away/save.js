// A file for the reader to keep.

import { h } from '../dom.js';

/** Milliseconds for which a browser may take to save what it was given. */
const KEPT = 60_000;

/** @param {string} name @param {BlobPart[]} parts @param {string} type */
export function save(name, parts, type) {
  const address = URL.createObjectURL(new Blob(parts, { type }));
  h('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT);
}
