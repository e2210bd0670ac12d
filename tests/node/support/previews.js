// Draws the pictures that go with links to the pages of scenes anew: `node tests/node/support/previews.js`, after `cargo xtask dist`.
// They are kept in `www/previews/`: look at them before you keep them.

import { mkdirSync } from 'node:fs';
import { launch, open } from './browser.js';
import { SCENES } from './scenes.js';
import { serve } from './server.js';

const OUT = new URL('../../../www/previews/', import.meta.url).pathname;
/** What those who show previews ask for. */
const SIZE = { width: 1200, height: 630 };
/** Milliseconds that a figure plays before it is taken. */
const PLAYED = 6000;

mkdirSync(OUT, { recursive: true });
const [server, browser] = [await serve(), await launch()];
for (const scene of SCENES) {
  const { page, close } = await open(browser, `${server.origin}/blank`, { context: { viewport: SIZE } });
  // In a frame of this size a figure shows what matters.
  await page.setContent(
    `<body style="margin:0"><iframe src="${server.url}?scene=${scene}" width="${SIZE.width}" height="${SIZE.height}" style="border:0"></iframe>`,
  );
  const frame = page.frameLocator('iframe');
  await frame.locator('.panel canvas').first().waitFor();
  const play = frame.locator('.play');
  if (await play.isVisible()) await play.click();
  await page.waitForTimeout(PLAYED);
  await page.screenshot({ path: `${OUT}${scene}.jpg`, type: 'jpeg', quality: 60 });
  await close();
}
await browser.close();
server.close();
