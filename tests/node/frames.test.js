// In a sandboxed frame and on pages of another site, with the header that lets them read the program and without. In Chromium.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launch } from './support/browser.js';
import { idle, ready } from './support/reader.js';
import { serve } from './support/server.js';

const OPEN = { 'access-control-allow-origin': '*' };
const FRAME = (url) =>
  `<iframe sandbox="allow-scripts" width="1000" height="3000" src="${url}?scene=minima&particles=300">`;
const ELEMENT = (url) => `<script type="module" src="${url}element.js"></script>
  <downhill-scene scene="minima" particles="300"></downhill-scene>`;

/**
 * A page of one site with something of another.
 * @param {import('node:test').TestContext} context @param {object} options of the other site's server @param {(url: string) => string} content
 */
async function guest(context, options, content) {
  const [host, server, browser] = [await serve(), await serve(options), await launch()];
  context.after(() => Promise.all([browser.close(), host.close(), server.close()]));
  const room = await browser.newContext();
  const page = await room.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`${host.origin}/blank`);
  await page.setContent(content(server.url));
  return page;
}

/** Heavy work is done, by a worker. */
async function works(page, root) {
  await ready(root);
  await root.locator('.command-release').click();
  await page.waitForEvent('worker', { timeout: 5000 }).catch(() => {});
  await idle(root);
  assert.ok(page.workers().length > 0, 'by a worker');
  assert.equal(await root.locator('.notices').innerText(), '');
}

test('a sandboxed frame: without the header its name is told, with it everything works', async (context) => {
  const barred = await guest(context, {}, FRAME);
  const told = barred.frameLocator('iframe').locator('.late');
  await told.waitFor();
  assert.match(await told.innerText(), /Access-Control-Allow-Origin: \*/);
  const page = await guest(context, { headers: OPEN }, FRAME);
  await works(page, page.frameLocator('iframe').locator('downhill-scene'));
});

test('an element of another site: with the header its workers work', async (context) => {
  const page = await guest(context, { headers: OPEN }, ELEMENT);
  await works(page, page.locator('downhill-scene'));
});

test('an element whose scripts may be read and whose program may not: the header is named', async (context) => {
  const headers = (name) => (name.endsWith('.wasm') ? {} : OPEN);
  const page = await guest(context, { headers }, ELEMENT);
  await page.getByText('Access-Control-Allow-Origin: *').waitFor();
});
