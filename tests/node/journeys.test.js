// Journeys of a reader through the page, in Chromium.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { DESKTOP, open, PHONE, site } from './support/browser.js';
import { figure, finger, picture, ready, start, update } from './support/reader.js';
import { SCENES } from './support/scenes.js';
import { serve } from './support/server.js';

const here = site();

test('something moves at once, before anything is touched', async () => {
  const { page, check, close } = await open(here.browser, here.server.url);
  const root = figure(page, 'full-vs-one');
  await ready(root);
  const first = await picture(root);
  await page.waitForTimeout(900);
  assert.notEqual(await picture(root), first);
  check();
  await close();
});

test('predict, watch the race, read what it showed', async () => {
  const { page, check, close } = await open(here.browser, `${here.server.url}?scene=full-vs-one&epochs=1&speed=5`);
  const root = figure(page, 'full-vs-one');
  await ready(root);
  await root.locator('.answers button').nth(1).click();
  await root.locator('.found li').first().waitFor({ timeout: 10_000 });
  assert.deepEqual(
    [await update(root, 0).textContent(), await update(root, 1).textContent()],
    ['1', '20'],
    'one epoch is one update of the full batch and twenty of single examples',
  );
  assert.match(await root.locator('.found').innerText(), /holds here[\s\S]*made 20/);
  assert.match(
    await root.locator('.ask').innerText(),
    /times nearer to the least loss, after one epoch[\s\S]*You predicted this/,
  );
  assert.equal(await root.locator('.answers button[aria-pressed=true]').count(), 1);
  await root.locator('.answers button').first().click();
  await root.locator('.ask').getByText('You predicted otherwise').waitFor();
  check();
  await close();
});

test('play, pause, step, step back, scrub, restart', async () => {
  const { page, check, close } = await open(here.browser, `${here.server.url}?scene=full-vs-one`);
  const root = figure(page, 'full-vs-one');
  await ready(root);
  await root.locator('.play').click();
  await page.waitForTimeout(700);
  await root.locator('.play').click();
  const paused = Number(await update(root, 1).textContent());
  assert.ok(paused >= 1);
  await page.waitForTimeout(400);
  assert.equal(Number(await update(root, 1).textContent()), paused, 'paused is paused');
  await root.locator('.forward').click();
  assert.equal(Number(await update(root, 1).textContent()), paused + 1);
  await root.locator('.back').click();
  assert.equal(Number(await update(root, 1).textContent()), paused);
  await root.locator('.scrubber').fill('1000');
  assert.deepEqual([await update(root, 0).textContent(), await update(root, 1).textContent()], ['12', '240']);
  await root.locator('.restart').click();
  assert.equal(await update(root, 1).textContent(), '0');
  check();
  await close();
});

test('drag the start with the mouse, undo, redo, reset', async () => {
  const { page, check, close } = await open(here.browser, `${here.server.url}?scene=full-vs-one`);
  const root = figure(page, 'full-vs-one');
  await ready(root);
  const first = await start(root);
  const box = await root.locator('.handle').boundingBox();
  await page.mouse.move(box.x + 22, box.y + 22);
  await page.mouse.down();
  await page.mouse.move(box.x + 182, box.y + 122, { steps: 8 });
  await page.mouse.up();
  const moved = await start(root);
  assert.notEqual(moved, first);
  assert.match(page.url(), /start=/);
  await root.getByRole('button', { name: 'Undo' }).click();
  assert.equal(await start(root), first);
  assert.doesNotMatch(page.url(), /start=/);
  await page.keyboard.press('Control+Shift+z');
  assert.equal(await start(root), moved);
  await root.getByRole('button', { name: 'Reset all' }).click();
  assert.equal(await start(root), first);
  check();
  await close();
});

test('keyboard alone', async () => {
  const { page, check, close } = await open(here.browser, `${here.server.url}?scene=lab`);
  const root = figure(page, 'lab');
  await ready(root);
  await root.locator('.handle').focus();
  const first = await start(root);
  await page.keyboard.press('ArrowRight');
  const once = await start(root);
  await page.keyboard.press('Shift+ArrowUp');
  assert.equal(new Set([first, once, await start(root)]).size, 3);
  await root.locator('.restart').press('Enter');
  await root.locator('.scrubber').focus();
  await page.keyboard.press('ArrowRight');
  assert.equal(await update(root).textContent(), '1');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  assert.equal(await update(root).textContent(), '1');
  await root.locator('.control-objective select').focus();
  await page.keyboard.press('ArrowDown');
  assert.match(page.url(), /objective=himmelblau/);
  await root.locator('.control-objective select').focus();
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    const inside = await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className ?? '');
    if (inside.includes('command-add-run')) break;
  }
  await page.keyboard.press('Enter');
  assert.equal(await root.locator('tbody tr').count(), 4);
  check();
  await close();
});

test('the Tab key reaches every figure and passes it within twelve stops, or by a link', async () => {
  const { page, check, close } = await open(here.browser, here.server.url);
  await ready(figure(page, SCENES[0]));
  await figure(page, SCENES[0])
    .locator('details.deeper')
    .evaluate((details) => (details.open = false));
  /** Where the keyboard is: the section, and the element inside it. */
  const focused = () =>
    page.evaluate(() => {
      let { activeElement } = document;
      const section = activeElement?.closest('main > section')?.id;
      while (activeElement?.shadowRoot?.activeElement) activeElement = activeElement.shadowRoot.activeElement;
      return [section, activeElement?.className ?? '', activeElement?.textContent ?? ''];
    });
  await page.keyboard.press('Tab');
  assert.match((await focused())[2], /Skip/);
  await page.keyboard.press('Enter');
  /** @type {Map<string, number>} */
  const stops = new Map();
  for (let presses = 0; presses < 170 && (stops.get('lab') ?? 0) < 2; presses += 1) {
    await page.keyboard.press('Tab');
    const [section] = await focused();
    if (!section) continue;
    stops.set(section, (stops.get(section) ?? 0) + 1);
    // A figure is made when the keyboard comes to it.
    if (stops.get(section) === 1) await figure(page, section).locator('details.deeper').waitFor();
  }
  console.log('stops', JSON.stringify([...stops]));
  assert.deepEqual([...stops.keys()], SCENES);
  assert.ok(Math.max(...stops.values()) <= 12);
  // The lab has cards of runs in sight: a button leads past them.
  await page.keyboard.press('Shift+Tab');
  for (let presses = 0; presses < 3 && !/Skip/.test((await focused())[2]); presses += 1)
    await page.keyboard.press('Shift+Tab');
  assert.match((await focused())[2], /Skip/);
  await page.keyboard.press('Enter');
  assert.match((await focused())[2], /Go deeper/);
  check();
  await close();
});

test('a finger: tap sets the start, a drag moves it, a swipe scrolls', async () => {
  const { page, check, close } = await open(here.browser, here.server.url, { context: PHONE });
  const root = figure(page, 'full-vs-one');
  await ready(root);
  await root.locator('.plot').first().scrollIntoViewIfNeeded();
  const first = await start(root);
  const plot = await root.locator('.plot').first().boundingBox();
  await page.touchscreen.tap(plot.x + plot.width * 0.75, plot.y + plot.height * 0.3);
  const tapped = await start(root);
  assert.notEqual(tapped, first);
  const touch = await finger(page);
  const swipe = async (x, y, dx, dy) => {
    await touch('touchStart', x, y);
    for (let k = 1; k <= 8; k += 1) await touch('touchMove', x + (dx * k) / 8, y + (dy * k) / 8);
    await touch('touchEnd', 0, 0);
    await page.waitForTimeout(250);
  };
  const handle = await root.locator('.handle').boundingBox();
  const scrolled = await page.evaluate(() => scrollY);
  await swipe(handle.x + 22, handle.y + 22, -60, 70);
  assert.notEqual(await start(root), tapped, 'the handle follows the finger');
  assert.equal(await page.evaluate(() => scrollY), scrolled, 'and the page stays');
  const now = await root.locator('.plot').first().boundingBox();
  await swipe(now.x + 40, now.y + now.height - 60, 0, -120);
  assert.ok((await page.evaluate(() => scrollY)) > scrolled + 40, 'a swipe beside the handle scrolls the page');
  check();
  await close();
});

test('what is pressed upon a picture plays and nothing else', async () => {
  for (const scene of ['full-vs-one', 'hill', 'critical']) {
    const { root, check, close } = await here.alone(scene, { context: PHONE });
    await root.locator('.begin').tap();
    await root.locator('.transport .play[aria-label=Pause]').waitFor();
    assert.deepEqual(await root.evaluate(({ figure }) => figure.scene.query()), [], scene);
    check();
    await close();
  }
});

test('the figure stays in view on a phone while its controls are used', async () => {
  const { page, check, close } = await open(here.browser, `${here.server.url}?scene=lab`, { context: PHONE });
  const root = figure(page, 'lab');
  await ready(root);
  await root.locator('.control-learning-rate .number').last().scrollIntoViewIfNeeded();
  const box = await root.locator('.plot').first().boundingBox();
  assert.ok(box.y >= -40 && box.y < 100, `the map is at ${box.y}`);
  const narrow = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  assert.ok(narrow, 'nothing sticks out sideways');
  const small = await root
    .locator('button:visible, select:visible, .number:visible')
    .evaluateAll((all) =>
      all.filter((e) => e.getBoundingClientRect().height < 43.5).map((e) => e.className || e.tagName),
    );
  assert.deepEqual(small, [], 'targets of 44 px');
  check();
  await close();
});

test('language and colours change at once and stay in the link', async () => {
  const { page, check, close } = await open(here.browser, here.server.url);
  const root = figure(page, 'full-vs-one');
  await ready(root);
  await page.getByRole('button', { name: '简体' }).click();
  await root.getByText('先猜一猜').waitFor();
  assert.equal(await page.locator('h1').innerText(), '批次大小与动量为什么重要');
  assert.match(page.url(), /lang=zh/);
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'zh-Hans');
  await page.getByRole('button', { name: '自动' }).click();
  await page.getByRole('button', { name: '浅色' }).click();
  assert.match(page.url(), /theme=dark/);
  const dark = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  assert.equal(dark, 'rgb(21, 23, 27)');
  await page.reload();
  await root.getByText('先猜一猜').waitFor();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Why batch size and momentum matter' }).waitFor();
  await root.getByText('Predict.').waitFor();
  check();
  await close();
});

test('diverge on purpose', async () => {
  const { page, check, close } = await open(here.browser, `${here.server.url}?scene=full-vs-one&learning-rate=1.5`);
  const root = figure(page, 'full-vs-one');
  await ready(root);
  await root.locator('.scrubber').fill('1000');
  assert.match(await root.locator('.status').nth(1).innerText(), /^Diverged at update \d+: .*Lower the learning rate/);
  assert.match(await root.locator('.ask').innerText(), /A run diverged/);
  await root.locator('.control-learning-rate .number').fill('0.05');
  await root.locator('.control-learning-rate .number').press('Enter');
  assert.equal(await root.locator('.status').nth(1).innerText(), '');
  check();
  await close();
});

test('a million updates: computed in small portions while the page answers', async () => {
  const { page, check, close } = await open(here.browser, `${here.server.url}?scene=lab&steps=1000000`);
  const root = figure(page, 'lab');
  await ready(root);
  await root.locator('.scene:not([data-pending])').waitFor({ timeout: 60_000 });
  await root.locator('.scrubber').fill('1000');
  assert.equal(await update(root).textContent(), '1000000');
  check();
  await close();
});

test('a figure of no size, and a tab in the background, break nothing', async () => {
  const { page, check, close } = await open(here.browser, here.server.url);
  const root = figure(page, 'lab');
  await ready(root);
  await page.evaluate(() => void (document.querySelector('#lab').style.display = 'none'));
  await page.waitForTimeout(200);
  await page.evaluate(() => void (document.querySelector('#lab').style.display = ''));
  const other = await page.context().newPage();
  await other.goto('about:blank');
  await other.bringToFront();
  await page.waitForTimeout(300);
  await page.bringToFront();
  await root.locator('.restart').click();
  await root.locator('.forward').click();
  assert.equal(await update(root).textContent(), '1');
  check();
  await close();
});

test('WebAssembly blocked or missing: one sentence, and the text still reads', async () => {
  const policy = { 'content-security-policy': "script-src 'self'" };
  const missing = ['.wasm'];
  for (const [options, sentence] of [
    [{ headers: policy }, /security policy blocks WebAssembly/],
    [{ missing }, /could not be loaded/],
  ]) {
    const broken = await serve(options);
    const { page, check, close } = await open(here.browser, broken.url, {
      allow: /WebAssembly|wasm|404|Content Security/,
    });
    await page.locator('.error').first().waitFor();
    assert.match(await page.locator('.error').first().innerText(), sentence);
    assert.ok(await page.getByText('One university lecture on training neural networks').isVisible());
    check();
    await close();
    broken.close();
  }
});

test('reduced motion: no play by itself, end states and steps', async () => {
  const context = { ...DESKTOP, reducedMotion: 'reduce' };
  const { page, check, close } = await open(here.browser, here.server.url, { context });
  const root = figure(page, 'full-vs-one');
  await ready(root);
  const first = await picture(root);
  await page.waitForTimeout(800);
  assert.equal(await picture(root), first);
  await root.locator('.answers button').first().click();
  assert.equal(await update(root, 1).textContent(), '240');
  assert.ok(await root.locator('.found li').count());
  check();
  await close();
});

test('no accessibility rule is broken', async () => {
  const axe = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
  for (const theme of ['light', 'dark']) {
    const { page, check, close } = await open(here.browser, `${here.server.url}?theme=${theme}`);
    for (const section of await page.locator('main > section').all()) await ready(section.locator('downhill-scene'));
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run());
    assert.deepEqual(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
      [],
    );
    check();
    await close();
  }
});
