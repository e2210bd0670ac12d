// Play, pause, step, scrub.

import { h, icon, oneStop, say } from './dom.js';
import { t } from './text.js';

const TICKS = 1000;
/** Milliseconds between two positions that a screen reader is told while time passes. */
const PAUSE = 250;

/** The bar under the pictures. */
export class Transport {
  /** @param {import('./player.js').Player} player */
  constructor(player) {
    /** @param {string} name */
    const words = (name) => () => t(`ui.${name}`);
    /** @type {boolean | undefined} */
    this.playing = undefined;
    this.moment = { time: '0', duration: '0' };
    /** @param {'back' | 'forward' | 'restart'} name @param {() => void} act */
    const button = (name, act) =>
      h(
        'button',
        {
          type: 'button',
          class: `icon ${name}`,
          'aria-label': words(name),
          title: words(name),
          onclick: act,
        },
        icon(name),
      );
    const press = () => t(this.playing ? 'ui.pause' : 'ui.play');
    this.play = h('button', {
      type: 'button',
      class: 'icon play',
      'aria-label': press,
      title: press,
      onclick: () => player.toggle(),
    });
    this.scrubber = h('input', {
      type: 'range',
      min: 0,
      max: TICKS,
      value: 0,
      class: 'scrubber',
      'aria-label': words('time'),
      'aria-valuetext': () => t('ui.time-of', this.moment),
    });
    /** What is seen of the scrubber: moved by transforms, which cost a frame no layout. */
    this.done = h('span', { class: 'done' });
    this.mark = h('span', { class: 'mark' });
    this.told = 0;
    this.scrubber.addEventListener('input', () => player.seek(this.scrubber.valueAsNumber / TICKS));
    this.scrubber.addEventListener('keydown', (event) => {
      const direction = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
      if (!direction) return;
      event.preventDefault();
      player.step(direction === 1 ? 1 : -1);
    });
    this.element = h(
      'div',
      { class: 'transport', role: 'toolbar', 'aria-label': words('transport') },
      this.play,
      button('back', () => player.step(-1)),
      button('forward', () => player.step(1)),
      button('restart', () => player.restart()),
      h('span', { class: 'scrub' }, this.done, this.mark, this.scrubber),
    );
    oneStop(this.element);
  }

  /**
   * @param {boolean} playing
   * @param {import('./pkg/first.js').TimelineInfo | undefined} timeline nothing to show for a scene without time
   */
  update(playing, timeline) {
    this.element.hidden = !timeline;
    if (!timeline) return;
    const { time, duration } = timeline;
    if (playing !== this.playing) {
      this.playing = playing;
      this.play.replaceChildren(icon(playing ? 'pause' : 'play'));
      say(this.play);
    }
    const share = time / duration;
    this.done.style.transform = `scaleX(${share.toFixed(4)})`;
    this.mark.style.transform = `translateX(${(100 * share).toFixed(2)}%)`;
    // The control itself follows a few times a second: nobody hears more.
    const position = String(Math.round(share * TICKS));
    const now = performance.now();
    if (this.scrubber.value === position || (playing && now - this.told < PAUSE)) return;
    this.told = now;
    this.scrubber.value = position;
    this.moment = { time: time.toFixed(2), duration: String(duration) };
    say(this.scrubber);
  }
}
