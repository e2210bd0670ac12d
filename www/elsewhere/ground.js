// What a figure stands on: whether the page around it is dark.

/** Milliseconds after which a page has changed its colours, however softly. */
const SOFTLY = 500;
/** Opacity from which a background hides what is below it. */
const SOLID = 0.5;

/** Red, green, blue, opacity of a computed colour; nothing where it is written in another way. @param {string} colour */
function channels(colour) {
  const numbers = /^rgba?\((.*)\)$/
    .exec(colour)?.[1]
    .match(/[\d.]+/g)
    ?.map(Number);
  return numbers && [...numbers, 1].slice(0, 4);
}

/** The element around another one, also where that is the top of a shadow. @param {Element} element @returns {Element | null} */
export const around = (element) =>
  element.parentElement ?? /** @type {ShadowRoot} */ (element.getRootNode()).host ?? null;

/**
 * The nearest background that is painted behind an element: its colour, where nothing shines through, and whether that is dark.
 * @param {Element} element @returns {{ colour: string, dark: boolean } | undefined}
 */
export function ground(element) {
  for (let behind = around(element); behind; behind = around(behind)) {
    const { backgroundColor: colour } = getComputedStyle(behind);
    const [red, green, blue, opacity] = channels(colour) ?? [0, 0, 0, 0];
    // Rec. 709 on the values as they are written: only which side of the middle matters.
    if (opacity >= SOLID)
      return { colour: opacity < 1 ? '' : colour, dark: 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128 };
  }
  return undefined;
}

/**
 * Whether what lies behind an element is dark: what is painted there; where nothing is, the canvas of the browser, which follows the page's
 * `color-scheme`.
 * @param {Element} element
 */
export function darkBehind(element) {
  const painted = ground(element);
  if (painted) return painted.dark;
  const { colorScheme } = getComputedStyle(document.documentElement);
  if (!colorScheme.includes('dark')) return false;
  return !colorScheme.includes('light') || matchMedia('(prefers-color-scheme: dark)').matches;
}

/**
 * Calls back when the page may have changed its colours or language. Documentation tools and slides do so by an attribute of one of the elements
 * around, often softly. @param {Element} element @param {() => void} changed @returns {() => void} ends it
 */
export function watchGround(element, changed) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let later;
  const seen = () => {
    changed();
    clearTimeout(later);
    later = setTimeout(changed, SOFTLY);
  };
  const observer = new MutationObserver(seen);
  for (let behind = around(element); behind; behind = around(behind)) observer.observe(behind, { attributes: true });
  const media = matchMedia('(prefers-color-scheme: dark)');
  media.addEventListener('change', seen);
  return () => {
    observer.disconnect();
    media.removeEventListener('change', seen);
    clearTimeout(later);
  };
}
