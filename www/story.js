// What is asked before a run: the bar becomes the verdict in place when the run has ended.

import { announce, h, icon, oneStop } from './dom.js';
import { t } from './text.js';

/** @typedef {import('./pkg/first.js').Scene} Scene */

/** Question and verdict of one scene. */
export class Story {
  /** @param {Scene} scene @param {(choice: number) => void} answered */
  constructor(scene, answered) {
    this.scene = scene;
    this.answered = answered;
    this.ask = h('div', { class: 'ask' });
    /** @type {import('./pkg/first.js').PredictionInfo | undefined} */
    this.asked = undefined;
    this.ask.hidden = true;
  }

  /** Question or verdict; both follow the runs. */
  question() {
    const asked = this.scene.prediction();
    // It is the same object for as long as it says the same.
    if (asked === this.asked) return;
    this.asked = asked;
    this.ask.hidden = !asked;
    if (!asked) return;
    const { verdict, right, chosen } = asked;
    this.ask.classList.toggle('told', !!verdict);
    const { activeElement } = /** @type {ShadowRoot | Document} */ (this.ask.getRootNode());
    const focus = [...this.ask.querySelectorAll('button')].indexOf(/** @type {HTMLButtonElement} */ (activeElement));
    const buttons = asked.choices.map((choice, index) =>
      h(
        'button',
        {
          type: 'button',
          class: verdict && index === right ? 'right' : '',
          'aria-pressed': String(index === chosen),
          onclick: () => this.answered(index),
        },
        ...(verdict && index === right ? [icon('tick')] : []),
        () => t(choice, asked.args),
      ),
    );
    const answer = chosen === right ? 'verdict.right' : 'verdict.wrong';
    const words = verdict
      ? [() => t(verdict.key, verdict.args), ' ', () => (chosen === undefined || right === undefined ? '' : t(answer))]
      : [h('span', { class: 'kicker' }, () => t('ui.predict')), ' ', () => t(asked.question, asked.args)];
    const answers = h('div', { class: 'answers' }, ...buttons);
    oneStop(answers, buttons[chosen ?? 0]);
    this.ask.replaceChildren(h('p', {}, ...words), answers);
    if (focus >= 0) buttons[focus]?.focus();
    if (verdict) announce(this.ask, 'verdict', { right, chosen, text: t(verdict.key, verdict.args) });
  }
}
