// What a page costs its browser: what is alive in it, and the longest it kept the reader waiting.

/** @param {import('playwright-core').Page} page */
export async function costs(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  await devtools.send('HeapProfiler.enable');
  await page.evaluate(() => {
    window.longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
    }).observe({ type: 'longtask' });
  });
  return {
    /** Nodes, listeners and bytes of the heap that are in use once the rest is collected. */
    async alive() {
      for (let times = 0; times < 3; times += 1) await devtools.send('HeapProfiler.collectGarbage');
      const { metrics } = await devtools.send('Performance.getMetrics');
      const of = (name) => metrics.find((metric) => metric.name === name).value;
      return { nodes: of('Nodes'), listeners: of('JSEventListeners'), heap: of('JSHeapUsedSize') };
    },
    /** Milliseconds of the longest task since the last call. */
    longest: () =>
      page.evaluate(() => {
        const { longest } = window;
        window.longest = 0;
        return longest;
      }),
  };
}
