// How a landscape over the unit square is seen: angles and zoom; from a place on it to the screen, and back.

import { hollow } from './holes.js';

/** Height of the highest place, and depth of the base below the lowest, where the wider side of the landscape is 2. */
export const RISE = 0.66;
export const BASE = 0.09;
/** How far the eye is away. */
export const AWAY = 5.2;
/** Nearest and farthest that anything can be, for the depth of WebGL. */
const [NEAR, FAR] = [AWAY - 2.4, AWAY + 2.4];
export const DEPTH = /** @type {const} */ ([(FAR + NEAR) / (FAR - NEAR), (-2 * FAR * NEAR) / (FAR - NEAR)]);

/** Angles at which it is seen first, and those of the map. */
export const HOME = { turn: (-28.6 / 180) * Math.PI, tilt: (35.5 / 180) * Math.PI };
export const ABOVE = { turn: 0, tilt: 1.5 };
/** Least and greatest tilt and zoom. */
const TILT = [0.16, 1.45];
const ZOOM = [0.75, 4];

/** @param {number} angle */
const degrees = (angle) => (angle / Math.PI) * 180;
/** What a link would say of where it is seen first. */
const FIRST = [HOME.turn, HOME.tilt].map((angle) => Number(degrees(angle).toFixed(1))).join();

/** Room around it for numbers and names: left, top, right, bottom. */
const ROOM = /** @type {const} */ ([36, 16, 36, 40]);

/** From one end of the ground to the other. */
const SIDE = [0, 1];

/** @param {number} x @param {number[]} range */
const kept = (x, [low, high]) => Math.min(Math.max(x, low), high);

/** A sampled surface: heights 0…1, row by row from below, and where it has holes. @typedef {{ columns: number, rows: number, heights: Float32Array, cuts?: Uint8Array }} Ground */

/** The height over a place of the unit square. @param {Ground} ground @param {number} u @param {number} v */
export function heightOf({ columns, rows, heights }, u, v) {
  const x = kept(u, SIDE) * (columns - 1);
  const y = kept(v, SIDE) * (rows - 1);
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

  /** As a link says it: angles in degrees, then zoom and how far it is moved, where it is zoomed; nothing for where it is seen first. */
  get text() {
    const turns = this.turn / (2 * Math.PI);
    const angles = [360 * (turns - Math.round(turns)), degrees(this.tilt)].map((angle) => Number(angle.toFixed(1)));
    const more = [this.zoom, ...this.aside].map((part) => Number(part.toFixed(3)));
    const text = [...angles, ...(this.zoom === 1 ? [] : more)].join();
    return text === FIRST ? '' : text;
  }

  /** Takes what a link says, as far as it can be seen; tells whether it says anything. @param {string} text */
  read(text) {
    const numbers = (text || FIRST).split(',').map((part) => (part.trim() ? Number(part) : Number.NaN));
    const good = [2, 3, 5].includes(numbers.length) && numbers.every(Number.isFinite);
    if (!text || !good) {
      this.home();
      return good;
    }
    const [turn, tilt, zoom = 1, x = 0, y = 0] = numbers;
    this.zoom = kept(zoom, ZOOM);
    const most = [-0.5 * this.zoom, 0.5 * this.zoom];
    this.aside = this.zoom > 1 ? [kept(x, most), kept(y, most)] : [0, 0];
    this.set({ turn: (turn / 180) * Math.PI, tilt: kept((tilt / 180) * Math.PI, TILT) });
    return true;
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
    /** @type {[x: number, y: number, far: number]} */
    const out = [0, 0, 0];
    this.onto(out, 0, u, v, h);
    return out;
  }

  /**
   * Writes the same three numbers into a list: of the thousands of places in a frame none is an object of its own.
   * @param {number[] | Float64Array} out @param {number} to where in it @param {number} u @param {number} v @param {number} h
   */
  onto(out, to, u, v, h) {
    const x = (2 * u - 1) * this.half[0];
    const y = (2 * v - 1) * this.half[1];
    const z = (h - 0.5) * RISE;
    const back = y * this.cos - x * this.sin;
    const far = AWAY + back * this.flat - z * this.up;
    const by = (this.scale * AWAY) / far;
    out[to] = this.middle[0] + by * (x * this.cos + y * this.sin);
    out[to + 1] = this.middle[1] - by * (z * this.flat + back * this.up);
    out[to + 2] = far;
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
   * The place of the surface that is seen at a place of the screen: through a hole what is seen behind it, or else the place over which
   * the hole is. Beside the surface, nothing. With `near` holes are as the surface around them, and beside it the nearest place at
   * that height is taken.
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
    /** @type {[u: number, v: number] | undefined} */
    let hole;
    let under = false;
    for (let far = NEAR; far < FAR; far += step) {
      const above = over(far);
      if (above === undefined || above > 0) {
        under = false;
        continue;
      }
      // What lies below its base is not it.
      if (this.back(px, py, far)[2] < -BASE / RISE) break;
      // Through a hole the surface is seen from below: as nothing that can be pointed at.
      if (under) continue;
      let [from, to] = [far - step, far];
      for (let k = 0; k < 20; k += 1) {
        const middle = (from + to) / 2;
        const here = over(middle);
        if (here === undefined || here > 0) from = middle;
        else to = middle;
      }
      const [u, v] = this.back(px, py, to);
      /** @type {[u: number, v: number]} */
      const at = [kept(u, SIDE), kept(v, SIDE)];
      if (near !== undefined || !hollow(ground, ...at)) return at;
      hole ??= at;
      under = true;
    }
    return near === undefined ? hole : this.#beside(px, py, near);
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

/** Heights of the cells of a ground, as far as they hide anything. @type {WeakMap<Ground, Float32Array>} */
const coarse = new WeakMap();

/** @param {Ground} ground */
function cellsOf(ground) {
  const known = coarse.get(ground);
  if (known) return known;
  const [columns, rows] = CELLS;
  const heights = Float32Array.from({ length: columns * rows }, (_, at) => {
    const [u, v] = [((at % columns) + 0.5) / columns, (Math.floor(at / columns) + 0.5) / rows];
    // A hole hides nothing.
    return hollow(ground, u, v) ? -1 : heightOf(ground, u, v);
  });
  coarse.set(ground, heights);
  return heights;
}

/** What is known of a cell. */
const [UNKNOWN, SEEN, HIDDEN] = [0, 1, 2];

/** What of a surface is hidden from the eye, on a coarser grid: found cell by cell, where it is asked for. @param {Ground} ground @param {Camera} camera */
export function hiding(ground, camera) {
  const [columns, rows] = CELLS;
  const [eu, ev, eh] = camera.eye();
  const heights = cellsOf(ground);
  const known = new Uint8Array(columns * rows);
  const look = (/** @type {number} */ at) => {
    // One cell at a time towards the eye, for as long as there is anything higher.
    let x = (at % columns) + 0.5;
    let y = Math.floor(at / columns) + 0.5;
    let z = heightOf(ground, x / columns, y / rows);
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
      if (z > 1 || x < 0 || x >= columns || y < 0 || y >= rows) return SEEN;
      if (heights[(y | 0) * columns + (x | 0)] > z) return HIDDEN;
    }
  };
  /** @param {number} u @param {number} v */
  return (u, v) => {
    const c = Math.min(Math.floor(kept(u, SIDE) * columns), columns - 1);
    const at = Math.min(Math.floor(kept(v, SIDE) * rows), rows - 1) * columns + c;
    if (known[at] === UNKNOWN) known[at] = look(at);
    return known[at] === HIDDEN;
  };
}
