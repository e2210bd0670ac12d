// A figure in a frame of another page: tells how high it would be; where it is not given so much it makes do with what it has.

import { dress, sheetOf } from '../dom.js';
import css from '../pkg/frame.css';
import { learnMore } from '../text.js';
import { Fit } from './fit.js';
import { Height } from './height.js';

const sheet = sheetOf(css);

/** Milliseconds in which a page that follows heights gives another one. */
const ANSWER = 400;

/** @typedef {import('../element.js').DownhillScene} DownhillScene */

export class Frame {
  /** @param {DownhillScene} element @param {HTMLElement} section around it */
  constructor(element, section) {
    this.element = element;
    this.section = section;
    this.height = new Height(section.id);
    /** Whether the page around has ever given the height that was told. */
    this.obliging = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.later = undefined;
    /** @type {Fit | undefined} */
    this.fit = undefined;
    const parts = ['.prose', '#page-notices', 'header > nav', '.full-page'];
    this.around = parts.map((name) => /** @type {HTMLElement} */ (document.querySelector(name)));
    this.inside = false;
    /** Width and height for which it stands, and how high its picture was then. */
    this.size = '';
    this.picture = 0;
    document.adoptedStyleSheets.push(sheet);
    document.documentElement.toggleAttribute('data-framed', true);
    this.grown = new ResizeObserver(() => this.#grown());
    element.addEventListener('downhill-ready', () => this.#ready());
    addEventListener('resize', () => this.#resized());
    const again = new MutationObserver(() => this.#arrange());
    again.observe(document.documentElement, { attributeFilter: ['lang'] });
    again.observe(element, { attributeFilter: ['data-presenting'] });
    this.rebuilt = new MutationObserver(() => {
      if (this.fit?.torn) this.#arrange();
    });
    learnMore('frame', (name) => import(`../locales/${name}/frame.json`, { with: { type: 'json' } })).then(
      () => element.reword(),
      () => {},
    );
    // It may have come first.
    this.#ready();
  }

  #ready() {
    const scene = this.element.figure?.element;
    if (!scene || scene === this.fit?.scene) return;
    dress(/** @type {ShadowRoot} */ (this.element.shadowRoot), sheet);
    this.fit = new Fit(scene);
    this.grown.disconnect();
    this.grown.observe(scene);
    const plot = scene.querySelector('.plot');
    if (plot) this.grown.observe(plot);
    const controls = this.element.figure?.controls.bar;
    if (controls) this.rebuilt.observe(controls, { childList: true, subtree: true });
    this.#arrange();
  }

  /** The title, and what else the page has around the figure, stand in it when room is scarce. @param {boolean} inside */
  #carry(inside) {
    if (inside === this.inside) return;
    this.inside = inside;
    const [title, notices, nav, full] = this.around;
    title.setAttribute('slot', 'title');
    notices.setAttribute('slot', 'notices');
    if (inside) this.element.append(...this.around);
    else {
      this.section.prepend(title);
      document.querySelector('header')?.prepend(nav, notices);
      this.section.append(full);
    }
    document.documentElement.toggleAttribute('data-fit', inside);
  }

  /** Tells the height, and stands as there is room. */
  #arrange() {
    const { fit } = this;
    if (!fit) return;
    clearTimeout(this.later);
    this.size = `${innerWidth} ${innerHeight}`;
    const root = /** @type {ShadowRoot} */ (this.element.shadowRoot);
    const active = /** @type {HTMLElement | null} */ (root.activeElement);
    const { scrollTop } = fit.sheet;
    fit.release();
    this.#carry(false);
    // A presenter's figure has the whole screen.
    if (this.element.hasAttribute('data-presenting')) return;
    const natural = Math.ceil(document.body.getBoundingClientRect().height);
    this.height.tell(natural);
    if (natural > innerHeight) {
      this.#carry(true);
      fit.take();
      fit.sheet.scrollTop = scrollTop;
      this.picture = fit.picture;
    }
    if (active !== root.activeElement) active?.focus({ preventScroll: true });
  }

  #resized() {
    if (Math.abs(innerHeight - this.height.height) < 2) this.obliging = true;
    if (this.size !== `${innerWidth} ${innerHeight}`) this.#arrange();
  }

  /** The figure has another size where it has all the room it wants; or its picture has, because of what stands beside it. */
  #grown() {
    if (!this.fit) return;
    if (this.fit.on) {
      if (Math.abs(this.fit.picture - this.picture) > 2) this.#arrange();
      return;
    }
    const natural = Math.ceil(document.body.getBoundingClientRect().height);
    this.height.tell(natural);
    clearTimeout(this.later);
    if (natural > innerHeight) this.later = setTimeout(() => this.#arrange(), this.obliging ? ANSWER : 0);
  }
}
