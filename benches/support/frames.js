// Whole frames: what each asks of the page's main thread.

/** What the page's own program does. */
const SCRIPT = ['EventDispatch', 'FireAnimationFrame', 'HandlePostMessage'];
/**
 * And what that makes the browser do: style, layout, paint. Playing the drawing back into pixels is not counted: here it is done in
 * software, on a device by the graphics processor.
 */
const REST = ['UpdateLayoutTree', 'Layout', 'PrePaint', 'Paint', 'Layerize'];
const CATEGORIES = [
  'toplevel',
  'devtools.timeline',
  'devtools.timeline.frame',
  'disabled-by-default-devtools.timeline.frame',
  'disabled-by-default-devtools.timeline',
];

/** @typedef {{ script: number, whole: number }} Frame thread time, in milliseconds */

/** Every frame but the first and the last. @returns {Frame[]} */
function found(events) {
  // Of all threads the one that begins most frames is the page's.
  const counts = new Map();
  for (const { name, pid, tid } of events)
    if (name === 'BeginMainThreadFrame') counts.set(`${pid}/${tid}`, (counts.get(`${pid}/${tid}`) ?? 0) + 1);
  const [main] = [...counts].sort((one, other) => other[1] - one[1])[0] ?? [''];
  const own = events.filter(({ pid, tid }) => `${pid}/${tid}` === main);
  const begins = own.filter((event) => event.name === 'BeginMainThreadFrame').map((event) => event.ts);
  begins.sort((one, other) => one - other);
  const frames = begins.map(() => ({ script: 0, whole: 0 }));
  const counted = own.filter(({ ph, name }) => ph === 'X' && (SCRIPT.includes(name) || REST.includes(name)));
  counted.sort((one, other) => one.ts - other.ts || other.dur - one.dur);
  /** What is under way: a script that asks where something stands has the browser lay out within it. */
  const around = [];
  for (const event of counted) {
    while (around.length && around.at(-1).ts + around.at(-1).dur <= event.ts) around.pop();
    const frame = frames[begins.findLastIndex((begin) => begin <= event.ts)];
    const time = (event.tdur ?? event.dur) / 1000;
    if (frame && !around.length) frame.whole += time;
    if (frame && SCRIPT.includes(event.name)) frame.script += time;
    if (frame && SCRIPT.includes(around.at(-1)?.name)) frame.script -= time;
    around.push(event);
  }
  return frames.slice(1, -1);
}

/**
 * The frames while something happens.
 * @param {import('playwright-core').CDPSession} devtools
 * @param {() => Promise<unknown>} during
 */
export async function scripts(devtools, during) {
  const events = [];
  const collect = ({ value }) => events.push(...value);
  devtools.on('Tracing.dataCollected', collect);
  const ended = new Promise((done) => devtools.once('Tracing.tracingComplete', done));
  await devtools.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES },
  });
  await during();
  await devtools.send('Tracing.end');
  await ended;
  devtools.off('Tracing.dataCollected', collect);
  return found(events);
}

/** What each asks of the main thread. @param {import('playwright-core').CDPSession} devtools @param {() => Promise<unknown>} during */
export const frames = async (devtools, during) => (await scripts(devtools, during)).map(({ whole }) => whole);

/** Presses play, where there is a clock. @param {import('playwright-core').Page} page */
export async function play(page) {
  const button = page.locator('.play[aria-label=Play]');
  if (await button.count()) await button.evaluate((button) => button.click());
}
