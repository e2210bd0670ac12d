// The guided steps of every scene, by keyboard and by touch; nothing jumps while a run ends and its verdict comes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, PHONE, site } from './support/browser.js';
import { figure, finger } from './support/reader.js';
import { SCENES } from './support/scenes.js';

const SMALL = { ...PHONE, viewport: { width: 360, height: 640 } };
const desktop = (width, height) => ({ viewport: { width, height } });

const here = site();

/** One scene, its fold closed. */
async function folded(query, context) {
  const all = await open(here.browser, `${here.server.url}?scene=${query}`, { context });
  const root = all.page.locator('downhill-scene');
  await root.locator('.guide .step').filter({ hasText: /\S/ }).waitFor();
  return { ...all, root };
}

/** What leads to each step: dots, and in the laboratory the titles of recipes. */
const dots = (root) => root.locator('.dots button');
const said = (root) => root.locator('.step').innerText();
/** The step at which the figure stands, from 0. */
const place = (root) =>
  dots(root).evaluateAll((all) => all.findIndex((dot) => dot.getAttribute('aria-current') === 'step'));

test('every step by keyboard: it says something of its own, stands in the link, and a link stands at it', async () => {
  for (const scene of SCENES) {
    const { page, check, close, root } = await folded(scene);
    const count = await dots(root).count();
    assert.ok(count >= 4 && count <= 7, `${scene}: ${count}`);
    await dots(root).first().focus();
    const sentences = [await said(root)];
    for (let step = 1; step < count; step += 1) {
      await page.keyboard.press('ArrowRight');
      assert.equal(await place(root), step, scene);
      sentences.push(await said(root));
      if (step < count - 1) await page.waitForURL(new RegExp(`step=${step + 1}`));
    }
    assert.equal(new Set(sentences).size, count, `${scene}: ${sentences.join(' | ')}`);
    await page.keyboard.press('ArrowLeft');
    assert.equal(await place(root), count - 2, scene);
    await page.waitForURL(new RegExp(`step=${count - 1}`));
    const again = await folded(`${scene}&step=${count - 1}`);
    assert.equal(await place(again.root), count - 2, scene);
    assert.equal(await said(again.root), sentences[count - 2], scene);
    again.check();
    await again.close();
    check();
    await close();
  }
});

test('every step by touch: tapped, and swiped', async () => {
  for (const scene of SCENES) {
    const { page, check, close, root } = await folded(scene, PHONE);
    const count = await dots(root).count();
    for (let step = count - 2; step >= 1; step -= 1) {
      await dots(root).nth(step).tap();
      assert.equal(await place(root), step, scene);
    }
    const strip = await root.locator('.guide').boundingBox();
    const touch = await finger(page);
    const [x, y] = [strip.x + strip.width - 40, strip.y + 30];
    await touch('touchStart', x, y);
    for (let k = 1; k <= 6; k += 1) await touch('touchMove', x - 25 * k, y);
    await touch('touchEnd', 0, 0);
    await page.waitForTimeout(100);
    assert.equal(await place(root), 2, `${scene}: swiped to the next`);
    check();
    await close();
  }
});

test('what the reader sets is their own turn; the steps stay in reach', async () => {
  const { page, check, close, root } = await folded('full-vs-one&step=2');
  await root.locator('.control-learning-rate .number').fill('0.3');
  await root.locator('.control-learning-rate .number').press('Enter');
  assert.equal(await place(root), 4);
  assert.match(await said(root), /^Your turn/);
  await page.waitForURL(/learning-rate=0.3/);
  assert.doesNotMatch(page.url(), /step=/);
  await root.getByRole('button', { name: 'Undo' }).click();
  assert.equal(await place(root), 1, 'undone, it is that step again');
  check();
  await close();
});

test('heavy work begins, whichever way a reader left the steps', async () => {
  for (const dot of ['last', 'third']) {
    const { check, close, root } = await folded('minima&speed=5&particles=500');
    await (dot === 'last' ? dots(root).last() : dots(root).nth(2)).click();
    // Answered while the figure still moves to its step, or on the reader's own turn.
    await root
      .locator('.answers button')
      .first()
      .evaluate((button) => button.click());
    await root.locator('.ask.told').waitFor({ timeout: 30_000 });
    check();
    await close();
  }
});

test('nothing moves from the start of a run to its verdict, nor five seconds after', async () => {
  for (const [scene, context] of [
    ['full-vs-one&speed=5', undefined],
    ['full-vs-one&speed=5', PHONE],
    ['hill&speed=5', PHONE],
    ['minima&speed=5&particles=500', undefined],
    ['momentum&speed=5', PHONE],
  ]) {
    const { page, check, close, root } = await folded(scene, context);
    await root.locator('.ask').scrollIntoViewIfNeeded();
    await page.waitForTimeout(600);
    await page.evaluate(() => {
      window.shifts = [];
      new PerformanceObserver((list) => window.shifts.push(...list.getEntries())).observe({ type: 'layout-shift' });
    });
    const spots = () =>
      root
        .locator('.guide, .ask, .panel, .bar, .toolbar, .deeper')
        .evaluateAll((all) => all.map((e) => Math.round(e.getBoundingClientRect().top + scrollY)).join());
    const before = await spots();
    // Where it is: a click of the test's own would scroll, and what sticks to the screen with it.
    await root
      .locator('.answers button')
      .first()
      .evaluate((button) => button.click());
    await root.locator('.ask.told').waitFor({ timeout: 30_000 });
    await page.waitForTimeout(5000);
    assert.equal(await spots(), before, scene);
    const shifts = await page.evaluate(() => window.shifts.reduce((sum, { value }) => sum + value, 0));
    assert.equal(shifts, 0, scene);
    check();
    await close();
  }
});

test('picture, play and the main control are together on the screen', async () => {
  for (const context of [PHONE, SMALL, desktop(1440, 900), desktop(1280, 720)]) {
    for (const scene of SCENES) {
      const { page, check, close, root } = await folded(scene, context);
      await root
        .locator('.panel')
        .first()
        .evaluate((panel) => panel.scrollIntoView({ block: 'start', behavior: 'instant' }));
      await page.waitForTimeout(150);
      const parts = [root.locator('.plot').first(), root.locator('.bar')];
      const { height } = context.viewport;
      for (const part of parts) {
        const box = await part.boundingBox();
        const where = `${scene} at ${context.viewport.width}×${height}: ${JSON.stringify(box)}`;
        assert.ok(box.y >= -1 && box.y + box.height <= height + 1, where);
      }
      assert.ok(await root.locator('.bar :is(input, select, button)').count(), scene);
      check();
      await close();
    }
  }
});

test('on a phone the first race is right under the title, and Play within 500 px', async () => {
  const { page, check, close } = await open(here.browser, here.server.url, { context: PHONE });
  const begin = figure(page, 'full-vs-one').locator('.begin');
  await begin.waitFor();
  const box = await begin.boundingBox();
  assert.ok(box.y + box.height <= 500, JSON.stringify(box));
  await begin.tap();
  await begin.waitFor({ state: 'hidden' });
  check();
  await close();
});

test('closed, the fold computes nothing and draws nothing', async () => {
  const { page, check, close, root } = await folded('full-vs-one');
  await page.waitForTimeout(1000);
  assert.equal(await root.locator('.readouts tbody tr').count(), 0);
  assert.equal(await root.locator('.found li').count(), 0);
  await root.locator('.deeper > summary').click();
  await root.locator('.readouts tbody tr').first().waitFor();
  check();
  await close();
});

test('a run is pinned, stays as a ghost, and goes', async () => {
  const { page, check, close, root } = await folded('full-vs-one');
  const layer = () =>
    root
      .locator('canvas')
      .nth(1)
      .evaluate((canvas) => canvas.toDataURL());
  await root.locator('.scrubber').fill('1000');
  await root.getByRole('button', { name: 'Pin' }).click();
  await root.locator('.control-learning-rate .number').fill('0.02');
  await root.locator('.control-learning-rate .number').press('Enter');
  await page.waitForTimeout(200);
  const pinned = await layer();
  assert.equal(await root.locator('.pins .chip').count(), 1);
  await root.locator('.pins .chip').click();
  await page.waitForTimeout(200);
  assert.notEqual(await layer(), pinned, 'the ghost is gone');
  assert.equal(await root.locator('.pins').isVisible(), false);
  check();
  await close();
});

test('the presenter view: by F, led by a clicker, left by Escape', async () => {
  const { page, check, close } = await open(here.browser, here.server.url, { context: desktop(1920, 1080) });
  const root = figure(page, 'full-vs-one');
  await root.locator('.step').filter({ hasText: /\S/ }).waitFor();
  await page.keyboard.press('f');
  await page.locator('downhill-scene[data-presenting]').waitFor();
  await page.waitForTimeout(300);
  const size = await root.locator('.step').evaluate((step) => {
    const { height } = step.getBoundingClientRect();
    return height / step.clientHeight;
  });
  assert.ok(size > 1.3, `type is ${size} times as large`);
  await page.keyboard.press('PageDown');
  assert.equal(await place(root), 1);
  await page.keyboard.press('Space');
  assert.equal(await place(root), 2);
  await page.keyboard.press('PageUp');
  assert.equal(await place(root), 1);
  const first = await root.locator('.handle').first().getAttribute('aria-label');
  const plot = await root.locator('.plot').first().boundingBox();
  await page.mouse.click(plot.x + plot.width * 0.6, plot.y + plot.height * 0.3);
  assert.notEqual(await root.locator('.handle').first().getAttribute('aria-label'), first);
  const handle = await root.locator('.handle').first().boundingBox();
  const off = [
    handle.x + handle.width / 2 - plot.x - plot.width * 0.6,
    handle.y + handle.height / 2 - plot.y - plot.height * 0.3,
  ];
  assert.ok(Math.hypot(...off) < 4, `the start is where it was put: ${off}`);
  await page.keyboard.press('Escape');
  await page.locator('downhill-scene[data-presenting]').waitFor({ state: 'detached' });
  check();
  await close();
});

test('the contents tell where the reader is and what was answered', async () => {
  const { page, check, close } = await open(here.browser, here.server.url, { context: PHONE });
  const root = figure(page, 'full-vs-one');
  await root.locator('.answers button').first().waitFor();
  assert.match(await page.locator('.contents button').innerText(), /^1 of 14/);
  await root.locator('.answers button').first().click();
  await page.locator('.contents button').click();
  await page.locator('.contents .answered').waitFor({ state: 'attached' });
  assert.equal(await page.locator('.contents .answered').count(), 1);
  await page.locator('.contents a[href="#hill"]').click();
  await page
    .locator('.contents button')
    .filter({ hasText: /^11 of 14/ })
    .waitFor();
  check();
  await close();
});
