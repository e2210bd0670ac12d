// The lecture's words beside what this reader has measured: a table in sight, and as text for the clipboard.

import { announce, dress, h, oneStop, sheetOf } from './dom.js';
import css from './pkg/ledger.css';
import { t } from './text.js';

/** @typedef {import('./pkg/first.js').LedgerRow} Row */
/** @typedef {import('./pkg/first.js').LedgerCell} Cell */

const sheet = sheetOf(css);

/** What is measured first, then what it came to. @param {Cell} cell */
const said = ({ said }) => t(said.key, said.args);
/** @param {string | undefined} standing */
const word = (standing) => t(`ledger.${standing ?? 'open'}`);

export class Ledger {
  /** @param {import('./figure.js').Figure} figure */
  constructor(figure) {
    this.figure = figure;
    /** @type {Row[]} */
    this.rows = [];
    this.body = h('div', { role: 'rowgroup' });
    const names = ['ledger.row', 'ledger.small', 'ledger.large', 'ledger.here', 'ledger.standing'];
    const heads = names.map((name) => h('span', { role: 'columnheader' }, () => t(name)));
    this.element = h(
      'div',
      { class: 'ledger', role: 'table', 'aria-label': () => t('panel.trade-offs.ledger') },
      h('div', { role: 'rowgroup' }, h('div', { role: 'row', class: 'head' }, ...heads)),
      this.body,
    );
    dress(/** @type {ShadowRoot} */ (figure.element.getRootNode()), sheet);
    figure.extras.element.before(this.element);
  }

  update() {
    const rows = this.figure.scene.ledger();
    // It is the same object for as long as it says the same.
    if (rows === this.rows) return;
    this.rows = rows;
    const { activeElement } = /** @type {ShadowRoot} */ (this.element.getRootNode());
    const focus = /** @type {HTMLElement | null} */ (activeElement)?.dataset?.command;
    this.body.replaceChildren(...rows.map((row) => this.#row(row)));
    oneStop(this.body);
    announce(this.element, 'measured');
    if (focus) /** @type {HTMLElement | null} */ (this.body.querySelector(`[data-command="${focus}"]`))?.focus();
  }

  /** @param {Row} row */
  #row({ name, lecture: [small, large], standing, cells }) {
    return h(
      'div',
      { role: 'row', class: standing ?? 'open' },
      h('b', { role: 'rowheader' }, () => t(name)),
      h('span', { role: 'cell', 'data-of': () => t('ledger.small') }, () => t(small)),
      h('span', { role: 'cell', 'data-of': () => t('ledger.large') }, () => t(large)),
      h('div', { role: 'cell' }, ...cells.map((cell) => this.#cell(cell))),
      h('span', { role: 'cell', class: 'word' }, () => word(standing)),
    );
  }

  /** @param {Cell} cell */
  #cell(cell) {
    const { scene, query, command, busy, standing } = cell;
    const link = h('a', { href: this.figure.past.link(scene, query), target: '_blank', rel: 'noopener' }, () =>
      t('ledger.link'),
    );
    const press = () => {
      const control = /** @type {import('./controls.js').Control} */ ({ name: command });
      this.figure.controls.actions.command(control);
    };
    const label = () => t(busy ? 'label.under-way' : standing ? 'ledger.again' : 'ledger.measure');
    const button = h(
      'button',
      { type: 'button', class: 'quiet', 'data-command': command, disabled: busy, onclick: press },
      label,
    );
    return h(
      'p',
      { class: standing ?? 'open' },
      () => said(cell),
      ' ',
      ...(standing ? [link, ' '] : []),
      ...(command ? [button] : []),
    );
  }

  /** The table as text. @param {'markdown' | 'csv'} kind */
  text(kind) {
    const { past } = this.figure;
    const heads = ['ledger.row', 'ledger.small', 'ledger.large', 'ledger.here', 'ledger.standing', 'ledger.link'];
    const lines = this.rows.flatMap(({ name, lecture: [small, large], standing, cells }) =>
      cells
        .filter((cell) => cell.standing)
        .map((cell) => [
          t(name),
          t(small),
          t(large),
          `${said(cell)} (${word(cell.standing)})`,
          word(standing),
          past.link(cell.scene, cell.query),
        ]),
    );
    const all = [heads.map((key) => t(key)), ...lines];
    return kind === 'csv' ? csv(all) : markdown(all);
  }
}

/** @param {string[][]} lines */
const csv = (lines) =>
  lines.map((line) => line.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');

/** @param {string[][]} lines */
function markdown([head, ...lines]) {
  /** @param {string[]} cells */
  const row = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...lines.map(row)].join('\n');
}
