// The contents of the page: where the reader is, and which predictions they have answered. A rail on wide screens, a bar on
// small ones.

import { h, reword } from './dom.js';
import { t } from './text.js';

export class Contents {
  constructor() {
    this.sections = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('main > section')]);
    this.at = 0;
    /** Scenes whose prediction was answered. @type {Set<string>} */
    this.answered = new Set();
    const items = this.sections.map((section) => {
      const title = () => section.querySelector('h2')?.textContent ?? '';
      return h('li', {}, h('a', { href: `#${section.id}`, onclick: () => this.#fold(false) }, h('span', {}, title)));
    });
    this.links = items.map((item) => /** @type {HTMLElement} */ (item.firstElementChild));
    this.list = h('ol', {}, ...items);
    this.button = h('button', { type: 'button', 'aria-expanded': 'false', onclick: () => this.#fold() }, () =>
      t('ui.of', { number: this.at + 1, of: this.sections.length, title: this.links[this.at]?.textContent ?? '' }),
    );
    this.element = h('nav', { class: 'contents', 'aria-label': () => t('ui.contents') }, this.button, this.list);
    const seen = new IntersectionObserver((entries) => entries.forEach((entry) => this.#seen(entry)), {
      rootMargin: '-45% 0px -45%',
    });
    for (const section of this.sections) seen.observe(section);
    document.addEventListener('downhill-answered', (event) => {
      const section = /** @type {Element} */ (event.target).closest('section');
      if (section) this.answered.add(section.id);
      this.#mark();
    });
    this.#mark();
  }

  /** The words of the page changed. */
  reword() {
    reword(this.element);
  }

  /** @param {IntersectionObserverEntry} entry */
  #seen({ isIntersecting, target }) {
    if (!isIntersecting) return;
    this.at = this.sections.indexOf(/** @type {HTMLElement} */ (target));
    this.#mark();
  }

  #mark() {
    this.links.forEach((link, index) => {
      const here = index === this.at;
      if (here) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
      link.classList.toggle('answered', this.answered.has(this.sections[index].id));
    });
    this.element.style.setProperty('--progress', String((this.at + 1) / this.sections.length));
    reword(this.button);
  }

  /** @param {boolean} [open] */
  #fold(open = this.button.getAttribute('aria-expanded') !== 'true') {
    this.button.setAttribute('aria-expanded', String(open));
  }
}
