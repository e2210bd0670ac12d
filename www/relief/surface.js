// A map as a landscape: the same colours, lines, runs and handles, seen aslant. The program says how high everything is; here it is
// projected and drawn.

import init from '../pkg/first.js';
import css from '../pkg/relief.css';
import { dress, h, sheetOf } from '../dom.js';
import { blank } from './blank.js';
import { ABOVE, Camera, HOME, heightOf, hiding } from './camera.js';
import { CROWD, Ground, sideOf } from './ground.js';
import { axes, put } from './marks.js';
import { surfaces } from './known.js';
import { seen } from './seen.js';
import { Turning } from './turning.js';

/** @typedef {import('../figure.js').Figure} Figure */
/** @typedef {import('../pkg/first.js').Scene} Scene */
/**
 * What is drawn: the program's landscape, and what goes around it.
 * @typedef {object} Scenery
 * @property {number} columns @property {number} rows
 * @property {Float32Array} heights @property {number[]} levels heights at which a new band begins
 * @property {[number, number, number, number]} box where the map lies in its picture
 * @property {number[][]} bands @property {number[]} line @property {number} strength
 * @property {number[]} side colour of the sides
 * @property {[share: number, text: string][][]} ticks @property {string[]} names keys of what runs along and up
 * @property {string} font @property {string} muted @property {string} axis @property {number[]} page
 */

const sheet = sheetOf(css);
/** Seconds in which a map tilts to become a landscape. */
const TILTING = 0.6;
/** Device pixels for one of CSS: at least 2, or thin lines blur; at most 3, or phones choke. */
const ratioOf = () => Math.min(Math.max(devicePixelRatio, 2), 3);

/** The program's memory: the program is there, and is not asked for again. */
const memory = async () => (await init(/** @type {any} */ (undefined))).memory;

/** @param {string} text a colour as a style sheet has it, in full @returns {number[]} */
function rgbOf(text) {
  const [r, g, b] = (text.match(/[0-9a-f]{2}/gi) ?? []).map((part) => Number.parseInt(part, 16));
  const [long] = [text.length > 4 ? [r, g, b] : [...text.slice(1)].map((digit) => 17 * Number.parseInt(digit, 16))];
  return long;
}

/**
 * Puts a landscape in the place of a map; nothing where the browser cannot draw it.
 * @param {Figure} figure @param {number} index of the panel @param {boolean} tilting whether it is seen to tilt
 * @param {() => void} lost it can be drawn no longer
 */
export async function surface(figure, index, tilting, lost) {
  const canvas = h('canvas', { 'aria-hidden': 'true' });
  const gl = canvas.getContext('webgl2', { antialias: true });
  if (!gl) return undefined;
  /** @type {Ground} */
  let ground;
  try {
    ground = new Ground(gl);
  } catch {
    return undefined;
  }
  const made = new Surface(figure, index, await memory(), ground, canvas);
  canvas.addEventListener('webglcontextlost', () => made.on && lost());
  made.begin(tilting);
  return made;
}

export class Surface {
  /** @param {Figure} figure @param {number} index @param {WebAssembly.Memory} memory @param {Ground} ground @param {HTMLCanvasElement} canvas */
  constructor(figure, index, memory, ground, canvas) {
    this.figure = figure;
    this.index = index;
    this.memory = memory;
    this.ground = ground;
    this.canvas = canvas;
    this.over = h('canvas', { 'aria-hidden': 'true' });
    this.pen = /** @type {CanvasRenderingContext2D} */ (this.over.getContext('2d'));
    this.camera = new Camera();
    this.plot = figure.panels.plots[index];
    this.picture = figure.panels.pictures[index];
    /** The map's own. */
    this.before = [...this.picture.children].map((child) => /** @type {HTMLCanvasElement} */ (child));
    /** The scene as the map's pictures know it. */
    this.scene = figure.panels.scene;
    /** @type {Scenery | undefined} */
    this.scenery = undefined;
    this.marks = new Float32Array();
    /** @type {Uint8Array | undefined} */
    this.crowd = undefined;
    /** What is out of date: the landscape, what lies on it, the picture of either. */
    this.stale = { still: true, moving: true, seen: true, marked: true };
    this.waiting = false;
    this.on = true;
    this.turning = new Turning(this);
  }

  /** @param {boolean} tilting */
  begin(tilting) {
    const { figure, index, scene, picture, plot } = this;
    dress(/** @type {ShadowRoot} */ (figure.element.getRootNode()), sheet);
    picture.replaceChildren(this.canvas, this.over);
    plot.classList.add('landscape');
    const stands = /** @type {const} */ (['still', 'moving']).map((layer) =>
      blank(() => {
        this.stale[layer] = true;
        this.soon();
      }),
    );
    scene.attach(index, stands[0], stands[1]);
    figure.panels.scene = seen(this);
    surfaces.set(plot, this);
    this.turning.begin();
    figure.frame(0);
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (tilting && !calm) this.#tilt();
    this.now();
    figure.panels.place();
  }

  /** Puts the map back. */
  end() {
    if (!this.on) return;
    this.on = false;
    const { figure, index, scene, picture, plot, before } = this;
    this.turning.end();
    surfaces.delete(plot);
    plot.classList.remove('landscape');
    picture.replaceChildren(...before);
    figure.panels.scene = scene;
    scene.attach(index, before[0], before[1]);
    this.ground.gl.getExtension('WEBGL_lose_context')?.loseContext();
    for (const handle of figure.panels.handles) handle.classList.remove('behind');
    if (figure.broken) return;
    figure.panels.measure();
    figure.frame(0);
    figure.panels.place();
    figure.panels.label();
  }

  /** From above, as the map is seen, to where a landscape is seen best. */
  #tilt() {
    let begun = 0;
    this.camera.set(ABOVE);
    const step = (/** @type {number} */ now) => {
      if (!this.on || this.turning.touched) return;
      begun ||= now;
      const share = Math.min((now - begun) / 1000 / TILTING, 1);
      const eased = share * share * (3 - 2 * share);
      this.camera.set({
        turn: ABOVE.turn + (HOME.turn - ABOVE.turn) * eased,
        tilt: ABOVE.tilt + (HOME.tilt - ABOVE.tilt) * eased,
      });
      this.moved();
      if (share < 1) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  /** How often it was seen from elsewhere. */
  views = 0;

  /** Where a place of the map is seen. @param {{ x: number, y: number }} at in CSS pixels of the map */
  screen({ x, y }) {
    if (!this.scenery) return { x, y };
    const [u, v] = this.share(x, y);
    const [px, py] = this.camera.place(u, v, heightOf(this.scenery, u, v));
    return { x: px, y: py };
  }

  /** @param {number} x @param {number} y in CSS pixels of the map @returns {[u: number, v: number]} */
  share(x, y) {
    const [left, top, right, bottom] = this.scenery?.box ?? [0, 0, 1, 1];
    return [(x - left) / (right - left), (bottom - y) / (bottom - top)];
  }

  /**
   * The place of the map, in its CSS pixels, that is seen at a place of the screen; nothing beside the surface, unless the nearest is
   * wanted. @param {number} px @param {number} py @param {boolean} [nearest] @returns {[x: number, y: number] | undefined}
   */
  map(px, py, nearest = false) {
    if (!this.scenery) return undefined;
    const { box } = this.scenery;
    const at = this.camera.pick(this.scenery, px, py, nearest ? this.#held() : undefined);
    return at && [box[0] + at[0] * (box[2] - box[0]), box[3] - at[1] * (box[3] - box[1])];
  }

  /** Height of what is being dragged. */
  #held() {
    const held = this.figure.panels.handles.findIndex((handle) => handle.classList.contains('held'));
    const info = this.scene.handles()[Math.max(held, 0)];
    return info && this.scenery ? heightOf(this.scenery, ...this.share(info.x, info.y)) : 0.5;
  }

  /** It is seen from elsewhere. */
  moved() {
    this.stale.seen = true;
    this.stale.marked = true;
    this.views += 1;
    this.soon();
  }

  /** Draws before the next repaint, once the program has ended what it is doing. */
  soon() {
    if (this.waiting) return;
    this.waiting = true;
    queueMicrotask(() => {
      this.waiting = false;
      if (this.on) this.now();
    });
  }

  /** Draws all of it: what WebGL has drawn can be copied only until the page is shown next. */
  anew() {
    this.stale.seen = true;
    this.now();
  }

  /** Draws what is out of date. */
  now() {
    const { figure, stale } = this;
    if (figure.broken || !figure.panels.sizes[this.index]?.[0]) return;
    const elsewhere = stale.still || stale.seen;
    if (stale.still) this.#look();
    if (stale.moving || stale.still) this.#gather();
    if (!this.scenery) return;
    const dark = this.scenery.page[0] < 128;
    if (elsewhere || this.crowded) this.ground.draw(this.camera, this.ratio, dark);
    if (elsewhere) this.behind = hiding(this.scenery, this.camera);
    this.pen.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    this.pen.clearRect(0, 0, ...this.size);
    this.paint(this.pen);
    this.stale = { still: false, moving: false, seen: false, marked: false };
    if (!elsewhere) return;
    figure.panels.place();
    figure.panels.label();
  }

  ratio = 2;
  /** @type {[number, number]} */
  size = [1, 1];
  crowded = false;
  behind = (/** @type {number} */ _u, /** @type {number} */ _v) => false;

  /** Axes and marks, on a canvas or what stands for one. @param {import('./marks.js').Pen} pen */
  paint(pen) {
    if (!this.scenery) return;
    axes(pen, this.scenery, this.camera);
    put(pen, this.marks, this.camera, this.behind, this.scenery.page);
  }

  /** Asks the program for the landscape. */
  #look() {
    const told = this.scene.take(this.index, 1);
    if (!told?.at) return;
    const { columns, rows, at, levels, box, bands, line, strength, ticks } = told;
    const heights = new Float32Array(this.memory.buffer, at, columns * rows).slice();
    const style = getComputedStyle(this.figure.element);
    const named = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
    const page = rgbOf(named('--page'));
    const info = this.scene.panels()[this.index];
    this.scenery = {
      columns, rows, heights, levels, box, bands, line, strength, ticks, page,
      side: sideOf(page, bands[0]),
      names: [info.x, info.y],
      font: style.fontFamily,
      muted: named('--muted'),
      axis: named('--muted'),
    }; // prettier-ignore
    this.size = this.figure.panels.sizes[this.index];
    const [width, height] = this.size;
    // A presenter's figure is zoomed.
    this.ratio = Math.min((ratioOf() * this.plot.getBoundingClientRect().width) / width, 3);
    for (const canvas of [this.canvas, this.over])
      [canvas.width, canvas.height] = [Math.round(width * this.ratio), Math.round(height * this.ratio)];
    this.camera.frame(width, height, (box[2] - box[0]) / (box[3] - box[1]));
    this.views += 1;
    this.ground.take(this.scenery);
  }

  /** Asks the program what lies on it. */
  #gather() {
    const told = this.scene.take(this.index, 2);
    if (!told) return;
    const { buffer } = this.memory;
    this.marks = new Float32Array(buffer, told.marks, told.count).slice();
    const before = this.crowd;
    this.crowd =
      told.crowd === undefined ? undefined : new Uint8Array(buffer, told.crowd, 4 * CROWD[0] * CROWD[1]).slice();
    this.crowded = !!(this.crowd ?? before);
    if (this.crowded) this.ground.gather(this.crowd);
  }
}
