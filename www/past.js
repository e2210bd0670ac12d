// The reader's way through the states of one scene: the link, undo and redo, and the row of buttons for them.

import { announce } from './dom.js';
import { History, linkTo } from './history.js';
import { Toolbar } from './toolbar.js';

/** @typedef {import('./history.js').Query} Query */

export class Past {
  /**
   * @param {import('./pkg/first.js').Scene} scene
   * @param {import('./figure.js').Setting} setting
   * @param {() => void} loaded the scene has taken another state
   * @param {{ pin?: () => void, present: () => void, teach: () => void, away: () => void }} more other things that the row of buttons does
   */
  constructor(scene, setting, loaded, more) {
    this.scene = scene;
    this.setting = setting;
    this.loaded = loaded;
    const present = scene.query();
    this.history = setting.history?.resume(present) ?? new History(present);
    this.toolbar = new Toolbar({
      travel: (direction) => this.travel(direction),
      reset: () => this.#reset(),
      link: () => this.link(),
      ...more,
    });
  }

  /** Keeps the present state. */
  keep() {
    this.history.push(this.scene.query());
    this.show();
  }

  /** Shows where the reader is in the buttons, and tells who keeps an address. */
  show() {
    this.toolbar.update(this.history);
    const query = this.scene.query();
    const parameters = Object.fromEntries(query);
    announce(this.toolbar.element, 'change', { parameters, link: this.link(this.setting.id, query) });
  }

  /** @param {1 | -1} direction */
  travel(direction) {
    const state = this.history.move(direction);
    if (state) this.#load(state);
  }

  #reset() {
    this.take([]);
  }

  /** Takes another state, which can be undone. @param {Query} query */
  take(query) {
    this.history.push(query);
    this.#load(query);
  }

  /** @param {Query} query */
  #load(query) {
    this.scene.load(query);
    this.loaded();
    // Should the core give up from now on, this is the state that worked last: see shelter.js.
    this.scene.query();
    this.show();
  }

  /** The link to the present state, or to one of another scene. */
  link(scene = this.setting.id, query = this.scene.query()) {
    return linkTo(scene, query, this.setting.theme());
  }
}
