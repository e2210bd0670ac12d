// What a page costs its browser: what is alive in it.

import assert from 'node:assert/strict';

/** @param {import('playwright-core').Page} page */
export async function costs(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  await devtools.send('HeapProfiler.enable');
  return {
    /** Nodes, listeners and bytes of the heap that are in use once the rest is collected. */
    async alive() {
      for (let times = 0; times < 3; times += 1) await devtools.send('HeapProfiler.collectGarbage');
      const { metrics } = await devtools.send('Performance.getMetrics');
      const of = (name) => metrics.find((metric) => metric.name === name).value;
      return { nodes: of('Nodes'), listeners: of('JSEventListeners'), heap: of('JSHeapUsedSize') };
    },
  };
}

/** How much more may be alive afterwards. @type {Record<string, number>} */
const LITTLE = { nodes: 100, listeners: 20, heap: 1.5e6 };

/**
 * What is done again leaves nothing behind. What a job brings that ends meanwhile stays once; what is left behind comes anew
 * each time: less is allowed then.
 * @param {() => Promise<Record<string, number>>} alive @param {() => Promise<unknown>} again
 */
export async function assertLasting(alive, again) {
  /** @type {Record<string, number>[]} */
  const all = [];
  let before = await alive();
  for (let times = 0; times < 3; times += 1) {
    await again();
    const after = await alive();
    const more = Object.fromEntries(Object.entries(after).map(([name, count]) => [name, count - before[name]]));
    console.log('before', before, 'more', more);
    if (Object.entries(LITTLE).every(([name, most]) => more[name] <= (times ? most / 2 : most))) return;
    all.push(more);
    before = after;
  }
  assert.fail(JSON.stringify(all));
}

/** Changes language and colours so many times. @param {import('playwright-core').Page} page @param {number} times */
export const turn = (page, times) =>
  page.evaluate(async (times) => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    for (let k = 0; k < times; k += 1) {
      document.querySelector(`[data-lang=${k % 2 ? 'en' : 'zh'}]`).click();
      document.querySelector('#theme').click();
      for (let frames = 0; frames < 4; frames += 1) await frame();
    }
  }, times);
