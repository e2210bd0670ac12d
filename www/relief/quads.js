// The landscape as a vector picture: pieces of its bands, the farthest first, each painted over those behind it.

import { BASE, RISE, heightOf } from './camera.js';
import { CROWD, lightOf, opaque } from './ground.js';
import { hollow } from './holes.js';

/** @typedef {import('./surface.js').Surface} Surface */
/** A corner of a piece: where it is on the screen, and how high. @typedef {[x: number, y: number, high: number]} Corner */

/** Most pieces along. */
const MOST = 90;
/** Where parts of a piece begin, and half of their width. */
const PARTS = [0, 0.25, 0.5, 0.75];
const HALF = 0.125;

/** @param {number} x */
const short = (x) => Math.round(x * 10) / 10;
/** @param {Corner[]} corners */
const outline = (corners) => corners.map(([x, y], k) => `${k ? 'L' : 'M'}${short(x)} ${short(y)}`).join('');
/** @param {number[]} rgb @param {number} shade */
const css = ([r, g, b], shade) =>
  `rgb(${[r, g, b].map((part) => Math.min(Math.max(Math.round(part * shade), 0), 255)).join(',')})`;

/**
 * The part of a piece above a level, or below it, and where the level runs through it.
 * @param {Corner[]} corners @param {number} level @param {1 | -1} side
 */
function cut(corners, level, side) {
  /** @type {Corner[]} */
  const kept = [];
  /** @type {Corner[]} */
  const through = [];
  corners.forEach((here, k) => {
    const next = corners[(k + 1) % corners.length];
    const [a, b] = [side * (here[2] - level), side * (next[2] - level)];
    if (a >= 0) kept.push(here);
    if (a >= 0 === b >= 0) return;
    const share = a / (a - b);
    /** @type {Corner} */
    const between = [here[0] + (next[0] - here[0]) * share, here[1] + (next[1] - here[1]) * share, level];
    kept.push(between);
    through.push(between);
  });
  return { kept, through };
}

/** Every so many samples, the last one too. @param {number} count @param {number} step */
function every(count, step) {
  const all = Array.from({ length: Math.ceil((count - 1) / step) }, (_, k) => k * step);
  return [...all, count - 1];
}

/** The band of a height. @param {number[]} levels @param {number} high */
function bandOf(levels, high) {
  const above = levels.findIndex((level) => level > high);
  return above < 0 ? levels.length : above;
}

/** @param {Surface} surface @returns {string} what stands in an `<svg>` of the picture's size */
export function quads({ scenery, camera, crowd }) {
  if (!scenery) return '';
  const { columns, rows, levels, bands, line, strength, page } = scenery;
  const light = lightOf(camera, page[0] < 128);
  const step = Math.ceil((columns - 1) / MOST);
  const [along, up] = [every(columns, step), every(rows, step)];
  /** @type {{ far: number, text: string }[]} */
  const pieces = [];
  const stroke = `fill="none" stroke="rgb(${line.join(',')})" stroke-opacity="${opaque(strength, page).toFixed(2)}"`;
  /** A piece from one place to another. @param {number} left @param {number} low @param {number} right @param {number} high */
  const put = (left, low, right, high) => {
    const four = [
      [left, low],
      [right, low],
      [right, high],
      [left, high],
    ].map(([u, v]) => {
      const height = heightOf(scenery, u, v);
      const [x, y, far] = camera.place(u, v, height);
      return { corner: /** @type {Corner} */ ([x, y, height]), far, height };
    });
    const [a, b, d, e] = four.map(({ height }) => height * RISE);
    const width = (right - left) * 2 * camera.half[0];
    const depth = (high - low) * 2 * camera.half[1];
    const [nx, ny] = [-(b + d - a - e) / (2 * width), -(d + e - a - b) / (2 * depth)];
    const facing = (nx * light[0] + ny * light[1] + light[2]) / Math.hypot(nx, ny, 1);
    const shade = 1 + light[3] * (facing - light[2]);
    const tint = tinted(crowd, (left + right) / 2, (low + high) / 2);
    const corners = four.map(({ corner }) => corner);
    const [lowest, highest] = [Math.min, Math.max].map((end) =>
      bandOf(levels, end(...four.map(({ height }) => height))),
    );
    let text = '';
    for (let band = lowest; band <= highest; band += 1) {
      let part = corners;
      let lines = '';
      if (band > lowest) {
        const { kept, through } = cut(part, levels[band - 1], 1);
        part = kept;
        if (through.length > 1) lines = `<path ${stroke} d="${outline(through.slice(0, 2))}"/>`;
      }
      if (band < highest) part = cut(part, levels[band], -1).kept;
      if (part.length < 3) continue;
      const colour = css(tint(bands[band].map((x) => x * shade)), 1);
      text += `<path fill="${colour}" stroke="${colour}" stroke-width="0.7" d="${outline(part)}Z"/>${lines}`;
    }
    const rim = [
      [low === 0, 0, 1],
      [right === 1, 1, 2],
      [high === 1, 2, 3],
      [left === 0, 3, 0],
    ].filter(([outer]) => outer);
    for (const [, from, to] of rim)
      text += `<path fill="none" stroke="rgb(${line.join(',')})" stroke-width="0.7" d="${outline([corners[Number(from)], corners[Number(to)]])}"/>`;
    pieces.push({ far: four.reduce((sum, { far }) => sum + far, 0), text });
  };
  for (let r = 0; r + 1 < up.length; r += 1)
    for (let c = 0; c + 1 < along.length; c += 1) {
      const [left, right] = [along[c], along[c + 1]].map((at) => at / (columns - 1));
      const [low, high] = [up[r], up[r + 1]].map((at) => at / (rows - 1));
      const within = (/** @type {number} */ x, /** @type {number} */ y) =>
        /** @type {const} */ ([left + (right - left) * x, low + (high - low) * y]);
      const holes = PARTS.flatMap((x) => PARTS.map((y) => hollow(scenery, ...within(x + HALF, y + HALF))));
      if (!holes.includes(true)) put(left, low, right, high);
      else if (holes.includes(false))
        // At the edge of a hole in smaller ones.
        PARTS.forEach((x, k) =>
          PARTS.forEach((y, l) => {
            if (!holes[k * PARTS.length + l]) put(...within(x, y), ...within(x + 2 * HALF, y + 2 * HALF));
          }),
        );
    }
  pieces.sort((one, other) => other.far - one.far);
  return [...pieces.map(({ text }) => text), ...sides(scenery, camera, light)].join('\n');
}

/** The colour of a crowd over another one. @param {Uint8Array | undefined} crowd @param {number} u @param {number} v */
function tinted(crowd, u, v) {
  const [width, height] = CROWD;
  const at = 4 * (Math.floor((1 - v) * height) * width + Math.floor(u * width));
  const [r, g, b, opacity] = crowd ? crowd.subarray(at, at + 4) : [0, 0, 0, 0];
  return (/** @type {number[]} */ rgb) => rgb.map((x, k) => x + ([r, g, b][k] - x) * (opacity / 255));
}

/** The sides that face the eye. @param {import('./surface.js').Scenery} scenery @param {import('./camera.js').Camera} camera @param {number[]} light */
function sides(scenery, camera, light) {
  const { columns, rows, heights, side } = scenery;
  const [eu, ev] = camera.eye();
  const foot = -BASE / RISE;
  const share = (/** @type {number} */ k, /** @type {number} */ count) => k / (count - 1);
  /** @type {[boolean, [number, number], number, (k: number) => [c: number, r: number]][]} */
  const all = [
    [ev < 0, [0, -1], columns, (k) => [k, 0]],
    [ev > 1, [0, 1], columns, (k) => [k, rows - 1]],
    [eu < 0, [-1, 0], rows, (k) => [0, k]],
    [eu > 1, [1, 0], rows, (k) => [columns - 1, k]],
  ];
  return all
    .filter(([faces]) => faces)
    .map(([, [nx, ny], count, at]) => {
      const edge = Array.from({ length: count }, (_, k) => {
        const [c, r] = at(k);
        const [u, v] = [share(c, columns), share(r, rows)];
        const [x, y] = camera.place(u, v, hollow(scenery, u, v) ? foot : heights[r * columns + c]);
        return /** @type {Corner} */ ([x, y, 0]);
      });
      const corner = (/** @type {number} */ k) => {
        const [c, r] = at(k);
        const [x, y] = camera.place(share(c, columns), share(r, rows), foot);
        return /** @type {Corner} */ ([x, y, 0]);
      };
      const colour = css(side, 1 + 0.5 * light[3] * (nx * light[0] + ny * light[1] - 0.2));
      return `<path fill="${colour}" stroke="${colour}" stroke-width="0.7" d="${outline([...edge, corner(count - 1), corner(0)])}Z"/>`;
    });
}
