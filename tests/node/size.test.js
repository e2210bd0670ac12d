// What a first visit costs, and that the first figure is there soon.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launch, open } from './support/browser.js';
import { serve } from './support/server.js';

const BUDGET = 110 * 1024;

test('everything the first figure needs is at most 110 KB of brotli', async (context) => {
  const [server, browser] = [await serve(), await launch()];
  context.after(() => Promise.all([browser.close(), server.close()]));
  const { page, check, close } = await open(browser, server.url);
  await page.locator('#full-vs-one tbody tr').first().waitFor();
  await page.waitForTimeout(500);
  const files = [...server.sent].filter(([name]) => !name.endsWith('icon.svg'));
  for (const [name, bytes] of files) console.log(`${String(bytes).padStart(7)}  ${name}`);
  const total = files.reduce((sum, [, bytes]) => sum + bytes, 0);
  console.log(`${String(total).padStart(7)}  of ${BUDGET}`);
  assert.ok(files.length >= 4 && total <= BUDGET, `${total} bytes`);
  check();
  await close();
});
