// Chromium, and pages that fail a test when anything goes wrong in them.

import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { chromium } from 'playwright-core';
import { ready } from './reader.js';
import { serve } from './server.js';

const ARGS =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

export const DESKTOP = { viewport: { width: 1440, height: 900 } };
export const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 3 };

/** @param {string[]} more of the browser's own arguments */
export const launch = (...more) =>
  chromium.launch({
    executablePath: process.env.DOWNHILL_CHROMIUM ?? '/usr/bin/chromium',
    args: [...ARGS.split(' '), ...more],
  });

/**
 * Opens a page. `check()` fails the test if the console saw an error, something was not caught, or another host was
 * asked for anything; `allow` names errors that the test provokes; `prepare` has its turn before the page is opened.
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 * @param {{ context?: object, allow?: RegExp, prepare?: (page: import('playwright-core').Page) => Promise<unknown> }} [options]
 */
export async function open(browser, url, { context = DESKTOP, allow, prepare } = {}) {
  // What keeps the page for times without a network would get between a test and its routes.
  const room = await browser.newContext({ serviceWorkers: 'block', ...context });
  const page = await room.newPage();
  // A busy machine is slow, and no fault of the page.
  page.setDefaultTimeout(20_000);
  /** @type {string[]} */
  const faults = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !allow?.test(message.text())) faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
  const { host } = new URL(url);
  page.on('request', (request) => {
    const asked = new URL(request.url());
    if (asked.host !== host && asked.protocol.startsWith('http')) faults.push(`another host: ${request.url()}`);
  });
  await prepare?.(page);
  await page.goto(url);
  return {
    page,
    check: () => assert.deepEqual(faults, []),
    close: () => room.close(),
  };
}

/** Server and browser for all tests of a file. */
export function site() {
  const here = {
    /** @type {Awaited<ReturnType<typeof serve>>} */
    server: undefined,
    /** @type {import('playwright-core').Browser} */
    browser: undefined,
    /** Opens one scene alone. @param {string} query */
    async alone(query, options) {
      const opened = await open(here.browser, `${here.server.url}?scene=${query}`, options);
      const root = opened.page.locator('downhill-scene');
      // In another language the others go once its words are there.
      await opened.page.locator('html[data-embed]').waitFor();
      await ready(root);
      return { ...opened, root };
    },
    /** Opens a page of somebody else with these elements in it. @param {string} elements */
    async elsewhere(elements, options) {
      const opened = await open(here.browser, `${here.server.origin}/blank`, options);
      await opened.page.setContent(
        `<script type="module" src="${here.server.url}element.js"></script><main>${elements}</main>`,
      );
      return { ...opened, root: opened.page.locator('downhill-scene') };
    },
    /** Opens the whole page and has every figure made. */
    async standing() {
      const opened = await open(here.browser, here.server.url);
      for (const section of await opened.page.locator('main > section').all())
        await ready(section.locator('downhill-scene'));
      await opened.page.evaluate(() => scrollTo(0, 0));
      return opened;
    },
  };
  before(async () => {
    here.server = await serve();
    here.browser = await launch();
  });
  after(async () => {
    await here.browser?.close();
    here.server?.close();
  });
  return here;
}
