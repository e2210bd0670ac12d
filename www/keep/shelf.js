// Experiments that a reader keeps under names of their own, in this browser. Nothing of it is sent anywhere.

import { entries } from './file.js';

/** @typedef {import('../history.js').Query} Query */
/** A figure's settings under a name. @typedef {{ name: string, scene: string, query: Query }} Kept */

/** Where they are kept. */
const PLACE = 'downhill-kept-1';

/** What is kept for this visit, where the browser keeps nothing. @type {Kept[]} */
let visit = [];
let refused = false;

/** Whether what is kept is still there after the visit, as far as one knows. */
export const lasting = () => !refused;

/** All that is kept, the latest last. Another tab may have kept something since. @returns {Kept[]} */
export function all() {
  if (refused) return visit;
  try {
    visit = entries(JSON.parse(localStorage.getItem(PLACE) ?? '[]'), () => true);
  } catch (error) {
    // Refused: there is only this visit. What is damaged is as good as nothing.
    refused = error instanceof DOMException;
  }
  return visit;
}

/** Changes what is kept. @param {(list: Kept[]) => Kept[]} act */
export function change(act) {
  visit = act([...all()]);
  if (refused) return;
  try {
    localStorage.setItem(PLACE, JSON.stringify(visit));
  } catch {
    // Refused, or full.
    refused = true;
  }
}

/** The same experiment under the same name. @param {Kept} one @param {Kept} other */
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** A name that none has. @param {string} name @param {Kept[]} list */
function unique(name, list) {
  const taken = new Set(list.map((kept) => kept.name));
  let free = name;
  for (let k = 2; taken.has(free); k += 1) free = `${name} (${k})`;
  return free;
}

/** Keeps one more, under this name or one like it. @param {Kept} kept */
export function add(kept) {
  let added = kept;
  change((list) => [...list, (added = { ...kept, name: unique(kept.name, list) })]);
  return added;
}

/** Takes in those that are not there. @param {Kept[]} others @returns {number} how many those were */
export function take(others) {
  let taken = 0;
  change((list) => {
    for (const other of others) {
      if (list.some((kept) => same(kept, other))) continue;
      list.push({ ...other, name: unique(other.name, list) });
      taken += 1;
    }
    return list;
  });
  return taken;
}

/** @param {Kept} kept @param {string} name another one */
export function rename(kept, name) {
  const others = (/** @type {Kept[]} */ list) => list.filter((other) => !same(other, kept));
  change((list) => list.map((other) => (same(other, kept) ? { ...other, name: unique(name, others(list)) } : other)));
}

/** Takes one away. @param {Kept} kept @returns {() => void} puts it back where it stood */
export function remove(kept) {
  let at = 0;
  change((list) => {
    at = list.findIndex((other) => same(other, kept));
    return list.filter((other) => !same(other, kept));
  });
  return () => change((list) => [...list.slice(0, at), kept, ...list.slice(at)]);
}
