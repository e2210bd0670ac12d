// What lies on the landscape, and the axes around it: runs, points, arrows, ticks. Drawn on a canvas, or on what stands for one.

import { t } from '../text.js';
import { BASE, RISE, heightOf } from './camera.js';

/** @typedef {import('./camera.js').Camera} Camera */
/** @typedef {import('./surface.js').Scenery} Scenery */
/** What can draw. @typedef {Pick<CanvasRenderingContext2D, 'beginPath' | 'moveTo' | 'lineTo' | 'closePath' | 'arc' | 'stroke' | 'fill' | 'fillText' | 'setLineDash' | 'strokeStyle' | 'fillStyle' | 'lineWidth' | 'lineDashOffset' | 'font' | 'textAlign' | 'textBaseline'>} Pen */
/** Whether a place of the ground is hidden. @typedef {(u: number, v: number) => boolean} Behind */
/** A place of the screen. @typedef {[x: number, y: number, ...more: number[]]} Place */

/** Numbers at the head of a mark, as the program writes it. */
const HEAD = 9;
/** How much of its opacity is left to what is behind a hill. */
const FAINT = 0.3;

/** Corners of symbols, in their radius. */
const SQUARE = /** @type {Place[]} */ ([[-0.88, -0.88], [0.88, -0.88], [0.88, 0.88], [-0.88, 0.88]]); // prettier-ignore
const TRIANGLE = /** @type {Place[]} */ ([[0, -1.2], [1.1, 0.8], [-1.1, 0.8]]); // prettier-ignore
const DIAMOND = /** @type {Place[]} */ ([[0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]]); // prettier-ignore
const CROSS = /** @type {Place[]} */ ([[0.9, 0.9], [0.9, -0.9]]); // prettier-ignore
const PLUS = /** @type {Place[]} */ ([[0, 1.25], [1.25, 0]]); // prettier-ignore

/** @param {ArrayLike<number>} rgb @param {number} alpha @param {number} [from] */
const colour = (rgb, alpha, from = 0) =>
  `rgba(${rgb[from]},${rgb[from + 1]},${rgb[from + 2]},${Math.round(alpha * 1000) / 1000})`;

/** @param {Pen} pen @param {Place[]} points @param {boolean} [close] */
function trace(pen, points, close = false) {
  pen.beginPath();
  points.forEach(([x, y], k) => (k ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  if (close) pen.closePath();
}

/** @param {Pen} pen @param {number} x @param {number} y @param {number} radius */
function disc(pen, x, y, radius) {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
}

/** A symbol at a place. @param {Pen} pen @param {Place} at @param {number} r @param {number} shape @param {{ own: string, rim: string }} look */
function symbol(pen, [x, y], r, shape, { own, rim }) {
  const corners = [undefined, SQUARE, TRIANGLE, DIAMOND][shape];
  const grow = 1 + 1.6 / r;
  const around = (/** @type {Place[]} */ points, /** @type {number} */ by) =>
    points.map(([u, v]) => /** @type {Place} */ ([x + u * r * by, y + v * r * by]));
  if (shape === 6) {
    [pen.strokeStyle, pen.lineWidth] = [own, 1.5];
    disc(pen, x, y, r);
    pen.stroke();
  } else if (shape > 3) {
    for (const [style, width] of /** @type {[string, number][]} */ ([
      [rim, 5],
      [own, 2.5],
    ])) {
      if (!style) continue;
      [pen.strokeStyle, pen.lineWidth] = [style, width];
      for (const [u, v] of shape === 4 ? CROSS : PLUS) {
        trace(pen, [[x - u * r, y - v * r], [x + u * r, y + v * r]]); // prettier-ignore
        pen.stroke();
      }
    }
  } else {
    for (const [style, by] of /** @type {[string, number][]} */ ([
      [rim, grow],
      [own, 1],
    ])) {
      if (!style) continue;
      pen.fillStyle = style;
      if (corners) trace(pen, around(corners, by), true);
      else disc(pen, x, y, r * by);
      pen.fill();
    }
  }
}

/** @param {Pen} pen @param {Place} from @param {Place} to @param {number} width @param {number[]} dash @param {string} own */
function arrow(pen, [ax, ay], [bx, by], width, dash, own) {
  const length = Math.hypot(bx - ax, by - ay);
  if (!(length >= 1)) return;
  const head = Math.min(4 * width, length);
  const [ux, uy] = [(bx - ax) / length, (by - ay) / length];
  const [nx, ny] = [bx - ux * head, by - uy * head];
  [pen.strokeStyle, pen.fillStyle, pen.lineWidth] = [own, own, width];
  pen.setLineDash(dash);
  trace(pen, [[ax, ay], [nx, ny]]); // prettier-ignore
  pen.stroke();
  pen.setLineDash([]);
  const side = 0.45 * head;
  trace(pen, [[bx, by], [nx - uy * side, ny + ux * side], [nx + uy * side, ny - ux * side]], true); // prettier-ignore
  pen.fill();
}

/** Places of the mark that is being drawn, three numbers each, and which of them are hidden. */
let places = new Float64Array(3 * 512);
let hidden = new Uint8Array(512);

/** Projects the points of a mark. @param {Float32Array} marks @param {number} at its first one @param {number} count @param {Camera} camera @param {Behind} behind */
function project(marks, at, count, camera, behind) {
  if (count > hidden.length) {
    places = new Float64Array(6 * count);
    hidden = new Uint8Array(2 * count);
  }
  for (let k = 0; k < count; k += 1, at += 3) {
    camera.onto(places, 3 * k, marks[at], marks[at + 1], marks[at + 2]);
    hidden[k] = Number(behind(marks[at], marks[at + 1]));
  }
}

/** @param {number} k */
const placed = (k) => /** @type {Place} */ ([places[3 * k], places[3 * k + 1]]);

/** Pixels below which a piece of a line is not drawn for itself. */
const FINE = 0.6;

/**
 * The line through the projected points, fainter where it is hidden; its dashes run on.
 * @param {Pen} pen @param {number} count @param {number} width @param {number[]} dash @param {(alpha: number) => string} own
 */
function line(pen, count, width, dash, own) {
  pen.lineWidth = width;
  pen.setLineDash(dash);
  let length = 0;
  let [x, y] = places;
  for (let k = 1; k < count;) {
    // A piece is as hidden as where it begins.
    const covered = hidden[k - 1];
    pen.strokeStyle = own(covered ? FAINT : 1);
    pen.lineDashOffset = length;
    pen.beginPath();
    pen.moveTo(x, y);
    let more = true;
    while (more) {
      const [px, py] = [places[3 * k], places[3 * k + 1]];
      more = k + 1 < count && hidden[k] === covered;
      const far = Math.hypot(px - x, py - y);
      if (far > FINE || !more) {
        pen.lineTo(px, py);
        length += far;
        x = px;
        y = py;
      }
      k += 1;
    }
    pen.stroke();
  }
  pen.setLineDash([]);
  pen.lineDashOffset = 0;
}

/**
 * Marks as the program writes them: a head (kind, red, green, blue, opacity, three lengths, number of points), then the points.
 * @param {Pen} pen @param {Float32Array} marks @param {Camera} camera @param {Behind} behind @param {number[]} page its colour
 */
export function put(pen, marks, camera, behind, page) {
  for (let at = 0; at < marks.length;) {
    const [kind, , , , alpha, one, two, three, count] = marks.subarray(at, at + HEAD);
    const own = (/** @type {number} */ share) => colour(marks, alpha * share, ink);
    const ink = at + 1;
    project(marks, at + HEAD, count, camera, behind);
    at += HEAD + 3 * count;
    const dash = two ? [two, three] : [];
    if (kind === 0) line(pen, count, one, dash, own);
    else if (kind === 2) arrow(pen, placed(0), placed(1), one, dash, own(hidden[0] ? FAINT : 1));
    else if (kind === 1) {
      const looks = [1, FAINT].map((share) => ({ own: own(share), rim: three ? colour(page, alpha * share) : '' }));
      for (let k = 0; k < count; k += 1) symbol(pen, placed(k), one, two, looks[hidden[k]]);
    } else {
      const [x, y] = places;
      [pen.strokeStyle, pen.lineWidth] = [own(1), one];
      // In short pieces: what writes pictures down knows whole circles only.
      const pieces = Math.max(Math.ceil(48 * three), 1);
      const turn = (/** @type {number} */ k) => (2 * Math.PI * three * k) / pieces;
      trace(pen, Array.from({ length: pieces + 1 }, (_, k) => [x + two * Math.sin(turn(k)), y - two * Math.cos(turn(k))])); // prettier-ignore
      pen.stroke();
    }
  }
}

/** Gives points at the rim of a hole, which have no height, that of the surface. @param {Float32Array} marks @param {import('./camera.js').Ground} ground */
export function lay(marks, ground) {
  for (let at = 0; at < marks.length;) {
    const end = at + HEAD + 3 * marks[at + HEAD - 1];
    for (at += HEAD; at < end; at += 3)
      if (Number.isNaN(marks[at + 2])) marks[at + 2] = heightOf(ground, marks[at], marks[at + 1]);
  }
}

/** Sides whose ticks are told: the near ones, and the upright one at the left. @param {Camera} camera */
function edges(camera) {
  const [near, next, , before] = camera.corners();
  const foot = -BASE / RISE;
  /** @type {(corner: [number, number]) => (share: number) => Place} */
  const upright =
    ([u, v]) =>
    (share) =>
      camera.place(u, v, share);
  /** @param {[number, number]} a @param {[number, number]} b */
  const along = (a, b) => {
    const which = a[0] === b[0] ? 1 : 0;
    const at = (/** @type {number} */ share) =>
      which ? camera.place(near[0], share, foot) : camera.place(share, near[1], foot);
    return { which, at };
  };
  const all = [next, before].map((other) => along(near, other));
  const corners = camera.corners();
  const leftmost = corners.reduce((best, corner) =>
    camera.place(...corner, 0)[0] < camera.place(...best, 0)[0] ? corner : best,
  );
  return { sides: all, upright: upright(leftmost), outline: [before, near, next] };
}

/**
 * Axes: numbers and names along the near sides of the base, numbers up the left one.
 * @param {Pen} pen @param {Scenery} scenery @param {Camera} camera @param {import('./stamps.js').Write} write
 */
export function axes(pen, { ticks, names, axis }, camera, write) {
  const { sides, upright, outline } = edges(camera);
  const middle = camera.place(0.5, 0.5, -BASE / RISE);
  [pen.strokeStyle, pen.lineWidth] = [axis, 1];
  trace(
    pen,
    outline.map(([u, v]) => camera.place(u, v, -BASE / RISE)),
  );
  pen.stroke();
  trace(pen, [upright(-BASE / RISE), upright(1)]);
  pen.stroke();
  for (const { which, at } of sides) {
    // Outwards, square to the side.
    const [[ax, ay], [bx, by]] = [at(0), at(1)];
    const length = Math.hypot(bx - ax, by - ay) || 1;
    let [nx, ny] = [(by - ay) / length, (ax - bx) / length];
    if (nx * (middle[0] - ax) + ny * (middle[1] - ay) > 0) [nx, ny] = [-nx, -ny];
    const align = nx > 0.35 ? 'left' : nx < -0.35 ? 'right' : 'center';
    // A side that is seen from its end has no room for numbers.
    if (length < 60) continue;
    const every = Math.ceil((ticks[which].length * 34) / length);
    ticks[which].forEach(([share, text], k) => {
      if (k % every || share < 0.03 || share > 0.97) return;
      const [x, y] = at(share);
      trace(pen, [[x, y], [x + 4 * nx, y + 4 * ny]]); // prettier-ignore
      pen.stroke();
      write(text, x + 9 * nx, y + 11 * ny, 11, align);
    });
    const [x, y] = at(0.5);
    write(t(names[which]), x + 30 * nx, y + 29 * ny, 13, align);
  }
  let last = Infinity;
  for (const [share, text] of ticks[2]) {
    const [x, y] = upright(share);
    if (last - y < 14) continue;
    last = y;
    trace(pen, [[x - 4, y], [x, y]]); // prettier-ignore
    pen.stroke();
    write(text, x - 7, y, 11, 'right');
  }
}
