// The page: language, theme, and the view of a single scene.

import { address, show } from './address.js';
import { Contents } from './contents.js';
import { core } from './core.js';
import { DownhillScene } from './element.js';
import { quiet, reword, translate } from './dom.js';
import { gone } from './gone.js';
import { missing } from './missing.js';
import { line } from './notices.js';
import { cut, language, LANGUAGES, languageTag, lookUp, setLanguage, t, usual, wordless } from './text.js';

const THEMES = ['auto', 'light', 'dark'];
/** What a link says besides its scene and that one's parameters. */
const OWN = ['lang', 'theme', 'hide', 'only', 'lock', 'present', 'answers'];
/** Milliseconds from the first figure to what no reader waits for. */
const CALM = 4000;
const root = document.documentElement;
const link = new URLSearchParams(location.search);
/** The language in which the page is where nobody has chosen one: that in which it is written, or what the browser asks for. */
const own = root.dataset.language ?? usual();
const media = matchMedia('(prefers-color-scheme: dark)');

/** @returns {DownhillScene[]} */
const figures = () => [...document.querySelectorAll('downhill-scene')].filter((e) => e instanceof DownhillScene);

/** Words about what a link asked for and the page does not have. @param {string} key @param {Record<string, string>} args */
function tell(key, args) {
  const told = line(key, args);
  document.querySelector('#page-notices')?.append(told);
  return told;
}

/** What the link says; of several values the last. @param {string} name */
function said(name) {
  const values = link.getAll(name);
  if (values.length > 1) tell('notice.twice', { name });
  return values.at(-1);
}

/**
 * What the link chooses; nothing where there is no such thing.
 * @param {string} name @param {string[]} allowed @param {string} used where nothing is chosen
 * @param {(value: string) => string | undefined} [meaning] which of those allowed a value means
 */
function chosen(name, allowed, used, meaning = (value) => value) {
  const value = said(name);
  if (value === undefined) return undefined;
  const meant = meaning(value);
  if (meant && allowed.includes(meant)) return meant;
  tell('notice.default', { name, value: cut(value), used, allowed: allowed.join(' | ') });
  return undefined;
}

/** The sentence about words that could not be loaded. @type {HTMLElement | undefined} */
let sorry;

/**
 * Says everything in another language, once its words are there.
 * @param {string} name @param {boolean} choice whether links say so @param {() => void} [then]
 */
async function speak(name, choice, then) {
  try {
    if (!(await setLanguage(name, choice))) return;
    sorry?.remove();
    then?.();
  } catch {
    sorry?.remove();
    const { key, args } = wordless(name);
    sorry = tell(key, args);
  }
}

/** Nothing on a page of one scene. @type {Contents | undefined} */
let contents;

/** @param {string} theme */
function paint(theme) {
  root.dataset.theme = theme;
  root.toggleAttribute('data-dark', theme === 'dark' || (theme === 'auto' && media.matches));
}

function words() {
  root.lang = languageTag();
  translate(document);
  // A page of its own is called after what it is about.
  const heading = root.dataset.language && document.querySelector('h1')?.textContent;
  document.title = heading ? `${heading} · Downhill` : t('page.title');
  reword(document.querySelector('#page-notices') ?? document);
  for (const button of document.querySelectorAll('[data-lang]')) {
    button.setAttribute('aria-pressed', String(/** @type {HTMLElement} */ (button).dataset.lang === language()));
  }
  const button = document.querySelector('#theme');
  if (button) button.textContent = t(`ui.theme.${root.dataset.theme}`);
  contents?.reword();
}

/** @param {string} name @param {string} value @param {string} usual which needs no word */
function remember(name, value, usual) {
  const url = new URL(address());
  if (value === usual) url.searchParams.delete(name);
  else url.searchParams.set(name, value);
  show(url.href);
}

/** Only one scene: other people's pages, and those that were written for it. @param {string} id */
function single(id) {
  const section = document.getElementById(id);
  for (const name of ['data-embed', 'data-only']) root.toggleAttribute(name, !root.dataset.scene);
  for (const other of document.querySelectorAll('main > section')) if (other !== section) other.remove();
  const figure = section?.querySelector('downhill-scene');
  if (!figure) return;
  const query = [...link].filter(([name]) => ![...OWN, 'scene'].includes(name));
  Object.assign(figure, { query });
  import('./alone/single.js').then(({ attend }) => attend(id, show)).catch(missing);
}

/** F shows the figure that is in the middle of the screen on all of it. @param {KeyboardEvent} event */
function present(event) {
  const from = /** @type {Element} */ (event.composedPath()[0]);
  if (event.key !== 'f' || event.ctrlKey || event.metaKey || event.altKey || from.matches('input, select')) return;
  const away = (/** @type {Element} */ figure) => {
    const { top, bottom } = figure.getBoundingClientRect();
    return Math.abs((top + bottom - innerHeight) / 2);
  };
  figures()
    .sort((a, b) => away(a) - away(b))[0]
    ?.figure?.extras.present();
}

/** What asks whether a file is gone; it is told once. @type {Promise<boolean> | undefined} */
let asking;

/** A file of the program could not be had. @param {unknown} error */
async function lost(error) {
  if (asking) return;
  asking = gone(error);
  if (await asking)
    tell('notice.gone', {}).append(
      ' ',
      quiet(
        () => location.reload(),
        () => t('ui.again'),
      ),
    );
  else asking = undefined;
}
addEventListener('downhill-missing', (event) => lost(/** @type {CustomEvent} */ (event).detail));

/** The first figure stands: after a while the page is kept for times without a network, where the browser lets it. */
function settle() {
  const offline = async () => (await import('./offline/page.js')).keep(tell);
  if (isSecureContext && origin !== 'null') setTimeout(() => offline().catch(() => {}), CALM);
}

async function begin() {
  document.querySelector('.late')?.remove();
  paint(chosen('theme', THEMES, 'auto') ?? 'auto');
  media.addEventListener('change', () => paint(root.dataset.theme ?? 'auto'));
  const wanted = chosen('lang', LANGUAGES, own, lookUp);
  await speak(wanted ?? own, !!wanted);
  const known = [...document.querySelectorAll('main > section')].map((section) => section.id);
  // A page of one section is a view of one scene without being asked.
  const scene = root.dataset.scene ?? said('scene') ?? (known.length === 1 ? known[0] : undefined);
  if (scene !== undefined && known.includes(scene)) single(scene);
  else if (scene !== undefined) {
    root.removeAttribute('data-only');
    tell('notice.scene', { value: cut(scene), allowed: known.join(', ') });
  } else for (const name of new Set(link.keys())) if (!OWN.includes(name)) tell('notice.no-scene', { name: cut(name) });
  if (document.querySelectorAll('main > section').length > 1) {
    contents = new Contents();
    document.querySelector('header')?.before(contents.element);
    addEventListener('keydown', present);
  }
  document.addEventListener('downhill-measured', () => {
    import('./kept.js').then(async ({ keep }) => keep((await core('trade-offs')).record)).catch(missing);
  });
  if (root.dataset.page)
    import('./teach/page.js')
      .then(({ attend }) => attend())
      .then(words)
      .catch(missing);
  words();
  for (const button of document.querySelectorAll('[data-lang]')) {
    button.addEventListener('click', () => {
      const name = /** @type {HTMLElement} */ (button).dataset.lang ?? own;
      speak(name, name !== own, () => {
        remember('lang', name, own);
        words();
        for (const figure of figures()) figure.reword();
      });
    });
  }
  document.querySelector('#theme')?.addEventListener('click', () => {
    const next = THEMES[(THEMES.indexOf(root.dataset.theme ?? 'auto') + 1) % THEMES.length];
    paint(next);
    remember('theme', next, 'auto');
    words();
    for (const figure of figures()) figure.repaint();
  });
  if (!root.hasAttribute('data-embed'))
    document.addEventListener('downhill-ready', settle, { capture: true, once: true });
  const followed = () => location.hash && import('./follow.js').then(({ follow }) => follow()).catch(missing);
  followed();
  addEventListener('hashchange', followed);
  customElements.define('downhill-scene', DownhillScene);
}

// The core of the first figure on view loads while words and colours are chosen; whoever needs it sees its failure.
const coming =
  root.dataset.scene ?? link.getAll('scene').at(-1) ?? document.querySelector('downhill-scene')?.getAttribute('scene');
if (coming && !root.dataset.page) core(coming).catch(() => {});
begin();
