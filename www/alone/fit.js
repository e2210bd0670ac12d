// A figure in less room than it would take: picture, bar and main control stay in sight, what has no room beside them goes behind "more".

import { h, icon, reword } from '../dom.js';
import { t } from '../text.js';

/** Height of the first picture that other parts leave it, in pixels and as a share of the frame's. */
const PICTURE = 150;
const SHARE = 0.4;
/** Its width, and what the pictures beside it need. */
const WIDE = 280;
const BESIDE = { width: 150, height: 100 };

/** The controls beside the bar of play, and those of them that are always in sight besides the first. */
const MAIN = '.main-controls .group > *';
const ALWAYS = '.command-measure, .command-cancel';
/** What is in sight where there is room, the most wanted first; what never is. */
const WANTED = [MAIN, '.ask', '.guide', '.side', '.caption'];
const BEHIND = ['.ledger', '.pins', '.toolbar', '.deeper'];

export class Fit {
  /** @param {HTMLElement} scene the figure's outermost part */
  constructor(scene) {
    this.scene = scene;
    this.on = false;
    /** Whether the reader has closed what is behind "more". */
    this.shut = false;
    /** Where each part that is behind "more" came from, and what it is. @type {Map<Element, { home: Comment, name: string }>} */
    this.homes = new Map();
    const label = () => t('frame.more');
    this.close = h(
      'button',
      { type: 'button', class: 'icon', 'aria-label': () => t('frame.close'), onclick: () => this.turn(false) },
      icon('close'),
    );
    this.sheet = h(
      'div',
      { class: 'sheet', role: 'region', 'aria-label': label, tabindex: -1, hidden: true },
      this.close,
      h('slot'),
    );
    this.more = h(
      'button',
      { type: 'button', class: 'more', 'aria-expanded': 'false', onclick: () => this.turn(!this.open) },
      label,
    );
    this.top = h('div', { class: 'top' }, h('slot', { name: 'title' }), this.more, h('slot', { name: 'notices' }));
    // What is unfolded, by whatever, is to be seen.
    const unfolded = (/** @type {Event} */ { target }) => {
      if (target instanceof HTMLDetailsElement && target.open && this.on) this.#show(true);
    };
    this.sheet.addEventListener('toggle', unfolded, true);
    this.sheet.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.turn(false);
    });
  }

  get open() {
    return !this.sheet.hidden;
  }

  /** @param {boolean} open */
  turn(open) {
    this.shut = !open;
    this.#show(open);
    // Beside it there is less room.
    this.take();
    (open ? this.close : this.more).focus();
  }

  /** @param {boolean} open */
  #show(open) {
    this.sheet.hidden = !open;
    this.more.setAttribute('aria-expanded', String(open));
    this.scene.toggleAttribute('data-open', open);
  }

  /** Height of the first picture. */
  get picture() {
    return this.scene.querySelector('.plot')?.getBoundingClientRect().height ?? 0;
  }

  /** Whether parts that are behind "more" belong nowhere any more: other controls stand where they stood. */
  get torn() {
    return [...this.homes.values()].some(({ home }) => !home.isConnected);
  }

  /** All as it is where there is room. */
  release() {
    if (!this.on) return;
    this.on = false;
    for (const part of this.homes.keys()) this.#home(part);
    this.top.remove();
    this.sheet.remove();
    this.scene.removeAttribute('data-fit');
    this.scene.removeAttribute('data-open');
  }

  /** As much as there is room for. */
  take() {
    this.on = true;
    const { scene } = this;
    const open = this.open;
    const { activeElement } = /** @type {ShadowRoot} */ (scene.getRootNode());
    scene.toggleAttribute('data-fit', true);
    scene.prepend(this.top);
    scene.append(this.sheet);
    // Words may have come, or changed, while they stood nowhere.
    for (const part of [this.top, this.sheet]) reword(part);
    for (const name of [...WANTED, ...BEHIND]) for (const part of this.#parts(name)) this.#behind(part, name);
    // What the reader is at, or has unfolded, stays in sight.
    const at = this.sheet.contains(activeElement) || this.sheet.querySelector('.deeper[open]');
    this.#show(open || (!!at && !this.shut));
    for (const [part, { name }] of this.#sorted()) {
      if (BEHIND.includes(name)) break;
      this.#home(part);
      if (!this.#roomy()) this.#behind(part, name);
    }
  }

  /** Those that can go behind "more". @param {string} name */
  #parts(name) {
    if (name === MAIN) return [...this.scene.querySelectorAll(MAIN)].slice(1).filter((part) => !part.matches(ALWAYS));
    return [...this.scene.querySelectorAll(`:scope > ${name}, .panels > ${name}`)];
  }

  /** @param {Element} element @param {string} name */
  #behind(element, name) {
    const home = new Comment();
    element.before(home);
    this.homes.set(element, { home, name });
    this.sheet.append(element);
    this.#sort();
  }

  /** What is behind "more", the most wanted first. */
  #sorted() {
    const order = [...WANTED, ...BEHIND];
    return [...this.homes].sort(([, one], [, other]) => order.indexOf(one.name) - order.indexOf(other.name));
  }

  /** In the sheet parts stand in one order, whichever came last. */
  #sort() {
    this.close.after(...this.#sorted().map(([part]) => part));
  }

  /** @param {Element} part */
  #home(part) {
    const home = this.homes.get(part)?.home;
    this.homes.delete(part);
    if (home?.isConnected) home.replaceWith(part);
    else part.remove();
  }

  /** Whether the pictures in sight are as large as they should be. */
  #roomy() {
    const [first, ...rest] = [...this.scene.querySelectorAll('.panels .plot')].map((plot) =>
      plot.getBoundingClientRect(),
    );
    const large =
      first.height >= Math.max(PICTURE, SHARE * innerHeight) && first.width >= Math.min(WIDE, 0.8 * innerWidth);
    return large && rest.every(({ width, height }) => width >= BESIDE.width && height >= BESIDE.height);
  }
}
