// The time of one scene: whether it plays, and what the reader does with it. A scene without time does none of it.

import { h, icon } from './dom.js';
import { t } from './text.js';

/** @typedef {import('./pkg/first.js').Scene} Scene */
/**
 * @typedef {object} Seen
 * @property {() => void} moved time was set: draw at once
 * @property {() => void} said a state was reached that is worth a sentence
 */

export class Player {
  /**
   * @param {Scene} scene
   * @param {Seen} seen
   */
  constructor(scene, seen) {
    this.scene = scene;
    this.seen = seen;
    this.playing = false;
    /** Whether it has been in view, or taken hold of: then it does not start by itself. */
    this.begun = false;
    /** On a small screen, upon the picture: the first thing to press. */
    this.begin = h(
      'button',
      {
        type: 'button',
        class: 'begin',
        hidden: !scene.timeline(),
        'aria-label': () => t('ui.play'),
        onclick: () => this.play(),
      },
      icon('play'),
    );
    this.calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  }

  /** It came into view. One that asks a question waits for the answer, unless a link names a step. */
  enter() {
    const wanted = !this.scene.prediction() || this.scene.timeline()?.stops;
    if (!this.begun && !this.calm && wanted) this.play();
    this.begun = true;
  }

  /** @param {number} seconds since the frame before */
  frame(seconds) {
    const timeline = this.scene.timeline();
    if (!timeline) return;
    if (!this.playing) {
      if (timeline.time === 0 && !this.calm) this.scene.idle(seconds);
      return;
    }
    this.scene.advance(seconds);
    const now = this.scene.timeline();
    this.playing = !(now?.ended || now?.rests);
    if (!this.playing) this.seen.said();
  }

  play() {
    const timeline = this.scene.timeline();
    if (timeline?.ended) this.scene.seek(0);
    if (timeline && this.calm) this.scene.complete();
    this.playing = !!timeline && !this.calm;
    this.seen.moved();
    if (this.calm) this.seen.said();
  }

  pause() {
    this.playing = false;
  }

  toggle() {
    if (!this.scene.timeline()) return false;
    if (this.playing) {
      this.pause();
      this.seen.moved();
    } else this.play();
    return true;
  }

  restart() {
    this.seek(0);
  }

  /** @param {number} share */
  seek(share) {
    this.pause();
    this.scene.seek(share);
    this.seen.moved();
  }

  /** @param {1 | -1} direction */
  step(direction) {
    this.pause();
    this.scene.step(direction);
    this.seen.moved();
    this.seen.said();
  }
}
