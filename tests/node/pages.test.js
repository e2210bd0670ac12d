// Pages of their own, for each scene in each language, and the teacher's: whole without a script, all links lead somewhere, nothing moves.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { PHONE, open, site } from './support/browser.js';
import { ready } from './support/reader.js';
import { SCENES } from './support/scenes.js';

const SITE = new URL('../../dist/site/', import.meta.url);
const LANGUAGES = JSON.parse(readFileSync(new URL('../../www/languages.json', import.meta.url), 'utf8')).filter(
  ({ draft }) => !draft,
);
/** Where the site was built for. */
const ADDRESS = process.env.DOWNHILL_ADDRESS || 'https://site.example/';
const folder = (language, name) => (language === 'en' ? `${name}/` : `${language}/${name}/`);
const PAGES = LANGUAGES.flatMap(({ id }) => [...SCENES, 'teach'].map((name) => folder(id, name)));
const html = (page) => readFileSync(new URL(`${page}index.html`, SITE), 'utf8');
const all = (text, pattern) => [...text.matchAll(pattern)].map(([, found]) => found);
/** How much a page may move while it comes. */
const CALM = 0.02;

const here = site();

test('every page has a title, a description and a heading of its own', () => {
  const seen = new Set();
  for (const page of PAGES) {
    const text = html(page);
    const [title] = all(text, /<title>(.*?)<\/title>/g);
    const [description] = all(text, /<meta name="description" content="(.*?)"/g);
    assert.equal(all(text, /(<h1[ >])/g).length, 1, page);
    assert.ok(title && !seen.has(title), `${page}: ${title}`);
    assert.ok(description.length > 15 && !/[<>]/.test(description), `${page}: ${description}`);
    seen.add(title);
  }
});

test('what a page links to and is made of is there, in every language', () => {
  const files = new Set(readdirSync(SITE, { recursive: true }).map(String));
  for (const page of ['', ...PAGES]) {
    const base = new URL(ADDRESS + page);
    const text = html(page);
    // What is to be copied names a site of the reader's own.
    const linked = all(text, /(?:href|src)="([^"…]*)"/g);
    const shown = all(text, /<meta property="og:image" content="([^"]*)"/g);
    for (const link of [...linked, ...shown]) {
      const { origin, pathname, hash } = new URL(link, base);
      if (origin !== base.origin) continue;
      const path = (origin + pathname).slice(ADDRESS.length);
      const file = path + (path === '' || path.endsWith('/') ? 'index.html' : '');
      assert.ok(files.has(file), `${page}: ${link} is ${file}`);
      const target = hash && readFileSync(new URL(file, SITE), 'utf8');
      assert.ok(!target || target.includes(`id="${hash.slice(1)}"`), `${page}: ${link}`);
    }
    if (!page) continue;
    const name = page.split('/').at(-2);
    const languages = all(text, /hreflang="([^"]+)"/g);
    assert.deepEqual(languages, [...LANGUAGES.map(({ tag }) => tag), 'x-default'], page);
    const [canonical] = all(text, /rel="canonical" href="([^"]*)"/g);
    assert.equal(new URL(canonical, base).href, base.href);
    assert.equal(shown.length, 1, `${page}: the picture of ${name}`);
  }
});

test('a link to one scene is, to those who search, the page that was written for it', async () => {
  for (const [query, page] of [
    ['?scene=momentum', 'momentum/'],
    ['?scene=hill&lang=zh', 'zh/hill/'],
  ]) {
    const opened = await open(here.browser, here.server.url + query, {
      // As where the site was built for an address.
      prepare: (page) =>
        page.route('**/some/folder/?**', async (route) => {
          const text = await (await route.fetch()).text();
          const body = text.replace('</title>', `</title><link rel="canonical" href="${ADDRESS}" />`);
          await route.fulfill({ contentType: 'text/html; charset=utf-8', body });
        }),
    });
    const named = (href) => opened.page.locator(`link[rel=canonical][href="${href}"]`).waitFor({ state: 'attached' });
    await named(ADDRESS + page);
    opened.check();
    await opened.close();
  }
});

test('where no scripts run there is a picture of the figure', async () => {
  const context = { ...PHONE, javaScriptEnabled: false };
  const { page, check, close } = await open(here.browser, `${here.server.url}zh/momentum/`, { context });
  const picture = page.locator('downhill-scene img');
  await picture.waitFor();
  const { width, height } = await picture.boundingBox();
  assert.ok(width > 300 && width <= 390 && Math.abs(width / height - 1200 / 630) < 0.02, `${width} × ${height}`);
  check();
  await close();
});

/** Opens a page on a phone; tells how far what is in sight has moved by itself, and which text was the largest, drawn last. */
async function came(path) {
  const { page, check, close } = await open(here.browser, here.server.url + path, {
    context: PHONE,
    prepare: (page) =>
      page.addInitScript(() => {
        Object.assign(globalThis, { moved: 0, largest: undefined });
        /** @param {string} type @param {(entry: any) => void} each */
        const watch = (type, each) =>
          new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true });
        watch('layout-shift', (entry) => {
          if (!entry.hadRecentInput) globalThis.moved += entry.value;
        });
        watch('largest-contentful-paint', ({ element }) => (globalThis.largest = element?.dataset.text));
      }),
  });
  if (!path.includes('teach')) await page.locator('downhill-scene .panel canvas').first().waitFor({ timeout: 30_000 });
  await page.waitForTimeout(700);
  const { moved, largest } = await page.evaluate(() => ({ moved: globalThis.moved, largest: globalThis.largest }));
  check();
  await close();
  return { moved, largest };
}

const MEASURED = [
  '',
  ...[...SCENES, 'teach'].map((name) => folder('en', name)),
  ...LANGUAGES.slice(1).map(({ id }) => folder(id, 'momentum')),
  '?scene=momentum',
  '?scene=noise&lang=zh',
];

test('no page moves while it comes, on a phone, and what is largest of the page of a scene is there before the figure', async () => {
  const all = [];
  // A few at a time: each waits for its program.
  for (let at = 0; at < MEASURED.length; at += 3) {
    const some = MEASURED.slice(at, at + 3);
    all.push(...(await Promise.all(some.map(async (path) => ({ path, ...(await came(path)) })))));
  }
  assert.deepEqual(
    all.filter(({ moved }) => moved > CALM),
    [],
  );
  // The first scene goes without introduction.
  const introduced = all.filter(({ path }) => path.endsWith('/') && !/teach|full-vs-one/.test(path));
  assert.deepEqual(
    introduced.filter(({ path, largest }) => largest !== `scene.${path.split('/').at(-2)}.intro`),
    [],
  );
  assert.ok(introduced.length >= 13);
});

test('a page of one scene keeps its address, its language and its name', async () => {
  const { page, check, close } = await open(here.browser, `${here.server.url}zh/momentum/?momentum=0.5`);
  const root = page.locator('downhill-scene');
  await root.locator('.control-momentum .number').waitFor();
  assert.equal(await root.locator('.control-momentum .number').inputValue(), '0.5');
  assert.match(await page.title(), /动量.* · Downhill/);
  await root.locator('.control-momentum .number').fill('0.6');
  await root.locator('.control-momentum .number').press('Enter');
  await page.waitForURL(/\/zh\/momentum\/\?momentum=0\.6$/);
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { level: 1, name: /^Momentum/ }).waitFor();
  await page.waitForURL(/lang=en/);
  assert.match(await page.title(), /^Momentum.* · Downhill$/);
  assert.match(await page.locator('.full-page').getAttribute('href'), /some\/folder\/#momentum$/);
  check();
  await close();
});

test('a figure alone on its page has words for all that it shows, folded away or not', async () => {
  // One whose words are part of the program, and two that fetch some: other figures fetch more, and would lend them.
  for (const scene of ['full-vs-one', 'lab', 'accuracy']) {
    const { page, check, close } = await open(here.browser, `${here.server.url}${scene}/`);
    const root = page.locator('downhill-scene').first();
    await ready(root);
    const said = await root.locator('.scene').innerText();
    assert.ok(said.length > 300, scene);
    assert.deepEqual(said.match(/\b(param|choice|command|ui|readout|claim|scene)\.[a-z][\w.-]*/g), null, scene);
    check();
    await close();
  }
});
