// Words at the axes, each written once and then put where it belongs: writing on a canvas of the page makes the browser work out the
// page's style, in every frame in which something on it has changed.

/** Writes a word of a size in pixels at a place, which is its left end, its middle or its right end, half-way up. @typedef {(text: string, x: number, y: number, size: number, align: CanvasTextAlign) => void} Write */

/** Most words that are kept. */
const MOST = 99;
/** How much of a word's width is on the left of its place. @type {Record<string, number>} */
const BEFORE = { left: 0, center: 0.5, right: 1 };

/**
 * @param {CanvasRenderingContext2D} pen @param {number} ratio device pixels for one of its own
 * @param {{ font: string, muted: string }} look @returns {Write}
 */
export function stamps(pen, ratio, { font, muted }) {
  /** @type {Map<string, OffscreenCanvas>} */
  const known = new Map();
  const made = (/** @type {string} */ text, /** @type {number} */ size) => {
    const stamp = new OffscreenCanvas(1, Math.ceil(1.6 * size * ratio));
    const own = /** @type {OffscreenCanvasRenderingContext2D} */ (stamp.getContext('2d'));
    const begin = () => {
      own.font = `${size * ratio}px ${font}`;
      [own.fillStyle, own.textBaseline] = [muted, 'middle'];
    };
    begin();
    stamp.width = Math.ceil(own.measureText(text).width) + 2;
    // With another width it has forgotten.
    begin();
    own.fillText(text, 1, stamp.height / 2);
    return stamp;
  };
  return (text, x, y, size, align) => {
    const name = `${size} ${text}`;
    const stamp = known.get(name) ?? made(text, size);
    // Numbers change with the function.
    if (known.size > MOST) known.clear();
    known.set(name, stamp);
    const left = Math.round(x * ratio - BEFORE[align] * stamp.width) / ratio;
    const top = Math.round(y * ratio - stamp.height / 2) / ratio;
    pen.drawImage(stamp, left, top, stamp.width / ratio, stamp.height / ratio);
  };
}

/** Writes with a pen that is not on the page. @param {import('./marks.js').Pen} pen @param {{ font: string, muted: string }} look @returns {Write} */
export const letters =
  (pen, { font, muted }) =>
  (text, x, y, size, align) => {
    [pen.font, pen.fillStyle, pen.textAlign, pen.textBaseline] = [`${size}px ${font}`, muted, align, 'middle'];
    pen.fillText(text, x, y);
  };
