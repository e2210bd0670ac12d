// The words in the pictures: none lies on another, on a handle, or beyond its picture.

import { h } from './dom.js';

/** @typedef {import('./pkg/first.js').LabelInfo} LabelInfo */
/** A label on the page, with where it stands and how it looks. @typedef {{ element: HTMLElement, place: string, look: string }} Label */
/** Left, top, right, bottom. @typedef {[number, number, number, number]} Box */

/** Height of a line of words, how far it stands from its point, and half of what a handle covers, as `marks.css` has them. */
const [LINE, AWAY, GRIP] = [17, 5, 12];
const SIDES = /** @type {const} */ (['right', 'left', 'above', 'below']);

const pen = document.createElement('canvas').getContext('2d');
/** @type {Map<string, number>} */
const widths = new Map();

/** Width of words: measuring those on the page would make the browser lay it out. @param {string} text @param {string} font */
function widthOf(text, font) {
  const known = widths.get(text);
  if (known || !pen) return known ?? 0;
  // Numbers change for as long as a run plays.
  if (widths.size > 999) widths.clear();
  pen.font = font;
  const width = pen.measureText(text).width + 4;
  widths.set(text, width);
  return width;
}

/** @param {string} side @param {number} x @param {number} y @param {number} width @returns {Box} */
function boxOf(side, x, y, width) {
  const left = side === 'right' ? x + AWAY : side === 'left' ? x - AWAY - width : x - width / 2;
  const top = side === 'above' ? y - AWAY - LINE : side === 'below' ? y + AWAY : y - LINE / 2;
  return [left, top, left + width, top + LINE];
}

/** The area that two boxes share. @param {Box} one @param {Box} other */
function shared([left, top, right, bottom], [l, t, r, b]) {
  return Math.max(Math.min(right, r) - Math.max(left, l), 0) * Math.max(Math.min(bottom, b) - Math.max(top, t), 0);
}

export class Labels {
  constructor() {
    /** @type {Label[]} */
    this.shown = [];
    this.font = '';
  }

  /** Takes the font of a picture, once it stands on the page, when that has just been laid out: else it would be for this. @param {HTMLElement | undefined} plot */
  dress(plot) {
    if (plot?.isConnected) this.font ||= `600 13px ${getComputedStyle(plot).fontFamily}`;
  }

  /**
   * @param {LabelInfo[]} infos
   * @param {(panel: number) => (key: string, args: Record<string, string | number>) => string} words
   * @param {HTMLElement[]} plots
   * @param {[number, number][]} sizes of the plots
   * @param {{ panel: number, x: number, y: number }[]} grips
   */
  show(infos, words, plots, sizes, grips) {
    /** @type {Box[][]} */
    const taken = plots.map(() => []);
    for (const { panel, x, y } of grips) taken[panel].push([x - GRIP, y - GRIP, x + GRIP, y + GRIP]);
    const stands = infos.map(({ panel, key, args, x, y, side, color }) => {
      const text = words(panel)(key, args);
      const [best, dx] = this.#stand(text, x, y, side, taken[panel], sizes[panel] ?? [0, 0]);
      const place = `translate(${(x + dx).toFixed(1)}px, ${y.toFixed(1)}px)`;
      return { text, side: best, place, look: [panel, best, color, text].join(' ') };
    });
    this.shown = this.#matched(stands.map(({ look }) => look));
    stands.forEach(({ text, side, place, look }, index) => {
      const label = this.shown[index];
      const { panel, color, x } = infos[index];
      // Most labels stand still: what is not touched costs a frame nothing.
      if (look !== label.look) {
        label.look = look;
        label.element.className = `label ${side}`;
        label.element.style.color = color;
        // Made anew: words that grow in an element that stays count as a page that shifts.
        label.element.replaceChildren(h('span', {}, text));
        if (label.element.parentElement !== plots[panel]) plots[panel].append(label.element);
      }
      if (place !== label.place) {
        label.place = place;
        label.element.hidden = !Number.isFinite(x);
        label.element.style.transform = place;
      }
    });
  }

  /**
   * The side of a point on which words lie on least, the one asked for if it will do, and how far they move to stay in their picture.
   * @param {string} text @param {number} x @param {number} y @param {string} asked
   * @param {Box[]} taken @param {[number, number]} size
   * @returns {[string, number]}
   */
  #stand(text, x, y, asked, taken, [width, height]) {
    const own = widthOf(text, this.font);
    const moved = (/** @type {Box} */ [left, , right]) => Math.max(-left, 0) || Math.min(width - right, 0);
    const standing = (/** @type {string} */ side) => {
      const box = boxOf(side, x, y, own);
      const dx = moved(box);
      box[0] += dx;
      box[2] += dx;
      const inside = shared(box, [0, 0, width, height]);
      const on = taken.reduce((sum, other) => sum + shared(box, other), own * LINE - inside + Math.abs(dx));
      return { side, dx, box, on };
    };
    let best = standing(asked);
    if (asked !== 'upon')
      for (const side of SIDES) {
        const other = standing(side);
        // By no hair's breadth: words that go to and fro are worse than words that touch.
        if (other.on < best.on - 20) best = other;
      }
    if (text) taken.push(best.box);
    return [best.side, best.dx];
  }

  /**
   * The labels for so many looks: one that has the look already, wherever it was in the list, goes on with it. Cards that
   * change heaps are moved, and no word is written. @param {string[]} looks
   */
  #matched(looks) {
    const left = new Set(this.shown);
    /** @param {Label | undefined} label */
    const take = (label) => (label && left.delete(label) ? label : undefined);
    const kept = looks.map((look, k) => (this.shown[k]?.look === look ? take(this.shown[k]) : undefined));
    const same = kept.map((label, k) => label ?? take([...left].find((other) => other.look === looks[k])));
    const all = same.map((label) => label ?? take([...left][0]) ?? { element: h('span'), place: '', look: '' });
    for (const { element } of left) element.remove();
    return all;
  }
}
