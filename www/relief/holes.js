// Places over which a function has no value: the surface has holes there.

/** Columns and rows of the grid on which holes are cut. */
export const CUTS = /** @type {const} */ ([512, 384]);

/**
 * How much of each cell is cut out, 0…255, row by row from below; nothing where nothing is.
 * @param {[left: number, right: number, low: number, high: number][]} holes as shares along and up @returns {Uint8Array | undefined}
 */
export function cut(holes) {
  if (!holes.length) return undefined;
  const [columns, rows] = CUTS;
  const cells = new Uint8Array(columns * rows);
  const inside = (/** @type {number} */ x, /** @type {number} */ most) => Math.min(Math.max(x, 0), most);
  for (const [left, right, low, high] of holes) {
    const [from, to] = [left, right].map((share) => inside(share * columns, columns));
    const [first, last] = [low, high].map((share) => Math.round(inside(share, 1) * rows));
    for (let r = first; r < last; r += 1)
      for (let c = Math.floor(from); c < to; c += 1) {
        const part = Math.min(to, c + 1) - Math.max(from, c);
        const at = r * columns + c;
        cells[at] = Math.min(cells[at] + Math.round(255 * part), 255);
      }
  }
  return cells;
}

/** Whether there is no surface over a place of the unit square. @param {{ cuts?: Uint8Array }} ground @param {number} u @param {number} v */
export function hollow({ cuts }, u, v) {
  if (!cuts) return false;
  const [columns, rows] = CUTS;
  const cell = (/** @type {number} */ share, /** @type {number} */ count) =>
    Math.min(Math.max(Math.floor(share * count), 0), count - 1);
  return cuts[cell(v, rows) * columns + cell(u, columns)] > 127;
}

/**
 * Gives samples without height the mean of those around them, ring by ring from the edge of a hole, so that nothing spikes at its rim;
 * 0 where there is none at all. @param {Float32Array} heights row by row @param {number} columns
 */
export function span(heights, columns) {
  let left = [...heights.keys()].filter((at) => Number.isNaN(heights[at]));
  while (left.length) {
    const found = left.map((at) => {
      const c = at % columns;
      const beside = [c ? heights[at - 1] : Number.NaN, c + 1 < columns ? heights[at + 1] : Number.NaN];
      const known = [...beside, heights[at - columns], heights[at + columns]].filter((height) => height >= 0);
      return known.reduce((sum, height) => sum + height, 0) / known.length;
    });
    const none = found.every((height) => Number.isNaN(height));
    left.forEach((at, k) => (heights[at] = none ? 0 : found[k]));
    left = left.filter((at) => Number.isNaN(heights[at]));
  }
}
