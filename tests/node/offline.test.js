// The page without a network, and how a new version of it comes. In Chromium.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launch, open } from './support/browser.js';
import { figure, ready } from './support/reader.js';
import { serve } from './support/server.js';

const ALLOWED = { serviceWorkers: 'allow' };

/** @param {import('node:test').TestContext} context @param {(name: string, text: string) => string} [edit] */
async function visit(context, edit) {
  const [server, browser] = [await serve({ edit }), await launch()];
  context.after(() => Promise.all([browser.close(), server.close()]));
  const opened = await open(browser, server.url, { context: ALLOWED, allow: /Failed to load|ERR_INTERNET/ });
  await ready(figure(opened.page, 'full-vs-one'));
  await opened.page.evaluate(() => navigator.serviceWorker.ready);
  return { ...opened, server };
}

test('after one visit the page is there without a network: every part but what is fetched when asked for', async (context) => {
  const { page, check, server } = await visit(context);
  await page.context().setOffline(true);
  const sent = server.answers.length;
  await page.goto(`${server.url}?theme=dark#momentum`);
  for (const id of ['full-vs-one', 'momentum', 'large-batch']) await ready(figure(page, id));
  assert.equal(server.answers.length, sent);
  await page.goto(`${server.url}?scene=hill`);
  await ready(page.locator('downhill-scene'));
  await page.context().setOffline(false);
  check();
});

test('what is kept is no more than the page: not another language, not the large data set', async (context) => {
  const { page, server } = await visit(context);
  const kept = await page.evaluate(async () => {
    const [name] = await caches.keys();
    return (await (await caches.open(name)).keys()).map(({ url }) => url.split('/').at(-1));
  });
  assert.ok(kept.length > 15, kept.join(' '));
  assert.ok(!kept.some((name) => /mnist|timing/.test(name)));
  assert.ok([...server.sent.keys()].some((name) => name.endsWith('offline.js')));
});

test('a new version waits until the reader takes it', async (context) => {
  let build = '';
  const { page, check } = await visit(context, (name, text) =>
    build && /(main|offline)\.js$/.test(name) ? text.replaceAll(build, 'feedfeed') : text,
  );
  const builds = () => page.evaluate(async () => (await caches.keys()).map((name) => name.split(' ').at(-1)));
  [build] = await builds();
  assert.match(build, /^[0-9a-f]{8}$/);
  await page.reload();
  await ready(figure(page, 'full-vs-one'));
  // Chromium looks for a new version by itself, but not in the minute after the first: another address is looked at now.
  await page.evaluate(() => {
    const policy = window.trustedTypes.createPolicy('test', { createScriptURL: (address) => address });
    return navigator.serviceWorker.register(policy.createScriptURL('offline.js?new'));
  });
  const told = page.locator('#page-notices');
  await told.getByText('A new version of this page is there').waitFor({ timeout: 60_000 });
  const running = () => page.evaluate(async () => (await (await fetch('main.js')).text()).includes('feedfeed'));
  assert.equal(await running(), false, 'the old one is at work');
  await Promise.all([
    page.waitForEvent('load', { timeout: 60_000 }),
    told.getByRole('button', { name: 'Reload' }).click(),
  ]);
  await ready(figure(page, 'full-vs-one'));
  assert.equal(await running(), true);
  assert.deepEqual(await builds(), ['feedfeed']);
  check();
});

test('a view of one scene, which stands in pages of others, keeps nothing', async (context) => {
  const [server, browser] = [await serve(), await launch()];
  context.after(() => Promise.all([browser.close(), server.close()]));
  const { page } = await open(browser, `${server.url}?scene=hill`, { context: ALLOWED });
  await ready(page.locator('downhill-scene'));
  await page.waitForTimeout(5000);
  assert.equal((await page.evaluate(() => navigator.serviceWorker.getRegistrations())).length, 0);
});
