// The npm package where people use it: its element on pages that have nothing else of it. In Chromium.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, site } from './support/browser.js';
import { idle, ready, type } from './support/reader.js';
import { watched } from './support/watched.js';

const here = site();
const FIGURES = '<downhill-scene scene="minima" particles="300"></downhill-scene>';

/** A page of somebody else, all that it asked for, and its figure. @param {string} script */
async function host(script) {
  /** @type {string[]} */
  const asked = [];
  const opened = await open(here.browser, `${here.server.origin}/blank`, {
    prepare: async (page) => {
      await page.addInitScript(watched);
      page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    },
  });
  await opened.page.setContent(`<script type="module">${script}</script>${FIGURES}`);
  const root = opened.page.locator('downhill-scene');
  await ready(root);
  return { ...opened, root, asked: () => asked.filter((path) => path.startsWith('/npm/')) };
}

/** @param {Awaited<ReturnType<typeof host>>} opened */
async function works({ page, root, check, close }) {
  await root.locator('.command-release').click();
  await idle(root);
  assert.ok((await page.evaluate(() => window.reports)) > 0, 'by a worker');
  const changed = page.evaluate(
    () =>
      new Promise((done) => {
        addEventListener('downhill-change', ({ detail }) => done(detail.link), { once: true });
      }),
  );
  await type(root, 'learning-rate', '0.1');
  assert.match(await changed, /^https:\/\/downhill-lab\.github\.io\/.*\?scene=minima&.*learning-rate=0\.1/);
  check();
  await close();
}

test('the element as one file, without an address of its own', async () => {
  const opened = await host(`
    const text = await (await fetch('/npm/element/inline.js')).text();
    await import(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));`);
  await works(opened);
  assert.deepEqual(opened.asked(), ['/npm/element/inline.js']);
});

test('the element as modules, with its programs beside them', async () => {
  const opened = await host("await import('/npm/element/index.js')");
  const programs = new Set(opened.asked().filter((path) => path.endsWith('.wasm')));
  assert.deepEqual([...programs].sort(), ['/npm/element/first.wasm', '/npm/element/full.wasm']);
  await works(opened);
});
