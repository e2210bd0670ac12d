// Accessibility by axe: every figure in every language and theme, as it comes, after its run, and with what is folded away, on a wide screen
// and in 320 pixels with the wider spacing of letters, words and lines that WCAG (1.4.12) lets a reader ask for. In Chromium.
//
// One page is kept and changed by its own controls: a figure of its own for every combination would take an hour.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { open, site } from './support/browser.js';
import { deepen, end, idle } from './support/reader.js';
import { SCENES } from './support/scenes.js';

const AXE = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const LANGUAGES = JSON.parse(readFileSync(new URL('../../www/languages.json', import.meta.url), 'utf8')).filter(
  ({ draft }) => !draft,
);
const THEMES = ['light', 'dark'];
const SMALL = { width: 320, height: 640 };
/** What has no question, or one that other figures answer. */
const OPEN = ['lab', 'trade-offs'];

const here = site();

/** A page, and what is wrong with it. @param {string} path @param {object} [context] */
async function watched(path, context) {
  const opened = await open(here.browser, here.server.url + path, { context });
  const { page } = opened;
  await page.evaluate(AXE);
  /** What is wrong, and in which states. @type {Map<string, string[]>} */
  const wrong = new Map();
  /** @param {string} state */
  const look = async (state) => {
    const found = await page.evaluate(async () => {
      const { violations } = await window.axe.run(document, { resultTypes: ['violations'], elementRef: false });
      const broken = violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target }) => `${id}: ${target.flat().join(' ')}`),
      );
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth > clientWidth ? [...broken, `${scrollWidth} pixels in ${clientWidth}`] : broken;
    });
    for (const text of found) wrong.set(text, [...(wrong.get(text) ?? []), state]);
  };
  return {
    ...opened,
    look,
    /** In every language and theme. @param {string} state */
    async everywhere(state) {
      for (const theme of THEMES) {
        while ((await page.locator('html').getAttribute('data-theme')) !== theme) await page.locator('#theme').click();
        for (const { id, tag } of LANGUAGES) {
          await page.locator(`nav [data-lang=${id}]`).click();
          await page.locator(`html[lang=${tag}]`).waitFor();
          await look(`${state}, ${theme}, ${id}`);
        }
      }
    },
    async finished() {
      assert.deepEqual(Object.fromEntries(wrong), {}, path);
      opened.check();
      await opened.close();
    },
  };
}

/** What a reader who needs it asks for, in the page and in its figures. @param {import('playwright-core').Page} page */
const widen = (page) =>
  page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
      p { margin-bottom: 2em !important; }`);
    const roots = [document, ...[...document.querySelectorAll('downhill-scene')].map(({ shadowRoot }) => shadowRoot)];
    for (const root of roots) root?.adoptedStyleSheets.push(sheet);
  });

for (const viewport of [{ width: 1280, height: 900 }, SMALL])
  test(`no accessibility rule is broken by any figure, ${viewport.width} pixels wide`, async () => {
    const { page, everywhere, finished } = await watched('', { viewport });
    const figures = SCENES.map((scene) => ({ scene, root: page.locator(`#${scene} downhill-scene`) }));
    for (const { root } of figures) {
      await root.scrollIntoViewIfNeeded();
      await root.locator('details.deeper').waitFor({ timeout: 30_000 });
    }
    if (viewport === SMALL) await widen(page);
    await everywhere('as it comes');
    for (const { scene, root } of figures) {
      await root.scrollIntoViewIfNeeded();
      const answer = root.locator('.answers button').first();
      if (await answer.count()) await answer.click();
      if (await root.locator('.scrubber:visible').count()) await end(root);
      if (!OPEN.includes(scene)) await root.locator('.ask.told').waitFor({ timeout: 60_000 });
    }
    await everywhere('after the run');
    for (const { root } of figures) {
      await root.scrollIntoViewIfNeeded();
      await deepen(root);
      await root.locator('.readouts tbody tr').first().waitFor();
      // Out of sight nothing is computed.
      await idle(root);
    }
    await everywhere('deeper');
    await finished();
  });

test('no rule is broken by a figure that is seen alone, nor by what teachers see', async () => {
  for (const [at, scene] of SCENES.entries()) {
    // Each language and each theme by turns: what they change in figures was looked at above.
    const [{ id }, theme] = [LANGUAGES[at % LANGUAGES.length], THEMES[at % THEMES.length]];
    const { page, look, finished } = await watched(`?scene=${scene}&lang=${id}&theme=${theme}`);
    const root = page.locator('html[data-embed] downhill-scene');
    await root.locator('.toolbar').waitFor({ timeout: 30_000 });
    await look('alone');
    await root.locator('.toolbar > div').last().locator('button').nth(1).click();
    await root.locator('.builder').waitFor();
    await page.setViewportSize(SMALL);
    await widen(page);
    await look('for a class');
    await finished();
  }
});

test('no rule is broken on pages of their own', async () => {
  for (const path of ['teach/', 'momentum/', 'zh-hant/trade-offs/']) {
    const { page, everywhere, finished } = await watched(path);
    if (path === 'teach/') await page.locator('#codes').fill('Ann ABCD-E\nDee');
    else await page.locator('downhill-scene .toolbar').waitFor({ timeout: 30_000 });
    await everywhere('wide');
    await page.setViewportSize(SMALL);
    await widen(page);
    await everywhere('small');
    await finished();
  }
});
