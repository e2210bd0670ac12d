// A reader who presses, drags, types and scrolls at random, on whatever is on the screen. The seed decides what is wanted; what
// stands under the pointer depends on how fast the page is as well.

/** @typedef {import('playwright-core').Page} Page */

/** The seed that the environment names, or else this one. @param {number} otherwise */
export const seed = (otherwise) => Number(process.env.DOWNHILL_SEED ?? otherwise);

/** What figures say that have given up: they do it by themselves, and throw nothing. @param {Page} page */
export const stopped = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('downhill-scene')]
      .filter((element) => element.figure?.broken || element.shadowRoot.querySelector('.error'))
      .map((element) => element.shadowRoot.querySelector('.notices, .error').innerText),
  );

/** Numbers of at least 0 and below 1 (mulberry32). @param {number} seed */
function chance(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

const SIZES = [
  [1440, 900],
  [1024, 768],
  [768, 1024],
  [390, 844],
  [320, 568],
].map(([width, height]) => ({ width, height }));
const KEYS =
  'Tab Tab Shift+Tab ArrowLeft ArrowRight ArrowUp ArrowDown Shift+ArrowLeft Shift+ArrowUp Space Enter Home End PageUp PageDown Escape Control+z Control+z Control+Shift+z';
const TEXTS = [
  '',
  '0',
  '1',
  '7',
  '-1',
  '0.5',
  '0.003',
  '20',
  '150',
  '5000',
  '1e6',
  '1e308',
  '1e-12',
  'NaN',
  'wrong',
  '1,2',
];

/** In a page: what of the elements on the screen is pressed, and nothing leaves the page: no link, and no finger that swipes sideways. */
function prepare() {
  document.documentElement.style.overscrollBehaviorX = 'none';
  const onScreen = ({ left, right, top, bottom, width, height }) =>
    width > 0 && height > 0 && bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
  window.pick = (selector, share) => {
    const roots = [document, ...[...document.querySelectorAll('downhill-scene')].map((e) => e.shadowRoot)];
    const all = roots.flatMap((root) => [...root.querySelectorAll(selector)]);
    const seen = all.filter((element) => onScreen(element.getBoundingClientRect()));
    return seen[Math.floor(share * seen.length)];
  };
  window.boxOf = (selector, share) => window.pick(selector, share)?.getBoundingClientRect().toJSON();
  // On its way down: some parts keep what happens in them to themselves.
  const stay = (/** @type {MouseEvent} */ event) => {
    if (event.composedPath().some((part) => part instanceof HTMLAnchorElement)) event.preventDefault();
  };
  addEventListener('click', stay, { capture: true });
}

/**
 * Gives what lets so many random events happen on a page.
 * @param {Page} page @param {number} seed
 */
export async function chances(page, seed) {
  const random = chance(seed);
  const below = (/** @type {number} */ n) => Math.floor(random() * n);
  const one = (/** @type {any[]} */ list) => list[below(list.length)];
  const devtools = await page.context().newCDPSession(page);
  await page.evaluate(prepare);
  /** A random place in a random element on the screen. @param {string} selector */
  const place = async (selector) => {
    const [share, across, down] = [random(), random(), random()];
    const box = await page.evaluate(([selector, share]) => window.boxOf(selector, share), [selector, share]);
    return box && { x: box.x + across * box.width, y: box.y + down * box.height };
  };
  /** What is sent without waiting arrives in its order. @param {'Mouse' | 'Touch'} what @param {object[]} events */
  const send = (what, events) =>
    Promise.all(events.map((event) => devtools.send(`Input.dispatch${what}Event`, /** @type {any} */ (event))));
  /** @param {string} selector */
  const click = async (selector, clickCount = 1) => {
    const spot = await place(selector);
    if (!spot) return;
    const button = { ...spot, button: 'left', clickCount };
    await send('Mouse', [
      { type: 'mouseMoved', ...spot },
      { type: 'mousePressed', ...button, buttons: 1 },
      { type: 'mouseReleased', ...button },
    ]);
  };
  /** @param {string} selector */
  const drag = async (selector) => {
    const [dx, dy, moves] = [60 * (random() - 0.5), 60 * (random() - 0.5), 1 + below(4)];
    const spot = await place(selector);
    if (!spot) return;
    const at = (/** @type {number} */ k) => ({ x: spot.x + k * dx, y: spot.y + k * dy, button: 'left' });
    await send('Mouse', [
      { type: 'mouseMoved', ...spot },
      { type: 'mousePressed', ...at(0), buttons: 1, clickCount: 1 },
      ...Array.from({ length: moves }, (_, k) => ({ type: 'mouseMoved', ...at(k + 1), buttons: 1 })),
      { type: 'mouseReleased', ...at(moves), clickCount: 1 },
    ]);
  };
  /** @param {string} selector */
  const finger = async (selector) => {
    const [dx, dy, moves] = [60 * (random() - 0.5), 60 * (random() - 0.5), below(4)];
    const end = one(['touchEnd', 'touchEnd', 'touchCancel']);
    const spot = await place(selector);
    if (!spot) return;
    const at = (/** @type {number} */ k) => [{ x: spot.x + k * dx, y: spot.y + k * dy }];
    await send('Touch', [
      { type: 'touchStart', touchPoints: at(0) },
      ...Array.from({ length: moves }, (_, k) => ({ type: 'touchMove', touchPoints: at(k + 1) })),
      { type: end, touchPoints: [] },
    ]);
  };
  const typing = async () => {
    const text = one(TEXTS);
    await click('input.number', 3);
    await page.keyboard.insertText(text);
    await page.keyboard.press(one(['Enter', 'Enter', 'Tab', 'Control+z']));
  };
  const selecting = () =>
    page.evaluate(
      ([share, choice]) => {
        const list = window.pick('select', share);
        if (!list) return;
        list.selectedIndex = Math.floor(choice * list.options.length);
        list.dispatchEvent(new Event('input', { bubbles: true }));
        list.dispatchEvent(new Event('change', { bubbles: true }));
      },
      [random(), random()],
    );
  const press = (/** @type {string} */ selector) =>
    page.evaluate(
      ([selector, share]) => window.pick(selector, share)?.click(),
      /** @type {const} */ ([selector, random()]),
    );
  const scroll = () =>
    page.evaluate((share) => {
      const all = document.querySelectorAll('downhill-scene');
      all[Math.floor(share * all.length)].scrollIntoView({ block: 'center', behavior: 'instant' });
    }, random());

  /** What may happen, each as often as its weight says. @type {[number, string, () => Promise<unknown>][]} */
  const deeds = [
    [14, 'click', () => click('button, summary, label, input')],
    [8, 'tap', () => click('.plot')],
    [
      6,
      'hover',
      async () => {
        const spot = await place('.plot, button');
        if (spot) await send('Mouse', [{ type: 'mouseMoved', ...spot }]);
      },
    ],
    [9, 'drag a handle', () => drag('.handle')],
    [6, 'drag a slider', () => drag('input[type=range]')],
    [8, 'finger', () => finger('.plot, .handle, input[type=range], button')],
    [9, 'wheel', () => page.mouse.wheel(0, 1600 * (random() - 0.5))],
    [16, 'key', () => page.keyboard.press(one(KEYS.split(' ')))],
    [6, 'type', typing],
    [5, 'select', selecting],
    [4, 'travel', () => press('.toolbar > div:first-child button')],
    [4, 'language', () => press('[data-lang]')],
    [2, 'theme', () => press('#theme')],
    [1, 'resize', () => page.setViewportSize(one(SIZES))],
    [2, 'scroll', scroll],
  ];
  const total = deeds.reduce((sum, [weight]) => sum + weight, 0);
  return async (/** @type {number} */ count) => {
    for (let k = 0; k < count; k += 1) {
      let share = random() * total;
      const [, , act] = deeds.find(([weight]) => (share -= weight) < 0) ?? deeds[0];
      await act();
    }
  };
}
