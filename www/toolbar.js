// Undo, redo, reset, and links to the present state: the row of buttons.

import { h, icon, oneStop, quiet, reword } from './dom.js';
import { t } from './text.js';

/**
 * @typedef {object} Tools
 * @property {(direction: 1 | -1) => void} travel
 * @property {() => void} reset
 * @property {() => string} link
 * @property {() => void} [pin] nothing where no run can be kept
 * @property {() => void} present
 * @property {() => void} teach
 * @property {() => void} away
 */

/** The row of buttons under a figure. */
export class Toolbar {
  /** @param {Tools} tools */
  constructor(tools) {
    this.tools = tools;
    /** @param {'undo' | 'redo'} name @param {1 | -1} direction */
    const travel = (name, direction) =>
      quiet(
        () => tools.travel(direction),
        icon(name),
        () => t(`ui.${name}`),
      );
    this.undo = travel('undo', -1);
    this.redo = travel('redo', 1);
    this.reset = quiet(
      () => tools.reset(),
      () => t('ui.reset'),
    );
    /** @param {'pin' | 'present' | 'class' | 'away'} name @param {() => void} act */
    const plain = (name, act) =>
      Object.assign(
        quiet(act, () => t(`ui.${name}`)),
        { name },
      );
    /** The button whose text was just copied. @type {HTMLElement | undefined} */
    this.copied = undefined;
    /** @param {string} key @param {() => string} what */
    const copy = (key, what) => {
      const words = () => t(button === this.copied ? 'ui.copied' : key);
      const button = quiet(() => this.#share(what(), button));
      button.append(h('span', {}, words));
      return button;
    };
    this.copy = copy('ui.copy-link', () => tools.link());
    this.embed = copy('ui.copy-embed', () => this.frame(tools.link(), t('ui.embed-title')));
    this.fallback = h('input', { class: 'link', readonly: true, hidden: true, 'aria-label': () => t('ui.link') });
    const present = plain('present', tools.present);
    this.element = h(
      'div',
      { class: 'toolbar', role: 'toolbar' },
      h('div', {}, this.undo, this.redo, this.reset, ...(tools.pin ? [plain('pin', tools.pin)] : [])),
      h('div', {}, present, plain('class', tools.teach), plain('away', tools.away), this.copy, this.embed),
      this.fallback,
    );
    oneStop(this.element, present);
  }

  /** @param {import('./history.js').History} history */
  update(history) {
    const { activeElement } = /** @type {ShadowRoot | Document} */ (this.element.getRootNode());
    this.undo.disabled = !history.undoable;
    this.redo.disabled = !history.redoable;
    // A button that goes out must not take the keyboard with it.
    if (activeElement === this.undo && this.undo.disabled) this.redo.focus();
    if (activeElement === this.redo && this.redo.disabled) this.undo.focus();
    this.reset.disabled = !history.undoable && history.states[0].length === 0;
  }

  /** The line that puts a figure into somebody else's page. @param {string} link @param {string} title without quotes */
  frame(link, title) {
    return `<iframe src="${link.replaceAll('&', '&amp;')}" title="${title}" width="100%" height="760" loading="lazy" allow="clipboard-write; fullscreen" style="border:0"></iframe>`;
  }

  /** @param {string} text @param {HTMLButtonElement} button */
  async #share(text, button) {
    try {
      await navigator.clipboard.writeText(text);
      this.#mark(button);
      setTimeout(() => this.#mark(undefined), 1500);
    } catch {
      // No clipboard here (an insecure or sandboxed frame): show what was to be copied.
      this.fallback.hidden = false;
      this.fallback.value = text;
      this.fallback.focus();
      this.fallback.select();
    }
  }

  /** @param {HTMLElement | undefined} button */
  #mark(button) {
    this.copied = button;
    reword(this.element);
  }
}
