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

/** What was alive before and after is the same, but for a little. */
export function assertSame(before, after) {
  const more = Object.fromEntries(Object.entries(after).map(([name, count]) => [name, count - before[name]]));
  console.log('before', before, 'more', more);
  assert.ok(more.nodes <= 100 && more.listeners <= 20 && more.heap <= 1.5e6, JSON.stringify(more));
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
