// Whole frames: what each asks of the page's main thread.

/**
 * Script, style, layout, paint. Playing the drawing back into pixels is not counted: here it is done in software, on a device by
 * the graphics processor.
 */
const COUNTED = [
  'FireAnimationFrame',
  'HandlePostMessage',
  'UpdateLayoutTree',
  'Layout',
  'PrePaint',
  'Paint',
  'Layerize',
];
const CATEGORIES = [
  'toplevel',
  'devtools.timeline',
  'devtools.timeline.frame',
  'disabled-by-default-devtools.timeline.frame',
  'disabled-by-default-devtools.timeline',
];

/** Thread time of every frame but the first and the last, in milliseconds. @param {string[]} counted what of it */
function times(events, counted) {
  // Of all threads the one that begins most frames is the page's.
  const counts = new Map();
  for (const { name, pid, tid } of events)
    if (name === 'BeginMainThreadFrame') counts.set(`${pid}/${tid}`, (counts.get(`${pid}/${tid}`) ?? 0) + 1);
  const [main] = [...counts].sort((one, other) => other[1] - one[1])[0] ?? [''];
  const own = events.filter(({ pid, tid }) => `${pid}/${tid}` === main);
  const begins = own.filter((event) => event.name === 'BeginMainThreadFrame').map((event) => event.ts);
  begins.sort((one, other) => one - other);
  const frames = begins.map(() => 0);
  for (const event of own) {
    if (event.ph !== 'X' || !counted.includes(event.name)) continue;
    const k = begins.findLastIndex((begin) => begin <= event.ts);
    if (k >= 0) frames[k] += (event.tdur ?? event.dur) / 1000;
  }
  return frames.slice(1, -1);
}

/**
 * The frames while something happens.
 * @param {import('playwright-core').CDPSession} devtools
 * @param {() => Promise<unknown>} during
 * @param {...string} more that is counted besides: what the reader's own doing costs before the frame
 */
export async function frames(devtools, during, ...more) {
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
  return times(events, [...COUNTED, ...more]);
}

/** Presses play, where there is a clock. @param {import('playwright-core').Page} page */
export async function play(page) {
  const button = page.locator('.play[aria-label=Play]');
  if (await button.count()) await button.evaluate((button) => button.click());
}
