// What a teacher leaves out of a figure, or lets be seen and not changed: `hide`, `only` and `lock` of a link or an element.

import { scenes } from '../pkg/first.js';

/** @typedef {import('../figure.js').Figure} Figure */
/** Lists of names. @typedef {{ hide?: string[], only?: string[], lock?: string[] }} Limited */

/** What has a name besides controls, pictures and handles. */
const PARTS = /** @type {Record<string, string>} */ ({
  prediction: '.ask',
  guide: '.guide',
  deeper: '.deeper',
  tools: '.toolbar',
  away: '.toolbar [name=away], .take-away',
  play: '.transport',
});
/** What writes a function of the reader's own, each with a place in the frame around them. */
const WRITTEN = ['text', 'parameters', 'points', 'domain'];
/** What a reader changes in it. */
const FIELDS = 'fieldset, input, select, textarea, button';
/** Those that can be locked. */
const LOCKS = ['prediction', 'guide'];

/** @param {string} name */
const places = (name) =>
  PARTS[name] ?? ['control', 'command', 'panel', 'handle'].map((kind) => `.${kind}-${name}`).join();

/** The lists that a link or an element says. @param {[string, string][]} pairs @returns {Limited} */
export function read(pairs) {
  const lists = pairs
    .filter(([name]) => ['hide', 'only', 'lock'].includes(name))
    .map(([name, value]) => [
      name,
      value
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    ]);
  return Object.fromEntries(lists);
}

/** Names of all that a figure has: parameters of its table, buttons, pictures, handles, parts. @param {Figure} figure */
export function namesOf({ scene, setting }) {
  const params = scenes().find(({ id }) => id === setting.id)?.params ?? [];
  const names = [
    ...params.map(({ name }) => name),
    ...scene.controls().map(({ name }) => name),
    ...scene.panels().map(({ id }) => id),
    ...scene.handles().map(({ id }) => id),
  ];
  return { own: [...new Set(names)], parts: Object.keys(PARTS) };
}

export class Limits {
  /** @param {Figure} figure */
  constructor(figure) {
    this.figure = figure;
    this.sheet = new CSSStyleSheet();
    /** @type {string} what is locked */
    this.locked = '';
    const { controls, story } = figure;
    this.rebuilt = new MutationObserver(() => this.#lock());
    for (const place of [controls.bar, controls.cards, controls.element, story.ask])
      this.rebuilt.observe(place, { childList: true, subtree: true });
    // What writes a function comes under the bar when one is chosen, and its sliders with their names.
    this.came = new MutationObserver(() => this.#written());
    const frame = figure.element.querySelector('.bar')?.parentElement;
    if (frame) this.came.observe(frame, { childList: true });
    this.#written();
    // A tap on a picture moves what could be taken hold of there.
    figure.element.addEventListener('click', (event) => this.#keep(event), true);
    /** @type {ShadowRoot} */ (figure.element.getRootNode()).adoptedStyleSheets.push(this.sheet);
  }

  /** Applies lists in place of those before. Tells names that there are not. @param {Limited} limited */
  set({ hide = [], only, lock = [] }) {
    const { own, parts } = namesOf(this.figure);
    const all = [...own, ...parts];
    const first = this.figure.scene.panels()[0]?.id;
    // The first picture and its bar are the figure: they go only where they are named.
    const rest = only ? all.filter((name) => !only.includes(name) && name !== first && name !== 'play') : [];
    const gone = [...hide.filter((name) => all.includes(name)), ...rest];
    const lockable = [...own, ...LOCKS];
    this.#unlock();
    this.locked = lock
      .filter((name) => lockable.includes(name))
      .map(places)
      .join();
    const rules = [
      gone.length ? `:is(${gone.map(places).join()}) { display: none !important }` : '',
      WRITTEN.every((name) => gone.includes(name)) ? '.bar ~ .own { display: none !important }' : '',
      this.locked ? `:is(${this.locked}) :is(${FIELDS}) { cursor: not-allowed }` : '',
    ];
    this.sheet.replaceSync(rules.join('\n'));
    this.#lock();
    this.figure.panels.measure();
    return [
      ...this.#unknown('hide', hide, all),
      ...this.#unknown('only', only ?? [], all),
      ...this.#unknown('lock', lock, lockable),
    ];
  }

  /** @param {string} of @param {string[]} names @param {string[]} known */
  #unknown(of, names, known) {
    const strange = names.filter((name) => !known.includes(name));
    const name = strange.map((text) => [...text].slice(0, 40).join('')).join(', ');
    return strange.length ? [{ key: `notice.${of}`, args: { name, allowed: known.join(', ') } }] : [];
  }

  /** What can be changed in the places that are locked. */
  #fields() {
    if (!this.locked) return [];
    const places = [...this.figure.element.querySelectorAll(this.locked)];
    const fields = places.flatMap((place) => [place, ...place.querySelectorAll(FIELDS)]);
    return /** @type {HTMLButtonElement[]} */ (fields.filter((field) => 'disabled' in field));
  }

  #written() {
    const own = this.figure.element.querySelector('.bar ~ .own');
    if (own) this.rebuilt.observe(own, { childList: true, subtree: true });
    this.#lock();
  }

  #lock() {
    for (const field of this.#fields()) field.disabled = true;
  }

  #unlock() {
    for (const field of this.#fields()) field.disabled = false;
  }

  /** @param {Event} event */
  #keep(event) {
    const plot = /** @type {Element} */ (event.target).closest('.plot');
    if (!plot || !this.locked) return;
    const panel = plot.closest('.panel');
    if (panel?.matches(this.locked) || plot.querySelector(':scope > .handle:disabled')) event.stopPropagation();
  }
}
