// Nothing is left behind by what a reader does over and over, in Chromium.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESKTOP, open, site } from './support/browser.js';
import { assertLasting, costs, turn } from './support/costs.js';
import { figure, picture, ready } from './support/reader.js';

const here = site();

test('fifty changes of language and colours rebuild nothing and leave nothing behind', async () => {
  const { page, check, close } = await here.standing();
  const { alive } = await costs(page);
  await page.evaluate(() => {
    const figure = document.querySelector('#lab downhill-scene').shadowRoot;
    window.canvases = [...document.querySelectorAll('downhill-scene')].flatMap((e) => [
      ...e.shadowRoot.querySelectorAll('canvas, input, .readouts table'),
    ]);
    figure.querySelector('details').open = true;
  });
  await turn(page, 6);
  await assertLasting(alive, () => turn(page, 54));
  assert.ok(await page.evaluate(() => window.canvases.every((e) => e.isConnected)), 'the same elements still stand');
  check();
  await close();
});

test('a change of language says everything anew, and nothing else changes', async () => {
  const { page, check, close } = await open(here.browser, `${here.server.url}?scene=lab`, {
    context: { ...DESKTOP, reducedMotion: 'reduce' },
  });
  const root = figure(page, 'lab');
  await ready(root);
  await page.evaluate(() => document.fonts.ready);
  await root.locator('.scrubber').fill('400');
  const words = () =>
    root.evaluate((element) => {
      const all = [...element.shadowRoot.querySelectorAll('*')];
      const labels = all.flatMap((e) => ['aria-label', 'title', 'aria-valuetext'].map((name) => e.getAttribute(name)));
      return [element.shadowRoot.querySelector('.scene').textContent, ...labels].join('\n');
    });
  const [said, drawn] = [await words(), await picture(root)];
  await page.locator('[data-lang=zh]').evaluate((button) => button.click());
  await root.getByText('深入了解').waitFor();
  const other = await words();
  await page.waitForTimeout(300);
  assert.equal(await picture(root), drawn);
  assert.doesNotMatch(other, /Play|Undo|Dismiss|Learning rate|Copy|update|Objective/);
  await page.reload();
  await ready(root);
  await root.locator('.scrubber').fill('400');
  const fresh = await words();
  const lines = (text) => text.split('\n').filter((line) => line.trim());
  assert.deepEqual(lines(other), lines(fresh), 'as if it had been opened in that language');
  await page.locator('[data-lang=en]').evaluate((button) => button.click());
  await root.getByText('Go deeper').waitFor();
  await page.waitForTimeout(100);
  assert.deepEqual(lines(await words()), lines(said));
  check();
  await close();
});

/** What `turn` does in a figure, done `few` times and then `many` times, leaves nothing behind. */
async function assertKept({ page, root, check, close }, turn, few, many) {
  await ready(root);
  const { alive } = await costs(page);
  await root.evaluate(turn, few);
  await assertLasting(alive, () => root.evaluate(turn, many));
  check();
  await close();
}

test('settings that rebuild the controls leave nothing behind', async () => {
  const turn = async (element, times) => {
    const find = (selector) => element.shadowRoot.querySelector(selector);
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    for (let k = 0; k < times; k += 1) {
      find('.command-add-run').click();
      await frame();
      const list = find('.control-objective select');
      list.value = list.options[k % list.options.length].value;
      list.dispatchEvent(new Event('change'));
      await frame();
      find('.command-remove-run').click();
      await frame();
    }
  };
  // As often as there are objectives, or some times as often: both end with the same controls.
  await assertKept(await here.alone('lab'), turn, 13, 52);
});

test('a figure taken away and put back, or given another scene, leaves nothing behind', async () => {
  const turn = async (element, times) => {
    const stood = () => new Promise((done) => element.addEventListener('downhill-ready', done, { once: true }));
    for (let k = 0; k < times; k += 1) {
      const again = stood();
      if (k % 2) {
        const place = element.parentElement;
        element.remove();
        place.append(element);
      } else element.setAttribute('scene', k % 4 ? 'lab' : 'momentum');
      await again;
      await new Promise((done) => setTimeout(done, 30));
    }
  };
  // Pages of others give it another scene.
  const opened = await here.elsewhere('<downhill-scene scene="lab"></downhill-scene>');
  await assertKept(opened, turn, 4, 48);
});

test('what a style sheet moves by itself, the browser moves without laying out or painting', async () => {
  const { page, root, check, close } = await here.alone('momentum');
  await ready(root);
  const moved = await root.evaluate((element) =>
    element.shadowRoot
      .getAnimations()
      .flatMap(({ effect }) => /** @type {KeyframeEffect} */ (effect).getKeyframes())
      .flatMap(({ offset, computedOffset, easing, composite, ...rest }) => Object.keys(rest)),
  );
  assert.deepEqual([...new Set(moved)], ['opacity']);
  check();
  await close();
});
