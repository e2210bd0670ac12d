// <downhill-scene>: one scene with its pictures, controls and words.

import { core, Scene } from './core.js';
import { h } from './dom.js';
import { Figure } from './figure.js';
import css from './pkg/scene.css';
import { language, LANGUAGES, setLanguage, t } from './text.js';

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

/** Attributes that are not parameters of the scene. */
const OWN = ['scene', 'lang', 'theme', 'class', 'style', 'id', 'slot', 'data-dark', 'title', 'hidden', 'embedded'];

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
    this.watching = new MutationObserver(() => this.#rebuild());
    this.media = matchMedia('(prefers-color-scheme: dark)');
    this.onmedia = () => this.#paint();
  }

  connectedCallback() {
    this.media.addEventListener('change', this.onmedia);
    this.watching.observe(this, { attributes: true });
    this.#paint();
    this.#build();
  }

  disconnectedCallback() {
    this.media.removeEventListener('change', this.onmedia);
    this.watching.disconnect();
    this.#drop();
  }

  get theme() {
    return this.getAttribute('theme') ?? document.documentElement.dataset.theme ?? 'auto';
  }

  get dark() {
    return this.theme === 'dark' || (this.theme !== 'light' && this.media.matches);
  }

  /** Words or colours of the page changed. */
  refresh() {
    this.#paint();
    this.#rebuild();
  }

  #paint() {
    if (this.hasAttribute('data-dark') !== this.dark) this.toggleAttribute('data-dark', this.dark);
    this.watching.takeRecords();
    this.figure?.paint(this.dark);
  }

  #rebuild() {
    if (!this.isConnected) return;
    // The reader's own settings outlive a change of language.
    if (this.figure && this.#sameAttributes()) this.query = this.figure.scene.query();
    this.#drop();
    this.#paint();
    this.#build();
  }

  #attributeQuery() {
    /** @type {[string, string][]} */
    const pairs = [];
    for (const { name, value } of this.attributes) if (!OWN.includes(name)) pairs.push([name, value]);
    return pairs;
  }

  #sameAttributes() {
    return this.built === JSON.stringify([this.getAttribute('scene'), this.#attributeQuery()]);
  }

  #drop() {
    this.figure?.free();
    this.figure = undefined;
  }

  async #build() {
    const root = /** @type {ShadowRoot} */ (this.shadowRoot);
    this.built = JSON.stringify([this.getAttribute('scene'), this.#attributeQuery()]);
    try {
      const lang = this.getAttribute('lang');
      if (lang && LANGUAGES.includes(lang) && lang !== language()) await setLanguage(lang);
      await core();
      if (!this.isConnected || this.figure) return;
      const scene = new Scene(this.getAttribute('scene') ?? '', this.query ?? this.#attributeQuery());
      this.figure = new Figure(scene, {
        id: this.getAttribute('scene') ?? '',
        theme: () => this.theme,
        embedded: this.hasAttribute('embedded'),
      });
      root.replaceChildren(this.figure.element);
      this.figure.paint(this.dark);
      this.figure.begin();
      this.dispatchEvent(new Event('downhill-ready'));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const text = message.startsWith('error.') ? t(message) : t('error.scene', { message });
      root.replaceChildren(h('p', { class: 'error', role: 'alert' }, text));
    }
  }
}
