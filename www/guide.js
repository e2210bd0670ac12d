// The guided steps of a figure: a strip of dots, and what the present one says.

import { h, markup } from './dom.js';
import { t } from './text.js';

/** @typedef {import('./pkg/first.js').Scene} Scene */

/** Pixels that a finger goes across the strip before it is a swipe. */
const SWIPE = 40;

export class Guide {
  /** @param {Scene} scene @param {string} id of the scene @param {(step: number) => void} follow */
  constructor(scene, id, follow) {
    this.scene = scene;
    this.id = id;
    this.follow = follow;
    this.steps = scene.guide().steps;
    /** The step that is shown; `steps` is the reader's turn. @type {number | undefined} */
    this.at = undefined;
    this.words = '';
    /** Names of what is emphasised. */
    this.on = '';
    /** Recipes are chosen by their titles, steps are gone through. */
    this.recipes = scene.guide().recipes;
    this.said = h('p', { class: 'step' });
    this.dots = Array.from({ length: this.steps + 1 }, (_, step) => this.#way(step));
    this.element = h(
      'div',
      {
        class: this.recipes ? 'guide recipes' : 'guide',
        role: 'group',
        'aria-label': () => t('ui.guide'),
        hidden: this.steps === 0,
      },
      h('div', { class: 'dots' }, ...this.dots),
      this.said,
    );
    this.element.addEventListener('keydown', (event) => {
      const direction = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!direction || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      this.go(direction);
      this.dots[this.at ?? 0].focus();
    });
    this.#swipe();
  }

  /** @param {number} step */
  #key(step) {
    return `guide.${this.id}.${step === this.steps ? 'turn' : step + 1}`;
  }

  /** What leads to a step. @param {number} step */
  #way(step) {
    const onclick = () => this.follow(step);
    // The title is what the words begin with, in bold.
    const title = () => /<b>(.*?)\.?。?<\/b>/.exec(t(this.#key(step)))?.[1] ?? String(step + 1);
    if (this.recipes) return h('button', { type: 'button', class: 'recipe', onclick }, title);
    if (step === this.steps) return h('button', { type: 'button', class: 'turn', onclick }, title);
    const label = () => t('ui.step', { number: step + 1, of: this.steps + 1 });
    return h('button', { type: 'button', class: 'dot', 'aria-label': label, onclick });
  }

  /** To the step before or after. @param {number} direction */
  go(direction) {
    const next = (this.at ?? this.steps) + direction;
    if (this.steps > 0 && next >= 0 && next <= this.steps) this.follow(next);
  }

  /** Whether no step is left. */
  atEnd() {
    return (this.at ?? this.steps) >= this.steps;
  }

  /** What the present step says; `emphasise` marks its parts. @param {HTMLElement} figure */
  show(figure) {
    const { at, on, steps } = this.scene.guide();
    const step = at ?? steps;
    const words = t(this.#key(step));
    if (this.steps === 0) return;
    if (words !== this.words) this.said.replaceChildren(markup(words));
    this.words = words;
    if (step !== this.at) {
      this.dots.forEach((dot, index) => {
        // One stop of the Tab key; the arrow keys go on from there.
        dot.tabIndex = index === step ? 0 : -1;
        if (index === step) dot.setAttribute('aria-current', 'step');
        else dot.removeAttribute('aria-current');
      });
    }
    this.at = step;
    if (on.join() === this.on) return;
    this.on = on.join();
    for (const part of figure.querySelectorAll('.on')) part.classList.remove('on');
    const names = on.flatMap((name) => [`.panel-${name}`, `.control-${name}`, `.command-${name}`, `.handle-${name}`]);
    if (names.length) for (const part of figure.querySelectorAll(names.join())) part.classList.add('on');
    figure.toggleAttribute('data-emphasis', !!figure.querySelector('.panel.on'));
  }

  #swipe() {
    /** @type {{ x: number, y: number } | undefined} */
    let from;
    this.element.addEventListener('pointerdown', (event) => {
      from = { x: event.clientX, y: event.clientY };
    });
    this.element.addEventListener('pointerup', (event) => {
      const [dx, dy] = [event.clientX - (from?.x ?? event.clientX), event.clientY - (from?.y ?? event.clientY)];
      if (Math.abs(dx) > SWIPE && Math.abs(dx) > 2 * Math.abs(dy)) this.go(dx < 0 ? 1 : -1);
      from = undefined;
    });
    this.element.addEventListener('pointercancel', () => (from = undefined));
  }
}
