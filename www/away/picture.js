// A whole figure as one picture: title, legend, all pictures in sight with their axes and words, what they say, the address.

import { h } from '../dom.js';
import { brief, t } from '../text.js';
import { surfaces } from '../relief/known.js';
import { escaped, FAMILY, vectors } from './vector.js';

/** @typedef {import('../figure.js').Figure} Figure */
/** How a line of text looks. @typedef {{ size?: number, bold?: boolean, color?: string, anchor?: 'start' | 'middle' | 'end', halo?: boolean }} Look */
/**
 * What puts a picture down. `width` is that of a text.
 * @typedef {object} Painter
 * @property {(text: string, look?: Look) => number} width
 * @property {(x: number, y: number, text: string, look?: Look) => void} text y is that of the line on which it stands
 * @property {(index: number, x: number, y: number, width: number, height: number) => void} plot
 */
/** Where one picture stands. @typedef {{ index: number, x: number, y: number, width: number, height: number }} Place */

/** Margin around everything, room for a line of words above and below a picture, and the least width of all. */
const MARGIN = 24;
const LINE = 22;
const LEAST = 480;
/** Pixels of an image for one of the page. */
const SCALE = 2;

/** @param {Figure} figure */
const styles = ({ element }) => {
  const style = getComputedStyle(element);
  /** @param {string} name */
  return (name) => style.getPropertyValue(name).trim();
};

/** What the figure is called. @param {Figure} figure */
export function titleOf({ element, setting }) {
  const { host } = /** @type {ShadowRoot} */ (element.getRootNode());
  const heading = host.closest('section')?.querySelector('h1, h2')?.textContent;
  const key = `scene.${setting.id}.title`;
  const own = t(key);
  return heading ?? (own === key ? setting.id : own);
}

/** What it shows, in words. @param {Figure} figure */
function said({ scene }) {
  const { key, args } = scene.describe();
  const verdict = scene.prediction()?.verdict;
  return [...(verdict ? [t(verdict.key, verdict.args)] : []), t(key, args)].map((text) => text.replace(/<[^>]+>/g, ''));
}

/** Whether a picture is for those who look deeper. @param {Figure} figure @param {number} index */
const isDeeper = ({ panels }, index) => panels.infos[index].deeper;

/** Whether a picture is seen: engines give those that are folded away a size all the same. @param {Figure} figure @param {number} index */
export function inSight(figure, index) {
  const { clientWidth, clientHeight } = figure.panels.plots[index];
  return !!clientWidth && !!clientHeight && (figure.deeper.open || !isDeeper(figure, index));
}

/**
 * Where the pictures in sight stand: as on the page, but on a narrow one, where the first lies over the others; those for whoever looks
 * deeper come last.
 * @param {Figure} figure @returns {Place[]}
 */
function places(figure) {
  const { panels } = figure;
  const boxes = panels.plots.map((plot, index) => {
    const { left, top, width } = plot.getBoundingClientRect();
    const zoom = width / plot.clientWidth || 1;
    return { index, x: left / zoom, y: top / zoom, width: plot.clientWidth, height: plot.clientHeight };
  });
  const seen = boxes.filter(({ index }) => inSight(figure, index));
  const folded = (/** @type {Place} */ { index }) => isDeeper(figure, index);
  const [first, ...rest] = seen.filter((box) => !folded(box));
  const narrow = getComputedStyle(panels.element).display === 'contents';
  const groups = narrow ? [[first], rest] : [[first, ...rest]];
  groups.push(seen.filter(folded));
  let below = 0;
  return groups.flatMap((group) => {
    if (!group[0]) return [];
    const left = Math.min(...group.map(({ x }) => x));
    const top = Math.min(...group.map(({ y }) => y));
    const from = below;
    below += Math.max(...group.map(({ y, height }) => y - top + height)) + 2 * LINE;
    return group.map((box) => ({ ...box, x: box.x - left, y: box.y - top + from + LINE }));
  });
}

/** Lines no wider than there is room: by words, and by signs where there are none. @param {Painter} painter @param {string} text @param {Look} look @param {number} room */
function lines(painter, text, look, room) {
  /** @type {string[]} */
  const all = [''];
  for (const part of text.split(/(?<=[\s&?,;/]|\p{Script=Han})/u)) {
    const longer = all[all.length - 1] + part;
    if (!all[all.length - 1] || painter.width(longer.trimEnd(), look) <= room) all[all.length - 1] = longer;
    else all.push(part);
  }
  return all.map((line) => line.trim());
}

/** Words over a picture, from where they stand on the page. @param {HTMLElement} element */
function label(element) {
  const [x, y] = (element.style.transform.match(/-?[\d.]+/g) ?? []).map(Number);
  const side = element.className.replace('label ', '');
  const anchor = { right: 'start', left: 'end' }[side] ?? 'middle';
  const dx = { right: 7, left: -7 }[side] ?? 0;
  const dy = { above: -9, below: 17 }[side] ?? 4.5;
  return { x: x + dx, y: y + dy, anchor: /** @type {Look['anchor']} */ (anchor) };
}

/**
 * Puts a figure down; gives the size that it takes.
 * @param {Figure} figure @param {Painter} painter @param {Place[]} all @param {boolean} titled whether its title stands above
 */
function compose(figure, painter, all, titled) {
  const { scene, panels } = figure;
  const style = styles(figure);
  const [ink, muted] = [style('--ink'), style('--muted')];
  const room = Math.max(LEAST, ...all.map(({ x, width }) => x + width));
  let y = MARGIN;
  const title = titled ? titleOf(figure) : '';
  for (const line of title ? lines(painter, title, { size: 22, bold: true }, room) : []) {
    y += 26;
    painter.text(MARGIN, y, line, { size: 22, bold: true, color: ink });
  }
  let x = MARGIN;
  y += 6;
  const legend = scene.legend();
  if (legend.length) y += LINE;
  for (const { run, key, args } of legend) {
    const words = brief(key, args);
    const wide = 18 + painter.width(words, { size: 13, bold: true });
    if (x > MARGIN && x + wide > MARGIN + room) [x, y] = [MARGIN, y + LINE];
    painter.text(x, y, figure.panels.marks[run], { size: 13, bold: true, color: style(`--run-${run}`) });
    painter.text(x + 16, y, words, { size: 13, bold: true, color: ink });
    x += wide + 16;
  }
  y += 4;
  for (const place of all) {
    const [left, top] = [MARGIN + place.x, y + place.y];
    painter.plot(place.index, left, top, place.width, place.height);
    const { x: along, y: up } = panels.axes[place.index];
    painter.text(left + 2, top - 6, up.textContent ?? '', { color: muted });
    // At a landscape the line below says how to turn it.
    const name = surfaces.has(panels.plots[place.index]) ? '' : (along.textContent ?? '');
    painter.text(left + place.width - 10, top + place.height + 15, name, {
      color: muted,
      anchor: 'end',
    });
    for (const { element } of panels.labels.shown) {
      if (element.hidden || element.parentElement !== panels.plots[place.index]) continue;
      const at = label(element);
      const { color } = element.style;
      const look = { bold: true, anchor: at.anchor, halo: true, ...(color ? { color } : {}) };
      painter.text(left + at.x, top + at.y, element.textContent ?? '', look);
    }
  }
  y += Math.max(0, ...all.map(({ y: top, height }) => top + height)) + LINE + 6;
  for (const sentence of said(figure))
    for (const line of lines(painter, sentence, { size: 14 }, room)) {
      y += 20;
      painter.text(MARGIN, y, line, { size: 14, color: ink });
    }
  y += 6;
  for (const line of lines(painter, figure.past.link(), { size: 12 }, room)) {
    y += 17;
    painter.text(MARGIN, y, line, { size: 12, color: muted });
  }
  return { width: room + 2 * MARGIN, height: y + MARGIN };
}

/** @param {Look} look @param {string} family */
const fontOf = ({ size = 13, bold = false }, family) => `${bold ? '600 ' : ''}${size}px ${family}`;

/** A pen that only measures. @param {string} family */
function measure(family) {
  const pen = /** @type {CanvasRenderingContext2D} */ (h('canvas').getContext('2d'));
  return (/** @type {string} */ text, /** @type {Look} */ look = {}) => {
    pen.font = fontOf(look, family);
    return pen.measureText(text).width;
  };
}

/** @param {Figure} figure @param {boolean} titled @returns {HTMLCanvasElement} */
export function drawn(figure, titled) {
  const all = places(figure);
  const family = getComputedStyle(figure.element).fontFamily;
  const width = measure(family);
  const size = compose(figure, { width, text() {}, plot() {} }, all, titled);
  const canvas = h('canvas');
  [canvas.width, canvas.height] = [Math.ceil(size.width * SCALE), Math.ceil(size.height * SCALE)];
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  const [page, ink] = ['--page', '--ink'].map(styles(figure));
  pen.scale(SCALE, SCALE);
  pen.fillStyle = page;
  pen.fillRect(0, 0, size.width, size.height);
  /** @type {Painter} */
  const painter = {
    width,
    text(x, y, text, look = {}) {
      pen.font = fontOf(look, family);
      pen.textAlign = look.anchor === 'middle' ? 'center' : (look.anchor ?? 'start');
      if (look.halo) {
        [pen.strokeStyle, pen.lineWidth, pen.lineJoin] = [page, 3, 'round'];
        pen.strokeText(text, x, y);
      }
      pen.fillStyle = look.color ?? ink;
      pen.fillText(text, x, y);
    },
    plot(index, x, y, wide, high) {
      const plot = figure.panels.plots[index];
      surfaces.get(plot)?.anew();
      for (const layer of plot.querySelectorAll('canvas')) pen.drawImage(layer, x, y, wide, high);
    },
  };
  compose(figure, painter, all, titled);
  return canvas;
}

/** @param {Figure} figure @returns {Promise<Blob>} */
export const png = (figure) =>
  new Promise((done, fail) => {
    drawn(figure, true).toBlob((blob) => (blob ? done(blob) : fail(new Error('no picture'))), 'image/png');
  });

/** @param {Figure} figure */
export function svg(figure) {
  const all = places(figure);
  const style = styles(figure);
  const pictures = vectors(figure, (of) => style(of === 'text' ? '--ink' : `--${of}`));
  /** @type {string[]} */
  const out = [];
  const round = (/** @type {number} */ x) => Math.round(x * 100) / 100;
  const [page, ink] = ['--page', '--ink'].map(style);
  const size = compose(
    figure,
    {
      width: measure(FAMILY),
      text(x, y, text, { size: high = 13, bold = false, color = ink, anchor = 'start', halo = false } = {}) {
        const look = `font-size="${high}"${bold ? ' font-weight="600"' : ''} text-anchor="${anchor}"`;
        const place = `x="${round(x)}" y="${round(y)}"`;
        // Twice, and not by `paint-order`, which not every program knows.
        if (halo)
          out.push(
            `<text ${look} ${place} fill="${page}" stroke="${page}" stroke-width="3" stroke-linejoin="round" aria-hidden="true">${escaped(text)}</text>`,
          );
        out.push(`<text ${look} ${place} fill="${escaped(color)}">${escaped(text)}</text>`);
      },
      plot(index, x, y, wide, high) {
        out.push(
          `<svg x="${round(x)}" y="${round(y)}" width="${wide}" height="${high}" viewBox="0 0 ${wide} ${high}">\n${pictures.get(index) ?? ''}\n</svg>`,
        );
      },
    },
    all,
    true,
  );
  const [width, height] = [Math.ceil(size.width), Math.ceil(size.height)];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escaped(FAMILY)}">
<title>${escaped(titleOf(figure))}</title>
<desc>${escaped(said(figure).join(' '))}</desc>
<rect fill="${page}" width="100%" height="100%"/>
${out.join('\n')}
</svg>
`;
}
