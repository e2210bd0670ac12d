// States that the reader can go back to, and links to them.

import { named } from './text.js';

/** @typedef {[string, string][]} Query */

/** Address of the page's folder, also when its element stands on somebody else's page; the package, which is no page, names one. */
const home = new URL(FILES.home || './', import.meta.url);

/**
 * The link to a scene with these parameters. Colons, commas and tildes stay readable.
 * @param {string} scene
 * @param {Query} query
 * @param {string} theme
 */
export function linkTo(scene, query, theme) {
  const pairs = [['scene', scene], ...query];
  const lang = named();
  if (lang) pairs.push(['lang', lang]);
  if (theme !== 'auto') pairs.push(['theme', theme]);
  /** @param {string} text */
  const plain = (text, count = text.split(',').length / 2) =>
    // Of more points than a link can carry it tells the number.
    encodeURIComponent(count > 40 ? count : text)
      .replace(/%2C/g, ',')
      .replace(/%3A/g, ':');
  return `${home.href}?${pairs.map(([name, value]) => `${plain(name)}=${plain(value)}`).join('&')}`;
}

export class History {
  /** @param {Query} first */
  constructor(first) {
    this.states = [first];
    this.at = 0;
  }
  /** @param {Query} query */
  push(query) {
    if (JSON.stringify(query) === JSON.stringify(this.states[this.at])) return;
    this.states = [...this.states.slice(Math.max(0, this.at - 99), this.at + 1), query];
    this.at = this.states.length - 1;
  }
  /** A figure goes on with this state: where the way to another one failed, it is the one before. @param {Query} query */
  resume(query) {
    const text = JSON.stringify(query);
    const near = [this.at, this.at - 1, this.at + 1].find((at) => JSON.stringify(this.states[at]) === text);
    if (near === undefined) this.push(query);
    else this.at = near;
    return this;
  }
  /** @param {1 | -1} direction @returns {Query | undefined} */
  move(direction) {
    const state = this.states[this.at + direction];
    if (state) this.at += direction;
    return state;
  }
  get undoable() {
    return this.at > 0;
  }
  get redoable() {
    return this.at < this.states.length - 1;
  }
}
