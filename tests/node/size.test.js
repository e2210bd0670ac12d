// What a visit costs on the wire, as brotli packs it: the first figure, the whole page, one figure elsewhere.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launch, open } from './support/browser.js';
import { named } from './support/files.js';
import { serve } from './support/server.js';

const FIRST = 110 * 1024;
const WHOLE = 300 * 1024;
/** What the figures on real digits need besides: the networks, the digits themselves, their words and their table. */
const DIGITS = 199 * 1024;
/** One figure that is not the first: what the others alone need is not fetched. */
const OTHER = 293 * 1024;

/** A page that tells what was sent for it: every file with its bytes, and every request. */
async function visit(context, query) {
  const [server, browser] = [await serve(), await launch()];
  context.after(() => Promise.all([browser.close(), server.close()]));
  /** @type {string[]} */
  const asked = [];
  /** @type {string[]} */
  const warned = [];
  const prepare = async (page) => {
    // The server packs each file when it is first asked for.
    page.setDefaultTimeout(30_000);
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    page.on('console', (message) => warned.push(message.text()));
  };
  const { page, check, close } = await open(browser, server.url + query, { prepare });
  const total = (limit, counts = (/** @type {string} */ _) => true) => {
    const files = [...server.sent].filter(([name]) => !name.endsWith('icon.svg') && counts(name));
    for (const [name, bytes] of files) console.log(`${String(bytes).padStart(7)}  ${name}`);
    const sum = files.reduce((so, [, bytes]) => so + bytes, 0);
    console.log(`${String(sum).padStart(7)}  of ${limit}`);
    assert.ok(files.length > 0 && sum <= limit, `${sum} bytes of ${limit}`);
  };
  const ended = async () => {
    check();
    await close();
  };
  return { page, asked, warned, total, ended };
}

test('everything the first figure needs is at most 110 KB of brotli', async (context) => {
  const { page, total, ended } = await visit(context, '');
  await page.locator('#full-vs-one .step b').first().waitFor();
  await page.waitForTimeout(500);
  total(FIRST);
  await ended();
});

test('the whole page, every figure seen and workers at work, is at most 300 KB of brotli, and 199 KB for the digits', async (context) => {
  const { page, asked, total, ended } = await visit(context, '');
  const sections = await page.locator('section[id]').evaluateAll((all) => all.map(({ id }) => id));
  assert.ok(sections.length >= 9, sections.join(' '));
  for (const id of sections) {
    await page.locator(`#${id} downhill-scene`).scrollIntoViewIfNeeded();
    await page.locator(`#${id} downhill-scene canvas`).first().waitFor();
  }
  // A worker's program, which is the page's.
  await page.locator('#minima downhill-scene').scrollIntoViewIfNeeded();
  await page.waitForTimeout(2000);
  assert.ok(
    asked.some((path) => /\/worker-\w+\.js$/.test(path)),
    'no worker was begun',
  );
  const ofDigits = (/** @type {string} */ name) => /\/(digits[_-]|ledger-|kept-)/.test(name);
  total(WHOLE, (name) => !ofDigits(name));
  total(DIGITS, ofDigits);
  await ended();
});

test('a figure elsewhere: each part of the program comes once, nothing is fetched and not used', async (context) => {
  const { page, asked, warned, total, ended } = await visit(context, '?scene=momentum');
  await page.locator('downhill-scene .panel').first().waitFor();
  // Chromium complains of a preload that nothing uses some seconds after the page has loaded.
  await page.waitForTimeout(5000);
  const programs = asked.filter((path) => path.endsWith('.wasm')).map((path) => path.split('/').at(-1));
  assert.deepEqual(programs.sort(), [named('first_bg.wasm'), named('full_bg.wasm')]);
  assert.deepEqual(
    warned.filter((text) => text.includes('preload')),
    [],
  );
  total(OTHER);
  await ended();
});
