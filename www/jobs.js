// A figure's heavy work. The pool that does it is loaded with the first of it.

import { part } from './core.js';
import { reason } from './dom.js';
import { missing } from './missing.js';

/** @typedef {import('./pool/client.js').Client} Client */

export class Jobs {
  /** @param {import('./pool/client.js').Figure & { mended: () => void }} figure `mended`: what had failed is there */
  constructor(figure) {
    this.figure = figure;
    /** @type {Client | undefined} */
    this.client = undefined;
    this.loading = false;
    /** Whether the pool could not be had. */
    this.failed = false;
    this.left = false;
    this.visible = false;
    this.heavy = false;
  }

  /** The figure comes into view or leaves it. @param {boolean} visible @param {boolean} heavy whether it may want jobs */
  view(visible, heavy) {
    this.visible = visible;
    this.heavy = heavy;
    this.client?.view(visible, heavy);
  }

  /** The jobs wanted now, told in every frame. @param {import('./pkg/first.js').Wish[]} list @param {boolean} held */
  list(list, held) {
    if (this.client) this.client.list(list, held);
    else if (!this.loading && (list.length || this.heavy)) this.#load();
  }

  stop() {
    this.left = true;
    this.client?.leave();
  }

  async #load() {
    this.loading = true;
    try {
      const { pagePool } = await import('./pool/page.js');
      if (this.left) return;
      this.client = pagePool(part).client(this.figure);
      this.view(this.visible, this.heavy);
      if (this.failed) this.figure.mended();
    } catch (error) {
      this.failed = true;
      missing(error);
      addEventListener('online', () => void (this.loading = false), { once: true });
      this.figure.failed(reason(error));
    }
  }
}
