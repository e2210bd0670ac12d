// Teacher's links: what is hidden, locked or left; the builder that makes them; answers handed in and read back. In Chromium.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { encode } from '../../www/teach/codes.js';
import { open, site } from './support/browser.js';

const here = site();

/** One scene by a teacher's link. @param {string} query */
async function given(query) {
  const opened = await open(here.browser, `${here.server.url}?scene=${query}`);
  const root = opened.page.locator('html[data-embed] downhill-scene');
  await root.locator('.panel canvas').first().waitFor({ timeout: 30_000 });
  return { ...opened, root };
}

test('parts are hidden or locked by name; names that there are not are told', async () => {
  const { page, root, check, close } = await given(
    'momentum&hide=prediction,colour&lock=momentum,start&learning-rate=0.1',
  );
  await root.locator('.control-momentum input:disabled').first().waitFor();
  assert.ok(await root.locator('.ask').isHidden());
  assert.ok(await root.locator('.control-learning-rate .number').isEnabled());
  assert.ok(await root.locator('.handle-start').isDisabled());
  const place = await root.locator('.handle-start').getAttribute('aria-label');
  await root
    .locator('.plot')
    .first()
    .click({ position: { x: 80, y: 80 } });
  assert.equal(await root.locator('.handle-start').getAttribute('aria-label'), place, 'a tap moves nothing');
  const told = root.locator('.notices');
  await told.getByText('“colour” is no part').waitFor();
  assert.match(await told.innerText(), /learning-rate.*prediction/);
  await root.locator('.control-learning-rate .number').fill('0.2');
  await root.locator('.control-learning-rate .number').press('Enter');
  await page.waitForURL(/learning-rate=0\.2.*hide=prediction/, { timeout: 5000 });
  check();
  await close();
});

test('only what is named is left, with the picture and its bar', async () => {
  const { root, check, close } = await given('momentum&only=learning-rate');
  await root.locator('.control-momentum').first().waitFor({ state: 'hidden' });
  assert.ok(await root.locator('.control-learning-rate').first().isVisible());
  assert.ok(await root.locator('.plot').first().isVisible());
  assert.ok(await root.locator('.play').isVisible());
  for (const gone of ['.guide', '.ask', '.toolbar', '.deeper']) assert.ok(await root.locator(gone).isHidden(), gone);
  check();
  await close();
});

test('a function of the reader’s own can be locked and left out, in whole and in parts', async () => {
  const own = `lab&${new URLSearchParams({ objective: 'expression', text: 'x^2 + k*y^2' })}`;
  const locked = await given(`${own}&lock=text,parameters,points,domain`);
  const box = locked.root.locator('.own-box');
  await box.locator('textarea:disabled').waitFor();
  await locked.root.locator('.own-parameters input:disabled').first().waitFor();
  const fields = locked.root.locator('.bar ~ .own').locator('input, select, textarea, button');
  assert.ok((await fields.count()) > 7);
  assert.deepEqual(await fields.evaluateAll((all) => all.filter((field) => !field.matches(':disabled'))), []);
  const { search } = new URL(locked.page.url());
  await locked.root.locator('.plot').first().hover();
  await locked.page.keyboard.down('Control');
  await locked.page.mouse.wheel(0, 200);
  await locked.page.keyboard.up('Control');
  await locked.page.waitForTimeout(800);
  assert.equal(new URL(locked.page.url()).search, search, 'no gesture changes what is shown');
  locked.check();
  await locked.close();
  const parts = await given(`${own}&hide=text&lock=domain`);
  await parts.root.locator('.own-parameters input').first().waitFor();
  assert.ok(await parts.root.locator('.own-box').isHidden());
  assert.ok(await parts.root.locator('.own-gallery').isHidden());
  assert.ok(await parts.root.locator('.own-parameters input').first().isEnabled());
  assert.ok(await parts.root.locator('.own-domain input').first().isDisabled());
  parts.check();
  await parts.close();
  const none = await given(`${own}&only=play`);
  await none.root.locator('.bar ~ .own').waitFor({ state: 'hidden' });
  none.check();
  await none.close();
});

test('the element takes the same lists as attributes, and they can change', async () => {
  const { page, check, close } = await open(here.browser, `${here.server.origin}/blank`);
  await page.setContent(`<script type="module" src="${here.server.url}element.js"></script>
    <downhill-scene scene="momentum" hide="guide"></downhill-scene>`);
  const root = page.locator('downhill-scene');
  await root.locator('.panel canvas').first().waitFor({ timeout: 30_000 });
  await root.locator('.guide').waitFor({ state: 'hidden' });
  await root.evaluate((element) => element.setAttribute('hide', 'deeper'));
  await root.locator('.deeper').waitFor({ state: 'hidden' });
  assert.ok(await root.locator('.guide').isVisible());
  check();
  await close();
});

test('the builder shows what students will see, and gives links that do it', async () => {
  const { page, root, check, close } = await given('momentum');
  await root.getByRole('button', { name: 'For your class' }).click();
  const builder = root.locator('.builder');
  await builder.getByLabel('Guided steps').selectOption('hide');
  assert.ok(await root.locator('.guide').isHidden());
  await builder.getByLabel('Momentum λ').first().selectOption('lock');
  assert.ok(await root.locator('.control-momentum input').first().isDisabled());
  const text = () => builder.locator('textarea').inputValue();
  assert.match(await text(), /\?scene=momentum.*&hide=guide&lock=momentum$/);
  const link = await text();
  const drawn = () => builder.locator('.qr path').getAttribute('d');
  const before = await drawn();
  await builder.getByLabel('as a code').check();
  assert.match(await text(), /&answers=1$/);
  assert.notEqual(await drawn(), before);
  const kinds = {
    iframe: /^<iframe src=".*hide=guide.*" title="Momentum.*" .*loading="lazy" allow="clipboard-write; fullscreen"/,
    element:
      /<downhill-scene scene="momentum".* hide="guide" lock="momentum" style="[^"]*">\s*<a href="[^"]*scene=momentum[^"]*"><img src="[^"]*previews\/momentum\.jpg" alt="Momentum[^]*<\/downhill-scene>$/,
    markdown: /^\[!\[Momentum.*\]\(.*previews\/momentum\.jpg\)\]\(.*\)$/,
    myst: /^:::\{iframe\} /,
    quarto: /^```\{=html\}\n<iframe/,
  };
  for (const [kind, pattern] of Object.entries(kinds)) {
    await builder.getByLabel('Kind').selectOption(kind);
    assert.match(await text(), pattern);
  }
  await builder.getByRole('button', { name: 'Close' }).click();
  assert.ok(await root.locator('.guide').isVisible());
  await page.goto(link);
  await root.locator('.control-momentum input:disabled').first().waitFor();
  assert.ok(await root.locator('.guide').isHidden());
  check();
  await close();
});

test('a student hands in a code, and the teacher reads it, right or wrong', async () => {
  const { page, root, check, close } = await given('hill&answers=1');
  await root.locator('.answers button').first().click();
  const code = root.locator('.handed output');
  await code.waitFor({ timeout: 20_000 });
  const handed = await code.innerText();
  assert.match(handed, /^[0-9A-Z]{4}-[0-9A-Z]$/);
  await page.goto(`${here.server.url}teach/`);
  await page
    .locator('#codes')
    .fill(`Ann ${handed}\nBob: ${encode([{ scene: 'noise', chosen: 1, right: 1 }])}\nCas ABCD-E\nDee`);
  const rows = page.locator('#answers tbody tr');
  assert.match(await rows.nth(0).innerText(), /^Ann\s+Across a plateau/);
  assert.match(await rows.nth(1).innerText(), /^Bob\s+Every batch has a loss of its own\s+2\s+2\s+yes$/);
  assert.match(await rows.nth(2).innerText(), /^Cas\s+A letter is wrong/);
  assert.match(await rows.nth(3).innerText(), /^Dee\s+Letters are missing/);
  assert.match(await page.locator('#answers ul').innerText(), /Every batch.*: 1 of 1 right/);
  check();
  await close();
});

test('what the guide says to copy is what the page gives', async () => {
  Object.assign(globalThis, { FILES: { home: 'https://your.host/' } });
  const { SNIPPETS } = await import('../../www/teach/snippets.js');
  const guide = readFileSync(new URL('../../docs/embedding.md', import.meta.url), 'utf8').replace(/\s+/g, ' ');
  const shared = { link: 'https://your.host/?scene=momentum&learning-rate=0.1', scene: 'momentum', frame: '' };
  const title = 'Momentum, as a figure to try';
  const element = SNIPPETS.element({ ...shared, title })
    .replaceAll(here, 'https://your.host/')
    .replace(/\s+/g, ' ');
  assert.ok(guide.includes(element), element);
});
