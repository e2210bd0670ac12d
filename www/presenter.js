// The presenter view: one figure on the whole screen, in large type, led by a clicker's keys.

import { dress, sheetOf } from './dom.js';
import css from './pkg/presenter.css';

const sheet = sheetOf(css);

/** The size for which a figure is laid out; what is larger is zoomed. */
const LAID_OUT = { width: 1180, height: 760 };

export class Presenter {
  /**
   * @param {HTMLElement} scene the figure's outermost part
   * @param {{ go: (direction: number) => void, atEnd: () => boolean }} guide
   * @param {() => boolean} toggle plays or pauses
   * @param {() => void} resized
   */
  constructor(scene, guide, toggle, resized) {
    this.scene = scene;
    this.guide = guide;
    this.toggle = toggle;
    this.resized = resized;
    this.on = false;
    this.fit = () => this.#fit();
    /** @param {KeyboardEvent} event */
    this.key = (event) => this.#key(event);
    this.left = () => {
      if (!document.fullscreenElement) this.end();
    };
  }

  get #root() {
    return /** @type {ShadowRoot} */ (this.scene.getRootNode());
  }

  get #host() {
    return /** @type {HTMLElement} */ (this.#root.host);
  }

  start() {
    if (this.on) return this.end();
    this.on = true;
    dress(this.#root, sheet);
    this.#host.toggleAttribute('data-presenting', true);
    addEventListener('resize', this.fit);
    addEventListener('keydown', this.key, true);
    document.addEventListener('fullscreenchange', this.left);
    // Where the browser gives no full screen, the figure fills its window.
    this.#host.requestFullscreen?.().catch(() => {});
    this.#fit();
  }

  end() {
    if (!this.on) return;
    this.on = false;
    removeEventListener('resize', this.fit);
    removeEventListener('keydown', this.key, true);
    document.removeEventListener('fullscreenchange', this.left);
    this.scene.style.removeProperty('zoom');
    this.scene.style.removeProperty('--screen');
    this.#host.removeAttribute('data-presenting');
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    this.resized();
  }

  #fit() {
    const zoom = Math.max(1, Math.min(innerWidth / LAID_OUT.width, innerHeight / LAID_OUT.height));
    this.scene.style.setProperty('zoom', zoom.toFixed(3));
    this.scene.style.setProperty('--screen', `${(innerHeight / zoom).toFixed(0)}px`);
    this.resized();
  }

  /** Clickers send PageDown and PageUp. @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.composedPath()[0] instanceof HTMLInputElement;
    const direction = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[event.key];
    if (event.key === 'Escape') this.end();
    else if (typing && !event.key.startsWith('Page')) return;
    else if (direction) this.guide.go(direction);
    else if (event.key === ' ') this.guide.atEnd() ? this.toggle() : this.guide.go(1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
