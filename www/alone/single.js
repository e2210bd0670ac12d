// What a page of one scene does besides: the way to the whole page, its own address, what a teacher's link asks for, and a frame.

import { h } from '../dom.js';
import { language, t } from '../text.js';

/** @typedef {import('../element.js').DownhillScene} DownhillScene */

/** What a teacher's link says. */
const CLASS = ['hide', 'only', 'lock', 'present', 'answers'];

const root = document.documentElement;
/** Address of the page's folder. */
const home = new URL('./', import.meta.url);
const said = [...new URLSearchParams(location.search)].filter(([name]) => CLASS.includes(name));

/** The whole page, in the present language and colours. @param {string} id of the section to show */
function fullPage(id) {
  const { theme = 'auto' } = root.dataset;
  const kept = Object.entries({ lang: language(), theme }).filter(([, value]) => value !== 'en' && value !== 'auto');
  return `${home.href}${kept.length ? `?${new URLSearchParams(kept)}` : ''}#${id}`;
}

/** The address of a state: a teacher's link stays one, and a page that was written for its scene keeps its own. @param {string} link */
function own(link) {
  const { language: written } = root.dataset;
  const [path, query] = link.split('?');
  const more = said.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`);
  const pairs = [...query.split('&'), ...more];
  if (!written) return `${path}?${pairs.join('&')}`;
  const kept = pairs.filter((pair) => !/^(scene|lang)=/.test(pair));
  if (language() !== written) kept.push(`lang=${language()}`);
  return location.origin + location.pathname + (kept.length ? `?${kept.join('&')}` : '');
}

/** A link to one scene shows what a page that was written for it shows: for those who search it is that one. @param {string} id */
function named(id) {
  const canonical = /** @type {HTMLLinkElement | null} */ (document.querySelector('link[rel=canonical]'));
  if (!canonical || root.dataset.language) return;
  const { href } = canonical;
  const name = () => (canonical.href = new URL(`${language() === 'en' ? '' : `${language()}/`}${id}/`, href).href);
  name();
  new MutationObserver(name).observe(root, { attributeFilter: ['lang'] });
}

/** What was limited last: it may be told of twice. @type {unknown} */
let limited;

/** @param {DownhillScene} element */
async function limit(element) {
  const { figure } = element;
  if (!figure || figure === limited) return;
  limited = figure;
  const [{ Limits, read }, answers] = await Promise.all([
    import('./limits.js'),
    said.some(([name]) => name === 'answers') ? import('../teach/answers.js') : undefined,
  ]);
  if (figure.broken) return;
  for (const { key, args } of new Limits(figure).set(read(said))) figure.notices.add(key, args);
  answers?.offer(element);
  if (said.some(([name]) => name === 'present')) figure.extras.present();
}

/** @param {string} id of the scene @param {(link: string) => void} show changes the page's address */
export async function attend(id, show) {
  const section = /** @type {HTMLElement} */ (document.getElementById(id));
  const element = /** @type {DownhillScene} */ (section.querySelector('downhill-scene'));
  document.querySelector('body > .skip')?.setAttribute('href', `#${id}`);
  named(id);
  // Of this page it is the first.
  const title = section.querySelector('h2');
  title?.setAttribute('role', 'heading');
  title?.setAttribute('aria-level', '1');
  element.addEventListener('downhill-change', (event) => show(own(/** @type {CustomEvent} */ (event).detail.link)));
  if (said.length) {
    element.addEventListener('downhill-ready', () => limit(element));
    limit(element);
  }
  // One file that is opened from a disk knows no whole page.
  if (FILES.build) lead(section);
  if (parent !== window) new (await import('./frame.js')).Frame(element, section);
}

/** The way to the whole page. @param {HTMLElement} section */
function lead(section) {
  const { id } = section;
  const made = h('a', { class: 'full-page', 'data-text': 'ui.full-page' }, t('ui.full-page'));
  const full = section.querySelector('.full-page') ?? made;
  full.setAttribute('href', fullPage(id));
  if (parent !== window || full === made) {
    full.setAttribute('target', '_blank');
    full.setAttribute('rel', 'noopener');
  }
  new MutationObserver(() => full.setAttribute('href', fullPage(id))).observe(root, {
    attributeFilter: ['lang', 'data-theme'],
  });
  section.append(full);
}
