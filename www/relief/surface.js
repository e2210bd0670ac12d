// A map as a landscape: the same colours, lines, runs and handles, seen aslant. The program says how high everything is; here it is
// projected and drawn.

import { initSync } from '../pkg/first.js';
import css from '../pkg/relief.css';
import { dress, h, sheetOf } from '../dom.js';
import { cut as short } from '../text.js';
import { blank } from './blank.js';
import { FINE, ratioOf, rgbOf, sized, wiped } from './canvas.js';
import { ABOVE, Camera, heightOf, hiding } from './camera.js';
import { CROWD, Ground, sideOf } from './ground.js';
import { cut, span } from './holes.js';
import { axes, lay, put } from './marks.js';
import { surfaces } from './known.js';
import { seen } from './seen.js';
import { letters, stamps } from './stamps.js';
import { Turning } from './turning.js';

/** @typedef {import('../figure.js').Figure} Figure */
/** @typedef {import('../pkg/first.js').Scene} Scene */
/**
 * What is drawn: the program's landscape, and what goes around it.
 * @typedef {object} Scenery
 * @property {number} columns @property {number} rows
 * @property {Float32Array} heights @property {Uint8Array} [cuts] where it has holes @property {number[]} levels heights at which a new band begins
 * @property {[number, number, number, number]} box where the map lies in its picture
 * @property {number[][]} bands @property {number[]} line @property {number} strength
 * @property {number[]} side colour of the sides
 * @property {[share: number, text: string][][]} ticks @property {string[]} names keys of what runs along and up
 * @property {string} font @property {string} muted @property {string} axis @property {number[]} page
 */

const sheet = sheetOf(css);
/** The parameter that says from where it is seen. */
const CAMERA = 'camera';
/** Seconds in which a map tilts to become a landscape. */
const TILTING = 0.6;
/** The program's memory: the program is there, and is not asked for again. */
const memory = () => initSync(/** @type {any} */ (undefined)).memory;

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
  const made = new Surface(figure, index, memory(), ground, canvas);
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
    /** Axes, which stay where they are while runs go on, and what lies on the landscape. */
    this.pens = [0, 1].map(
      () => /** @type {CanvasRenderingContext2D} */ (h('canvas', { 'aria-hidden': 'true' }).getContext('2d')),
    );
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
    /** What is out of date: the landscape, what lies on it, where it is seen from. */
    this.stale = { still: true, moving: true, seen: true };
    /** Whether it will be drawn before the next repaint, and whether once the program has ended what it is doing. */
    this.waiting = false;
    this.urgent = false;
    this.on = true;
    this.turning = new Turning(this);
  }

  /** @param {boolean} tilting */
  begin(tilting) {
    const { figure, index, scene, picture, plot } = this;
    dress(/** @type {ShadowRoot} */ (figure.element.getRootNode()), sheet);
    picture.replaceChildren(this.canvas, ...this.pens.map((pen) => pen.canvas));
    plot.classList.add('landscape');
    const stands = /** @type {const} */ (['still', 'moving']).map((layer) =>
      blank(() => {
        this.stale[layer] = true;
        this.soon();
      }),
    );
    scene.attach(index, stands[0], stands[1]);
    const { pictures, follow } = seen(this);
    figure.panels.scene = pictures;
    this.follow = follow;
    surfaces.set(plot, this);
    this.turning.begin();
    this.#aim();
    figure.element.addEventListener('downhill-change', () => this.#aim(), { signal: this.turning.gone.signal });
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

  /** From above, as the map is seen, to where the landscape is to be seen from. */
  #tilt() {
    let begun = 0;
    const { turn, tilt } = this.camera;
    this.camera.set(ABOVE);
    const step = (/** @type {number} */ now) => {
      if (!this.on || this.turning.touched) return;
      begun ||= now;
      const share = Math.min((now - begun) / 1000 / TILTING, 1);
      const eased = share * share * (3 - 2 * share);
      this.camera.set({
        turn: ABOVE.turn + (turn - ABOVE.turn) * eased,
        tilt: ABOVE.tilt + (tilt - ABOVE.tilt) * eased,
      });
      this.moved();
      if (share < 1) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  /** From where the link says that it is seen. @type {string | undefined} */
  aimed = undefined;

  /** Looks from where the link says. */
  #aim() {
    const { scene, camera, figure } = this;
    const text = scene.query().find(([name]) => name === CAMERA)?.[1] ?? '';
    if (text === this.aimed) return;
    this.turning.touched = this.aimed !== undefined;
    this.aimed = text;
    const args = { name: CAMERA, value: short(text), used: '', allowed: 'turn,tilt,zoom,x,y' };
    if (!camera.read(text)) figure.notices.add('notice.default', args);
    this.moved();
  }

  /** Says in the link from where it is seen. That is no step to undo: what can be gone back to is then seen from here, too. */
  keep() {
    const { scene, camera, figure } = this;
    const { text } = camera;
    if (figure.broken || text === this.aimed) return;
    this.aimed = text;
    scene.set(CAMERA, text);
    const { past } = figure;
    const pair = /** @type {[string, string][]} */ (text ? [[CAMERA, text]] : []);
    const { history } = past;
    history.states = history.states.map((state, at) =>
      at === history.at ? scene.query() : [...state.filter(([name]) => name !== CAMERA), ...pair],
    );
    past.show();
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
    this.views += 1;
    if (this.waiting) return;
    this.waiting = true;
    // Two fingers tell two movements a frame.
    requestAnimationFrame(() => {
      this.waiting = false;
      if (this.on && this.stale.seen) this.now();
    });
  }

  /** Draws once the program has ended what it is doing, also where no frame comes. */
  soon() {
    if (this.urgent) return;
    this.urgent = true;
    queueMicrotask(() => {
      this.urgent = false;
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
    if (elsewhere || this.crowded) this.ground.draw(this.camera, Math.min(this.ratio, FINE), dark);
    const [rim, top] = this.pens;
    if (elsewhere && this.write) {
      this.behind = hiding(this.scenery, this.camera);
      axes(wiped(rim, this.ratio), this.scenery, this.camera, this.write);
    }
    put(wiped(top, this.ratio), this.marks, this.camera, this.behind, this.scenery.page);
    this.stale = { still: false, moving: false, seen: false };
    if (elsewhere) this.follow();
  }

  ratio = 2;
  /** @type {[number, number]} */
  size = [1, 1];
  crowded = false;
  /** Whether it has places without height. */
  hollow = false;
  /** What writes at the axes, and in what look. @type {import('./stamps.js').Write | undefined} */
  write = undefined;
  written = '';
  /** Puts handles and words where they are seen. */
  follow = () => {};
  behind = (/** @type {number} */ _u, /** @type {number} */ _v) => false;

  /** Axes and marks, on what stands for a canvas. @param {import('./marks.js').Pen} pen */
  paint(pen) {
    if (!this.scenery) return;
    axes(pen, this.scenery, this.camera, letters(pen, this.scenery));
    put(pen, this.marks, this.camera, this.behind, this.scenery.page);
  }

  /** Asks the program for the landscape. */
  #look() {
    const told = this.scene.take(this.index, 1);
    if (!told?.at) return;
    const { columns, rows, at, holes, levels, box, bands, line, strength, ticks } = told;
    const heights = new Float32Array(this.memory.buffer, at, columns * rows).slice();
    this.hollow = heights.some((height) => Number.isNaN(height));
    if (this.hollow) span(heights, columns);
    const style = getComputedStyle(this.figure.element);
    const named = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
    const page = rgbOf(named('--page'));
    const info = this.scene.panels()[this.index];
    this.scenery = {
      columns, rows, heights, levels, box, bands, line, strength, ticks, page,
      cuts: cut(holes),
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
    for (const { canvas } of this.pens) sized(canvas, width, height, this.ratio);
    sized(this.canvas, width, height, Math.min(this.ratio, FINE));
    const look = [this.ratio, this.scenery.font, this.scenery.muted].join();
    if (look !== this.written) this.write = stamps(this.pens[0], this.ratio, this.scenery);
    this.written = look;
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
    if (this.hollow && this.scenery) lay(this.marks, this.scenery);
    const before = this.crowd;
    this.crowd =
      told.crowd === undefined ? undefined : new Uint8Array(buffer, told.crowd, 4 * CROWD[0] * CROWD[1]).slice();
    this.crowded = !!(this.crowd ?? before);
    if (this.crowded) this.ground.gather(this.crowd);
  }
}
