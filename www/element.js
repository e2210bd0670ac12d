// <downhill-scene>: one scene with its pictures, controls and words.

import { core, DIGITS, giveUp } from './core.js';
import { dress, h, quiet, reason, reword, sheetOf } from './dom.js';
import { Figure } from './figure.js';
import css from './pkg/figure.css';
import { language, LANGUAGES, setLanguage, t, told, wordless } from './text.js';

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

/** Seconds without its program after which a figure says so. */
const PATIENCE = 15;

/** Attributes that are not parameters of the scene: the element's own, and those that any element may carry. */
const OWN =
  /^(scene|lang|theme|embedded|class|style|id|slot|part|title|hidden|inert|translate|role|dir|tabindex|(data|aria)-.*)$/;

/** Figures whose program is missing. @type {Set<DownhillScene>} */
const waiting = new Set();
const retry = () => [...waiting].forEach((element) => element.build());
addEventListener('online', retry);

/** Figures are made one at a time, and the page answers in between. @type {Promise<unknown>} */
let last = Promise.resolve();
const turn = () => (last = last.then(() => new Promise((done) => setTimeout(done))));

/** The element. Its attributes are the scene's parameters by their table names, with `lang` and `theme`. */
export class DownhillScene extends HTMLElement {
  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    dress(root, sheet);
    /** @type {Figure | undefined} */
    this.figure = undefined;
    /**
     * Parameters from a link; they win over attributes. The page may set them before the element is defined.
     * @type {[string, string][] | undefined}
     */
    this.query ??= undefined;
    /** The way back, for the figure that comes in the place of one that was. @type {import('./history.js').History | undefined} */
    this.history = undefined;
    /** Names that the scene knows, once its program is there, and those that stood here before. @type {Set<string>} */
    this.names = new Set();
    this.watching = new MutationObserver((records) =>
      this.#changed(records.map((record) => record.attributeName ?? '')),
    );
    this.media = matchMedia('(prefers-color-scheme: dark)');
    this.onmedia = () => this.#paint();
    /** @type {IntersectionObserver | undefined} */
    this.near = undefined;
  }

  connectedCallback() {
    this.media.addEventListener('change', this.onmedia);
    this.watching.observe(this, { attributes: true });
    this.#paint();
    this.approach();
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
    return this.getAttribute('theme') ?? document.documentElement.dataset.theme ?? 'auto';
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

  /** @param {string[]} names attributes that the page around it set or took away */
  #changed(names) {
    if (names.includes('theme')) this.repaint();
    if (names.includes('scene') || names.some((name) => this.names.has(name))) {
      this.#again(undefined);
    } else if (names.includes('lang')) this.#speak().then(() => this.reword());
  }

  #attributeQuery() {
    /** @type {[string, string][]} */
    const pairs = [];
    for (const { name, value } of this.attributes) if (!OWN.test(name)) pairs.push([name, value]);
    return pairs;
  }

  #drop() {
    if (!this.figure) return;
    this.history = this.figure.past.history;
    this.figure.free();
    // It is seen until the next one stands, and does nothing.
    this.figure.element.inert = true;
    this.figure = undefined;
  }

  /** Gives what is to be told where the words could not be had. */
  async #speak() {
    const lang = this.getAttribute('lang');
    if (!lang || !LANGUAGES.includes(lang) || lang === language()) return undefined;
    return setLanguage(lang).then(
      () => undefined,
      () => wordless(lang),
    );
  }

  /** Makes the figure, once its program is there. */
  async build() {
    this.#apart(false);
    waiting.delete(this);
    const id = this.getAttribute('scene') ?? '';
    const gone = () => !this.isConnected || !!this.figure || id !== (this.getAttribute('scene') ?? '');
    try {
      const wordless = await this.#speak();
      const module = await this.#program(id, gone);
      waiting.delete(this);
      await turn();
      if (gone()) return;
      const scene = this.#scene(module, id);
      await turn();
      if (gone()) return void scene.free();
      const figure = this.#stand(scene, id);
      if (wordless) figure.notices.add(wordless.key, wordless.args);
      await turn();
      if (figure !== this.figure) return;
      figure.show();
      this.dispatchEvent(new Event('downhill-ready'));
    } catch (error) {
      const { message, args } = /** @type {Error & { args?: Record<string, string> }} */ (error);
      if (message === 'error.wasm-missing') this.#wait(message, gone);
      else if (message?.startsWith('error.')) this.#say(message, args);
      else {
        this.#drop();
        const again = quiet(
          () => this.#again([]),
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
      return await core(id);
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
  #again(query) {
    this.query = query;
    this.#drop();
    // Settings from outside begin anew.
    if (!query) this.history = undefined;
    this.build();
  }

  /** @param {import('./core.js').Core} module @param {string} id */
  #scene(module, id) {
    const known = module.scenes();
    const info = known.find((scene) => scene.id === id);
    if (!info) {
      const allowed = [...new Set([...known.map((scene) => scene.id), ...DIGITS])].join(', ');
      throw Object.assign(new Error('error.unknown-scene'), { args: { value: id, allowed } });
    }
    const given = this.#attributeQuery();
    const first = this.names.size === 0;
    this.names = new Set(info.params.flatMap(({ name, was }) => [name, ...was]));
    // What nothing is called is told where it stood here from the beginning; what other programs set later is theirs.
    const query = first ? given : given.filter(([name]) => this.names.has(name));
    return new module.Scene(id, this.query ?? query);
  }

  /** @param {import('./pkg/first.js').Scene} scene @param {string} id */
  #stand(scene, id) {
    const figure = new Figure(scene, {
      id,
      theme: () => this.theme,
      embedded: this.hasAttribute('embedded'),
      history: this.history,
      again: (query) => this.#again(query),
    });
    this.figure = figure;
    /** @type {ShadowRoot} */ (this.shadowRoot).replaceChildren(figure.element);
    figure.paint(this.dark);
    figure.begin();
    return figure;
  }

  /** What fails is said in the figure's place. @param {string} key @param {Record<string, string>} [args] @param {HTMLElement} [way] */
  #say(key, args, way) {
    const line = h('p', {}, () => told(key, args));
    const box = h('div', { class: 'error', role: 'alert' }, line, ...(way ? [way] : []));
    /** @type {ShadowRoot} */ (this.shadowRoot).replaceChildren(box);
  }
}
