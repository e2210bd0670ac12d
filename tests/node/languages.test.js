// Which language the page and its figures speak: the browser's own until somebody chooses one. In Chromium.

import { build } from 'esbuild';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { open, PHONE, site } from './support/browser.js';
import { figure } from './support/reader.js';

const here = site();
const FIRST = { en: 'Predict.', 'zh-Hans': '先猜一猜', 'zh-Hant': '先猜一猜' };

/** The figure stands; what is folded away in it stays so. @param {import('playwright-core').Locator} root */
const stands = (root) => root.locator('.scene .step').waitFor();

/** Has the browser ask for these languages. @param {string[]} languages */
const asking = (languages) => (/** @type {import('playwright-core').Page} */ page) =>
  page.addInitScript((list) => Object.defineProperty(navigator, 'languages', { value: list }), languages);

/** A page read in a browser of these languages. @param {string[]} languages @param {string} [query] */
async function read(languages, query = '') {
  const opened = await open(here.browser, here.server.url + query, {
    prepare: asking(languages),
  });
  const { page } = opened;
  await stands(figure(page, 'full-vs-one'));
  const tag = () => page.evaluate(() => document.documentElement.lang);
  return { ...opened, tag };
}

/** The words of the page, as a program of their own. */
async function speech() {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../../www/text.js', import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

test('a tag means the language that is written as it asks for', async () => {
  const { lookUp } = await speech();
  const tags = {
    en: 'en en-US EN-gb en-Latn-IN',
    zh: 'zh zh-CN ZH-cn zh-SG zh-Hans zh-Hans-TW zh-Latn cmn',
    'zh-hant': 'zh-TW zh-tw zh-HK zh-MO zh-Hant zh-Hant-CN zh-hant',
  };
  for (const [id, asked] of Object.entries(tags))
    for (const tag of asked.split(' ')) assert.equal(lookUp(tag), id, tag);
  for (const tag of ['', 'fr', 'xx', 'yue', 'enm', 'zh_TW', 'english', '__proto__', '中文'])
    assert.equal(lookUp(tag), undefined, tag);
});

test('a first visit speaks what the browser asks for, and its link names no language', async () => {
  const asked = /** @type {[string[], keyof typeof FIRST][]} */ ([
    [['en-US'], 'en'],
    [['zh-TW', 'zh', 'en'], 'zh-Hant'],
    [['fr-FR', 'no tag', 'zh-CN', 'en'], 'zh-Hans'],
    [['fr', 'de'], 'en'],
  ]);
  for (const [languages, expected] of asked) {
    const { page, tag, check, close } = await read(languages);
    assert.equal(await tag(), expected, languages.join());
    await figure(page, 'full-vs-one').getByText(FIRST[expected]).first().waitFor();
    assert.equal(await page.locator('#page-notices p').count(), 0);
    assert.doesNotMatch(page.url(), /lang/);
    check();
    await close();
  }
});

test('a link may name a language by any tag that means it; others are told', async () => {
  for (const [lang, expected] of [
    ['en-US', 'en'],
    ['zh-CN', 'zh-Hans'],
  ]) {
    const { page, tag, check, close } = await read(['zh-TW', 'en'], `?lang=${lang}`);
    assert.equal(await tag(), expected, lang);
    assert.equal(await page.locator('#page-notices p').count(), 0);
    check();
    await close();
  }
  const { page, tag, check, close } = await read(['zh-TW'], '?lang=fr');
  assert.equal(await tag(), 'zh-Hant');
  await page.locator('#page-notices').getByText('fr').waitFor();
  assert.match(await page.locator('#page-notices').innerText(), /fr.*lang.*en \| zh \| zh-hant/);
  check();
  await close();
});

test('what a reader chooses against the browser stays in the link, and what a link names stays there', async () => {
  const { page, tag, check, close } = await read(['zh-TW'], '?scene=full-vs-one');
  const link = () => page.evaluate(() => new URL(location.href).searchParams.get('lang'));
  const root = figure(page, 'full-vs-one');
  await root.locator('.dots button').nth(1).click();
  await page.waitForURL(/step=2/);
  assert.equal(await link(), null);
  await page.locator('[data-lang=en]').evaluate((button) => button.click());
  await root.getByText('Predict.').waitFor();
  assert.equal(await link(), 'en');
  await root.locator('.dots button').nth(2).click();
  await page.waitForURL(/step=3/);
  assert.equal(await link(), 'en');
  await page.reload();
  await stands(root);
  assert.equal(await tag(), 'en');
  await root.locator('.dots button').nth(0).click();
  await page.waitForURL(/^(?!.*step=3)/);
  assert.equal(await link(), 'en');
  await page.locator('[data-lang=zh]').evaluate((button) => button.click());
  await page.locator('html[lang=zh-Hans]').waitFor();
  assert.equal(await link(), 'zh');
  await page.locator('[data-lang=zh-hant]').evaluate((button) => button.click());
  await page.locator('html[lang=zh-Hant]').waitFor();
  assert.equal(await link(), null, 'what the browser asks for needs no word');
  assert.equal(await root.locator('.scene').getAttribute('lang'), 'zh-Hant');
  check();
  await close();
});

test('words come with their figures: the first one needs none of the others’', async () => {
  const { page, check, close } = await read(['zh-TW']);
  const words = () =>
    page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name.split('/').at(-1))
        .filter((name) => /^(figures|digits|deeper)-/.test(name)),
    );
  assert.deepEqual(await words(), []);
  const second = figure(page, 'batches');
  await second.scrollIntoViewIfNeeded();
  await second.getByText('發牌').first().waitFor({ timeout: 60_000 });
  assert.equal(
    await page
      .getByText(/^(guide|param|ui)\.[\w.-]+$/)
      .filter({ visible: true })
      .count(),
    0,
  );
  check();
  await close();
});

/** Somebody else's page. @param {string} html @param {string[]} languages */
async function host(html, languages = ['en-US']) {
  const url = `${here.server.origin}/host/notes.html`;
  const opened = await open(here.browser, url, {
    prepare: async (page) => {
      await asking(languages)(page);
      await page.route(url, (route) =>
        route.fulfill({
          contentType: 'text/html; charset=utf-8',
          body: `<!doctype html>${html}<script type="module" src="${here.server.url}element.js"></script>`,
        }),
      );
    },
  });
  const root = opened.page.locator('downhill-scene').first();
  await stands(root);
  return { ...opened, root, tag: () => root.locator('.scene').getAttribute('lang') };
}

test('the element speaks what it is told to, else what is spoken around it, else what the browser asks for', async () => {
  const scene = '<downhill-scene scene="full-vs-one"></downhill-scene>';
  const named = scene.replace('><', ' lang="zh-HK"><');
  const pages = /** @type {[string, string[], string][]} */ ([
    [`<html lang="en-GB">${named}`, ['en'], 'zh-Hant'],
    [`<html lang="en"><div lang="zh-CN"><p>${scene}</p></div>`, ['en'], 'zh-Hans'],
    [`<html lang="fr">${scene}`, ['zh-TW'], 'zh-Hant'],
    [`<html lang="en">${scene}${named}`, ['en'], 'zh-Hant'],
  ]);
  for (const [html, languages, expected] of pages) {
    const { check, close, tag } = await host(html, languages);
    assert.equal(await tag(), expected, html);
    check();
    await close();
  }
  const { page, root, check, close } = await host(`<html lang="zh-TW">${scene}`);
  await page.evaluate(() => (document.documentElement.lang = 'en'));
  await root.getByText('Predict.').waitFor();
  await root.evaluate((element) => element.setAttribute('lang', 'zh-Hant'));
  await root.getByText('先猜一猜').first().waitFor();
  check();
  await close();
  const other = await host(scene.replace('><', ' lang="xx"><'), ['en']);
  await other.root.getByText('“xx”').waitFor();
  other.check();
  await other.close();
});

test('all languages have room on the narrowest phone', async () => {
  const context = { ...PHONE, viewport: { width: 320, height: 640 } };
  for (const lang of ['en', 'zh-hant']) {
    const { page, check, close } = await open(here.browser, `${here.server.url}?lang=${lang}`, { context });
    await stands(figure(page, 'full-vs-one'));
    const { width, tops } = await page.evaluate(() => ({
      width: document.documentElement.scrollWidth,
      tops: [...document.querySelectorAll('.switches button')].map((button) =>
        Math.round(button.getBoundingClientRect().top),
      ),
    }));
    assert.ok(width <= 320, `${width} px wide`);
    assert.equal(new Set(tops).size, 1, `buttons at ${tops}`);
    check();
    await close();
  }
});
