// Play, pause, step, scrub.

import { h, icon } from './dom.js';
import { t } from './text.js';

const TICKS = 1000;

/** The bar under the pictures. */
export class Transport {
  /** @param {import('./player.js').Player} player @param {HTMLElement} extra controls that belong to time */
  constructor(player, extra) {
    /** @param {'back' | 'forward' | 'restart'} name @param {() => void} act */
    const button = (name, act) =>
      h(
        'button',
        { type: 'button', class: `icon ${name}`, 'aria-label': t(`ui.${name}`), title: t(`ui.${name}`), onclick: act },
        icon(name),
      );
    this.play = h('button', { type: 'button', class: 'icon play', onclick: () => player.toggle() });
    this.scrubber = h('input', {
      type: 'range',
      min: 0,
      max: TICKS,
      value: 0,
      class: 'scrubber',
      'aria-label': t('ui.time'),
    });
    this.scrubber.addEventListener('input', () => player.seek(this.scrubber.valueAsNumber / TICKS));
    this.scrubber.addEventListener('keydown', (event) => {
      const direction = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
      if (!direction) return;
      event.preventDefault();
      player.step(direction === 1 ? 1 : -1);
    });
    this.element = h(
      'div',
      { class: 'transport', role: 'group', 'aria-label': t('ui.transport') },
      this.play,
      button('back', () => player.step(-1)),
      button('forward', () => player.step(1)),
      button('restart', () => player.restart()),
      this.scrubber,
      extra,
    );
    /** @type {boolean | undefined} */
    this.playing = undefined;
  }

  /**
   * @param {boolean} playing
   * @param {import('./pkg/full.js').TimelineInfo | undefined} timeline nothing to show for a scene without time
   */
  update(playing, timeline) {
    this.element.hidden = !timeline;
    if (!timeline) return;
    const { time, duration } = timeline;
    if (playing !== this.playing) {
      this.playing = playing;
      const label = t(playing ? 'ui.pause' : 'ui.play');
      this.play.replaceChildren(icon(playing ? 'pause' : 'play'));
      this.play.setAttribute('aria-label', label);
      this.play.title = label;
    }
    const position = String(Math.round((time / duration) * TICKS));
    if (this.scrubber.value !== position) {
      this.scrubber.value = position;
      this.scrubber.style.setProperty('--done', `${Number(position) / 10}%`);
      this.scrubber.setAttribute(
        'aria-valuetext',
        t('ui.time-of', { time: time.toFixed(2), duration: String(duration) }),
      );
    }
  }
}
