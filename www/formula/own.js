// A function of the reader's own: where it is written, and what follows from it.

import { dress, h, reword, sheetOf } from '../dom.js';
import css from '../pkg/formula.css';
import { t } from '../text.js';
import { Box } from './box.js';
import { Domain } from './domain.js';
import { GALLERY, LINES, SUMS } from './gallery.js';
import { Points } from './points.js';
import { reading, speaking } from './reader.js';
import { Sliders, valuesOf, written } from './sliders.js';

/** @typedef {import('./reader.js').Told} Told */

const sheet = sheetOf(css);

/** Milliseconds without a key until the pictures follow, and until the text is a state that can be gone back to. */
const SOON = 120;
const REST = 900;
/** What belongs to one function, and not to the next. */
const OF_ONE = ['text', 'parameters', 'domain', 'start'];

export class Own {
  /**
   * @param {import('../figure.js').Figure} figure
   * @param {import('./reader.js').Read} read
   * @param {{ dim: number, usual: string }} of variables, and the text where none is given
   */
  constructor(figure, read, { dim, usual }) {
    this.figure = figure;
    this.read = read;
    this.dim = dim;
    this.usual = usual;
    this.parameters = '';
    this.domain = '';
    /** Of which points it may be a sum. @type {Record<string, string>} */
    this.data = {};
    /** What is read, and the last of it that is a formula. @type {Told | undefined} */
    this.told = undefined;
    /** @type {string[]} */
    this.names = [];
    /** The text that is set, which the reader may have gone beyond. */
    this.set = usual;
    /** @type {ReturnType<typeof setTimeout>[]} */
    this.waiting = [];
    const name = dim === 1 ? 'own.line' : 'own.plane';
    this.box = new Box(
      () => t(name),
      (text, done) => this.#typed(text, done),
    );
    this.sliders = new Sliders(figure.controls, (values, done) =>
      this.#set('parameters', written(values, this.names), done),
    );
    this.range = new Domain(dim, (text, done) => this.#set('domain', text, done));
    this.range.listen(figure.panels.plots[0]);
    this.points = new Points(figure, () => this.#set('points', '', true));
    this.gallery = this.#gallery();
    this.element = h(
      'section',
      { class: 'own', 'aria-label': () => t('choice.objective.expression') },
      this.box.element,
      this.gallery,
      this.sliders.element,
      this.points.element,
      this.range.element,
    );
    dress(/** @type {ShadowRoot} */ (figure.element.getRootNode()), sheet);
    figure.element.querySelector('.bar')?.after(this.element);
    // Its words come with it, and no other part of the figure needs them.
    new MutationObserver(() =>
      speaking().then(
        () => reword(this.element),
        () => {},
      ),
    ).observe(figure.element, {
      attributeFilter: ['lang'],
    });
  }

  /** What is set has changed. @param {boolean} chosen whether the function is the reader's own @param {Record<string, string>} parameters */
  show(chosen, { text = this.usual, parameters = '', domain = '', points, data }) {
    this.element.hidden = !chosen;
    if (!chosen) return;
    this.parameters = parameters;
    this.domain = domain;
    this.data = { ...(points && { points }), ...(data && { data }) };
    // A text that is being typed and is no formula yet stays.
    if (!this.told?.mistake || text !== this.set) this.box.put(text);
    this.set = text;
    this.#look();
  }

  /** Another text than is set, which is no formula: the reader sees what is wrong with it. @param {string} text */
  wrong(text) {
    this.set = this.usual;
    for (const put of [this.usual, text]) {
      this.box.put(put);
      this.#look();
    }
  }

  /** Reads what is written, and shows what it is. */
  #look() {
    const told = this.read(this.box.text, this.dim, { parameters: this.parameters, ...this.data });
    this.told = told;
    this.box.show(told);
    if (told.mistake) return told;
    this.names = told.parameters;
    this.sliders.show(told.parameters, valuesOf(this.parameters));
    const numbers = this.domain.split(',').map(Number);
    const given = told.domain.map((_, k) => /** @type {[number, number]} */ ([numbers[2 * k], numbers[2 * k + 1]]));
    const sound = !!this.domain && given.every(([low, high]) => low < high);
    this.range.show(sound ? given : told.domain, !sound);
    // What is written is not set yet while it is typed.
    this.points.show(told.sum && this.set.trim() === this.box.text.trim());
    return told;
  }

  /** @param {string} text @param {boolean} done */
  #typed(text, done) {
    const { mistake } = this.#look();
    this.waiting.forEach(clearTimeout);
    if (mistake) return;
    if (done) return this.#take(text, true);
    this.waiting = [setTimeout(() => this.#take(text, false), SOON), setTimeout(() => this.#take(text, true), REST)];
  }

  /** @param {string} text @param {boolean} done */
  #take(text, done) {
    if (done) this.waiting.forEach(clearTimeout);
    this.set = text.trim();
    this.#set('text', this.set, done);
  }

  /** @param {string} name @param {string} value @param {boolean} done */
  #set(name, value, done) {
    if (name === 'parameters') this.parameters = value;
    if (name === 'domain') this.domain = value;
    this.figure.controls.actions.set({ name, label: '', value, group: 'main', enabled: true }, value, done);
    if (name !== 'text') this.#look();
  }

  #gallery() {
    const texts = this.dim === 1 ? LINES : [...GALLERY, ...SUMS];
    const of = (/** @type {typeof texts} */ list) =>
      list.map(([name, text]) => h('option', { value: text }, () => t(name)));
    const list = h(
      'select',
      { 'aria-label': () => t('own.gallery') },
      h('option', { value: '' }, () => t('own.gallery')),
      ...(this.dim === 1
        ? of(LINES)
        : [
            h('optgroup', { label: () => t('own.classics') }, ...of(GALLERY)),
            h('optgroup', { label: () => t('own.sums') }, ...of(SUMS)),
          ]),
    );
    list.addEventListener('change', () => {
      const text = list.value;
      list.value = '';
      if (!text) return;
      this.waiting.forEach(clearTimeout);
      const other = this.figure.scene.query().filter(([name]) => !OF_ONE.includes(name));
      this.set = '';
      this.figure.past.take([...other, ['text', text]]);
    });
    return h('div', { class: 'own-gallery control-text' }, list);
  }
}

/**
 * What a figure has for functions of the reader's own. A text of a link that is no formula is told.
 * @param {import('../figure.js').Figure} figure @param {Record<string, string>} parameters what is set @param {string} choice what chooses the function
 * @param {boolean} first whether the figure has not been seen yet @param {import('../core.js').Core} core
 */
export async function begin(figure, parameters, choice, first, core) {
  const [read] = await Promise.all([reading(core), speaking()]);
  const { scene } = figure;
  const dim = choice === 'curve' ? 1 : 2;
  const info = core.scenes().find(({ id }) => id === figure.setting.id);
  const usual = info?.params.find(({ name }) => name === 'text')?.default ?? '';
  const { text = usual } = parameters;
  const { mistake } = read(text, dim, {});
  const own = new Own(figure, read, { dim, usual });
  if (mistake) {
    scene.set('text', usual);
    own.wrong(text);
    const what = t(`mistake.${mistake.problem}`);
    figure.notices.tell([
      ...figure.notices.told,
      { key: 'notice.formula', args: { place: [...text.slice(0, mistake.from)].length + 1, what } },
    ]);
  } else if (first) scene.load(Object.entries(parameters));
  else scene.set('text', text);
  // One that is seen goes on from its new state; one that is not is made for it.
  if (first) figure.begin();
  else figure.past.loaded();
  own.show(true, Object.fromEntries(scene.query()));
  // Who has just chosen to write one sees where.
  if (!first) own.element.scrollIntoView({ block: 'nearest' });
  return own;
}
