// One scene at work: the frame loop, and what happens when the reader does something.

import { ControlPanel } from './control-panel.js';
import { core } from './core.js';
import { h } from './dom.js';
import { Jobs } from './jobs.js';
import { start, stop } from './loop.js';
import { Panels } from './panels.js';
import { Readouts } from './readouts.js';
import { Story } from './story.js';
import { t } from './text.js';
import { History, linkTo, Toolbar } from './toolbar.js';
import { Transport } from './transport.js';

/** @typedef {import('./pkg/downhill.js').Scene} Scene */
/** @typedef {{ id: string, theme: () => string, embedded: boolean }} Setting */

/** Milliseconds of a frame that may go into computing long runs, and updates between two looks at the watch. */
const BUDGET = 3;
const CHUNK = 2000;

export class Figure {
  /**
   * @param {Scene} scene
   * @param {Setting} setting
   * @param {Figure} [before] the same scene in another language, released: this one goes on where it was
   */
  constructor(scene, setting, before) {
    this.scene = scene;
    this.setting = setting;
    this.playing = before?.playing ?? false;
    this.begun = before?.begun ?? false;
    this.broken = false;
    this.fresh = true;
    /** Something is being dragged: heavy work waits until it is let go. */
    this.held = false;
    this.calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.history = before?.history ?? new History(scene.query());
    this.told = before?.told ?? scene.notices();
    this.panels = new Panels(scene, (done) => this.#touched(done));
    this.controls = new ControlPanel({
      set: (control, value, done) => {
        const notice = this.scene.set(control.name, value, control.run);
        if (notice && done) this.#tell([notice]);
        this.#touched(done);
      },
      command: (control) => {
        const play = this.scene.command(control.name, control.run);
        this.#touched(true);
        if (play) this.#play();
      },
    });
    this.controls.details.open = before?.unfolded ?? false;
    this.transport = new Transport(
      {
        toggle: () => this.#toggle(),
        restart: () => this.#seek(0),
        step: (direction) => this.#step(direction),
        seek: (share) => this.#seek(share),
      },
      this.controls.time,
    );
    this.readouts = new Readouts();
    this.caption = h('div', { class: 'caption' });
    this.captioned = '';
    this.jobs = new Jobs(
      (found) => {
        // While something is dragged, the job of the settings before goes on; it has nothing to say any more.
        if (!this.jobs.serves(this.scene.job())) return;
        this.scene.receive(found);
        this.controls.update(this.scene.controls());
        this.frame(0);
      },
      () => core(setting.id),
    );
    this.story = new Story(scene, (choice) => {
      this.scene.predict(choice);
      this.story.question();
      this.#play();
    });
    this.toolbar = new Toolbar({
      travel: (direction) => this.#travel(this.history.move(direction)),
      reset: () => {
        this.#travel([]);
        this.history.push([]);
        this.#remember();
      },
      link: () => linkTo(setting.id, this.scene.query(), setting.theme()),
    });
    this.notices = h('div', { class: 'notices', role: 'status' });
    this.live = h('div', { class: 'live', 'aria-live': 'polite' });
    const view = h('div', { class: 'view' }, this.panels.element, this.transport.element, this.caption);
    this.element = h(
      'div',
      { class: 'scene' },
      this.notices,
      this.story.ask,
      view,
      this.readouts.element,
      this.story.found,
      this.controls.element,
      this.toolbar.element,
      this.live,
    );
    this.element.addEventListener('keydown', (event) => this.#key(event));
    this.visibility = new IntersectionObserver((entries) => {
      // Several changes may come at once: the last one holds.
      if (entries.at(-1)?.isIntersecting) this.#show();
      else stop(this);
    });
  }

  /** Starts once the element stands on the page. */
  begin() {
    this.#tell(this.told);
    this.story.question();
    this.controls.update(this.scene.controls());
    this.toolbar.update(this.history);
    this.panels.measure();
    this.frame(0);
    this.visibility.observe(this.element);
  }

  /** @param {boolean} dark */
  paint(dark) {
    this.scene.set_theme(dark);
    for (const { name, value } of this.scene.palette()) this.element.style.setProperty(name, value);
    this.fresh = true;
  }

  /** Whether the reader has opened the further settings. */
  get unfolded() {
    return this.controls.details.open;
  }

  /** Stops, and leaves the scene to another figure. */
  release() {
    stop(this);
    this.jobs.stop();
    this.visibility.disconnect();
    this.panels.disconnect();
  }

  free() {
    this.release();
    this.scene.free();
  }

  #show() {
    start(this);
    if (this.scene.heavy()) this.jobs.prepare();
    // A scene that asks nothing plays by itself; one that asks waits for the answer.
    if (!this.begun && !this.calm && !this.scene.prediction()) this.#play();
    this.begun = true;
  }

  /**
   * One frame of the page's loop.
   * @param {number} seconds since the one before
   */
  frame(seconds) {
    if (this.broken) return;
    try {
      const timeline = this.scene.timeline();
      if (timeline.pending) this.#work();
      if (this.playing) this.#advance(seconds);
      else if (timeline.time === 0 && !this.calm) this.scene.idle(seconds);
      const drew = this.scene.render();
      if (drew || this.fresh) this.#words();
      this.fresh = false;
      if (!this.held) this.jobs.update(this.scene.job());
    } catch (error) {
      // Never again for this figure; the others go on.
      this.broken = true;
      stop(this);
      this.#tell([{ key: 'error.scene', args: { message: error instanceof Error ? error.message : String(error) } }]);
    }
  }

  #work() {
    const until = performance.now() + BUDGET;
    while (performance.now() < until && !this.scene.work(CHUNK));
    this.fresh = true;
  }

  /** @param {number} seconds */
  #advance(seconds) {
    this.scene.advance(seconds);
    const { ended, rests } = this.scene.timeline();
    if (ended || rests) {
      this.playing = false;
      this.fresh = true;
      this.#say();
    }
  }

  #words() {
    const timeline = this.scene.timeline();
    this.panels.label();
    this.#caption();
    this.transport.update(this.playing, timeline);
    const diverged = this.readouts.update(this.scene.readouts());
    if (diverged) this.live.textContent = diverged;
    this.story.findings();
    this.element.toggleAttribute('data-idle', timeline.time === 0);
    this.element.toggleAttribute('data-pending', timeline.pending);
  }

  #caption() {
    const sentence = this.scene.caption();
    // The words are this project's own and may hold markup; their parts are numbers and keys.
    const text = sentence ? t(sentence.key, sentence.args) : '';
    if (text !== this.captioned) this.caption.innerHTML = text;
    this.captioned = text;
  }

  #say() {
    const { key, args } = this.scene.describe();
    this.live.textContent = t(key, args);
  }

  #play() {
    if (this.scene.timeline().ended) this.scene.seek(0);
    if (this.calm) this.scene.complete();
    this.playing = !this.calm;
    this.#now();
    if (this.calm) this.#say();
  }

  #toggle() {
    if (this.playing) {
      this.playing = false;
      this.#now();
    } else this.#play();
  }

  /** @param {number} share */
  #seek(share) {
    this.playing = false;
    this.scene.seek(share);
    this.#now();
  }

  /** @param {1 | -1} direction */
  #step(direction) {
    this.playing = false;
    this.scene.step(direction);
    this.#now();
    this.#say();
  }

  /** Draws at once, also where no frame comes: a hidden tab, a figure out of sight. */
  #now() {
    // Whoever has taken hold of the figure does not want it to start by itself.
    this.begun = true;
    this.fresh = true;
    this.frame(0);
  }

  /** The reader changed something; `done` when it was let go. @param {boolean} done */
  #touched(done) {
    this.held = !done;
    this.controls.update(this.scene.controls());
    this.panels.place();
    this.#now();
    if (!done) return;
    this.story.question();
    this.history.push(this.scene.query());
    this.#remember();
    this.#say();
  }

  #remember() {
    this.toolbar.update(this.history);
    if (this.setting.embedded) {
      history.replaceState(null, '', linkTo(this.setting.id, this.scene.query(), this.setting.theme()));
    }
  }

  /** @param {[string, string][] | undefined} query */
  #travel(query) {
    if (!query) return;
    this.playing = false;
    this.scene.load(query);
    this.story.question();
    this.controls.update(this.scene.controls());
    this.panels.place();
    this.#now();
    this.#remember();
  }

  /** @param {import('./pkg/downhill.js').Notice[]} notices */
  #tell(notices) {
    this.told = notices;
    const lines = notices.map((notice) => h('p', {}, t(notice.key, notice.args)));
    if (!lines.length) {
      this.notices.replaceChildren();
      return;
    }
    const close = h('button', { type: 'button', class: 'quiet', onclick: () => this.#tell([]) }, t('ui.dismiss'));
    this.notices.replaceChildren(...lines, close);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { target } = event;
    // Where the space bar has a meaning of its own, it keeps it.
    const own = 'input:not([type=range]), select, button:not(.handle), summary';
    if (event.key === ' ' && !(target instanceof HTMLElement && target.matches(own))) {
      event.preventDefault();
      this.#toggle();
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') {
      // A half-typed value is taken back by the field itself.
      if (target instanceof HTMLInputElement && target.matches('.number') && target.value !== target.defaultValue)
        return;
      event.preventDefault();
      this.#travel(this.history.move(event.shiftKey ? 1 : -1));
    }
  }
}
