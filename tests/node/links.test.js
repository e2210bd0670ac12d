// Links, good and bad, and the element on other people's pages, in Chromium.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, site } from './support/browser.js';
import { figure, notices, ready, start, update } from './support/reader.js';

const here = site();

test('a shared link shows the same experiment, and only it', async () => {
  const shared =
    '?scene=lab&objective=himmelblau&start=-1,2&steps=80&runs=sgd,learning-rate:0.02~adam,learning-rate:0.3,beta1:0.5';
  const { page, check, close } = await open(here.browser, here.server.url + shared);
  const root = figure(page, 'lab');
  await ready(root);
  assert.equal(await page.locator('main > section').count(), 1);
  assert.match(await start(root), /−1\.00, 2\.00/);
  assert.deepEqual(await root.locator('tbody th span').allInnerTexts(), ['SGD, η = 0.02', 'Adam, η = 0.3']);
  await root.locator('.scrubber').fill('1000');
  const loss = await root.locator('tbody tr').first().locator('td').nth(1).textContent();
  const again = await open(here.browser, page.url());
  await ready(figure(again.page, 'lab'));
  await figure(again.page, 'lab').locator('.scrubber').fill('1000');
  assert.equal(await figure(again.page, 'lab').locator('tbody tr').first().locator('td').nth(1).textContent(), loss);
  await again.close();
  check();
  await close();
});

test('the link and the embed line can be copied, or shown where there is no clipboard', async () => {
  const { page, check, close } = await open(here.browser, `${here.server.url}?theme=dark`);
  const root = figure(page, 'full-vs-one');
  await ready(root);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await root.getByRole('radio', { name: 'updates' }).check({ force: true });
  await root.getByRole('button', { name: 'Copy link' }).click();
  await root.getByText('Copied').waitFor();
  assert.equal(
    await page.evaluate(() => navigator.clipboard.readText()),
    `${here.server.url}?scene=full-vs-one&match=updates&theme=dark`,
  );
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await root.getByRole('button', { name: 'Copy embed line' }).click();
  assert.match(await root.locator('.link').inputValue(), /^<iframe src="http.*match=updates/);
  check();
  await close();
});

test('a malformed link is told, value by value, and the page works', async () => {
  const bad =
    '?scene=full-vs-one&learning-rate=1e6&start=NaN,0&batch-sizes=999&order=backwards&colour=red&lang=xx&epochs=%F0%9F';
  const { page, check, close } = await open(here.browser, here.server.url + bad);
  const root = figure(page, 'full-vs-one');
  await ready(root);
  const told = await notices(page).innerText();
  for (const part of [
    /1e6.*learning-rate.*2 is used/,
    /NaN,0.*start/,
    /999.*batch-sizes.*20/,
    /backwards.*order/,
    /“colour”/,
  ])
    assert.match(told, part);
  assert.match(await page.locator('#page-notices').innerText(), /“xx”.*lang/);
  await root.locator('.play').click();
  await page.waitForTimeout(500);
  assert.notEqual(await update(root).textContent(), '');
  await root.getByRole('button', { name: 'Dismiss' }).click();
  assert.equal(await notices(page).innerText(), '');
  const wrong = await open(here.browser, `${here.server.url}?scene=nowhere`);
  await wrong.page.getByText('There is no scene called “nowhere”').waitFor();
  assert.ok((await wrong.page.locator('main > section').count()) >= 9, 'the whole page');
  wrong.check();
  await wrong.close();
  check();
  await close();
});

test("the element on somebody else's page takes its attributes", async () => {
  const { page, check, close, root } = await here.elsewhere(
    '<downhill-scene scene="full-vs-one" learning-rate="0.1" lang="zh" theme="dark"></downhill-scene>',
  );
  await root.getByText('先猜一猜').waitFor();
  assert.equal(await root.locator('.control-learning-rate .number').inputValue(), '0.1');
  await root.evaluate((element) => element.setAttribute('learning-rate', '0.2'));
  await page.waitForTimeout(300);
  assert.equal(await root.locator('.control-learning-rate .number').inputValue(), '0.2');
  check();
  await close();
});

test('work in twelve figures at once starts no more workers than there are cores', async () => {
  const { page, check, close } = await open(here.browser, `${here.server.origin}/blank`);
  const figures = '<downhill-scene scene="minima" particles="500"></downhill-scene>'.repeat(12);
  await page.setContent(`<script type="module" src="${here.server.url}element.js"></script>${figures}`);
  let most = 0;
  page.on('worker', () => (most = Math.max(most, page.workers().length)));
  for (let k = 0; k < 12; k += 1) {
    const root = page.locator('downhill-scene').nth(k);
    await root.scrollIntoViewIfNeeded();
    // Each has a seed of its own, or all would share one job.
    await root.evaluate((element, seed) => element.setAttribute('seed', String(seed)), k + 1);
    await root.locator('.command-release').click();
  }
  for (const root of await page.locator('downhill-scene').all()) {
    await root.locator('.command-release:enabled').waitFor({ timeout: 30_000 });
    await ready(root);
    assert.match(await root.locator('.readouts tbody tr').last().innerText(), /500/);
  }
  const cores = await page.evaluate(() => navigator.hardwareConcurrency);
  assert.ok(most >= 1 && most <= cores, `${most} workers on ${cores} cores`);
  check();
  await close();
});
