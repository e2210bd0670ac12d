// Two experiments side by side, each a figure at work, and the settings in which they differ.

import { dress, h, quiet, reword, sheetOf } from '../dom.js';
import css from '../pkg/keep.css';
import { t } from '../text.js';
import { differences } from './settings.js';
import { all } from './shelf.js';

/** @typedef {import('../figure.js').Figure} Figure */
/** @typedef {import('../element.js').DownhillScene} Element */
/** @typedef {{ name: string, scene: string, query: import('../history.js').Query }} Side */

const sheet = sheetOf(css);
/** What a figure tells of itself concerns nobody outside. */
const TOLD = ['change', 'ready', 'answered', 'verdict'];

class Comparison {
  /** @param {Figure} figure @param {{ scene: string, query: import('../history.js').Query }} other */
  constructor(figure, other) {
    this.figure = figure;
    this.host = /** @type {ShadowRoot} */ (figure.element.getRootNode()).host;
    /** @type {Side[]} */
    this.choices = [{ name: t('keep.now'), scene: figure.setting.id, query: figure.scene.query() }, ...all()];
    const text = JSON.stringify([other.scene, other.query]);
    const right = this.choices.findIndex(({ scene, query }, k) => k && JSON.stringify([scene, query]) === text);
    /** @type {Element[]} */
    this.elements = [];
    /** @type {HTMLAnchorElement[]} */
    this.links = [];
    this.rows = h('tbody');
    const head = h('tr', {}, h('td'));
    this.differ = h('p', { class: 'differ', role: 'status' }, () => this.#said());
    this.table = h('table', {}, h('thead', {}, head), this.rows);
    const sides = [0, Math.max(right, 0)].map((at, side) => this.#side(at, side));
    for (const place of ['keep.left', 'keep.right']) head.append(h('th', { scope: 'col' }, () => t(place)));
    this.both = quiet(
      () => this.#play(),
      () => t('keep.play-both'),
    );
    this.dialog = h(
      'dialog',
      { class: 'comparison', 'aria-label': () => t('keep.compare') },
      h(
        'div',
        { class: 'head' },
        h('b', {}, () => t('keep.compared')),
        this.both,
        quiet(
          () => this.dialog.close(),
          () => t('away.close'),
        ),
      ),
      this.differ,
      this.table,
      h('div', { class: 'pair' }, ...sides),
    );
    // Nor do its keys: what is behind stands still.
    this.dialog.addEventListener('keydown', (event) => event.stopPropagation());
    for (const name of TOLD)
      this.dialog.addEventListener(`downhill-${name}`, (event) => {
        event.stopPropagation();
        this.show();
      });
  }

  /** One of the two, which can be another one. @param {number} at @param {number} side */
  #side(at, side) {
    const list = h(
      'select',
      {},
      ...this.choices.map(({ name }, value) => h('option', { value, selected: value === at }, name)),
    );
    const link = h('a', { target: '_blank', rel: 'noopener' }, () => t('keep.alone'));
    this.links[side] = link;
    const room = h('div');
    const stand = () => {
      const { scene, query } = this.choices[Number(list.value)];
      const element = /** @type {Element} */ (document.createElement(this.host.localName));
      for (const name of ['lang', 'theme']) {
        const said = this.host.getAttribute(name);
        if (said) element.setAttribute(name, said);
      }
      element.setAttribute('scene', scene);
      element.setAttribute('data-compared', '');
      Object.assign(element, { query });
      dress(/** @type {ShadowRoot} */ (element.shadowRoot), sheet);
      link.href = this.figure.past.link(scene, query);
      this.elements[side] = element;
      room.replaceChildren(element);
    };
    list.addEventListener('change', stand);
    stand();
    const place = () => t(side ? 'keep.right' : 'keep.left');
    return h('section', {}, h('div', { class: 'which' }, h('label', {}, h('span', {}, place), ' ', list), link), room);
  }

  /** Both figures, once they stand. */
  get #figures() {
    return this.elements.flatMap(({ figure }) => (figure && !figure.broken ? [figure] : []));
  }

  #said() {
    const [one, other] = this.#figures;
    if (!other) return t('keep.coming');
    const { length } = this.rows.children;
    if (one.setting.id !== other.setting.id) return t('keep.other-figures');
    return length ? t('keep.differ', { count: String(length) }) : t('keep.alike');
  }

  /** In what they differ now: either can be changed here. */
  show() {
    const [one, other] = this.#figures;
    const rows = other ? differences(one, other) : [];
    this.rows.replaceChildren(
      ...rows.map(([name, ...values]) =>
        h('tr', {}, h('th', { scope: 'row' }, name), ...values.map((value) => h('td', {}, value))),
      ),
    );
    this.table.hidden = !rows.length;
    this.both.hidden = !this.#figures.some(({ scene }) => scene.timeline());
    reword(this.differ);
    if (other) [one, other].forEach(({ past }, side) => (this.links[side].href = past.link()));
  }

  /** Plays both from the beginning. */
  #play() {
    for (const { player } of this.#figures) {
      player.seek(0);
      player.play();
    }
  }

  /** @returns {Promise<void>} ended when it is closed */
  open() {
    this.figure.player.pause();
    /** @type {ShadowRoot} */ (this.host.shadowRoot).append(this.dialog);
    this.show();
    this.dialog.showModal();
    return new Promise((done) =>
      this.dialog.addEventListener('close', () => {
        this.dialog.remove();
        done();
      }),
    );
  }
}

/**
 * Shows the figure as it stands beside another experiment, until the reader closes that.
 * @param {Figure} figure @param {{ scene: string, query: import('../history.js').Query }} other
 */
export const compare = (figure, other) => new Comparison(figure, other).open();
