// Files that do not come, or are no longer there: the page says so, in one sentence, and there is a way on. In Chromium.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, site } from './support/browser.js';
import { named } from './support/files.js';
import { figure, notices, ready, reconnect } from './support/reader.js';

const here = site();
const LOST = /Failed to load|ERR_FAILED|404/;

/** A page whose requests go through `route`; counts how often it was loaded. */
async function routed(query, pattern, route) {
  let loads = 0;
  const prepare = async (page) => {
    await page.route(pattern, route);
    page.on('load', () => (loads += 1));
  };
  const opened = await open(here.browser, here.server.url + query, { allow: LOST, prepare });
  return { ...opened, loads: () => loads };
}
const gone = (route) => route.fulfill({ status: 404, body: 'Not here' });

async function present(page) {
  await page.locator('.step b').first().waitFor();
  await page.keyboard.press('f');
}

/** Waits until a page was loaded so often, and its program has begun. */
async function loaded({ page, loads }, times) {
  while (loads() < times) await page.waitForTimeout(50);
  await page.locator('.contents').waitFor();
}

test('a part that is gone after a deploy: the page loads itself anew once, then says so and offers another try', async () => {
  for (const [part, act] of [
    [/full_bg-\w+\.wasm$/, (page) => page.locator('#momentum').scrollIntoViewIfNeeded()],
    [/\/presenter-\w+\.js$/, present],
  ]) {
    let there = false;
    const opened = await routed('', part, (route) => (there ? route.continue() : gone(route)));
    const { page, check, close, loads } = opened;
    await loaded(opened, 1);
    await act(page);
    await loaded(opened, 2);
    await act(page);
    const told = page.locator('#page-notices');
    await told.getByText('gone from the server').waitFor();
    assert.equal(loads(), 2);
    there = true;
    await told.getByRole('button', { name: 'Try again' }).click();
    await loaded(opened, 3);
    check();
    await close();
  }
});

test('a new build on the server: the old program is replaced as soon as it misses something', async () => {
  let asked = 0;
  const opened = await routed('', /main\.js|figures-\w+\.js/, async (route) => {
    if (!route.request().url().endsWith('main.js')) return asked === 1 ? route.abort() : route.continue();
    asked += 1;
    // The first visit had another build.
    if (asked > 1) return route.continue();
    const text = await (await route.fetch()).text();
    const body = text.replace(/includes\("\w{8}"\)/, 'includes("another one")');
    assert.notEqual(body, text);
    return route.fulfill({ body, contentType: 'text/javascript' });
  });
  const { page, check, close, loads } = opened;
  await loaded(opened, 1);
  await page.locator('#momentum').scrollIntoViewIfNeeded();
  await loaded(opened, 2);
  await ready(figure(page, 'momentum'));
  assert.equal(loads(), 2);
  check();
  await close();
});

test('without its script the page says so, with a way to try again; with it that is never seen', async () => {
  const late = (page) => page.locator('.late');
  let there = false;
  const { page, check, close } = await routed('', '**/main.js', (route) => (there ? route.continue() : route.abort()));
  assert.equal(await late(page).isVisible(), false);
  await late(page).waitFor();
  assert.match(await late(page).innerText(), /main\.js.*Access-Control-Allow-Origin: \*.*downhill\.html/);
  there = true;
  await page.getByRole('link', { name: 'Try again' }).click();
  await ready(figure(page, 'full-vs-one'));
  assert.equal(await late(page).count(), 0);
  check();
  await close();
});

test('what few readers ask for cannot be had: told, and had with the next wish', async () => {
  let broken = true;
  const { page, check, close, loads } = await routed('', /\/(presenter|pins)-\w+\.js/, (route) =>
    broken ? route.abort() : route.continue(),
  );
  const root = figure(page, 'full-vs-one');
  await ready(root);
  await root.getByRole('button', { name: 'Pin' }).click();
  await notices(page).first().getByText('could not be loaded').waitFor();
  broken = false;
  await page.waitForTimeout(1100);
  await root.getByRole('button', { name: 'Pin' }).click();
  await root.getByText('Pinned:').waitFor();
  assert.equal(loads(), 1);
  check();
  await close();
});

test('offline before the second figure, and online again', async () => {
  const { page, check, close } = await open(here.browser, here.server.url, { allow: /Failed to load|ERR_INTERNET/ });
  await ready(figure(page, 'full-vs-one'));
  await page.context().setOffline(true);
  const root = figure(page, 'large-batch');
  await root.scrollIntoViewIfNeeded();
  await root.getByText('could not be loaded').waitFor();
  await root.getByRole('button', { name: 'Try again' }).waitFor();
  await page.context().setOffline(false);
  await reconnect(page);
  await ready(root);
  check();
  await close();
});

test('every file but the entries is named after its contents', async () => {
  for (const file of ['first_bg.wasm', 'digits_bg.wasm', 'worker.js', 'style.css', 'mnist10k.bin.gz'])
    assert.ok(named(file));
});
