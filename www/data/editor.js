// A reader's own data: the editor that stands under the pictures. What points are and what becomes of them is told by the scene.

import { save } from '../away/save.js';
import { box } from '../box.js';
import { dress, h, icon, quiet, reword, setText, sheetOf } from '../dom.js';
import css from '../pkg/data.css';
import { t, told } from '../text.js';
import { Hands } from './hands.js';
import { turns } from './pace.js';

/** @typedef {import('../figure.js').Figure} Figure */
/** @typedef {import('../pkg/first.js').Edited} Edited */
/** @typedef {import('../pkg/first.js').EditWish} Wish */

const sheet = sheetOf(css);

/** Data that make a lesson. */
const PRESETS = ['outlier', 'unrelated', 'clusters', 'unscaled', 'many'];
/** Most bytes of a file that is read. */
const LARGE = 5e6;

/** @param {Figure} figure @param {Promise<unknown>} program what is fetched with it */
export async function editor(figure, program) {
  await program;
  // With the program came words that what stands here already may lack.
  figure.reword();
  dress(/** @type {ShadowRoot} */ (figure.element.getRootNode()), sheet);
  return new Editor(figure);
}

export class Editor {
  /** @param {Figure} figure */
  constructor(figure) {
    this.figure = figure;
    const { constructor, due } = figure.pace;
    figure.pace = new (turns(/** @type {import('./pace.js').Kind} */ (constructor)))(due);
    /** The picture of the data. */
    this.panel = figure.panels.infos.findIndex(({ id }) => id === 'data');
    /** The point that the keys move. */
    this.index = 0;
    this.hands = new Hands(this, figure.panels.plots[this.panel]);
    /** What was said last, in sentences. @type {() => string} */
    this.words = () => '';
    /** @type {Edited} */
    this.state = this.ask({ do: 'look', index: 0 });
    this.changed = () => this.show();
    /** While a point is dragged no other words change. */
    this.moved = () => {
      this.#numbers();
      reword(this.condition);
    };
    const { state } = this;
    /** @param {string} key @param {() => void} act */
    const button = (key, act) => quiet(act, () => t(`data.${key}`));
    /** @param {'x' | 'y'} name */
    const field = (name) =>
      h('input', { class: 'number', inputmode: 'decimal', 'aria-label': name, onchange: () => this.#put(name) });
    this.x = field('x');
    this.y = field('y');
    /** @param {1 | -1} by @param {'back' | 'forward'} drawing */
    const turn = (by, drawing) => {
      const label = () => t(by > 0 ? 'data.next' : 'data.previous');
      const act = () => this.turn(by);
      return h('button', { type: 'button', class: 'quiet', 'aria-label': label, onclick: act }, icon(drawing));
    };
    this.which = h('span', { class: 'which' }, () =>
      t('data.which', { number: this.index + 1, of: this.state?.count ?? 0 }),
    );
    this.standardise = h('input', {
      type: 'checkbox',
      onchange: () => this.act({ do: 'standardise', on: this.standardise.checked }),
    });
    this.standardise.checked = state.standardised;
    this.condition = h('span', { class: 'condition' }, () =>
      t(this.#condition(), {
        raw: this.state.condition[0],
        standardised: this.state.condition[1],
      }),
    );
    this.presets = h(
      'select',
      { 'aria-label': () => t('data.presets'), onchange: () => this.#preset() },
      h('option', { value: '' }, () => t('data.presets')),
      ...PRESETS.map((name) => h('option', { value: name }, () => t(`data.preset.${name}`))),
    );
    this.file = h('input', {
      type: 'file',
      accept: '.csv,.tsv,.txt,text/*',
      hidden: true,
      onchange: () => this.#open(),
    });
    this.text = h('textarea', { rows: 5, 'aria-label': () => t('data.text'), placeholder: () => t('data.text') });
    this.sheet = h(
      'div',
      { class: 'sheet', hidden: true },
      this.text,
      h(
        'div',
        { class: 'ways' },
        button('use', () => this.#use()),
      ),
    );
    this.link = h('p', { class: 'why' }, () => t('data.unlinked', { count: this.state.count, most: this.state.most }));
    this.line = h('p', { class: 'told', role: 'status' }, () => this.words());
    this.element = box(
      figure,
      { name: 'own-data', words: 'data', close: () => this.close() },
      h(
        'div',
        { class: 'ways' },
        h('span', { class: 'chosen' }, turn(-1, 'back'), this.which, turn(1, 'forward')),
        h('label', {}, 'x ', this.x),
        h('label', {}, 'y ', this.y),
        button('remove', () => this.act({ do: 'remove', index: this.index })),
        button('add', () => this.#add()),
      ),
      h(
        'div',
        { class: 'ways' },
        h('label', {}, this.standardise, () => t('data.standardise')),
        this.condition,
      ),
      h(
        'div',
        { class: 'ways' },
        this.presets,
        button('paste', () => this.#sheet()),
        button('open', () => this.file.click()),
        button('save', () => this.#save()),
        button('people', () => this.#people()),
        this.file,
      ),
      this.sheet,
      this.line,
      this.link,
    );
    this.element.addEventListener('paste', (event) => this.#pasted(event));
    this.element.addEventListener('dragover', (event) => event.preventDefault());
    this.element.addEventListener('drop', (event) => this.dropped(event));
  }

  open() {
    const { element, panels } = this.figure;
    panels.element.after(this.element);
    element.toggleAttribute('data-editing', true);
    element.addEventListener('downhill-change', this.changed);
    reword(this.element);
    panels.measure();
    this.hands.take();
    this.show();
    this.hands.plot.scrollIntoView({ block: 'nearest' });
    this.hands.point.focus({ preventScroll: true });
  }

  close() {
    const { element, panels, deeper } = this.figure;
    this.hands.leave();
    element.removeEventListener('downhill-change', this.changed);
    element.removeAttribute('data-editing');
    this.element.remove();
    panels.measure();
    /** @type {HTMLElement | null} */
    const way = deeper.element.querySelector('.own');
    (way ?? this.figure.element).focus();
  }

  /** Has the scene do it, and nothing else. @param {Wish} wish @returns {Edited} */
  ask(wish) {
    return this.figure.scene.take(this.panel, wish) ?? this.state;
  }

  /** Has it done as the reader's own doing. @param {Wish} wish */
  act(wish) {
    this.figure.wish = undefined;
    const state = this.#do(wish);
    this.words = () => state.said.map(({ key, args }) => told(key, args)).join(' ');
    this.figure.panels.changed(true);
    this.show();
  }

  /** Has the held point moved in a frame to come: several movements may come before it. @param {Wish} wish */
  drag(wish) {
    const { figure, hands } = this;
    figure.wish = () => {
      // Out of sight, what follows is a frame of its own.
      figure.wish = undefined;
      const state = this.#do(wish);
      figure.panels.changed(false);
      figure.pace.due.add(this.moved);
      return () => state.chosen && hands.place(state.chosen.at, this.index, state);
    };
  }

  /** @param {Wish} wish */
  #do(wish) {
    const state = this.ask(wish);
    if (state.chosen) this.index = state.chosen.index;
    this.state = state;
    return state;
  }

  /** What standardising does to the condition number. */
  #condition() {
    const { standardised, condition } = this.state;
    if (condition[0] === condition[1]) return 'data.condition-same';
    return standardised ? 'data.condition-after' : 'data.condition';
  }

  /** As it was before the reader had data. */
  #people() {
    this.act({ do: 'people' });
    this.sheet.hidden = true;
    this.text.value = '';
    this.words = () => t('data.back');
    reword(this.element);
  }

  /** Chooses the point with so many before it, around. @param {1 | -1} by */
  turn(by) {
    const { count } = this.state;
    this.choose((this.index + by + count) % count);
  }

  /** @param {number} index */
  choose(index) {
    this.index = index;
    this.show();
  }

  /** Shows how the data stand. */
  show() {
    this.index = Math.min(this.index, this.state.count - 1);
    this.state = this.ask({ do: 'look', index: this.index });
    if (this.index >= this.state.count) return this.choose(this.state.count - 1);
    const { chosen, standardised, linked, own } = this.state;
    this.#numbers();
    if (chosen) this.hands.place(chosen.at, this.index, this.state);
    this.standardise.checked = standardised;
    this.link.hidden = linked || !own;
    reword(this.element);
    return undefined;
  }

  /** Where the chosen point is. */
  #numbers() {
    const { chosen } = this.state;
    const { activeElement } = /** @type {ShadowRoot} */ (this.element.getRootNode());
    if (!chosen) return;
    if (activeElement !== this.x) this.x.value = chosen.x;
    if (activeElement !== this.y) this.y.value = chosen.y;
  }

  /** One of the two numbers was typed. @param {'x' | 'y'} name */
  #put(name) {
    const { chosen } = this.state;
    const text = this[name].value.trim().replace('−', '-').replace(',', '.');
    const value = Number(text);
    if (!chosen || text === '' || !(Math.abs(value) <= 1e6)) {
      this.#say('data.typed', { value: this[name].value });
      this[name].value = chosen?.[name] ?? '';
      return;
    }
    const at = { x: Number(chosen.x), y: Number(chosen.y), [name]: value };
    this.act({ do: 'put', index: this.index, ...at });
    this[name].value = this.state.chosen?.[name] ?? '';
  }

  /** A new point, beside the chosen one. */
  #add() {
    const { chosen } = this.state;
    if (chosen) this.act({ do: 'add', x: chosen.at[0] + 12, y: chosen.at[1] - 12 });
    this.hands.point.focus({ preventScroll: true });
  }

  #preset() {
    const { value } = this.presets;
    this.presets.value = '';
    if (value) this.act({ do: 'preset', text: value });
    if (value) this.#say(`data.lesson.${value}`);
  }

  #sheet() {
    this.sheet.hidden = !this.sheet.hidden;
    if (!this.sheet.hidden) this.text.focus();
  }

  #use() {
    this.act({ do: 'table', text: this.text.value });
  }

  /** @param {ClipboardEvent} event */
  #pasted(event) {
    const target = /** @type {Element} */ (event.composedPath()[0]);
    const text = event.clipboardData?.getData('text') ?? '';
    // One number into a field is for the field.
    if (target === this.text || (target.matches('input') && !/\s\S/.test(text.trim()))) return;
    event.preventDefault();
    this.act({ do: 'table', text });
  }

  /** A file or text was let fall. @param {DragEvent} event */
  async dropped(event) {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file) await this.#read(file);
    else this.act({ do: 'table', text: event.dataTransfer?.getData('text') ?? '' });
  }

  async #open() {
    const file = this.file.files?.[0];
    if (file) await this.#read(file);
    // The same file may be opened again.
    this.file.value = '';
  }

  /** @param {File} file */
  async #read(file) {
    if (file.size > LARGE) return void this.#say('data.large', { most: LARGE / 1e6 });
    try {
      const text = await file.text();
      if (!this.figure.broken) this.act({ do: 'table', text });
    } catch (error) {
      this.#say('data.unread', { message: String(error) });
    }
  }

  #save() {
    const name = 'downhill-data.csv';
    save(name, [this.ask({ do: 'look', on: true }).csv ?? ''], 'text/csv');
    this.#say('data.saved', { name });
  }

  /** @param {string} key @param {Record<string, string | number>} [args] */
  #say(key, args) {
    this.words = () => told(key, args);
    reword(this.line);
    setText(this.line, this.words());
  }
}
