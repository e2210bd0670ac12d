// "For your class": what students see of a figure and what they can change, chosen at the figure itself, and ways to hand it on.

import { Limits, namesOf } from '../alone/limits.js';
import { box } from '../box.js';
import { dress, h, quiet, reword, sheetOf } from '../dom.js';
import css from '../pkg/builder.css';
import { known, t } from '../text.js';
import { qr } from './qr.js';
import { SNIPPETS, attribute } from './snippets.js';
import { words } from './words.js';

const sheet = sheetOf(css);

/** What can become of a part. */
const FATES = ['shown', 'lock', 'hide'];

/** @param {import('../figure.js').Figure} figure */
export async function builder(figure) {
  await words();
  dress(/** @type {ShadowRoot} */ (figure.element.getRootNode()), sheet);
  return new Builder(figure);
}

export class Builder {
  /** @param {import('../figure.js').Figure} figure */
  constructor(figure) {
    this.figure = figure;
    this.limits = new Limits(figure);
    /** What becomes of each name that is not just shown. @type {Map<string, string>} */
    this.fates = new Map();
    this.kind = 'link';
    this.present = false;
    this.answers = false;
    this.copied = false;
    const { scene } = figure;
    const labels = new Map(scene.controls().map(({ name, label }) => [name, label]));
    for (const { id, label } of scene.panels()) labels.set(id, label);
    const { own, parts } = namesOf(figure);
    /** @param {string} name */
    const label = (name) => {
      const key = labels.get(name) ?? `class.part.${name}`;
      return () => (known(key) ? t(key) : name);
    };
    // What has no place on the page now has none to be hidden at.
    const there = [...own.filter((name) => labels.has(name)), ...parts];
    this.out = h('textarea', { readonly: true, rows: 4, 'aria-label': () => t('class.result') });
    this.code = h('div', { class: 'code' });
    /** @param {'present' | 'answers'} name */
    const check = (name) => {
      const onchange = (/** @type {Event} */ event) => {
        this[name] = /** @type {HTMLInputElement} */ (event.target).checked;
        this.show();
      };
      return h('label', { class: 'check' }, h('input', { type: 'checkbox', onchange }), () => t(`class.${name}`));
    };
    const kinds = h(
      'select',
      {
        'aria-label': () => t('class.kind'),
        onchange: () => {
          this.kind = kinds.value;
          this.show();
        },
      },
      ...Object.keys(SNIPPETS).map((value) => h('option', { value }, () => t(`class.kind.${value}`))),
    );
    this.copy = quiet(
      () => this.#copy(),
      () => t(this.copied ? 'ui.copied' : 'class.copy'),
    );
    this.element = box(
      figure,
      { name: 'builder', words: 'class', close: () => this.close() },
      h('div', { class: 'fates' }, ...there.map((name) => this.#choice(name, label(name)))),
      h('div', { class: 'checks' }, check('present'), check('answers')),
      h('div', { class: 'result' }, h('div', {}, h('div', { class: 'row' }, kinds, this.copy), this.out), this.code),
    );
    /** The figure's settings are part of the link. */
    this.changed = () => this.show();
  }

  /** @param {string} name @param {() => string} words */
  #choice(name, words) {
    const list = h(
      'select',
      {
        onchange: () => {
          if (list.value === 'shown') this.fates.delete(name);
          else this.fates.set(name, list.value);
          this.show();
        },
      },
      ...FATES.map((value) => h('option', { value }, () => t(`class.${value}`))),
    );
    return h('label', { class: 'fate' }, h('span', {}, words), list);
  }

  /** @param {string} fate */
  #names(fate) {
    return [...this.fates].filter(([, chosen]) => chosen === fate).map(([name]) => name);
  }

  open() {
    this.figure.past.toolbar.element.append(this.element);
    this.figure.element.addEventListener('downhill-change', this.changed);
    reword(this.element);
    this.show();
    this.element.querySelector('select')?.focus();
  }

  close() {
    this.figure.element.removeEventListener('downhill-change', this.changed);
    this.element.remove();
    this.limits.set({});
  }

  /** The figure as students will see it, and the link. */
  show() {
    const [hide, lock] = [this.#names('hide'), this.#names('lock')];
    // The way back here stays.
    this.limits.set({ hide: hide.filter((name) => name !== 'tools'), lock });
    const url = new URL(this.figure.past.link());
    const lists = {
      hide: hide.join(),
      lock: lock.join(),
      present: this.present ? '1' : '',
      answers: this.answers ? '1' : '',
    };
    const more = Object.entries(lists).filter(([, value]) => value);
    const link = url.href + more.map(([name, value]) => `&${name}=${value}`).join('');
    const { host } = /** @type {ShadowRoot} */ (this.figure.element.getRootNode());
    const { id } = this.figure.setting;
    const title = host.closest('section')?.querySelector('h1, h2')?.textContent ?? id;
    const frame = this.figure.past.toolbar.frame(link, attribute(title));
    this.out.value = SNIPPETS[this.kind]({ link, scene: id, title, frame });
    const picture = qr(link);
    picture.setAttribute('role', 'img');
    picture.setAttribute('aria-label', t('class.qr'));
    this.code.replaceChildren(picture);
    this.copied = false;
    reword(this.copy);
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.out.value);
      this.copied = true;
      reword(this.copy);
    } catch {
      this.out.focus();
      this.out.select();
    }
  }
}
