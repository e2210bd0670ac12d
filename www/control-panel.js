// Where each control stands: main, more, and a card for each run.

import { signature, widget } from './controls.js';
import { h } from './dom.js';
import { known, t } from './text.js';

/** @typedef {import('./controls.js').Control} Control */
/** @typedef {import('./controls.js').Actions} Actions */

/**
 * Radios stand in a form: outside of one, Chromium keeps every group that was ever in a shadow root.
 * @param {string} name @param {...Node} children
 */
const form = (name, ...children) =>
  h('form', { class: name, onsubmit: (/** @type {Event} */ event) => event.preventDefault() }, ...children);

/** All controls of one scene; rebuilt when their list changes, else updated in place. */
export class ControlPanel {
  /**
   * @param {string} scene its id
   * @param {Actions} actions
   */
  constructor(scene, actions) {
    this.scene = scene;
    this.actions = actions;
    this.main = h('div', { class: 'group' });
    this.runs = h('div', { class: 'runs' });
    this.more = h('div', { class: 'group' });
    /** In sight beside the bar of play; the cards of the runs; what is folded away. */
    this.bar = form('main-controls', this.main);
    this.cards = form('run-controls', this.runs);
    this.element = form('controls', this.more);
    this.signature = '';
    /** @type {import('./controls.js').Widget[]} */
    this.widgets = [];
    /** What makes those that are no sliders, where there can be any. @type {import('./controls.js').Maker | undefined} */
    this.maker = undefined;
    /** Whether anybody has looked at what is folded away: until then it is not made. */
    this.whole = false;
  }

  /** @param {Control[]} all */
  update(all) {
    const controls = all.filter(({ group }) => this.whole || group !== 'more');
    const wanted = signature(controls);
    if (wanted === this.signature) {
      controls.forEach((control, index) => this.widgets[index].update(control));
      return;
    }
    this.signature = wanted;
    const focused = this.#focusedName();
    const open = [...this.runs.querySelectorAll('.card')].map((card) => !!card.querySelector('details[open]'));
    this.widgets = controls.map((control) =>
      widget(
        { ...control, label: this.#own(control.label) },
        this.actions,
        /** @type {import('./controls.js').Maker} */ (this.maker),
      ),
    );
    /** @param {(control: Control) => boolean} wantedHere */
    const pick = (wantedHere) =>
      controls.flatMap((control, index) => (wantedHere(control) ? [this.widgets[index].element] : []));
    this.main.replaceChildren(...pick((c) => c.run === undefined && c.group === 'main'));
    this.more.replaceChildren(...pick((c) => c.run === undefined && c.group === 'more'));
    const count = new Set(controls.map((c) => c.run).filter((run) => run !== undefined)).size;
    const cards = Array.from({ length: count }, (_, run) => {
      return h(
        'fieldset',
        { class: 'card', style: `--run: var(--run-${run})` },
        h('legend', {}, () => t(this.#own('ui.run'), { number: run + 1 })),
        ...pick((c) => c.run === run && c.group === 'run'),
        ...this.#advanced(
          pick((c) => c.run === run && c.group === 'run-more'),
          open[run] ?? false,
        ),
      );
    });
    this.runs.replaceChildren(...cards, ...pick((c) => c.run === undefined && c.group === 'run'));
    this.runs.hidden = !this.runs.childElementCount;
    if (focused) this.#refocus(focused);
  }

  /** A scene may have a name of its own for something. @param {string} key */
  #own(key) {
    const own = `${key}.${this.scene}`;
    return known(own) ? own : key;
  }

  /** What few readers want of a run. @param {HTMLElement[]} parts @param {boolean} open */
  #advanced(parts, open) {
    if (!parts.length) return [];
    return [
      h(
        'details',
        { class: 'advanced', open },
        h('summary', {}, () => t('ui.advanced')),
        h('div', { class: 'group' }, ...parts),
      ),
    ];
  }

  // A rebuilt list must not throw the keyboard back to the top of the page.
  #focusedName() {
    const root = /** @type {ShadowRoot | Document} */ (this.element.getRootNode());
    const active = root.activeElement;
    const control = active?.closest('.control, .command');
    if (!control) return '';
    const cards = [...this.runs.querySelectorAll('.card')];
    const card = cards.findIndex((element) => element.contains(control));
    return `${card}|.${[...control.classList].at(-1)}`;
  }

  /** @param {string} place */
  #refocus(place) {
    const [card, selector] = place.split('|');
    const within = this.runs.querySelectorAll('.card')[Number(card)];
    const control = within
      ? within.querySelector(selector)
      : (this.main.querySelector(selector) ?? this.more.querySelector(selector));
    const target = control?.matches('button') ? control : control?.querySelector('input, select, button');
    /** @type {HTMLElement | null | undefined} */ (target)?.focus();
  }
}
