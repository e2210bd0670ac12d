// A figure in a frame of another page: at any size nothing is cut off, and it tells how high it would be. In Chromium.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, site } from './support/browser.js';
import { SCENES } from './support/scenes.js';

const here = site();
const SIZES = [
  [320, 400],
  [640, 400],
  [900, 760],
  [320, 320],
];

/** Somebody else's page with one frame, and what the frame tells it. @param {string} query */
async function framed(query, [width, height] = [900, 760]) {
  const opened = await open(here.browser, `${here.server.origin}/blank`);
  await opened.page.evaluate(
    ({ source, width, height }) => {
      Object.assign(globalThis, { told: [] });
      addEventListener('message', ({ data }) => globalThis.told.push(data));
      const frame = document.createElement('iframe');
      Object.assign(frame, { src: source, width, height });
      frame.style.border = '0';
      document.body.append(frame);
    },
    { source: here.server.url + query, width, height },
  );
  const frame = await (await opened.page.locator('iframe').elementHandle()).contentFrame();
  await frame.locator('html[data-framed]').waitFor();
  await frame.locator('downhill-scene .plot canvas').first().waitFor({ timeout: 30_000 });
  /** Gives the frame another size. */
  const size = (width, height) =>
    opened.page.locator('iframe').evaluate((frame, size) => Object.assign(frame, size), { width, height });
  const told = () => opened.page.evaluate(() => globalThis.told);
  return { ...opened, frame, size, told };
}

/** What is not in sight of what must be; in the frame. */
function cut() {
  const root = document.querySelector('downhill-scene').shadowRoot;
  const inSight = (part) => {
    const { top, left, bottom, right, width, height } = part.getBoundingClientRect();
    return width > 0 && height > 0 && top >= -1 && left >= -1 && bottom <= innerHeight + 1 && right <= innerWidth + 1;
  };
  const must = [
    ...root.querySelectorAll('.panels > .panel .plot, .transport:not([hidden]), .bar .control, .bar .command, .more'),
  ];
  const out = must.filter((part) => !inSight(part)).map((part) => part.className);
  if (!root.querySelector('.bar .control, .bar .command')) out.push('no control');
  const picture = root.querySelector('.plot').getBoundingClientRect().height;
  if (picture < 90) out.push(`picture of ${picture}`);
  const { scrollHeight, scrollWidth } = document.documentElement;
  if (scrollHeight > innerHeight || scrollWidth > innerWidth) out.push('the page scrolls');
  return out;
}

/** What cannot be brought into sight behind "more"; in the frame. */
function lost() {
  const root = document.querySelector('downhill-scene').shadowRoot;
  const sheet = root.querySelector('.sheet');
  const parts = [
    '.ask:not([hidden])',
    '.guide:not([hidden])',
    '.toolbar .quiet',
    '.deeper',
    '.sheet > .caption',
    '.side',
  ];
  const all = [...root.querySelectorAll(parts.join()), ...document.querySelectorAll('nav button, .full-page')];
  return all
    .filter((part) => {
      part.scrollIntoView({ block: 'start' });
      const { top, left, right, height } = part.getBoundingClientRect();
      const around =
        sheet.contains(part) || part.assignedSlot ? sheet.getBoundingClientRect() : { left: 0, right: innerWidth };
      return height === 0 || top < -1 || top > innerHeight - 8 || left < around.left - 1 || right > around.right + 1;
    })
    .map((part) => part.className || part.textContent);
}

for (const scene of SCENES)
  test(`${scene}: picture, bar and main control are in sight at any size, all else behind "more"`, async () => {
    const { frame, size, check, close } = await framed(`?scene=${scene}`, SIZES[0]);
    for (const [width, height] of SIZES) {
      await size(width, height);
      await frame.waitForFunction(() => document.querySelector('[data-fit]') && innerWidth, undefined);
      await frame.waitForFunction(([width, height]) => innerWidth === width && innerHeight === height, [width, height]);
      await frame.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      assert.deepEqual(await frame.evaluate(cut), [], `${width} × ${height}`);
      await frame.locator('.more').click();
      assert.deepEqual(await frame.evaluate(lost), [], `${width} × ${height}, behind "more"`);
      // On a slow machine the words that make room come a few frames later.
      for (let k = 0; width >= 600 && k < 20 && (await frame.evaluate(cut)).length; k += 1)
        await frame.waitForTimeout(100);
      if (width >= 600) assert.deepEqual(await frame.evaluate(cut), [], `${width} × ${height}, beside "more"`);
      else assert.equal(await frame.locator('.plot').first().isVisible(), false, 'under "more" nothing can be reached');
      await frame.locator('.sheet').press('Escape');
      assert.equal(await frame.locator('.sheet').count(), 1);
      assert.ok(await frame.locator('.more').evaluate((more) => more === more.getRootNode().activeElement));
    }
    check();
    await close();
  });

test('a page that gives the height that it is told has the whole figure, deeper or not', async () => {
  const { page, frame, told, check, close } = await framed('?scene=momentum', [700, 300]);
  await page.evaluate(() =>
    addEventListener('message', ({ data }) => {
      if (data?.type === 'downhill-height') document.querySelector('iframe').height = data.height;
    }),
  );
  const last = async () => (await told()).findLast(({ type }) => type === 'downhill-height');
  await page.waitForFunction(() => globalThis.told.some(({ type }) => type === 'downhill-height'));
  const first = await last();
  await page.locator('iframe').evaluate((frame, height) => (frame.height = height), first.height);
  const whole = () => !document.querySelector('[data-fit]') && document.documentElement.scrollHeight <= innerHeight;
  await frame.waitForFunction(whole);
  assert.equal(first.scene, 'momentum');
  await frame.locator('.deeper > summary').click();
  await frame.locator('.readouts tbody tr').first().waitFor();
  await frame.waitForFunction((before) => innerHeight > before + 100, first.height);
  await frame.waitForFunction(whole);
  const { height } = await last();
  const platforms = (await told()).filter((data) => typeof data === 'string').map((data) => JSON.parse(data));
  assert.deepEqual(platforms.at(-1), { subject: 'lti.frameResize', height });
  check();
  await close();
});

test('@open-iframe-resizer/core is answered, strangers are not', async () => {
  const { page, frame, told, check, close } = await framed('?scene=hill');
  const resized = async () => (await told()).filter(({ type }) => type === 'iframe-resized');
  await frame.locator('.more').waitFor();
  // From beside it.
  await page.evaluate(() => {
    const beside = document.createElement('iframe');
    document.body.append(beside);
    beside.contentWindow.eval("parent.frames[0].postMessage({ type: 'iframe-child-init' }, '*')");
  });
  await page.waitForTimeout(300);
  assert.deepEqual(await resized(), []);
  await page.evaluate(() => frames[0].postMessage({ type: 'iframe-child-init' }, '*'));
  await page.waitForFunction(() => globalThis.told.some(({ type }) => type === 'iframe-resized'));
  const [{ width, height }] = await resized();
  assert.ok(width === 900 && height > 760, `${width} × ${height}`);
  check();
  await close();
});
