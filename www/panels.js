// The canvases of a scene, and the pointer, finger and keys on them.

import { h } from './dom.js';
import { t } from './text.js';

/** @typedef {import('./pkg/downhill.js').Scene} Scene */

/** Device pixels for one CSS pixel: at least 2, or thin lines blur; at most 3, or phones choke. */
const ratio = () => Math.min(Math.max(devicePixelRatio, 2), 3);

/** Arrow keys and the direction they move a handle, y up. */
const ARROWS = /** @type {Record<string, [number, number]>} */ ({
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
});

/** All panels of one scene: sizes, handles, gestures. */
export class Panels {
  /**
   * @param {Scene} scene
   * @param {(done: boolean) => void} changed called after the reader moved something
   */
  constructor(scene, changed) {
    this.scene = scene;
    this.changed = changed;
    this.infos = scene.panels();
    /** @type {HTMLElement[]} */
    this.plots = [];
    /** @type {HTMLElement[]} */
    this.handles = [];
    const figures = this.infos.map((info, index) => this.#figure(info, index));
    const side = h('div', { class: `side side-${figures.length - 1}` }, ...figures.slice(1));
    this.element = h('div', { class: 'panels' }, figures[0] ?? '', side);
    this.observer = new ResizeObserver((entries) => {
      for (const entry of entries) this.#resize(this.plots.indexOf(/** @type {HTMLElement} */ (entry.target)));
    });
    for (const plot of this.plots) this.observer.observe(plot);
    this.#makeHandles();
  }

  /** Sizes the canvases to their boxes. */
  measure() {
    this.plots.forEach((_, index) => this.#resize(index));
  }

  disconnect() {
    this.observer.disconnect();
  }

  /** @param {number} index */
  #resize(index) {
    const plot = this.plots[index];
    if (!plot) return;
    this.scene.resize(index, plot.clientWidth, plot.clientHeight, ratio());
    this.place();
  }

  /** Puts the handles where the scene says. */
  place() {
    this.scene.handles().forEach((info, index) => {
      const handle = this.handles[index];
      if (!handle) return;
      handle.style.transform = `translate(${info.x.toFixed(1)}px, ${info.y.toFixed(1)}px)`;
      const label = t(info.label, info.args);
      if (handle.getAttribute('aria-label') !== label) handle.setAttribute('aria-label', label);
    });
  }

  /**
   * @param {import('./pkg/downhill.js').PanelInfo} info
   * @param {number} index
   */
  #figure(info, index) {
    const still = h('canvas', { 'aria-hidden': 'true' });
    const moving = h('canvas', { 'aria-hidden': 'true' });
    const picture = h('div', { class: 'canvases', role: 'img', 'aria-label': t(info.label) }, still, moving);
    const plot = h('div', { class: 'plot', style: `aspect-ratio: ${info.aspect}` }, picture);
    this.plots.push(plot);
    this.scene.attach(index, still, moving);
    plot.addEventListener('click', (event) => {
      if (event.target instanceof HTMLElement && event.target.closest('.handle')) return;
      const box = plot.getBoundingClientRect();
      this.scene.tap(index, event.clientX - box.left, event.clientY - box.top);
      this.changed(true);
    });
    return h(
      'figure',
      { class: `panel panel-${info.id}` },
      h('div', { class: 'axis-y' }, t(info.y)),
      plot,
      h('div', { class: 'axis-x' }, t(info.x)),
    );
  }

  #makeHandles() {
    this.handles = this.scene.handles().map((info, index) => {
      const plot = this.plots[info.panel];
      const handle = h('button', { class: 'handle', type: 'button' });
      handle.append(h('span', { class: 'grip' }));
      /** @param {PointerEvent} event @param {boolean} done */
      const move = (event, done) => {
        const box = plot.getBoundingClientRect();
        this.scene.drag(index, event.clientX - box.left, event.clientY - box.top, done);
        this.changed(done);
      };
      handle.addEventListener('pointerdown', (event) => {
        if (event.button !== 0) return;
        handle.setPointerCapture(event.pointerId);
        handle.classList.add('held');
      });
      handle.addEventListener('pointermove', (event) => {
        if (handle.hasPointerCapture(event.pointerId)) move(event, false);
      });
      handle.addEventListener('lostpointercapture', (event) => {
        handle.classList.remove('held');
        move(event, true);
      });
      handle.addEventListener('keydown', (event) => {
        const arrow = ARROWS[event.key];
        if (!arrow || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        const size = event.shiftKey ? 10 : 1;
        this.scene.nudge(index, arrow[0] * size, arrow[1] * size);
        this.changed(true);
      });
      plot.append(handle);
      return handle;
    });
  }
}
