// What the page around keeps at the top of the screen, such as a bar with its title. On a phone a figure's picture stays in view below it.

import { around } from './ground.js';

/** So many bars may lie one below the other; and no bar is higher than this share of what it lies on. */
const BARS = 3;
const SHARE = 0.4;

/** What an element is scrolled in, where that is not the screen. @param {Element} element */
function scroller(element) {
  for (let outer = around(element); outer && outer !== document.body; outer = around(outer))
    if (/auto|scroll|hidden/.test(getComputedStyle(outer).overflowY)) return outer;
  return undefined;
}

/** Bars at a point of the screen, and what they stand in. @param {Element} hit @param {Element} element which they are not around */
function* kept(hit, element) {
  for (let part = /** @type {Element | null} */ (hit); part && part !== element; part = around(part)) {
    if (part.contains(element)) return;
    if (/fixed|sticky/.test(getComputedStyle(part).position)) yield part;
  }
}

/** The lower edge of what stays at a point of the screen; 0 where nothing does. @param {Element} element @param {number} x @param {number} y */
function lower(element, x, y) {
  for (const hit of document.elementsFromPoint(x, y))
    for (const bar of kept(hit, element)) return bar.getBoundingClientRect().bottom;
  return 0;
}

/**
 * Keeps a figure's first picture below such bars. A bar may go while a reader scrolls, and come again: the picture is told while it has its
 * place in the figure, so that it does not move on the screen.
 * @param {HTMLElement} element @param {HTMLElement} figure what it shows @returns {() => void} ends it
 */
export function keepBelow(element, figure) {
  const outer = scroller(element);
  let above = 0;
  let asked = 0;
  /** How far the figure was below the upper edge when that was last looked at: a jump may end above it. */
  let before = 0;
  const tell = (/** @type {boolean} */ anew) => {
    asked = 0;
    const picture = figure.querySelector('.panels > .panel');
    if (!picture || getComputedStyle(picture).position !== 'sticky') return;
    // What could be scrolled and is not, as in mdBook, holds the picture where it is.
    if (outer && outer.scrollHeight <= outer.clientHeight) return;
    const box = outer?.getBoundingClientRect();
    const edges = { top: Math.max(0, box?.top ?? 0), bottom: Math.min(innerHeight, box?.bottom ?? innerHeight) };
    const { top, left, width } = figure.getBoundingClientRect();
    const far = Math.max(before, (before = top - edges.top));
    if (!anew && (far < 0 || top > edges.bottom)) return;
    const most = edges.top + SHARE * (edges.bottom - edges.top);
    let below = edges.top;
    for (let bars = 0; bars < BARS; bars += 1) {
      const next = lower(element, left + width / 2, below + 1);
      if (next <= below || next > most) break;
      below = next;
    }
    const covered = Math.round(below - edges.top);
    if (covered === above || (!anew && far < Math.max(covered, above))) return;
    above = covered;
    figure.style.setProperty('--above', `${above}px`);
  };
  const scrolled = () => (asked ||= requestAnimationFrame(() => tell(false)));
  const resized = () => tell(true);
  tell(true);
  addEventListener('scroll', scrolled, { passive: true, capture: true });
  addEventListener('resize', resized);
  return () => {
    cancelAnimationFrame(asked);
    removeEventListener('scroll', scrolled, true);
    removeEventListener('resize', resized);
  };
}
