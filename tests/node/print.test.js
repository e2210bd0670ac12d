// The page on paper, in Chromium.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESKTOP, open, PHONE, site } from './support/browser.js';
import { figure } from './support/reader.js';

const here = site();
const SEEN = ['full-vs-one', 'batches'];

for (const [screen, context] of Object.entries({ desktop: { ...DESKTOP, colorScheme: 'dark' }, phone: PHONE }))
  test(`printed from a ${screen}: a page for each figure, light, as it was drawn; an address for those nobody came near`, async () => {
    const { page, check, close } = await open(here.browser, here.server.url, { context });
    for (const scene of SEEN) {
      await figure(page, scene).scrollIntoViewIfNeeded();
      await figure(page, scene).locator('canvas').first().waitFor({ timeout: 30_000 });
    }
    // What prints comes some seconds after each figure; asked in every frame, a slow machine would do nothing else.
    const printable = () => {
      dispatchEvent(new Event('beforeprint'));
      const papers = [...document.querySelectorAll('downhill-scene')].map((e) => e.shadowRoot?.querySelector('.paper'));
      dispatchEvent(new Event('afterprint'));
      return papers.every(Boolean);
    };
    await page.waitForFunction(printable, undefined, { polling: 500, timeout: 60_000 });
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    const papers = await page.evaluate(() =>
      [...document.querySelectorAll('main > section')].map((section) => {
        const element = section.querySelector('downhill-scene');
        const paper = element.shadowRoot.querySelector('.paper');
        const pen = paper.getContext?.('2d');
        const [box, around] = [paper, section].map((one) => one.getBoundingClientRect());
        return {
          scene: section.id,
          text: paper.textContent,
          corner: pen && [...pen.getImageData(2, 2, 1, 1).data],
          ratio: pen && box.width / box.height / (paper.width / paper.height),
          within: box.top >= around.top && box.bottom <= around.bottom + 1 && box.right <= innerWidth && box.left >= 0,
          alone: [...element.shadowRoot.children].every((other) => other === paper || !other.checkVisibility()),
        };
      }),
    );
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    for (const { scene, text, corner, ratio, within, alone } of papers) {
      assert.ok(within && alone, `${scene}: in its own place, and nothing else`);
      if (SEEN.includes(scene)) {
        assert.ok(Math.abs(ratio - 1) < 0.01, `${scene}: drawn ${ratio} times as wide as it is`);
        assert.ok(Math.min(...corner) > 240, `${scene}: light, not ${corner}`);
      } else if (!corner) assert.match(text, new RegExp(`: http.*\\?scene=${scene}$`));
    }
    assert.equal(await page.locator('.paper').count(), 0);
    assert.equal((await page.locator('[data-dark]').count()) > 0, screen === 'desktop', 'dark again');
    // What is emulated would be printed: from here on the browser chooses.
    await page.emulateMedia({ media: null });
    const pdf = await page.pdf({ format: 'A4', printBackground: true });
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? [];
    assert.equal(pages.length, papers.length, 'one page a figure');
    check();
    await close();
  });
