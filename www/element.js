// <downhill-scene>: one scene with its pictures, controls and words, as this page has it. `elsewhere/` adds what other pages need.

import { core, DIGITS, FIRST, giveUp } from './core.js';
import { announce, dress, h, quiet, reason, reword, sheetOf } from './dom.js';
import { Figure } from './figure.js';
import { linkTo } from './history.js';
import { pause } from './loop.js';
import { missing } from './missing.js';
import css from './pkg/figure.css';
import { line } from './notices.js';
import { t } from './text.js';

const sheet = sheetOf(css);

/** How far from the screen a figure is prepared, once a reader has begun to scroll; until then, what is on the screen. */
const NEAR = '500px';
let scrolled = scrollY > 0;

/** Figures that wait for a reader to come near. @type {Set<DownhillScene>} */
const apart = new Set();
addEventListener(
  'scroll',
  () => {
    scrolled = true;
    for (const element of apart) element.approach();
  },
  { once: true, passive: true },
);

/** Milliseconds after which nobody waits for anything. */
const CALM = 4000;

/** Seconds without its program after which a figure says so. */
const PATIENCE = 15;

/** Figures whose program is missing. @type {Set<DownhillScene>} */
const waiting = new Set();
const retry = () => [...waiting].forEach((element) => element.build());
addEventListener('online', retry);

/** What a figure needs besides its program is as good as the program itself. @param {unknown} cause @returns {never} */
function lost(cause) {
  missing(cause);
  throw new Error('error.wasm-missing', { cause });
}

/** Figures are made one at a time, and the page answers in between. @type {Promise<unknown>} */
let last = Promise.resolve();
const turn = () => (last = last.then(() => pause()));

/** The element. */
export class DownhillScene extends HTMLElement {
  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    dress(root, sheet);
    /** @type {Figure | undefined} */
    this.figure = undefined;
    /**
     * Parameters from a link. The page may set them before the element is defined.
     * @type {[string, string][] | undefined}
     */
    this.query ??= undefined;
    /** The way back, for the figure that comes in the place of one that was. @type {import('./history.js').History | undefined} */
    this.history = undefined;
    this.media = matchMedia('(prefers-color-scheme: dark)');
    this.onmedia = () => this.#paint();
    /** @type {IntersectionObserver | undefined} */
    this.near = undefined;
  }

  connectedCallback() {
    this.media.addEventListener('change', this.onmedia);
    this.#paint();
    this.approach();
    // What a printer wants is fetched when nobody waits for it.
    setTimeout(() => import('./print.js').then(({ attend }) => attend(this, linkTo)).catch(() => {}), CALM);
  }

  disconnectedCallback() {
    this.media.removeEventListener('change', this.onmedia);
    this.#apart(false);
    waiting.delete(this);
    // Taken to another place of the document, it goes on with the reader's settings.
    if (this.figure) this.query = this.figure.scene.query();
    this.#drop();
  }

  /** Waits for a reader to come near. */
  approach() {
    this.#apart(true);
    // A reader who comes by keyboard stops here, and goes on inside.
    this.tabIndex = 0;
    this.onfocus = () => this.build();
    const seen = (/** @type {IntersectionObserverEntry[]} */ entries) => {
      if (entries.at(-1)?.isIntersecting) this.build();
    };
    this.near = new IntersectionObserver(seen, { rootMargin: scrolled ? NEAR : '0px' });
    this.near.observe(this);
  }

  /** @param {boolean} waits */
  #apart(waits) {
    this.near?.disconnect();
    if (waits) apart.add(this);
    else apart.delete(this);
  }

  get theme() {
    return document.documentElement.dataset.theme ?? 'auto';
  }

  get dark() {
    return this.theme === 'dark' || (this.theme !== 'light' && this.media.matches);
  }

  /** The colours of the page changed. */
  repaint() {
    this.#paint();
  }

  /** The words of the page changed. */
  reword() {
    reword(/** @type {ShadowRoot} */ (this.shadowRoot));
    this.figure?.reword();
  }

  #paint() {
    if (this.hasAttribute('data-dark') !== this.dark) this.toggleAttribute('data-dark', this.dark);
    this.figure?.paint(this.dark);
  }

  #drop() {
    if (!this.figure) return;
    this.history = this.figure.past.history;
    this.figure.free();
    // It is seen until the next one stands, and does nothing.
    this.figure.element.inert = true;
    this.figure = undefined;
  }

  /**
   * Has the words that it needs; gives what is to be told where they could not be had.
   * @returns {Promise<{ key: string, args: Record<string, string> } | undefined>}
   */
  async speak() {
    return undefined;
  }

  /** Makes the figure, once its program is there. */
  async build() {
    this.#apart(false);
    waiting.delete(this);
    const id = this.getAttribute('scene') ?? '';
    const gone = () => !this.isConnected || !!this.figure || id !== (this.getAttribute('scene') ?? '');
    try {
      const wordless = await this.speak();
      const [module, beyond] = await Promise.all([
        this.#program(id, gone),
        id === FIRST ? undefined : import('./beyond.js').catch(lost),
      ]);
      waiting.delete(this);
      await turn();
      if (gone()) return;
      const scene = this.#scene(module, id);
      await turn();
      if (gone()) return void scene.free();
      const figure = this.#make(scene, id);
      figure.controls.maker = beyond?.widget;
      await turn();
      if (figure !== this.figure) return;
      figure.begin();
      if (wordless) figure.notices.add(wordless.key, wordless.args);
      await turn();
      if (figure !== this.figure) return;
      /** @type {ShadowRoot} */ (this.shadowRoot).replaceChildren(figure.element);
      figure.stand();
      await turn();
      await beyond?.lay(figure);
      if (figure !== this.figure) return;
      await figure.show();
      if (figure !== this.figure) return;
      const focused = document.activeElement === this;
      this.onfocus = null;
      this.removeAttribute('tabindex');
      /** @type {HTMLElement | null} */
      const first = figure.element.querySelector('button:not([tabindex="-1"])');
      if (focused) first?.focus();
      announce(this, 'ready');
    } catch (error) {
      const { message, args } = /** @type {Error & { args?: Record<string, string> }} */ (error);
      if (message === 'error.wasm-missing') this.#wait(message, gone);
      else if (message?.startsWith('error.')) this.#say(message, args);
      else {
        this.#drop();
        const again = quiet(
          () => this.again([]),
          () => t('ui.again'),
        );
        this.#say('error.scene', { message: reason(error) }, again);
      }
    }
  }

  /** @param {string} id @param {() => boolean} gone */
  async #program(id, gone) {
    const late = setTimeout(() => this.#wait('error.wasm-slow', gone), PATIENCE * 1000);
    try {
      return await core(id, this.said);
    } finally {
      clearTimeout(late);
    }
  }

  /** Another try when there is a connection, or when the reader asks for one. @param {string} key @param {() => boolean} gone */
  #wait(key, gone) {
    if (gone()) return;
    waiting.add(this);
    const again = () => {
      giveUp();
      setTimeout(retry);
    };
    this.#say(
      key,
      { seconds: String(PATIENCE) },
      quiet(again, () => t('ui.again')),
    );
  }

  /** The figure anew: with these settings, else with its attributes. @param {[string, string][] | undefined} query */
  again(query) {
    this.query = query;
    this.#drop();
    // Settings from outside begin anew.
    if (!query) this.history = undefined;
    this.build();
  }

  /** What is set, as far as it is known before there is a program. */
  get said() {
    return this.query;
  }

  /**
   * Parameters that are said on the element.
   * @param {() => import('./pkg/first.js').SceneInfo} _info of its scene @returns {[string, string][]}
   */
  given(_info) {
    return [];
  }

  /** @param {import('./core.js').Core} module @param {string} id */
  #scene(module, id) {
    /** What there is: a long list, asked for only where it is needed. */
    const info = () => {
      const known = module.scenes();
      const info = known.find((scene) => scene.id === id);
      if (info) return info;
      const allowed = [...new Set([...known.map((scene) => scene.id), ...DIGITS])].join(', ');
      throw Object.assign(new Error('error.unknown-scene'), { args: { value: id, allowed } });
    };
    try {
      return new module.Scene(id, this.query ?? this.given(info));
    } catch (error) {
      info();
      throw error;
    }
  }

  /** @param {import('./pkg/first.js').Scene} scene @param {string} id */
  #make(scene, id) {
    const figure = new Figure(scene, {
      id,
      theme: () => this.theme,
      history: this.history,
      again: (query) => this.again(query),
    });
    this.figure = figure;
    figure.paint(this.dark);
    return figure;
  }

  /** What fails is said in the figure's place. @param {string} key @param {Record<string, string>} [args] @param {HTMLElement} [way] */
  #say(key, args, way) {
    const box = h('div', { class: 'error', role: 'alert' }, line(key, args ?? {}), ...(way ? [way] : []));
    /** @type {ShadowRoot} */ (this.shadowRoot).replaceChildren(box);
  }
}
