// Pointer, finger and keys on the picture of the data.

import { h } from '../dom.js';
import { t } from '../text.js';

/** @typedef {import('./editor.js').Editor} Editor */

/** How near to a point a mouse has to be, and a finger, in CSS pixels. */
const NEAR = { mouse: 12, finger: 24 };
/** Pixels that a hand moves before it drags, and beyond the picture where what it holds is thrown away. */
const STILL = 4;
const OFF = 14;
/** Pixels for one press of an arrow key. */
const STEP = 3;

/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Hands {
  /** @param {Editor} editor @param {HTMLElement} plot */
  constructor(editor, plot) {
    this.editor = editor;
    this.plot = plot;
    /** Where the chosen point is. @type {[number, number]} */
    this.at = [0, 0];
    /** What is under way: a point that is held, or else a tap. @type {{ pointer: number, index?: number, from: [number, number], moved: boolean } | undefined} */
    this.held = undefined;
    /** The chosen point, for the keys. */
    this.point = h('button', {
      type: 'button',
      class: 'own-point',
      onkeydown: (/** @type {KeyboardEvent} */ e) => this.#key(e),
    });
    this.gone = new AbortController();
  }

  /** Begins to listen. */
  take() {
    const { plot } = this;
    this.gone = new AbortController();
    const { signal } = this.gone;
    plot.append(this.point);
    plot.addEventListener('pointerdown', (event) => this.#down(event), { signal });
    plot.addEventListener('pointermove', (event) => this.#move(event), { signal });
    plot.addEventListener('pointerup', (event) => this.#up(event), { signal });
    plot.addEventListener('pointercancel', (event) => this.#lost(event), { signal });
    plot.addEventListener('dragover', (event) => event.preventDefault(), { signal });
    plot.addEventListener('drop', (event) => this.editor.dropped(event), { signal });
    // A finger on a point drags it; elsewhere it scrolls the page.
    const scroll = (/** @type {TouchEvent} */ event) => {
      const [touch] = event.touches;
      if (touch && this.#under(this.#place(touch), NEAR.finger) !== undefined) event.preventDefault();
    };
    plot.addEventListener('touchstart', scroll, { signal, passive: false });
  }

  /** Listens no longer. */
  leave() {
    this.gone.abort();
    this.held = undefined;
    this.point.remove();
  }

  /** Shows which point is chosen. @param {[x: number, y: number]} at @param {number} index @param {import('../pkg/first.js').Edited} state */
  place(at, index, { count, chosen }) {
    this.at = at;
    this.point.style.transform = `translate(${at[0].toFixed(1)}px, ${at[1].toFixed(1)}px)`;
    this.point.ariaLabel = t('data.point', { number: index + 1, of: count, x: chosen?.x ?? '', y: chosen?.y ?? '' });
  }

  /** In the picture's own pixels. @param {{ clientX: number, clientY: number }} event @returns {[number, number]} */
  #place({ clientX, clientY }) {
    const box = this.plot.getBoundingClientRect();
    const zoom = box.width / this.plot.clientWidth || 1;
    return [(clientX - box.left) / zoom, (clientY - box.top) / zoom];
  }

  /** The point there. @param {[number, number]} at @param {number} reach */
  #under([x, y], reach) {
    return this.editor.ask({ do: 'find', x, y, reach }).chosen?.index;
  }

  /** @param {PointerEvent} event */
  #down(event) {
    if (event.button !== 0 || !event.isPrimary) return;
    const from = this.#place(event);
    const index = this.#under(from, event.pointerType === 'mouse' ? NEAR.mouse : NEAR.finger);
    this.held = { pointer: event.pointerId, index, from, moved: false };
    if (index === undefined) return;
    this.plot.setPointerCapture(event.pointerId);
    this.editor.choose(index);
    // The keys go on where the hand was; a press would take the focus away again.
    event.preventDefault();
    this.point.focus({ preventScroll: true });
  }

  /** @param {[number, number]} at */
  #isOff([x, y]) {
    const { clientWidth, clientHeight } = this.plot;
    return x < -OFF || y < -OFF || x > clientWidth + OFF || y > clientHeight + OFF;
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const { held } = this;
    if (held?.pointer !== event.pointerId) return;
    const [x, y] = this.#place(event);
    held.moved ||= Math.hypot(x - held.from[0], y - held.from[1]) > STILL;
    if (!held.moved || held.index === undefined) return;
    const off = this.#isOff([x, y]);
    this.point.classList.toggle('off', off);
    if (!off) this.editor.drag({ do: 'move', index: held.index, x, y });
  }

  /** @param {PointerEvent} event */
  #up(event) {
    const { held } = this;
    if (held?.pointer !== event.pointerId) return;
    this.held = undefined;
    const [x, y] = this.#place(event);
    const { index, moved } = held;
    this.point.classList.remove('off');
    if (index === undefined) {
      if (moved) return;
      this.editor.act({ do: 'add', x, y });
      this.point.focus({ preventScroll: true });
    } else if (moved) {
      this.editor.act(this.#isOff([x, y]) ? { do: 'remove', index } : { do: 'move', index, x, y, on: true });
    }
  }

  /** The browser took the pointer away: the point stays where it is. @param {PointerEvent} event */
  #lost(event) {
    const { held } = this;
    if (held?.pointer !== event.pointerId) return;
    this.held = undefined;
    this.point.classList.remove('off');
    const [x, y] = this.at;
    if (held.index !== undefined && held.moved) this.editor.act({ do: 'move', index: held.index, x, y, on: true });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { editor } = this;
    const arrow = ARROWS[event.key];
    if (arrow) {
      const size = event.shiftKey ? 10 * STEP : STEP;
      const [x, y] = [this.at[0] + arrow[0] * size, this.at[1] + arrow[1] * size];
      editor.act({ do: 'move', index: editor.index, x, y, on: true });
    } else if (event.key === 'Delete' || event.key === 'Backspace') editor.act({ do: 'remove', index: editor.index });
    else if (event.key === 'PageDown') editor.turn(1);
    else if (event.key === 'PageUp') editor.turn(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
