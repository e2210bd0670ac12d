// The core in a real browser: the same bits as the native build, and errors that are JavaScript errors.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { launch, open } from './support/browser.js';
import { serve } from './support/server.js';

test('Chromium computes what the native build computes', async (context) => {
  const native = JSON.parse(readFileSync(new URL('../../target/test/native.json', import.meta.url), 'utf8'));
  const [server, browser] = [await serve(), await launch()];
  context.after(() => Promise.all([browser.close(), server.close()]));
  const { page, check, close } = await open(browser, `${server.origin}/blank`);
  const module = `${server.origin}/npm/downhill.js`;
  const wrong = await page.evaluate(
    async ({ native, module }) => {
      const { default: init, simulate } = await import(module);
      await init();
      const bits = (values) => Array.from(new BigUint64Array(values.buffer), (x) => x.toString(16).padStart(16, '0'));
      const differs = (got, want) =>
        bits(got).some((x, k) => x !== want[k] && !(Number.isNaN(got[k]) && want[k].slice(1, 4) === 'ff8'));
      return native
        .filter(({ experiment, theta, loss }) => {
          const got = simulate(experiment);
          return differs(got.theta, theta) || differs(got.loss, loss);
        })
        .map(({ experiment }) => JSON.stringify(experiment));
    },
    { native, module },
  );
  assert.deepEqual(wrong, []);
  const message = await page.evaluate(async (module) => {
    const { simulate } = await import(module);
    try {
      return simulate({ objective: 'booth', optimizer: { name: 'sgd', learningRate: -1 } });
    } catch (error) {
      return error instanceof Error && error.message;
    }
  }, module);
  assert.match(message, /^optimizer\.learningRate is -1; allowed: /);
  check();
  await close();
});
