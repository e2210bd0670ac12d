// Under a strict policy (CSP, trusted types) everything works: no inline styles, no text made into elements, workers and WebAssembly.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open } from './support/browser.js';
import { figure, idle, ready } from './support/reader.js';
import { serve } from './support/server.js';
import { watched } from './support/watched.js';

const POLICY =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types downhill";

let server, browser;
before(async () => {
  server = await serve({ headers: { 'content-security-policy': POLICY } });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  server?.close();
});

/** A page that keeps what broke the policy. @param {string} query */
async function guarded(query) {
  const prepare = async (page) => {
    await page.addInitScript(watched);
    await page.addInitScript(() => {
      window.broken = [];
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber }) =>
        window.broken.push([violatedDirective, blockedURI, sourceFile, lineNumber].join(' ')),
      );
    });
  };
  const { page, check, close } = await open(browser, server.url + query, { prepare });
  const ended = async () => {
    assert.deepEqual(await page.evaluate(() => window.broken), []);
    check();
    await close();
  };
  return { page, ended };
}

test('every figure stands, with its pictures, its words and what is folded away', async () => {
  const { page, ended } = await guarded('');
  for (const id of await page.locator('main > section').evaluateAll((all) => all.map(({ id }) => id))) {
    const root = figure(page, id);
    await ready(root);
    const box = await root.locator('.plot').first().boundingBox();
    assert.ok(box.height > 100, `${id}: a plot ${box.height} high`);
  }
  for (const name of ['.swatch', 'math mfrac', '.step b'])
    assert.ok((await page.locator(name).count()) > 0, `no ${name}`);
  const heights = await page
    .locator('math mfrac')
    .evaluateAll((all) => all.map((part) => part.getBoundingClientRect().height));
  assert.ok(Math.max(...heights) > 25, `fractions ${heights} high`);
  await page.getByRole('button', { name: '简体' }).click();
  await page.locator('html[lang|=zh]').waitFor();
  await ended();
});

test('workers work', async () => {
  const { page, ended } = await guarded('?scene=minima&particles=300');
  const root = page.locator('downhill-scene');
  await ready(root);
  await root.locator('.command-release').click();
  await idle(root);
  assert.ok((await page.evaluate(() => window.reports)) > 0, 'by a worker');
  await ended();
});
