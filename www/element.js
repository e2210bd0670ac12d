// <downhill-scene>: one scene with its pictures, controls and words.

import { core } from './core.js';
import { h, reason, reword } from './dom.js';
import { Figure } from './figure.js';
import css from './pkg/figure.css';
import { language, LANGUAGES, setLanguage, t } from './text.js';

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

/** How far from the screen a figure is prepared. */
const NEAR = '500px';

/** Attributes that are not parameters of the scene: the element's own, and those that any element may carry. */
const OWN = /^(scene|lang|theme|embedded|class|style|id|slot|part|title|hidden|role|dir|tabindex|(data|aria)-.*)$/;

/** The element. Its attributes are the scene's parameters by their table names, with `lang` and `theme`. */
export class DownhillScene extends HTMLElement {
  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    /** @type {Figure | undefined} */
    this.figure = undefined;
    /**
     * Parameters from a link; they win over attributes. The page may set them before the element is defined.
     * @type {[string, string][] | undefined}
     */
    this.query ??= undefined;
    this.watching = new MutationObserver((records) =>
      this.#changed(records.map((record) => record.attributeName ?? '')),
    );
    this.media = matchMedia('(prefers-color-scheme: dark)');
    this.onmedia = () => this.#paint();
    this.near = new IntersectionObserver(
      (entries) => {
        if (entries.at(-1)?.isIntersecting) this.#build();
      },
      { rootMargin: NEAR },
    );
  }

  connectedCallback() {
    this.media.addEventListener('change', this.onmedia);
    this.watching.observe(this, { attributes: true });
    this.#paint();
    this.near.observe(this);
  }

  disconnectedCallback() {
    this.media.removeEventListener('change', this.onmedia);
    this.watching.disconnect();
    this.near.disconnect();
    // Taken to another place of the document, it goes on with the reader's settings.
    if (this.figure) this.query = this.figure.scene.query();
    this.#drop();
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
    if (names.includes('scene') || names.some((name) => !OWN.test(name))) {
      this.query = undefined;
      this.#drop();
      this.#build();
    } else if (names.includes('lang')) this.#speak().then(() => this.reword());
  }

  #attributeQuery() {
    /** @type {[string, string][]} */
    const pairs = [];
    for (const { name, value } of this.attributes) if (!OWN.test(name)) pairs.push([name, value]);
    return pairs;
  }

  #drop() {
    this.figure?.free();
    this.figure = undefined;
  }

  async #speak() {
    const lang = this.getAttribute('lang');
    if (lang && LANGUAGES.includes(lang) && lang !== language()) await setLanguage(lang);
  }

  #build() {
    this.near.disconnect();
    return this.#try(async () => {
      await this.#speak();
      const id = this.getAttribute('scene') ?? '';
      const module = await core(id);
      if (!this.isConnected || this.figure || id !== (this.getAttribute('scene') ?? '')) return;
      const scene = this.#scene(module, id);
      const setting = { id, theme: () => this.theme, embedded: this.hasAttribute('embedded') };
      this.#stand(new Figure(scene, setting));
      this.dispatchEvent(new Event('downhill-ready'));
    });
  }

  /** @param {import('./core.js').Core} module @param {string} id */
  #scene(module, id) {
    const known = module.scenes().map((scene) => scene.id);
    if (!known.includes(id)) throw new Error(t('error.unknown-scene', { value: id, allowed: known.join(', ') }));
    return new module.Scene(id, this.query ?? this.#attributeQuery());
  }

  /** @param {Figure} figure */
  #stand(figure) {
    this.figure = figure;
    /** @type {ShadowRoot} */ (this.shadowRoot).replaceChildren(figure.element);
    figure.paint(this.dark);
    figure.begin();
  }

  /** What fails is said in the figure's place. @param {() => void | Promise<void>} act */
  async #try(act) {
    try {
      await act();
    } catch (error) {
      const message = reason(error);
      const text = message.startsWith('error.') ? t(message) : message;
      /** @type {ShadowRoot} */ (this.shadowRoot).replaceChildren(h('p', { class: 'error', role: 'alert' }, text));
    }
  }
}
