// How far long work has come, and how long it still takes.

import { announce, h, say, sheetOf } from './dom.js';
import css from './pkg/progress.css';
import { t } from './text.js';

export const sheet = sheetOf(css);

/** Milliseconds before anybody guesses how long it takes, and between two guesses. */
const SOON = 700;
const PAUSE = 500;

export class Progress {
  constructor() {
    this.bar = h('progress', { max: 1, 'aria-label': () => t('ui.working') });
    this.left = h('span', {}, () => (this.seconds ? t('ui.left', { seconds: this.seconds }) : ''));
    this.element = h('div', { class: 'long-work', hidden: true }, this.bar, this.left);
    this.seconds = 0;
    this.begun = 0;
    this.guessed = 0;
  }

  /** @param {number | undefined} done part of the work, 0…1; nothing where there is none */
  update(done) {
    const now = performance.now();
    if (this.element.hidden || (done ?? 0) < this.bar.value) [this.begun, this.seconds] = [now, 0];
    // Something may have been measured.
    if (done === undefined && !this.element.hidden) announce(this.element, 'measured');
    this.element.hidden = done === undefined;
    this.bar.value = done ?? 0;
    if (!done || now < this.begun + SOON || now < this.guessed + PAUSE) return;
    this.guessed = now;
    this.seconds = Math.ceil(((now - this.begun) * (1 - done)) / done / 1000);
    say(this.left.firstChild ?? this.left);
  }
}
