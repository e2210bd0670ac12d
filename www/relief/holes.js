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
  const empty = (/** @type {number} */ at) => Number.isNaN(heights[at]);
  const beside = (/** @type {number} */ at) => [
    at % columns ? at - 1 : -1,
    (at + 1) % columns ? at + 1 : -1,
    at - columns,
    at + columns,
  ];
  const known = (/** @type {number} */ at) => beside(at).filter((other) => heights[other] >= 0);
  let ring = [...heights.keys()].filter((at) => empty(at) && known(at).length);
  while (ring.length) {
    const found = ring.map((at) => known(at).reduce((sum, other, _, { length }) => sum + heights[other] / length, 0));
    ring.forEach((at, k) => {
      heights[at] = found[k];
    });
    ring = [...new Set(ring.flatMap(beside))].filter(empty);
  }
  heights.forEach((_, at) => {
    if (empty(at)) heights[at] = 0;
  });
}
