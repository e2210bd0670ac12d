// How a landscape over the unit square is seen: angles and zoom; from a place on it to the screen, and back.

/** Height of the highest place, and depth of the base below the lowest, where the wider side of the landscape is 2. */
export const RISE = 0.66;
export const BASE = 0.09;
/** How far the eye is away. */
export const AWAY = 5.2;
/** Nearest and farthest that anything can be, for the depth of WebGL. */
const [NEAR, FAR] = [AWAY - 2.4, AWAY + 2.4];
export const DEPTH = /** @type {const} */ ([(FAR + NEAR) / (FAR - NEAR), (-2 * FAR * NEAR) / (FAR - NEAR)]);

/** Angles at which it is seen first, and those of the map. */
export const HOME = { turn: -0.5, tilt: 0.62 };
export const ABOVE = { turn: 0, tilt: 1.5 };
/** Least and greatest tilt and zoom. */
const TILT = [0.16, 1.45];
const ZOOM = [0.75, 4];

/** Room around it for numbers and names: left, top, right, bottom. */
const ROOM = /** @type {const} */ ([36, 16, 36, 40]);

/** @param {number} x @param {number[]} range */
const kept = (x, [low, high]) => Math.min(Math.max(x, low), high);

/** A sampled surface: heights 0…1, row by row from below. @typedef {{ columns: number, rows: number, heights: Float32Array }} Ground */

/** The height over a place of the unit square. @param {Ground} ground @param {number} u @param {number} v */
export function heightOf({ columns, rows, heights }, u, v) {
  const x = kept(u, [0, 1]) * (columns - 1);
  const y = kept(v, [0, 1]) * (rows - 1);
  const c = Math.min(Math.floor(x), columns - 2);
  const at = Math.min(Math.floor(y), rows - 2) * columns + c;
  const low = heights[at] + (heights[at + 1] - heights[at]) * (x - c);
  const high = heights[at + columns] + (heights[at + columns + 1] - heights[at + columns]) * (x - c);
  return low + (high - low) * (y - Math.min(Math.floor(y), rows - 2));
}

export class Camera {
  constructor() {
    this.turn = HOME.turn;
    this.tilt = HOME.tilt;
    this.zoom = 1;
    /** How far its middle is moved, in widths of the picture. */
    this.aside = [0, 0];
    this.size = [1, 1];
    /** Sine and cosine of the turn, and of the tilt. */
    this.sin = 0;
    this.cos = 1;
    this.up = 0;
    this.flat = 1;
    /** CSS pixels for one unit in the middle of the picture, and where that is. */
    this.scale = 1;
    this.middle = [0, 0];
    /** Half of its sides. */
    this.half = [1, 1];
    this.settle();
  }

  /** Takes the size of the picture, in CSS pixels, and the shape of the ground. @param {number} width @param {number} height @param {number} aspect */
  frame(width, height, aspect) {
    this.size = [width, height];
    this.half = aspect > 1 ? [1, 1 / aspect] : [aspect, 1];
    this.settle();
  }

  /** Turns and tilts by angles. @param {number} turn @param {number} tilt */
  move(turn, tilt) {
    this.turn += turn;
    this.tilt = kept(this.tilt + tilt, TILT);
    this.settle();
  }

  /** Zooms, so that what is at a place of the picture stays there. @param {number} factor @param {number} x @param {number} y */
  closer(factor, x = this.size[0] / 2, y = this.size[1] / 2) {
    const before = this.zoom;
    this.zoom = kept(before * factor, ZOOM);
    const by = this.zoom / before;
    const [cx, cy] = this.middle;
    const [width, height] = this.size;
    const most = [-0.5 * this.zoom, 0.5 * this.zoom];
    this.aside = [
      kept(this.aside[0] + ((x - cx) * (1 - by)) / width, most),
      kept(this.aside[1] + ((y - cy) * (1 - by)) / height, most),
    ];
    if (this.zoom <= 1) this.aside = [0, 0];
    this.settle();
  }

  /** @param {{ turn: number, tilt: number }} angles */
  set({ turn, tilt }) {
    [this.turn, this.tilt] = [turn, tilt];
    this.settle();
  }

  home() {
    [this.zoom, this.aside] = [1, [0, 0]];
    this.set(HOME);
  }

  /** Makes the whole of it as large as there is room, before it is zoomed. */
  settle() {
    this.sin = Math.sin(this.turn);
    this.cos = Math.cos(this.turn);
    this.up = Math.sin(this.tilt);
    this.flat = Math.cos(this.tilt);
    this.scale = 1;
    this.middle = [0, 0];
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (const u of [0, 1])
      for (const v of [0, 1])
        for (const h of [-BASE / RISE, 1]) {
          const [x, y] = this.place(u, v, h);
          box[0] = Math.min(box[0], x);
          box[1] = Math.min(box[1], y);
          box[2] = Math.max(box[2], x);
          box[3] = Math.max(box[3], y);
        }
    const [left, top, right, bottom] = ROOM;
    const [width, height] = [Math.max(this.size[0] - left - right, 10), Math.max(this.size[1] - top - bottom, 10)];
    const fit = Math.min(width / (box[2] - box[0]), height / (box[3] - box[1]));
    this.scale = fit * this.zoom;
    this.middle = [
      left + width / 2 - (this.scale * (box[0] + box[2])) / 2 + this.aside[0] * this.size[0],
      top + height / 2 - (this.scale * (box[1] + box[3])) / 2 + this.aside[1] * this.size[1],
    ];
  }

  /**
   * Where a place is on the screen, in CSS pixels, and how far away.
   * @param {number} u @param {number} v @param {number} h @returns {[x: number, y: number, far: number]}
   */
  place(u, v, h) {
    const [x, y] = [(2 * u - 1) * this.half[0], (2 * v - 1) * this.half[1]];
    const z = (h - 0.5) * RISE;
    const back = y * this.cos - x * this.sin;
    const far = AWAY + back * this.flat - z * this.up;
    const by = (this.scale * AWAY) / far;
    return [
      this.middle[0] + by * (x * this.cos + y * this.sin),
      this.middle[1] - by * (z * this.flat + back * this.up),
      far,
    ];
  }

  /** What is seen at a place of the screen from so far away. @param {number} px @param {number} py @param {number} far @returns {[u: number, v: number, h: number]} */
  back(px, py, far) {
    const by = far / (this.scale * AWAY);
    const [right, up, deep] = [(px - this.middle[0]) * by, (this.middle[1] - py) * by, far - AWAY];
    const back = deep * this.flat + up * this.up;
    const z = up * this.flat - deep * this.up;
    const [x, y] = [right * this.cos - back * this.sin, right * this.sin + back * this.cos];
    return [(x / this.half[0] + 1) / 2, (y / this.half[1] + 1) / 2, z / RISE + 0.5];
  }

  /** Where the eye is. */
  eye() {
    return this.back(this.middle[0], this.middle[1], 1e-6);
  }

  /**
   * The place of the surface that is seen at a place of the screen; beside the surface, nothing, or, with `near`, the place of the
   * surface nearest to it at that height.
   * @param {Ground} ground @param {number} px @param {number} py @param {number} [near] a height
   * @returns {[u: number, v: number] | undefined}
   */
  pick(ground, px, py, near) {
    const over = (/** @type {number} */ far) => {
      const [u, v, h] = this.back(px, py, far);
      if (u < 0 || u > 1 || v < 0 || v > 1) return undefined;
      return h - heightOf(ground, u, v);
    };
    const step = 2 / Math.max(ground.columns, ground.rows);
    for (let far = NEAR; far < FAR; far += step) {
      const above = over(far);
      if (above === undefined || above > 0) continue;
      // What lies below its base is not it.
      if (this.back(px, py, far)[2] < -BASE / RISE) break;
      let [from, to] = [far - step, far];
      for (let k = 0; k < 20; k += 1) {
        const middle = (from + to) / 2;
        const here = over(middle);
        if (here === undefined || here > 0) from = middle;
        else to = middle;
      }
      const [u, v] = this.back(px, py, to);
      return [kept(u, [0, 1]), kept(v, [0, 1])];
    }
    return near === undefined ? undefined : this.#beside(px, py, near);
  }

  /** @param {number} px @param {number} py @param {number} height @returns {[u: number, v: number]} */
  #beside(px, py, height) {
    // On a line of sight heights fall evenly.
    const [a, b] = [this.back(px, py, NEAR), this.back(px, py, FAR)];
    const share = kept((a[2] - height) / (a[2] - b[2] || 1), [0, 1]);
    return [kept(a[0] + (b[0] - a[0]) * share, [0, 1]), kept(a[1] + (b[1] - a[1]) * share, [0, 1])];
  }

  /** The four corners, the nearest first, then around. @returns {[u: number, v: number][]} */
  corners() {
    /** @type {[number, number][]} */
    const all = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ];
    const far = all.map(([u, v]) => this.place(u, v, 0.5)[2]);
    const first = far.indexOf(Math.min(...far));
    return all.map((_, k) => all[(first + k) % 4]);
  }
}

/** Cells of the grid on which it is known what is hidden behind what. */
const CELLS = /** @type {const} */ ([64, 48]);

/** By how much a hill has to be higher to hide anything. */
const CLEAR = 0.012;

/** What of a surface is hidden from the eye, on a coarser grid. @param {Ground} ground @param {Camera} camera */
export function hiding(ground, camera) {
  const [columns, rows] = CELLS;
  const [eu, ev, eh] = camera.eye();
  const heights = new Float32Array(columns * rows);
  for (let at = 0; at < heights.length; at += 1)
    heights[at] = heightOf(ground, ((at % columns) + 0.5) / columns, (Math.floor(at / columns) + 0.5) / rows);
  const hidden = new Uint8Array(columns * rows);
  for (let r = 0; r < rows; r += 1)
    for (let c = 0; c < columns; c += 1) {
      const at = r * columns + c;
      // One cell at a time towards the eye, for as long as there is anything higher.
      let x = c + 0.5;
      let y = r + 0.5;
      let z = heights[at];
      const step = 1 / Math.max(Math.abs(eu * columns - x), Math.abs(ev * rows - y));
      const dx = step * (eu * columns - x);
      const dy = step * (ev * rows - y);
      const dz = step * (eh - z);
      x += 0.5 * dx;
      y += 0.5 * dy;
      z += 0.5 * dz + CLEAR;
      for (;;) {
        x += dx;
        y += dy;
        z += dz;
        if (z > 1 || x < 0 || x >= columns || y < 0 || y >= rows) break;
        if (heights[(y | 0) * columns + (x | 0)] > z) {
          hidden[at] = 1;
          break;
        }
      }
    }
  /** @param {number} u @param {number} v */
  return (u, v) =>
    hidden[
      Math.min(Math.floor(kept(v, [0, 1]) * rows), rows - 1) * columns +
        Math.min(Math.floor(kept(u, [0, 1]) * columns), columns - 1)
    ] === 1;
}
