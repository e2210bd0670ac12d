// One scene at work: the frame loop, and what happens when the reader does something.

import { Caption } from './caption.js';
import { ControlPanel } from './control-panel.js';
import { Deeper } from './deeper.js';
import { announce, h, quiet, reason, reword } from './dom.js';
import { Extras } from './extras.js';
import { Guide } from './guide.js';
import { Jobs } from './jobs.js';
import { listen } from './keys.js';
import { pause, start, stop } from './loop.js';
import { Notices } from './notices.js';
import { Pace } from './pace.js';
import { Panels } from './panels.js';
import { Past } from './past.js';
import { Player } from './player.js';
import { sheltered } from './shelter.js';
import { Story } from './story.js';
import { languageTag, t } from './text.js';
import { Transport } from './transport.js';

/** @typedef {import('./pkg/first.js').Scene} Scene */
/**
 * Where it stands; `again` makes the figure anew, `history` is that of the figure in whose place it stands.
 * @typedef {object} Setting
 * @property {string} id
 * @property {() => string} theme
 * @property {import('./history.js').History | undefined} history
 * @property {(query: import('./history.js').Query) => void} again
 */

export class Figure {
  /** @param {Scene} bare @param {Setting} setting */
  constructor(bare, setting) {
    const scene = sheltered(bare, (error) => this.#fail(error));
    this.scene = scene;
    this.setting = setting;
    this.broken = false;
    /** Whether it has ever been drawn: else a figure made anew with these settings would fail as well. */
    this.drawn = false;
    this.fresh = true;
    this.visible = false;
    /** Something is being dragged: heavy work waits until it is let go, as it does on the way to a step. */
    this.held = false;
    /** Something has changed that the controls do not show. */
    this.stale = false;
    /** What a hand wants moved in a frame to come; gives what is shown of it after the pictures. @type {(() => () => unknown) | undefined} */
    this.wish = undefined;
    this.pace = new Pace();
    this.parts = [() => this.#settings(), () => this.panels.tell(), () => this.#words()];
    this.traits = scene.traits();
    this.past = new Past(scene, setting, () => this.#loaded(), {
      pin: this.traits.pins ? () => this.extras.ask((rare) => rare.pin()) : undefined,
      present: () => this.extras.present(),
      teach: () => this.extras.ask((rare) => rare.teach()),
      away: () => this.extras.ask((rare) => rare.takeAway()),
    });
    this.notices = new Notices(scene.notices());
    this.panels = new Panels(scene, (done) => this.#touched(done));
    this.controls = new ControlPanel(setting.id, {
      set: (control, value, done) => {
        const notice = this.scene.set(control.name, value, control.run);
        if (notice && done) this.notices.tell([notice]);
        this.#touched(done);
      },
      command: (control) => {
        const play = this.scene.command(control.name, control.run);
        this.#touched(true);
        if (play) this.player.play();
        if (control.name.startsWith('copy')) this.extras.ask((rare) => rare.copy(control.name));
      },
    });
    this.player = new Player(scene, { moved: () => this.#now(), said: () => this.#say() });
    this.transport = new Transport(this.player);
    /** The table of numbers; comes with the rest of what is folded away. @type {import('./readouts.js').Readouts | undefined} */
    this.readouts = undefined;
    const numbers = h('div', { class: 'readouts' });
    /** The claims, likewise. @type {import('./findings.js').Findings | undefined} */
    this.findings = undefined;
    const found = h('div', { class: 'found' });
    this.caption = new Caption();
    this.jobs = new Jobs({
      receive: (found) => this.#receive(found),
      slow: () => this.notices.add('notice.no-worker'),
      failed: (message) => this.#sorry(message),
      mended: () => this.notices.withdraw(),
    });
    this.story = new Story(scene, (choice) => {
      if (this.scene.predict(choice)) this.player.play();
      else this.#now();
      announce(this.element, 'answered');
    });
    this.guide = new Guide(scene, setting.id, (step) => this.#follow(step));
    const { notices, story, controls, caption, panels, guide } = this;
    this.extras = new Extras(this, () => this.#now());
    const bar = h('div', { class: 'bar' }, this.transport.element, controls.bar);
    /** What most scenes fold away, and some have in sight. */
    this.formula = this.traits.formula;
    const { runs } = this.traits;
    if (runs) panels.beside.append(controls.cards);
    const [formula, folded] = this.formula ? [[caption.element], []] : [[], [caption.element]];
    const cards = runs ? [] : [controls.cards];
    const deep = [...cards, controls.element, panels.deeper, ...folded, numbers, found];
    this.deeper = new Deeper(setting.id, deep, {
      turned: (open, folded) => {
        if (folded) {
          this.readouts ??= new folded.Readouts(numbers);
          this.findings ??= new folded.Findings(found);
          Object.assign(this.controls, { maker: folded.widget, whole: true });
        }
        this.#deepen(open);
      },
      failed: ({ key, args }) => this.notices.add(key, args),
    });
    const above = [notices.element, guide.element, story.ask, panels.element, ...formula, bar];
    const below = [this.extras.element, this.past.toolbar.element, this.deeper.element, notices.live];
    const style = `--shape: ${panels.shape.toFixed(3)}`;
    this.element = h('div', { class: 'scene', lang: languageTag, style }, ...above, ...below);
    // Seen when all of it is in its place.
    this.element.style.visibility = 'hidden';
    panels.plots[0]?.append(this.player.begin);
    listen(this.element, {
      toggle: () => this.player.toggle(),
      travel: (direction) => this.past.travel(direction),
    });
    this.visibility = new IntersectionObserver((entries) => {
      // Several changes may come at once: the last one holds.
      const visible = (this.visible = entries.at(-1)?.isIntersecting ?? false);
      (visible ? start : stop)(this);
      this.jobs.view(visible, this.traits.heavy);
      if (visible) this.player.enter();
    });
  }

  /** Before the element stands on the page: its words. */
  begin() {
    this.story.question();
    this.controls.update(this.scene.controls());
    this.past.toolbar.update(this.past.history);
  }

  /** Once it does. */
  stand() {
    this.notices.show();
    this.panels.measure();
  }

  /** Draws the pictures, each in a task of its own, and goes on from there. */
  async show() {
    while (!this.broken && this.panels.draw(0)) await pause();
    this.frame(0);
    await (this.traits.ledger && this.extras.table());
    await this.panels.reveal(this.element);
    // It may have gone in the meantime.
    if (!this.broken) this.visibility.observe(this.element);
  }

  /** @param {boolean} dark */
  paint(dark) {
    this.scene.set_theme(dark);
    for (const { name, value } of this.scene.palette()) this.element.style.setProperty(name, value);
    this.fresh = true;
  }

  /** The language has changed: only words do. What is out of sight says the rest when it comes into view. */
  reword() {
    this.#guarded(() => {
      reword(this.element);
      this.notices.say('');
      this.panels.place();
    });
    this.fresh = true;
  }

  free() {
    this.broken = true;
    stop(this);
    this.extras.end();
    this.jobs.stop();
    this.visibility.disconnect();
    this.panels.disconnect();
    this.scene.free();
  }

  /**
   * One frame of the page's loop.
   * @param {number} seconds since the one before
   */
  frame(seconds) {
    this.#guarded(() => {
      // While all moves in every frame, none can wait for the next.
      const moves = this.pace.begin(this.player.playing ? 0 : seconds, this.held, !!this.wish);
      const show = moves ? this.wish?.() : undefined;
      if (this.scene.timeline()?.pending && this.pace.work(this.scene, this.held)) this.fresh = true;
      if (this.scene.glide(seconds)) this.#glided();
      else this.player.frame(seconds);
      if (!this.pace.blind && this.panels.draw(this.pace.until, this.pace.moves)) this.fresh = true;
      // After the pictures: whoever writes in one asks the browser for the styles of all that has changed.
      show?.();
      if (this.fresh || this.stale || this.pace.due.size) this.#tell();
      this.pace.end();
      this.drawn = true;
      // Where nothing heavy may be wanted nothing is asked.
      if (this.traits.heavy) {
        this.jobs.list(this.scene.jobs(), this.held || this.scene.guide().moving);
        this.extras.working(this.scene.progress());
      }
    });
  }

  /** A figure that has failed never moves again; the others go on. @param {() => void} act */
  #guarded(act) {
    if (this.broken) return;
    try {
      act();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** @param {unknown} error */
  #fail(error) {
    if (this.broken) return;
    this.broken = true;
    // Before it stands there is nothing to say it in.
    if (!this.story) throw error;
    stop(this);
    this.jobs.stop();
    this.#sorry(reason(error));
  }

  /** @param {string} message */
  #sorry(message) {
    const again = () => this.setting.again(this.drawn ? this.scene.query() : []);
    const button = quiet(again, () => t('ui.again'));
    this.notices.offer({ key: 'error.scene', args: { message } }, button);
  }

  /** @param {import('./pool/client.js').Found[]} found */
  #receive(found) {
    this.#guarded(() => {
      for (const { key, report } of found) this.scene.receive(key, report);
    });
    this.#soon();
  }

  /** Reports come in swarms, movements right before a frame: where there are frames, the next one shows them all. */
  #soon() {
    this.fresh = this.stale = true;
    if (!this.visible || document.hidden) this.frame(0);
  }

  #tell() {
    const { pace, stale } = this;
    if (pace.hasty) return;
    const [settings, ...words] = this.parts;
    if (stale) pace.due.add(settings);
    if (this.fresh) for (const part of words) pace.due.add(part);
    this.stale = this.fresh = false;
    // Handles do not wait for words.
    if (!pace.tell() && stale) this.panels.grip();
  }

  #settings() {
    this.controls.update(this.scene.controls());
    this.panels.place();
  }

  #words() {
    const timeline = this.scene.timeline();
    this.transport.update(this.player.playing, timeline);
    this.guide.show(this.element);
    this.story.question();
    if (this.formula) this.caption.update(this.scene.caption());
    if (this.traits.ledger) this.extras.table().then((table) => table?.update());
    if (this.deeper.open) this.#deepWords();
    this.element.toggleAttribute('data-idle', timeline?.time === 0);
    this.element.toggleAttribute('data-pending', timeline?.pending ?? false);
  }

  #deepWords() {
    if (!this.formula) this.caption.update(this.scene.caption());
    const diverged = this.readouts?.update(this.scene.readouts());
    if (diverged) this.notices.say(diverged);
    this.findings?.update(this.scene.claims());
  }

  /** @param {boolean} open */
  #deepen(open) {
    this.#guarded(() => {
      this.scene.deepen(open);
      this.panels.measure();
    });
    this.stale = true;
    this.#now();
  }

  /** Moves to a step. @param {number} step */
  #follow(step) {
    this.player.pause();
    this.scene.follow(step);
    this.past.keep();
    this.#now();
    if (this.player.calm) this.frame(Infinity);
  }

  /** On the way to a step; there, its time begins. */
  #glided() {
    this.fresh = this.stale = true;
    if (this.scene.guide().moving) return;
    if (this.scene.timeline()?.stops) this.player.play();
    this.#say();
  }

  #say() {
    this.fresh = true;
    if (this.broken) return;
    const { key, args } = this.scene.describe();
    this.notices.say(t(key, args));
  }

  /** Draws at once, also where no frame comes: a hidden tab, a figure out of sight. */
  #now() {
    // Whoever has taken hold of the figure does not want it to start by itself.
    this.player.begun = this.fresh = true;
    this.frame(0);
  }

  /** The reader changed something; `done` when it was let go. @param {boolean} done */
  #touched(done) {
    if (this.broken) return;
    this.held = !done;
    this.#soon();
    // What is on its way is of what was set before.
    if (!done) return this.#guarded(() => this.jobs.list(this.scene.jobs(), this.held));
    this.#now();
    this.past.keep();
    this.#say();
  }

  /** The scene has taken another state. */
  #loaded() {
    this.player.pause();
    this.stale = true;
    this.#now();
  }
}
