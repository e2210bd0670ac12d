// Pictures as vectors: the program draws them on what it takes for canvases, and what it says to those is written down.

import { Blank } from '../relief/blank.js';
import { surfaces } from '../relief/known.js';
import { quads } from '../relief/quads.js';

/** @param {unknown} text */
export const escaped = (text) => String(text).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Letters that there are everywhere, those of the page first. */
export const FAMILY =
  "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'Noto Sans CJK SC', Arial, sans-serif";

/** Where a line of text stands to its point, in its own height. @type {Record<string, number>} */
const DROPS = { top: 0.8, middle: 0.35 };
/** @type {Record<string, string>} */
const ANCHORS = { center: 'middle', end: 'end' };

/** A colour of a canvas as attributes: not every program that opens a picture knows `rgba()`. @param {string} name @param {string} colour */
function paint(name, colour) {
  const [, r, g, b, alpha] = /rgba\((\d+),(\d+),(\d+),([\d.e-]+)\)/.exec(colour) ?? [];
  if (r === undefined) return `${name}="${colour}"`;
  return `${name}="rgb(${r},${g},${b})"${Number(alpha) < 1 ? ` ${name}-opacity="${alpha}"` : ''}`;
}

/** A pen that writes down what the program draws. */
class Pen extends Blank {
  lineDashOffset = 0;
  /** Dash and gap by turns. @type {number[]} */
  dashes = [];
  /** @type {string[]} */
  out = [];
  path = '';
  /** The look of the line drawn last: what goes on in the same look is one line. */
  last = '';
  line = '';

  beginPath() {
    this.path = '';
  }
  /** @param {number[]} dashes */
  setLineDash(dashes) {
    this.dashes = dashes;
  }
  /** @param {number} x @param {number} y */
  moveTo(x, y) {
    this.path += `M${x} ${y}`;
  }
  /** @param {number} x @param {number} y */
  lineTo(x, y) {
    this.path += `L${x} ${y}`;
  }
  closePath() {
    this.path += 'Z';
  }
  /** A whole circle: the program draws no other arcs. @param {number} x @param {number} y @param {number} r */
  arc(x, y, r) {
    this.path += `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
  }
  #end() {
    if (this.line) this.out.push(`<path fill="none" ${this.last} d="${this.line}"/>`);
    this.line = '';
  }
  stroke() {
    const look = `${paint('stroke', this.strokeStyle)} stroke-width="${this.lineWidth}"${this.#dashed()}`;
    if (look !== this.last) this.#end();
    this.last = look;
    this.line += this.path;
  }
  #dashed() {
    const { dashes, lineDashOffset } = this;
    return dashes.length
      ? ` stroke-dasharray="${dashes.join(' ')}" stroke-dashoffset="${lineDashOffset.toFixed(1)}"`
      : '';
  }
  fill() {
    this.#end();
    this.out.push(`<path ${paint('fill', this.fillStyle)} d="${this.path}"/>`);
  }
  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  fillRect(x, y, width, height) {
    this.#end();
    this.out.push(`<rect ${paint('fill', this.fillStyle)} x="${x}" y="${y}" width="${width}" height="${height}"/>`);
  }
  /** @param {string} text @param {number} x @param {number} y */
  fillText(text, x, y) {
    this.#end();
    const size = Number.parseFloat(this.font.replace(/^\D+/, ''));
    const drop = (DROPS[this.textBaseline] ?? 0) * size;
    const anchor = ANCHORS[this.textAlign] ?? 'start';
    this.out.push(
      `<text ${paint('fill', this.fillStyle)} font-size="${size}" text-anchor="${anchor}" x="${x}" y="${y + drop}">${escaped(text)}</text>`,
    );
  }
  /** All of it; what is shaded is told apart, as polygons. */
  text() {
    this.#end();
    return this.out.join('\n');
  }
}
/** @param {HTMLElement} plot whose canvases it stands for */
function canvas(plot) {
  const pen = new Pen();
  const { width, height } = plot.querySelectorAll('canvas')[0];
  return { width, height, getContext: () => pen, pen };
}

/** @param {number[]} ring x and y by turns */
const outline = (ring) => `M${ring.join(' ')}Z`;

/** Filled bands, and the lines between them. @param {import('../pkg/first.js').TakenPicture} picture */
function shading({ field, area: [left, top, right, bottom] }) {
  if (!field) return '';
  const bands = field.bands.map(({ color, rings }) => {
    const path = rings.map(outline).join('');
    return path ? `<path fill="${color}" fill-rule="evenodd" d="${path}"/>` : '';
  });
  // Rings run along the border, where there is no line: it is cut off.
  const lines = field.bands.slice(1).flatMap(({ rings }) => rings.map(outline));
  const inner = `<svg x="${left + 1}" y="${top + 1}" width="${right - left - 2}" height="${bottom - top - 2}" viewBox="${left + 1} ${top + 1} ${right - left - 2} ${bottom - top - 2}" overflow="hidden">`;
  const stroke = `fill="none" stroke="${field.line}" stroke-opacity="${field.strength}"`;
  return `${bands.join('\n')}\n${inner}<path ${stroke} d="${lines.join('')}"/></svg>`;
}

/** @param {import('../pkg/first.js').TakenCloud[]} clouds @param {(of: string) => string} colour of a part of the pictures */
const crowds = (clouds, colour) =>
  clouds.flatMap(({ of, boxes }) =>
    boxes.map(
      ([x, y, width, height, opacity]) =>
        `<rect fill="${colour(of)}" fill-opacity="${opacity.toFixed(3)}" x="${x.toFixed(2)}" y="${y.toFixed(2)}" width="${width.toFixed(2)}" height="${height.toFixed(2)}"/>`,
    ),
  );

/**
 * The pictures that are in sight, each as what stands in an `<svg>` of its size in CSS pixels.
 * @param {import('../figure.js').Figure} figure
 * @param {(of: string) => string} colour of a part of the pictures, as its numbers name it
 * @returns {Map<number, string>}
 */
export function vectors({ scene, panels }, colour) {
  // A landscape is not drawn by the program.
  const maps = [...panels.plots.entries()].filter(([, plot]) => !surfaces.has(plot));
  const stands = maps.map(([index, plot]) => ({ index, plot, still: canvas(plot), moving: canvas(plot) }));
  try {
    for (const { index, still, moving } of stands)
      scene.attach(index, /** @type {any} */ (still), /** @type {any} */ (moving));
    for (const { index } of stands) scene.render(index);
  } finally {
    for (const { index, plot } of stands) {
      const [still, moving] = plot.querySelectorAll('canvas');
      scene.attach(index, still, moving);
    }
  }
  /** @type {Map<number, string>} */
  const found = new Map();
  for (const { index, plot, still, moving } of stands) {
    if (!plot.clientWidth) continue;
    const picture = scene.take(index);
    // The pens draw in the pixels of the screen.
    const scale = plot.clientWidth / plot.querySelectorAll('canvas')[0].width;
    const drawn = (/** @type {Pen} */ pen) =>
      `<g transform="scale(${scale})" stroke-linecap="round" stroke-linejoin="round">\n${pen.text()}\n</g>`;
    const parts = [shading(picture), drawn(still.pen), ...crowds(picture.clouds, colour), drawn(moving.pen)];
    found.set(index, parts.join('\n'));
  }
  for (const [index, plot] of panels.plots.entries()) {
    const surface = surfaces.get(plot);
    if (!surface || !plot.clientWidth) continue;
    const pen = new Pen();
    surface.paint(/** @type {any} */ (pen));
    const marks = `<g stroke-linecap="round" stroke-linejoin="round">\n${pen.text()}\n</g>`;
    found.set(index, `${quads(surface)}\n${marks}`);
  }
  return found;
}
