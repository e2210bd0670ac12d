// Undo, redo, reset, and links to the present state.

import { h, icon } from './dom.js';
import { language, t } from './text.js';

/** @typedef {[string, string][]} Query */

/** Address of this page's folder, also when its element stands on somebody else's page. */
const home = new URL('./', import.meta.url);

/**
 * The link to a scene with these parameters. Colons, commas and tildes stay readable.
 * @param {string} scene
 * @param {Query} query
 * @param {string} theme
 */
export function linkTo(scene, query, theme) {
  const pairs = [['scene', scene], ...query];
  if (language() !== 'en') pairs.push(['lang', language()]);
  if (theme !== 'auto') pairs.push(['theme', theme]);
  /** @param {string} text */
  const plain = (text) => encodeURIComponent(text).replace(/%2C/g, ',').replace(/%3A/g, ':');
  return `${home.href}?${pairs.map(([name, value]) => `${plain(name)}=${plain(value)}`).join('&')}`;
}

/** States that the reader can go back to. */
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

/**
 * @typedef {object} Tools
 * @property {(direction: 1 | -1) => void} travel
 * @property {() => void} reset
 * @property {() => string} link
 */

/** The row of buttons under a figure. */
export class Toolbar {
  /** @param {Tools} tools */
  constructor(tools) {
    this.tools = tools;
    /** @param {'undo' | 'redo'} name @param {1 | -1} direction */
    const travel = (name, direction) =>
      h(
        'button',
        { type: 'button', class: 'quiet', onclick: () => tools.travel(direction) },
        icon(name),
        t(`ui.${name}`),
      );
    this.undo = travel('undo', -1);
    this.redo = travel('redo', 1);
    this.reset = h('button', { type: 'button', class: 'quiet', onclick: () => tools.reset() }, t('ui.reset'));
    this.copy = h(
      'button',
      { type: 'button', class: 'quiet', onclick: () => this.#share(tools.link(), this.copy, 'ui.copy-link') },
      t('ui.copy-link'),
    );
    this.embed = h(
      'button',
      { type: 'button', class: 'quiet', onclick: () => this.#share(this.#snippet(), this.embed, 'ui.copy-embed') },
      t('ui.copy-embed'),
    );
    this.fallback = h('input', { class: 'link', readonly: true, hidden: true, 'aria-label': t('ui.link') });
    this.element = h(
      'div',
      { class: 'toolbar' },
      h('div', {}, this.undo, this.redo, this.reset),
      h('div', {}, this.copy, this.embed),
      this.fallback,
    );
  }

  /** @param {History} history */
  update(history) {
    const { activeElement } = /** @type {ShadowRoot | Document} */ (this.element.getRootNode());
    this.undo.disabled = !history.undoable;
    this.redo.disabled = !history.redoable;
    // A button that goes out must not take the keyboard with it.
    if (activeElement === this.undo && this.undo.disabled) this.redo.focus();
    if (activeElement === this.redo && this.redo.disabled) this.undo.focus();
    this.reset.disabled = !history.undoable && history.states[0].length === 0;
  }

  #snippet() {
    const title = t('ui.embed-title');
    const source = this.tools.link().replaceAll('&', '&amp;');
    return `<iframe src="${source}" title="${title}" width="100%" height="760" style="border:0"></iframe>`;
  }

  /** @param {string} text @param {HTMLButtonElement} button @param {string} label key of the button's words */
  async #share(text, button, label) {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = t('ui.copied');
      setTimeout(() => void (button.textContent = t(label)), 1500);
    } catch {
      // No clipboard here (an insecure or sandboxed frame): show what was to be copied.
      this.fallback.hidden = false;
      this.fallback.value = text;
      this.fallback.focus();
      this.fallback.select();
    }
  }
}
