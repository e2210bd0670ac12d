// The words in the pictures, in every scene, at every step, on four screens: none lies on another, on a handle, on a line, or beyond
// its picture.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PHONE, site } from './support/browser.js';
import { SCENES } from './support/scenes.js';

const here = site();

const SMALL = { ...PHONE, deviceScaleFactor: 2 };
const SCREENS = {
  '390×844': SMALL,
  '360×640': { ...SMALL, viewport: { width: 360, height: 640 } },
  '1440×900': { viewport: { width: 1440, height: 900 } },
  '1280×720': { viewport: { width: 1280, height: 720 } },
};
/** Moments of a step, as shares of all time. */
const MOMENTS = [0, 0.1, 0.45, 1];
/** Pixels that two boxes may share: the room around words. */
const SLACK = 3;

/** What lies on what, in words. @param {import('playwright-core').Locator} root */
const collisions = (root) =>
  root.evaluate((element, slack) => {
    const found = [];
    for (const plot of element.shadowRoot.querySelectorAll('.plot')) {
      if (!plot.checkVisibility()) continue;
      const bounds = plot.getBoundingClientRect();
      const seen = (part) => part.checkVisibility() && part.getBoundingClientRect().width > 0;
      const boxes = [...plot.querySelectorAll('.label:not([hidden]) > span, .grip')].filter(seen).map((part) => {
        const { left, top, right, bottom } = part.getBoundingClientRect();
        return { name: part.textContent || part.parentElement.className, left, top, right, bottom };
      });
      const words = boxes.filter(({ name }) => !name.startsWith('handle'));
      for (const { name, left, top, right, bottom } of words) {
        const out = Math.max(bounds.left - left, bounds.top - top, right - bounds.right, bottom - bounds.bottom);
        if (out > slack) found.push(`“${name}” ${out.toFixed(0)} px beyond`);
      }
      for (const [k, one] of words.entries()) {
        for (const other of boxes) {
          if (other === one || words.indexOf(other) > k) continue;
          const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
          const up = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
          if (Math.min(across, up) > slack) found.push(`“${one.name}” on “${other.name}”`);
        }
      }
    }
    return found;
  }, SLACK);

/** Part of the room of a word that lines and marks of its picture may cross. */
const CROSSED = 0.16;

/** Words on lines and marks: what the two layers have drawn under them. @param {import('playwright-core').Locator} root */
const crossed = (root) =>
  root.evaluate((element, most) => {
    const found = [];
    for (const plot of element.shadowRoot.querySelectorAll('.plot')) {
      const layers = [...plot.querySelectorAll('canvas')];
      if (!plot.checkVisibility() || !layers[0].width) continue;
      const bounds = plot.getBoundingClientRect();
      const scale = layers[0].width / bounds.width;
      // What stands upon something is meant to.
      for (const words of plot.querySelectorAll('.label:not(.upon):not([hidden]) > span')) {
        const box = words.getBoundingClientRect();
        const place = [box.left - bounds.left + 2, box.top - bounds.top + 3, box.width - 4, box.height - 6];
        const [x, y, width, height] = place.map((length) => Math.round(length * scale));
        if (width < 2) continue;
        const [still, moving] = layers.map((layer) => layer.getContext('2d').getImageData(x, y, width, height).data);
        let [dark, drawn, ground] = [0, 0, 0];
        for (let k = 0; k < still.length; k += 4) {
          const seen = still[k + 3] > 60;
          ground += seen;
          dark += seen && still[k] + still[k + 1] + still[k + 2] < 450;
          drawn += moving[k + 3] > 100;
        }
        const pixels = still.length / 4;
        // A map is shaded everywhere: only what is drawn over it counts.
        const share = (drawn + (ground > 0.7 * pixels ? 0 : dark)) / pixels;
        if (share > most) found.push(`“${words.textContent}” is crossed, ${(100 * share).toFixed(0)} %`);
      }
    }
    return found;
  }, CROSSED);

for (const [screen, context] of Object.entries(SCREENS)) {
  test(`no words lie on others, on a handle, on a line or beyond their picture at ${screen}`, async () => {
    /** @type {string[]} */
    const found = [];
    for (const scene of SCENES) {
      const options = { context: { ...context, reducedMotion: 'reduce' } };
      const { page, check, close, root } = await here.alone(scene, options);
      await root.locator('details.deeper').evaluate((details) => (details.open = false));
      const ways = await root.locator('.dots button').count();
      for (let step = 0; step < ways; step += 1) {
        await root
          .locator('.dots button')
          .nth(step)
          .evaluate((way) => way.click());
        await page.waitForTimeout(150);
        for (const share of MOMENTS) {
          await root.locator('.scrubber').evaluate((scrubber, share) => {
            scrubber.value = String(1000 * share);
            scrubber.dispatchEvent(new Event('input'));
          }, share);
          await page.waitForTimeout(60);
          for (const what of [...(await collisions(root)), ...(await crossed(root))])
            found.push(`${scene} step ${step + 1} at ${share}: ${what}`);
        }
      }
      check();
      await close();
    }
    assert.deepEqual([...new Set(found)], []);
  });
}
