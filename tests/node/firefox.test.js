// A first look at the page in Firefox: every figure stands and moves, nothing fails. Where there is no Firefox, nothing is tested.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { firefox } from 'playwright-core';
import { open } from './support/browser.js';
import { picture, ready } from './support/reader.js';
import { serve } from './support/server.js';

const places = [process.env.DOWNHILL_FIREFOX, '/usr/bin/firefox-esr'];
const executablePath = places.find((path) => path && existsSync(path));
/** What Firefox as it is published cannot be told by playwright. */
const context = {
  viewport: { width: 1280, height: 800 },
  colorScheme: null,
  reducedMotion: null,
  forcedColors: null,
  contrast: null,
};

test('in Firefox every figure shows a moving picture', { skip: !executablePath && 'there is no Firefox' }, async () => {
  const server = await serve();
  const browser = await firefox.launch({ channel: 'moz-firefox', executablePath });
  try {
    const { page, check } = await open(browser, server.url, { context });
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
