// Live numbers, one row a run.

import { drawn, h, setText } from './dom.js';
import { t } from './text.js';

/** @typedef {import('./pkg/first.js').ReadoutInfo} ReadoutInfo */

/** Outlines of the markers on a grid of 12, as the pictures draw them. */
const MARKERS = /** @type {Record<string, string>} */ ({
  circle: 'M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z',
  square: 'M2 2h8v8H2z',
  triangle: 'M6 1 11 10H1z',
  diamond: 'M6 .5 11.5 6 6 11.5.5 6z',
  cross: 'M2.5 1.2 6 4.7l3.5-3.5 1.3 1.3L7.3 6l3.5 3.5-1.3 1.3L6 7.3l-3.5 3.5-1.3-1.3L4.7 6 1.2 2.5z',
  plus: 'M5 .8h2V5h4.2v2H7v4.2H5V7H.8V5H5z',
  ring: 'M6 .5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zm0 1.8a3.7 3.7 0 1 0 0 7.4 3.7 3.7 0 0 0 0-7.4z',
});

/** @param {ReadoutInfo} row */
function swatch(row) {
  const line = {
    d: 'M0 6h44',
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '2',
    'stroke-dasharray': row.dash,
  };
  const marker = { d: MARKERS[row.marker], fill: 'currentColor', stroke: 'var(--page)' };
  return drawn(
    'svg',
    { viewBox: '0 0 44 12', class: 'swatch', 'aria-hidden': 'true' },
    ...(row.dash === 'none' ? [] : [drawn('path', line)]),
    drawn('path', { transform: 'translate(16 0)', ...marker }),
  );
}

/** What may be wider than its room, and what it is called. */
const SCROLLED = [
  ['.readouts', 'ui.numbers'],
  ['.caption', 'ui.formulas'],
];

/** The table under the pictures: rebuilt when runs come or go, else only its numbers change. */
export class Readouts {
  /** @param {HTMLElement} element where it stands */
  constructor(element) {
    this.element = element;
    const folded = element.closest('details') ?? element;
    /** They are scrolled by the keyboard too: each is a stop of the Tab key, with a name. @type {[Element, string][]} */
    this.scrolled = SCROLLED.flatMap(([part, name]) => [...folded.querySelectorAll(part)].map((one) => [one, name]));
    for (const [scroller] of this.scrolled) {
      scroller.setAttribute('tabindex', '0');
      scroller.setAttribute('role', 'group');
    }
    this.signature = '';
    /** @type {Text[][]} */
    this.cells = [];
    /** @type {HTMLElement[]} */
    this.status = [];
    /** @type {SVGElement[]} */
    this.swatches = [];
    /** @type {string[]} */
    this.colors = [];
  }

  /**
   * @param {ReadoutInfo[]} rows
   * @returns {string} a sentence about a run that has diverged since the last call
   */
  update(rows) {
    let news = '';
    for (const [scroller, name] of this.scrolled) if (scroller.ariaLabel !== t(name)) scroller.ariaLabel = t(name);
    const signature = rows
      .map((row) => [row.label, ...Object.values(row.args), ...row.values.map((value) => value.key)])
      .join('|');
    if (signature !== this.signature) this.#build(rows, signature);
    rows.forEach((row, r) => {
      if (this.colors[r] !== row.color) {
        this.colors[r] = row.color;
        this.swatches[r].style.color = row.color;
      }
      row.values.forEach((value, c) => setText(this.cells[r][c], value.text));
      const status =
        row.diverged === undefined
          ? ''
          : t(row.args.undefined ? 'status.undefined' : 'status.diverged', { update: row.diverged });
      if (status && !this.status[r].textContent) news = `${t(row.label, row.args)}: ${status}`;
      setText(this.status[r], status);
    });
    return news;
  }

  /** @param {ReadoutInfo[]} rows @param {string} signature */
  #build(rows, signature) {
    this.signature = signature;
    const head =
      rows[0]?.values.map((value) => h('th', { scope: 'col', role: 'columnheader' }, () => t(value.key))) ?? [];
    this.cells = rows.map((row) => row.values.map((value) => new Text(value.text)));
    this.status = rows.map(() => h('div', { class: 'status' }));
    this.swatches = rows.map(swatch);
    this.colors = [];
    const body = rows.map((row, r) =>
      h(
        'tr',
        { role: 'row' },
        h(
          'th',
          { scope: 'row', role: 'rowheader' },
          this.swatches[r],
          h('span', {}, () => t(row.label, row.args)),
          this.status[r],
        ),
        ...this.cells[r].map((text) => h('td', { role: 'cell' }, text)),
      ),
    );
    // The roles are spoken also where a narrow page lays the table out as a grid.
    const table = h(
      'table',
      { role: 'table', style: `--columns: ${head.length}` },
      h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, h('td', { role: 'cell' }), ...head)),
      h('tbody', { role: 'rowgroup' }, ...body),
    );
    this.element.replaceChildren(table);
  }
}
