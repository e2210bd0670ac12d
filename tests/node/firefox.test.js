// A first look at the page in Firefox: every figure stands and moves, nothing fails. Where there is no Firefox, nothing is tested.

import { test } from 'node:test';
import { open } from './support/browser.js';
import { FIREFOX, lacking, launchFirefox } from './support/firefox.js';
import { ADDRESS, untouched } from './support/hostile.js';
import { picture, ready } from './support/reader.js';
import { serve } from './support/server.js';

test('in Firefox every figure shows a moving picture', { skip: lacking }, async () => {
  const server = await serve();
  const browser = await launchFirefox();
  try {
    const { page, check } = await open(browser, server.url, { context: FIREFOX });
    for (const section of await page.locator('main > section').all()) {
      const root = section.locator('downhill-scene');
      await ready(root);
      const before = await picture(root);
      const [play, handle] = [root.locator('.play:visible'), root.locator('.handle').first()];
      if (await play.count()) await play.click();
      else if (await handle.count()) await handle.press('ArrowRight');
      else await root.locator('.command-measure').click();
      while ((await picture(root)) === before) await page.waitForTimeout(50);
    }
    await page.locator('[data-lang=zh]').click();
    await page.getByText('先猜一猜').first().waitFor();
    check();
  } finally {
    await browser.close();
    server.close();
  }
});

test(
  'in Firefox nothing of a hostile page around two versions of the element is touched',
  { skip: lacking },
  async () => {
    const server = await serve();
    const browser = await launchFirefox();
    try {
      const { page, check } = await open(browser, server.origin + ADDRESS, { context: FIREFOX });
      await untouched(page, server.url, `${server.origin}/other/folder/`);
      check();
    } finally {
      await browser.close();
      server.close();
    }
  },
);
