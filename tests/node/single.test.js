// The page as one file, opened from a disk, in Chromium and Firefox: everything is in it, workers too.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { DESKTOP, launch, open } from './support/browser.js';
import { FIREFOX, lacking, launchFirefox } from './support/firefox.js';
import { choose, figure, idle, notices, ready } from './support/reader.js';
import { watched } from './support/watched.js';

const DIST = new URL('../../dist/', import.meta.url);

for (const [name, start, context, skip] of [
  ['Chromium', launch, DESKTOP, false],
  ['Firefox', launchFirefox, FIREFOX, lacking],
])
  test(`from a disk, in ${name}`, { skip }, async () => {
    const browser = await start();
    const at = (address) =>
      open(browser, new URL(address, DIST).href, { context, prepare: (page) => page.addInitScript(watched) });
    try {
      const { page, check } = await at('downhill.html?lang=zh');
      for (const id of ['full-vs-one', 'large-batch', 'momentum']) await ready(figure(page, id));
      await page.getByText('先猜一猜').first().waitFor();
      check();
      const one = await at('single/minima.html?particles=300');
      const root = one.page.locator('downhill-scene');
      await ready(root);
      await root.locator('.command-release').click();
      await idle(root);
      assert.ok((await one.page.evaluate(() => window.reports)) > 0, 'by a worker');
      assert.equal(await notices(one.page).innerText(), '');
      assert.equal(await one.page.locator('section, .contents, .full-page').count(), 1);
      one.check();
      const digits = await at('single/accuracy.html');
      const accuracy = digits.page.locator('downhill-scene');
      await ready(accuracy);
      await choose(accuracy, 'MNIST, 10,000 of 28 × 28 (loads 1.6 MB)');
      await accuracy.getByText('MNIST is not in this file').first().waitFor();
      digits.check();
    } finally {
      await browser.close();
    }
  });

test('there is one for each scene', () => {
  const files = readdirSync(new URL('single/', DIST));
  assert.ok(files.length >= 14 && files.includes('momentum.html'), files.join(' '));
});
