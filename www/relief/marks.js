// What lies on the landscape, and the axes around it: runs, points, arrows, ticks. Drawn on a canvas, or on what stands for one.

import { t } from '../text.js';
import { BASE, RISE } from './camera.js';

/** @typedef {import('./camera.js').Camera} Camera */
/** @typedef {import('./surface.js').Scenery} Scenery */
/** What can draw. @typedef {Pick<CanvasRenderingContext2D, 'beginPath' | 'moveTo' | 'lineTo' | 'closePath' | 'arc' | 'stroke' | 'fill' | 'fillText' | 'setLineDash' | 'strokeStyle' | 'fillStyle' | 'lineWidth' | 'lineDashOffset' | 'font' | 'textAlign' | 'textBaseline'>} Pen */
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

/** A symbol at a place. @param {Pen} pen @param {Place} at @param {number} r @param {number} shape @param {string} own @param {string} rim */
function symbol(pen, [x, y], r, shape, own, rim) {
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

/**
 * A line, fainter where it is hidden; its dashes run on.
 * @param {Pen} pen @param {Place[]} points @param {boolean[]} hidden @param {number} width @param {number[]} dash @param {(alpha: number) => string} own
 */
function line(pen, points, hidden, width, dash, own) {
  pen.lineWidth = width;
  pen.setLineDash(dash);
  let [from, length] = [0, 0];
  while (from < points.length - 1) {
    let to = from + 1;
    while (to < points.length - 1 && hidden[to] === hidden[from]) to += 1;
    const part = points.slice(from, to + 1);
    pen.strokeStyle = own(hidden[from] ? FAINT : 1);
    pen.lineDashOffset = length;
    trace(pen, part);
    pen.stroke();
    if (dash.length)
      for (let k = 1; k < part.length; k += 1)
        length += Math.hypot(part[k][0] - part[k - 1][0], part[k][1] - part[k - 1][1]);
    from = to;
  }
  pen.setLineDash([]);
  pen.lineDashOffset = 0;
}

/**
 * Marks as the program writes them: a head (kind, red, green, blue, opacity, three lengths, number of points), then the points.
 * @param {Pen} pen @param {Float32Array} marks @param {Camera} camera @param {(u: number, v: number) => boolean} behind
 * @param {number[]} page its colour
 */
export function put(pen, marks, camera, behind, page) {
  for (let at = 0; at < marks.length;) {
    const [kind, , , , alpha, one, two, three, count] = marks.subarray(at, at + HEAD);
    const own = (/** @type {number} */ share) => colour(marks, alpha * share, ink);
    const ink = at + 1;
    /** @type {Place[]} */
    const points = [];
    /** @type {boolean[]} */
    const hidden = [];
    at += HEAD;
    for (const end = at + 3 * count; at < end; at += 3) {
      points.push(camera.place(marks[at], marks[at + 1], marks[at + 2]));
      hidden.push(behind(marks[at], marks[at + 1]));
    }
    const dash = two ? [two, three] : [];
    if (kind === 0) line(pen, points, hidden, one, dash, own);
    else if (kind === 2) arrow(pen, points[0], points[1], one, dash, own(hidden[0] ? FAINT : 1));
    else if (kind === 1) {
      points.forEach((point, k) => {
        const share = hidden[k] ? FAINT : 1;
        symbol(pen, point, one, two, own(share), three ? colour(page, alpha * share) : '');
      });
    } else {
      const [[x, y]] = points;
      [pen.strokeStyle, pen.lineWidth] = [own(1), one];
      // In short pieces: what writes pictures down knows whole circles only.
      const pieces = Math.max(Math.ceil(48 * three), 1);
      const turn = (/** @type {number} */ k) => (2 * Math.PI * three * k) / pieces;
      trace(pen, Array.from({ length: pieces + 1 }, (_, k) => [x + two * Math.sin(turn(k)), y - two * Math.cos(turn(k))])); // prettier-ignore
      pen.stroke();
    }
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
 * @param {Pen} pen @param {Scenery} scenery @param {Camera} camera
 */
export function axes(pen, { ticks, names, font, muted, axis }, camera) {
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
  [pen.fillStyle, pen.textBaseline] = [muted, 'middle'];
  for (const { which, at } of sides) {
    // Outwards, square to the side.
    const [[ax, ay], [bx, by]] = [at(0), at(1)];
    const length = Math.hypot(bx - ax, by - ay) || 1;
    let [nx, ny] = [(by - ay) / length, (ax - bx) / length];
    if (nx * (middle[0] - ax) + ny * (middle[1] - ay) > 0) [nx, ny] = [-nx, -ny];
    pen.textAlign = nx > 0.35 ? 'left' : nx < -0.35 ? 'right' : 'center';
    // A side that is seen from its end has no room for numbers.
    if (length < 60) continue;
    pen.font = `11px ${font}`;
    const every = Math.ceil((ticks[which].length * 34) / length);
    ticks[which].forEach(([share, text], k) => {
      if (k % every || share < 0.03 || share > 0.97) return;
      const [x, y] = at(share);
      trace(pen, [[x, y], [x + 4 * nx, y + 4 * ny]]); // prettier-ignore
      pen.stroke();
      pen.fillText(text, x + 9 * nx, y + 11 * ny);
    });
    pen.font = `13px ${font}`;
    const [x, y] = at(0.5);
    pen.fillText(t(names[which]), x + 30 * nx, y + 29 * ny);
  }
  [pen.font, pen.textAlign] = [`11px ${font}`, 'right'];
  let last = Infinity;
  for (const [share, text] of ticks[2]) {
    const [x, y] = upright(share);
    if (last - y < 14) continue;
    last = y;
    trace(pen, [[x - 4, y], [x, y]]); // prettier-ignore
    pen.stroke();
    pen.fillText(text, x - 7, y);
  }
}
