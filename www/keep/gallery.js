// What a reader has kept under a figure: put there, opened, named anew, taken away, compared, saved as a file and read from one.

import { save } from '../away/save.js';
import { box } from '../box.js';
import { dress, h, quiet, reason, reword, sheetOf } from '../dom.js';
import css from '../pkg/keep.css';
import { known, learnMore, t } from '../text.js';
import { Fault, LONG, read, written } from './file.js';
import { add, all, lasting, remove, rename, take } from './shelf.js';
import { settings } from './settings.js';

/** @typedef {import('../figure.js').Figure} Figure */
/** @typedef {import('./shelf.js').Kept} Kept */

const sheet = sheetOf(css);
/** Settings that a name proposes. */
const PROPOSED = 2;
/** Its place among the buttons of a row. */
const RENAME = 1;

/** @param {Figure} figure */
export async function gallery(figure) {
  // Other figures' titles, and the names of what was set.
  await Promise.all([learnMore('page'), learnMore('deeper'), learnMore('figures'), learnMore('digits')]);
  dress(/** @type {ShadowRoot} */ (figure.element.getRootNode()), sheet);
  return new Gallery(figure);
}

/** @param {string} scene */
const title = (scene) => t(`scene.${scene}.title`);
/** @param {string} scene */
const there = (scene) => known(`scene.${scene}.title`);

/** The figure of this id on the page around, if it is one with all of them. @param {string} id */
const onPage = (id) =>
  /** @type {import('../element.js').DownhillScene | null} */ (
    document.querySelector(`main > section[id="${CSS.escape(id)}"] downhill-scene`)
  );

/** A figure takes these settings. @param {Figure} figure @param {import('../history.js').Query} query */
const lay = (figure, query) => figure.extras.ask((rare) => rare.lay(query));

export class Gallery {
  /** @param {Figure} figure */
  constructor(figure) {
    this.figure = figure;
    /** What stands in the line below, and what takes it back. @type {() => string} */
    this.told = () => '';
    /** @type {(() => void) | undefined} */
    this.undo = undefined;
    this.name = h('input', { type: 'text', maxlength: LONG, autocomplete: 'off', 'aria-label': () => t('keep.name') });
    const form = h(
      'form',
      { class: 'ways' },
      this.name,
      h('button', { class: 'quiet' }, () => t('keep.keep')),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#keep();
    });
    this.list = h('ul', { class: 'shelf' });
    this.line = h('span', {}, () => this.told());
    this.back = quiet(
      () => this.#undo(),
      () => t('ui.undo'),
    );
    this.visit = h('p', { class: 'why' }, () => t('keep.visit-only'));
    this.save = quiet(
      () => this.#save(),
      () => t('keep.export'),
    );
    const file = h('input', { type: 'file', accept: '.json,application/json', hidden: true });
    file.addEventListener('change', () => this.#read(file));
    const open = quiet(
      () => file.click(),
      () => t('keep.import'),
    );
    this.element = box(
      figure,
      { name: 'take-away keep', words: 'keep', close: () => this.close(), beside: [this.save, open, file] },
      form,
      this.visit,
      this.list,
      h('p', { class: 'told', role: 'status' }, this.line, ' ', this.back),
    );
    // What is typed here is no key of the figure: undoing takes back letters.
    this.element.addEventListener('keydown', (event) => {
      if (event.target instanceof HTMLInputElement) event.stopPropagation();
    });
    /** A name follows the settings until somebody types one; another tab may keep something. */
    this.changed = () => this.#propose();
    this.elsewhere = () => this.show();
  }

  open() {
    this.figure.past.toolbar.element.append(this.element);
    this.figure.element.addEventListener('downhill-change', this.changed);
    addEventListener('storage', this.elsewhere);
    this.#tell(() => '');
    this.show();
    reword(this.element);
    this.#propose(true);
    this.name.focus();
    this.name.select();
  }

  close() {
    this.figure.element.removeEventListener('downhill-change', this.changed);
    removeEventListener('storage', this.elsewhere);
    this.element.remove();
    /** @type {HTMLElement | null} */
    const way = this.figure.past.toolbar.element.querySelector('button[name="away"]');
    way?.focus();
  }

  /** What is kept. */
  show() {
    const list = all();
    this.list.replaceChildren(...list.map((kept) => this.#row(kept)));
    this.list.hidden = this.save.disabled = !list.length;
    this.visit.hidden = lasting();
  }

  /** @param {Kept} kept */
  #row(kept) {
    const { name, scene, query } = kept;
    const words = () => [title(scene), ...settings(query)].join(' · ');
    const link = h(
      'a',
      {
        href: this.figure.past.link(scene, query),
        target: '_blank',
        rel: 'noopener',
        onclick: (/** @type {MouseEvent} */ event) => this.#open(event, kept),
      },
      name,
    );
    const compare = quiet(
      () => this.#compare(kept, compare),
      () => t('keep.compare'),
    );
    const again = quiet(
      () => this.#rename(kept, link),
      () => t('keep.rename'),
    );
    const off = quiet(
      () => this.#remove(kept),
      () => t('keep.delete'),
    );
    // Whose they are is heard.
    for (const [button, key] of /** @type {[HTMLElement, string][]} */ ([
      [compare, 'keep.compare'],
      [again, 'keep.rename'],
      [off, 'keep.delete'],
    ]))
      button.setAttribute('aria-label', `${t(key)}: ${name}`);
    return h('li', {}, h('div', {}, link, h('span', { class: 'what' }, words)), h('div', {}, compare, again, off));
  }

  /** The name that is proposed for the figure as it stands. @param {boolean} [fresh] whether what was typed goes */
  #propose(fresh) {
    if (!fresh && this.name.value !== this.name.defaultValue) return;
    const { scene, setting } = this.figure;
    const set = settings(scene.query()).slice(0, PROPOSED).join(', ');
    const name = set ? `${title(setting.id)}: ${set}` : title(setting.id);
    this.name.value = this.name.defaultValue = name.slice(0, LONG);
  }

  #keep() {
    const { scene, setting } = this.figure;
    const name = this.name.value.trim();
    if (!name) return this.name.focus();
    const kept = add({ name, scene: setting.id, query: scene.query() });
    this.show();
    this.#propose(true);
    this.#tell(() => t('keep.kept', { name: kept.name }));
  }

  /** Opens one: in its figure where that stands on this page, else in a tab of its own. @param {MouseEvent} event @param {Kept} kept */
  #open(event, { name, scene, query }) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const { setting, element } = this.figure;
    const other = onPage(scene);
    if (scene !== setting.id && !other) return;
    event.preventDefault();
    this.#tell(() => t('keep.opened', { name }));
    if (scene === setting.id) {
      lay(this.figure, query);
      return element.scrollIntoView();
    }
    if (other?.figure) lay(other.figure, query);
    else Object.assign(other ?? {}, { query });
    other?.scrollIntoView();
    // By keyboard one goes on there.
    /** @type {HTMLElement | null | undefined} */
    const first = other?.figure?.element.querySelector('button:not([tabindex="-1"])');
    (first ?? other)?.focus({ preventScroll: true });
  }

  /** @param {Kept} kept @param {HTMLElement} from */
  async #compare({ scene, query }, from) {
    try {
      const { compare } = await import('./compare.js');
      await compare(this.figure, { scene, query });
      from.focus();
    } catch (error) {
      this.#tell(() => t('away.failed', { message: reason(error) }));
    }
  }

  /** A field in the place of its name. @param {Kept} kept @param {HTMLElement} link */
  #rename(kept, link) {
    const field = h('input', { type: 'text', maxlength: LONG, 'aria-label': () => t('keep.name') });
    field.value = kept.name;
    link.replaceWith(field);
    const place = [...this.list.children].findIndex((row) => row.contains(field));
    let ended = false;
    /** @param {boolean} taken @param {boolean} [back] whether the keyboard goes back to where it came from */
    const end = (taken, back) => {
      if (ended) return;
      ended = true;
      const name = field.value.trim();
      if (taken && name && name !== kept.name) rename(kept, name);
      this.show();
      if (back) this.list.children[place]?.querySelectorAll('button')[RENAME].focus();
    };
    field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== 'Escape') return;
      // Else the button that has the keyboard next would be pressed by it.
      event.preventDefault();
      end(event.key === 'Enter', true);
    });
    field.addEventListener('blur', () => end(true));
    field.focus();
    field.select();
  }

  /** @param {Kept} kept */
  #remove(kept) {
    this.undo = remove(kept);
    this.show();
    const { undo } = this;
    this.#tell(() => t('keep.deleted', { name: kept.name }), undo);
    this.back.focus();
  }

  #undo() {
    this.undo?.();
    this.show();
    this.#tell(() => '');
    this.name.focus();
  }

  #save() {
    const name = 'downhill-experiments.json';
    save(name, [written(all())], 'application/json');
    this.#tell(() => t('away.saved', { name }));
  }

  /** @param {HTMLInputElement} input */
  async #read(input) {
    const [file] = input.files ?? [];
    input.value = '';
    if (!file) return;
    try {
      const list = await read(file, there);
      const taken = take(list);
      this.show();
      this.#tell(() => t('keep.taken', { taken: String(taken), there: String(list.length - taken) }));
    } catch (error) {
      const { key, args } = error instanceof Fault ? error : { key: 'away.failed', args: { message: reason(error) } };
      this.#tell(() => t(key, args));
    }
  }

  /** @param {() => string} words @param {() => void} [undo] what takes back what they tell of */
  #tell(words, undo) {
    this.told = words;
    this.undo = undo;
    this.back.hidden = !undo;
    reword(this.line);
  }
}
