// A function of the reader's own: typed, mistaken, moved by sliders, taken from the gallery, linked, undefined in places.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PHONE, site } from './support/browser.js';

const here = site();
const link = (/** @type {Record<string, string>} */ of, scene = 'lab') => `${scene}&${new URLSearchParams(of)}`;
const own = (/** @type {string} */ text, more = {}) => link({ objective: 'expression', text, ...more });

/** @param {string} query */
async function opened(query, options) {
  const page = await here.alone(query, options);
  const box = page.root.locator('.own');
  return {
    ...page,
    box,
    input: box.locator('.own-box textarea'),
    said: box.locator('.own-mistake'),
    math: box.locator('.own-typeset math'),
    parameters: async () => Object.fromEntries(new URL(page.page.url()).searchParams),
    /** Whether what a canvas shows changes while something is done. @param {() => Promise<unknown>} act */
    redrawn: async (act) => {
      const picture = () =>
        page.root
          .locator('.panel-map canvas')
          .first()
          .evaluate((canvas) => canvas.toDataURL());
      const before = await picture();
      await act();
      await page.page.waitForFunction(
        ([host, before]) =>
          document.querySelector(host).shadowRoot.querySelector('.panel-map canvas').toDataURL() !== before,
        ['downhill-scene', before],
      );
    },
  };
}
/** @param {import('playwright-core').Page} page @param {string} name @param {string | null} value */
const linked = (page, name, value) =>
  page.waitForFunction(([name, value]) => new URL(location.href).searchParams.get(name) === value, [name, value]);

test('chosen from the menu, typed, set in type; a mistake is underlined and said; undone and reset', async () => {
  const { page, root, check, close, ...at } = await opened('lab');
  assert.equal(await at.box.count(), 0);
  await root.locator('.control-objective select').selectOption('expression');
  await at.box.waitFor();
  await at.redrawn(() => at.input.fill('x^2 + 3y^4/2'));
  assert.equal(await at.math.locator('msup').count(), 2);
  assert.equal(await at.math.locator('mfrac').count(), 1);
  await linked(page, 'text', 'x^2 + 3y^4/2');
  await at.input.fill('x^2 + foo(y)');
  assert.equal(await at.box.locator('.own-marks u').textContent(), 'foo');
  assert.match(await at.said.textContent(), /^Character 7: there is no such function/);
  assert.equal(await at.input.getAttribute('aria-invalid'), 'true');
  await page.waitForTimeout(1200);
  assert.equal((await at.parameters()).text, 'x^2 + 3y^4/2', 'a mistake changes nothing');
  await at.input.fill('x^2 + 2y');
  assert.equal(await at.said.textContent(), '');
  await linked(page, 'text', 'x^2 + 2y');
  await root.getByRole('button', { name: 'Undo' }).click();
  assert.equal(await at.input.inputValue(), 'x^2 + 3y^4/2');
  await root.getByRole('button', { name: /Reset/ }).click();
  await at.box.waitFor({ state: 'hidden' });
  check();
  await close();
});

test('parameters have sliders, which a link remembers', async () => {
  const { page, root, check, close, ...at } = await opened(own('k*x^2 + b_1*y^2', { parameters: 'k:2' }));
  const sliders = at.box.locator('.own-parameters .slider');
  assert.deepEqual(await sliders.locator('label').allTextContents(), ['k', 'b_1']);
  assert.deepEqual(await sliders.locator('.number').evaluateAll((all) => all.map(({ value }) => value)), ['2', '1']);
  await at.redrawn(() =>
    sliders
      .nth(1)
      .locator('.number')
      .fill('12.5')
      .then(() => page.keyboard.press('Enter')),
  );
  await linked(page, 'parameters', 'k:2,b_1:12.5');
  await sliders.nth(0).locator('[type=range]').focus();
  await at.redrawn(() => page.keyboard.press('ArrowLeft'));
  assert.match((await at.parameters()).parameters, /^k:1\.9\d,b_1:12\.5$/);
  await at.input.fill('k*x^2 + y^2');
  await page.keyboard.press('Enter');
  assert.equal(await sliders.count(), 1);
  check();
  await close();
});

test('ten classics are starting texts; what a link carries comes back', async () => {
  const { page, root, check, close, ...at } = await opened(link({ objective: 'expression' }));
  const gallery = at.box.locator('.own-gallery select');
  const texts = await gallery
    .locator('optgroup')
    .first()
    .locator('option')
    .evaluateAll((all) => all.map((o) => o.value));
  assert.equal(texts.length, 10);
  for (const text of texts) {
    await gallery.selectOption(text);
    await page.waitForFunction((text) => new URL(location.href).searchParams.get('text') === text, text);
    assert.equal(await at.input.inputValue(), text);
    assert.equal(await at.said.textContent(), '', text);
  }
  await at.box.locator('.own-domain .number').first().fill('-3');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => /^-3,/.test(new URL(location.href).searchParams.get('domain') ?? ''));
  const { search } = new URL(page.url());
  check();
  await close();
  const again = await opened(search.slice(1).replace(/^scene=/, ''));
  assert.equal(await again.input.inputValue(), texts[9]);
  assert.equal(await again.box.locator('.own-domain .number').first().inputValue(), '-3');
  assert.equal(new URL(again.page.url()).search, search);
  again.check();
  await again.close();
});

test('a text of a link that is no formula is answered by one sentence, and the rest works', async () => {
  const { root, check, close, ...at } = await opened(own('x^2 + (y'));
  const notice = await root.locator('.notices p').allTextContents();
  assert.equal(notice.length, 1);
  assert.match(notice[0], /character 7: this “\(” is not closed/);
  assert.equal(await at.input.inputValue(), 'x^2 + (y');
  await at.redrawn(() => at.input.fill('x^2 + (y)'));
  check();
  await close();
});

test('where the function has no value the map has a hole, and a run that comes there says so', async () => {
  const { page, root, check, close } = await opened(
    own('sqrt(x) + y^2', { start: '0.1,1', domain: '-2,2,-2,2', runs: 'sgd,learning-rate:0.5' }),
  );
  await root.locator('.label > span', { hasText: 'undefined' }).first().waitFor();
  await root.getByRole('button', { name: /Play/ }).first().click();
  await root.locator('.label > span', { hasText: 'undefined here: ends at update' }).waitFor();
  await root.locator('.readouts .status', { hasText: 'the function has no value there' }).waitFor();
  assert.ok(page.url());
  check();
  await close();
});

test('the Hessian lens and the curve have functions of the reader’s own too', async () => {
  const lens = await opened(link({ objective: 'expression', text: 'x^3/3 - x + y^2' }, 'critical'));
  assert.equal(await lens.math.count(), 1);
  await lens.root.locator('.readouts th', { hasText: 'Saddle' }).first().waitFor();
  assert.equal(await lens.root.locator('.readouts tbody tr').count(), 3, 'the lens, a minimum and a saddle');
  lens.check();
  await lens.close();
  const curve = await opened(link({ curve: 'expression', text: 'x^4 - 2x^2 - k*x/2' }, 'hill'));
  assert.equal(await curve.box.locator('.own-parameters .slider').count(), 1);
  await curve.input.fill('x^2 + y');
  assert.match(await curve.said.textContent(), /a function of x alone/);
  curve.check();
  await curve.close();
});

test('a sum over data has mini-batches; every language says all of it', async () => {
  const { page, root, check, close, ...at } = await opened(`${own('(x + y*a_i - b_i)^2')}&lang=zh-hant`, {
    context: PHONE,
  });
  assert.ok(await root.locator('.card .control-batch-size').count());
  await at.input.fill('x + ');
  assert.match(await at.said.textContent(), /^第 \d+ 個字元：/);
  await at.input.fill('x^2 + y^2');
  await page.waitForFunction(
    () => !document.querySelector('downhill-scene').shadowRoot.querySelector('.card .control-batch-size'),
  );
  assert.doesNotMatch(await at.box.textContent(), /own\.|mistake\./);
  check();
  await close();
});

test('a sum over points of the reader’s own: pasted, refused with a reason, linked, given back', async () => {
  const { page, root, box, check, close } = await opened(own('(x + y*a_i - b_i)^2'));
  const points = box.locator('.own-points');
  await points.getByText('Mean over 20 points').click();
  const text = points.locator('textarea');
  assert.equal((await text.inputValue()).trim().split('\n').length, 20);
  await text.fill('a\tb\n0\t1\n1\t3\n2\t5');
  await points.getByRole('button', { name: 'Use these points' }).click();
  await linked(page, 'points', '0,1,1,3,2,5');
  await points.getByText('Mean over 3 points').waitFor();
  const size = root.locator('.card .control-batch-size .number').first();
  assert.equal(await size.inputValue(), '3', 'a batch has at most all of them');
  await text.fill('1 2\n3');
  await points.getByRole('button', { name: 'Use these points' }).click();
  await points.locator('.own-said', { hasText: 'Row 2' }).waitFor();
  assert.equal(new URL(page.url()).searchParams.get('points'), '0,1,1,3,2,5', 'a mistake changes nothing');
  const { search } = new URL(page.url());
  check();
  await close();
  const again = await opened(search.slice(1).replace(/^scene=/, ''));
  await again.box.locator('.own-points').getByText('Mean over 3 points').click();
  assert.equal(await again.box.locator('.own-points textarea').inputValue(), '0,1\n1,3\n2,5\n');
  await again.box.getByRole('button', { name: 'Back to the built-in ones' }).click();
  await linked(again.page, 'points', null);
  await again.box.getByText('Mean over 20 points').waitFor();
  again.check();
  await again.close();
});

test('hostile texts: an answer, and the page goes on', async () => {
  const { page, check, close, ...at } = await opened(link({ objective: 'expression' }));
  for (const text of [
    '('.repeat(900),
    '𝕏'.repeat(200),
    'x^'.repeat(400),
    '-'.repeat(999),
    'x*'.repeat(300) + 'y',
    '1e999',
    '</math>',
  ]) {
    await at.input.fill(text);
    assert.notEqual(await at.said.textContent(), '', text.slice(0, 12));
  }
  await at.redrawn(() => at.input.fill('sin(x)' + ' + sin(x*y)'.repeat(20)));
  await page.keyboard.press('Enter');
  check();
  await close();
});
