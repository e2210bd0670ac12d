// Tasks of a page's main thread, as Chromium traces them.

/** @typedef {{ name: string, ph: string, pid: number, tid: number, ts: number, dur?: number, tdur?: number, args?: any }} Event */

const CATEGORIES = ['toplevel', 'devtools.timeline', '__metadata'];

/**
 * What the main thread of the page did during `act`: for each task the milliseconds of thread time, and what took most of it.
 * @param {import('playwright-core').Page} page @param {() => Promise<unknown>} act
 */
export async function tasks(page, act) {
  const devtools = await page.context().newCDPSession(page);
  /** @type {Event[]} */
  const events = [];
  devtools.on('Tracing.dataCollected', ({ value }) => events.push(.../** @type {any} */ (value)));
  const ended = new Promise((done) => devtools.once('Tracing.tracingComplete', done));
  await devtools.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { recordMode: 'recordContinuously', includedCategories: CATEGORIES },
  });
  await act();
  await devtools.send('Tracing.end');
  await ended;
  const own = mainThread(events);
  const parts = own.filter(({ name }) => !name.endsWith('RunTask'));
  return own
    .filter(({ name }) => name.endsWith('RunTask'))
    .map((task) => ({ time: thread(task), task }))
    .sort((one, other) => other.time - one.time)
    .map(({ time, task }) => ({
      time,
      wall: (task.dur ?? 0) / 1000,
      get what() {
        const inside = parts.filter(({ ts }) => ts >= task.ts && ts < task.ts + (task.dur ?? 0));
        const most = inside.sort((one, other) => thread(other) - thread(one))[0];
        return most ? `${most.name} ${most.args?.data?.type ?? ''}`.trim() : 'of the browser';
      },
    }));
}

/** Milliseconds of the thread's own time. @param {Event} event */
const thread = ({ dur = 0, tdur = dur }) => tdur / 1000;

/** Those of the thread that makes the page's frames: it calls most animation frames. @param {Event[]} events */
function mainThread(events) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  const place = (/** @type {Event} */ { pid, tid }) => `${pid}/${tid}`;
  for (const event of events)
    if (event.name === 'FireAnimationFrame') counts.set(place(event), (counts.get(place(event)) ?? 0) + 1);
  const [main] = [...counts].sort((one, other) => other[1] - one[1])[0] ?? [''];
  return events.filter((event) => event.ph === 'X' && place(event) === main);
}
