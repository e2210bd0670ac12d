// Ten sweeps leave nothing behind but their results: memory of the browser's processes. In Chromium.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { site } from './support/browser.js';
import { type } from './support/reader.js';

const here = site();
/** Most megabytes that ten sweeps may leave: allocators keep some of what they had, up to 38 seen, and no more after thirty sweeps. */
const MOST = 50;
/** Figures with small sweeps. */
const SWEEPS = [
  'accuracy&epochs=5',
  'generalization&pairs=5&hidden=32',
  'generalization&ask=around&hidden=32&wrong-labels=20',
  'large-batch&entries=scaled&seeds=5&epochs=3',
];

/** Megabytes that the pages of the browser hold, their workers' programs among them. */
async function held() {
  const devtools = await here.browser.newBrowserCDPSession();
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  const size = ({ id }) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  return processInfo
    .filter(({ type }) => type === 'renderer')
    .map(size)
    .reduce((sum, one) => sum + one, 0);
}

for (const query of SWEEPS)
  test(`${query}: ten sweeps leave nothing behind but their results`, async () => {
    const { page, check, close, root } = await here.alone(query);
    const devtools = await page.context().newCDPSession(page);
    const sweep = async (seed) => {
      await type(root, 'seed', String(seed));
      await root.locator('.command-measure').click();
      // Nothing is under way, and nothing is left to measure.
      for (const name of ['measure', 'cancel'])
        await root.locator(`.command-${name}:disabled`).waitFor({ timeout: 60_000 });
    };
    const settled = async () => {
      await devtools.send('HeapProfiler.collectGarbage');
      await page.waitForTimeout(500);
      return held();
    };
    for (let k = 0; k < 6; k += 1) await sweep(100 * k);
    const before = await settled();
    for (let k = 6; k < 16; k += 1) await sweep(100 * k);
    const after = await settled();
    console.log(`${before.toFixed(0)} MB before ten sweeps, ${after.toFixed(0)} MB after`);
    assert.ok(after - before < MOST, `${after - before} MB more`);
    check();
    await close();
  });
