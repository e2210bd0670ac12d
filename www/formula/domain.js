// The part of the plane that is shown: four numbers, nearer and farther, and what is chosen by itself.

import { h, quiet } from '../dom.js';
import { t } from '../text.js';

/** @typedef {[number, number]} Range */

/** How much nearer or farther one step is. */
const STEP = 1.5;
/** Milliseconds after which a turn of the wheel has ended. */
const REST = 400;

/** A number to some digits of the range that it bounds. @param {number} x @param {number} size */
const tidy = (x, size) => Number(x.toFixed(Math.min(Math.max(Math.ceil(2 - Math.log10(size)), 0), 12)));

export class Domain {
  /**
   * @param {number} dim
   * @param {(text: string, done: boolean) => void} changed
   */
  constructor(dim, changed) {
    this.changed = changed;
    /** @type {Range[]} */
    this.ranges = [];
    const names = ['x', 'y'].slice(0, dim);
    this.fields = names.map((name) =>
      ['low', 'high'].map((end) =>
        h('input', {
          type: 'text',
          class: 'number',
          inputmode: 'decimal',
          autocomplete: 'off',
          'aria-label': () => t(`own.domain.${end}`, { name }),
          onchange: () => this.#typed(),
        }),
      ),
    );
    const rows = names.map((name, k) =>
      h(
        'span',
        { class: 'own-range' },
        this.fields[k][0],
        h('span', { class: 'own-name' }, `≤ ${name} ≤`),
        this.fields[k][1],
      ),
    );
    const button = (/** @type {string} */ key, /** @type {() => void} */ act) => quiet(act, () => t(key));
    this.auto = button('own.domain.auto', () => this.changed('', true));
    this.element = h(
      'fieldset',
      { class: 'own-domain control-domain' },
      h('legend', {}, () => t('own.domain')),
      ...rows,
      button('own.domain.nearer', () => this.zoom(1 / STEP, true)),
      button('own.domain.farther', () => this.zoom(STEP, true)),
      this.auto,
    );
  }

  /** @param {Range[]} ranges @param {boolean} chosen whether they are chosen by themselves */
  show(ranges, chosen) {
    this.ranges = ranges;
    this.auto.disabled = chosen;
    this.fields.forEach((pair, k) =>
      pair.forEach(
        (field, end) => (field.value = String(ranges[k] ? tidy(ranges[k][end], ranges[k][1] - ranges[k][0]) : '')),
      ),
    );
  }

  /** Nearer or farther, around the middle. @param {number} by @param {boolean} done */
  zoom(by, done) {
    const wider = this.ranges.map(([low, high]) => {
      const [middle, half] = [(low + high) / 2, ((high - low) / 2) * by];
      return /** @type {Range} */ ([middle - half, middle + half]);
    });
    if (wider.every(([low, high]) => high - low < 1e6 && high - low > 1e-3)) this.#take(wider, done);
  }

  /** Whether a hand on the picture changes nothing: the function is not shown, or this is left out or locked. */
  get #still() {
    return this.element.disabled || !this.element.offsetParent;
  }

  /** Two fingers on a picture, or the wheel with Ctrl, which is what two fingers on a touchpad are. @param {HTMLElement} plot */
  listen(plot) {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let rest;
    const turned = (/** @type {WheelEvent} */ event) => {
      if (!event.ctrlKey || this.#still) return;
      event.preventDefault();
      this.zoom(Math.exp(Math.min(Math.max(event.deltaY, -50), 50) / 150), false);
      clearTimeout(rest);
      rest = setTimeout(() => this.#take(this.ranges, true), REST);
    };
    plot.addEventListener('wheel', turned, { passive: false });
    /** Fingers and where they are. @type {Map<number, [number, number]>} */
    const fingers = new Map();
    const apart = () => {
      const [a, b] = [...fingers.values()];
      return Math.hypot(a[0] - b[0], a[1] - b[1]);
    };
    plot.addEventListener('pointerdown', ({ pointerType, pointerId, clientX, clientY }) => {
      if (pointerType === 'touch') fingers.set(pointerId, [clientX, clientY]);
    });
    plot.addEventListener('pointermove', ({ pointerId, clientX, clientY }) => {
      if (!fingers.has(pointerId)) return;
      const before = fingers.size === 2 ? apart() : 0;
      fingers.set(pointerId, [clientX, clientY]);
      if (before > 0 && apart() > 0 && !this.#still) this.zoom(before / apart(), false);
    });
    for (const end of ['pointerup', 'pointercancel', 'pointerleave'])
      plot.addEventListener(end, (event) => {
        const two = fingers.size === 2;
        if (fingers.delete(/** @type {PointerEvent} */ (event).pointerId) && two && !this.#still)
          this.#take(this.ranges, true);
      });
  }

  #typed() {
    const numbers = this.fields.map((pair) =>
      pair.map((field) => Number(field.value.trim().replace(/[−–]/g, '-') || NaN)),
    );
    const sound = numbers.every(([low, high]) => low < high && high - low < 1e9);
    if (sound) this.#take(/** @type {Range[]} */ (numbers), true);
    this.fields.flat().forEach((field) => field.setAttribute('aria-invalid', String(!sound)));
  }

  /** @param {Range[]} ranges @param {boolean} done */
  #take(ranges, done) {
    this.ranges = ranges;
    this.changed(ranges.map(([low, high]) => `${tidy(low, high - low)},${tidy(high, high - low)}`).join(','), done);
  }
}
