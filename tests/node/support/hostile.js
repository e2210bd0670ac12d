// A page of somebody else on which everything is in a figure's way, and which tells whatever a figure has touched.

import assert from 'node:assert/strict';
import { drag, middle, ready, type, value } from './reader.js';

/** Where it lies: its address speaks of scenes, languages and themes of its own. */
export const ADDRESS = '/blank?scene=minima&lang=zh&theme=dark';

/** @param {string} url where this version is @param {string} other where another one is */
const html = (url, other) => `<html lang="fr" data-theme="custom"><head><title>Notes</title>
  <style>
    * { margin: 0; padding: 0; border: 0; font: inherit; letter-spacing: 2px; line-height: 3 }
    div, span, p { display: inline; float: left } button, input, svg, canvas { all: unset; width: 1px }
    .scaled { display: block; float: none; width: 1000px; transform: scale(0.8); transform-origin: 0 0 }
  </style>
  <script>
    window.keys = [];
    for (const capture of [true, false])
      document.addEventListener('keydown', ({ key, target }) => { if (!/^[DS]/.test(key)) keys.push(key); }, capture);
  </script>
  <script type="module" src="${url}element.js"></script>
  <script type="module" src="${other}element.js"></script></head>
  <body>
    <header><nav><button data-lang="zh">Hello</button><button id="theme">Colours</button></nav></header>
    <main><section id="momentum"><h2>Mine</h2><p data-text="page.title">Text</p></section><section id="lab">Yours</section>
      <div class="scaled"><downhill-scene scene="momentum"></downhill-scene>
      <downhill-scene-0-0-9 scene="hill"></downhill-scene-0-0-9></div></main>
    <div id="page-notices">none</div>
  </body></html>`;

/**
 * Puts two figures of two versions on it, uses them, and sees that nothing around them has changed.
 * @param {import('playwright-core').Page} page at {@link ADDRESS} @param {string} url @param {string} other
 */
export async function untouched(page, url, other) {
  await page.setContent(html(url, other));
  const [root, second] = ['downhill-scene', 'downhill-scene-0-0-9'].map((name) => page.locator(name));
  await ready(root);
  await ready(second);
  const around = () =>
    page.evaluate(() => {
      const copy = /** @type {HTMLElement} */ (document.documentElement.cloneNode(true));
      copy.querySelectorAll('downhill-scene, downhill-scene-0-0-9').forEach((figure) => figure.remove());
      return [copy.outerHTML, document.title, location.href, history.length];
    });
  const before = await around();
  assert.match(before[0], /<html lang="fr" data-theme="custom">/);
  assert.equal(before[1], 'Notes');
  await type(root, 'learning-rate', '0.1');
  await root.locator('.dots button').nth(1).click();
  await second.locator('.handle').first().press('ArrowRight');
  await second.locator('.dots button').nth(1).press('Enter');
  await second.locator('.dots button[aria-current]').first().waitFor();
  for (const name of ['Hello', 'Colours']) await page.locator('button', { hasText: name }).evaluate((e) => e.click());
  await page.waitForTimeout(600);
  assert.deepEqual(await around(), before);
  assert.equal(await value(root, 'momentum'), '0.7', 'the address of the page is not the figure’s');
  assert.deepEqual(await page.evaluate(() => window.keys), [], 'keys that figures have used');
  const said = await root.locator('.bar').evaluate((bar) => {
    const { letterSpacing, lineHeight } = getComputedStyle(bar);
    return [parseFloat(letterSpacing) || 0, lineHeight];
  });
  assert.deepEqual(said, [0, '22.5px'], 'what the page says of all text');
  // Where it is drawn smaller, a handle stays under the pointer.
  const handle = root.locator('.handle').first();
  const [from, to] = await drag(page, handle, 40, -30);
  const off = async () => {
    const [x, y] = await middle(handle);
    return Math.hypot(x - to[0], y - to[1]);
  };
  for (let left = 50; left && (await off()) >= 2; left--) await page.waitForTimeout(100);
  assert.ok((await off()) < 2, `from ${from} to ${await middle(handle)} where the pointer is at ${to}`);
}
