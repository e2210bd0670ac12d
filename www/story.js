// What is asked before a run, and what is said after it.

import { h } from './dom.js';
import { t } from './text.js';

/** @typedef {import('./pkg/full.js').Scene} Scene */

/** Question and findings of one scene. */
export class Story {
  /** @param {Scene} scene @param {(choice: number) => void} answered */
  constructor(scene, answered) {
    this.scene = scene;
    this.answered = answered;
    this.ask = h('div', { class: 'ask' });
    this.found = h('div', { class: 'found' });
    this.shown = '';
  }

  /** The question follows the runs: other batch sizes, another question. */
  question() {
    const asked = this.scene.prediction();
    this.ask.hidden = !asked;
    if (!asked) return;
    const buttons = asked.choices.map((choice, index) =>
      h(
        'button',
        { type: 'button', 'aria-pressed': String(index === asked.chosen), onclick: () => this.answered(index) },
        () => t(choice, asked.args),
      ),
    );
    this.ask.replaceChildren(
      h(
        'p',
        {},
        h('span', { class: 'kicker' }, () => t('ui.predict')),
        ' ',
        () => t(asked.question, asked.args),
      ),
      h('div', { class: 'answers' }, ...buttons),
    );
  }

  /** What the run showed, once it has ended. */
  findings() {
    const claims = this.scene.claims();
    const signature = JSON.stringify(claims);
    if (signature === this.shown) return;
    this.shown = signature;
    const items = claims.map((claim) =>
      h(
        'li',
        { class: claim.standing },
        claim.standing === 'report' ? '' : h('span', { class: 'standing' }, () => t(`standing.${claim.standing}`)),
        ' ',
        () => t(claim.key, claim.args),
      ),
    );
    this.found.replaceChildren(...(items.length ? [h('h3', {}, () => t('ui.found')), h('ul', {}, ...items)] : []));
  }
}
