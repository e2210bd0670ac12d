// Journeys through every scene beyond the first, and through those on momentum and critical points.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESKTOP, open, PHONE, site } from './support/browser.js';
import { drag, end, figure, finger, idle, picture, ready, start, update, value } from './support/reader.js';
import { SCENES } from './support/scenes.js';
import { serve } from './support/server.js';

/** The first and the last have journeys of their own. */
const LATER = SCENES.slice(1, -1);

const here = site();
const { alone } = here;

test('later figures are loaded when a reader gets near, and then move', async () => {
  const { page, check, close } = await open(here.browser, here.server.url);
  await page.locator('#full-vs-one .step b').waitFor();
  assert.equal([...here.server.sent.keys()].filter((name) => /full_bg-\w+\.wasm/.test(name)).length, 0);
  for (const scene of LATER) {
    const root = figure(page, scene);
    await ready(root);
    await root.locator('.plot').first().scrollIntoViewIfNeeded();
    // What these would show tells the answer.
    if (['minima', 'critical', 'cost', 'generalization', 'trade-offs', 'large-batch'].includes(scene)) continue;
    // Of this one the examples do, beside axes that wait.
    const panel = scene === 'accuracy' ? 1 : 0;
    const first = await picture(root, panel);
    await page.waitForTimeout(scene === 'accuracy' ? 2500 : 1400);
    assert.notEqual(await picture(root, panel), first, `${scene} moves before it is touched`);
  }
  check();
  await close();
});

test('every prediction, answered either way, is held against the run', async () => {
  for (const [query, choices, right] of [
    ['batches&speed=5&epochs=1', 2, 1],
    ['batches&speed=5&epochs=1&batch-size=20', 2, 0],
    ['noise&speed=5&updates=20', 3, 0],
    ['noise&speed=5&updates=20&function=network', 3, 2],
    ['cost', 3, 2],
    ['accuracy&speed=5', 3, 0],
    ['accuracy&speed=5&step=2', 3, 0],
    ['generalization', 3, 1],
    ['minima&speed=5', 3, 1],
    ['large-batch', 3, 2],
    ['minima&speed=5&rate-rule=linear', 3, 0],
    ['minima&speed=5&scale=0.25', 3, 2],
    ['momentum&speed=5', 2, 0],
    ['hill&speed=5', 3, 1],
    ['critical&speed=5', 2, 1],
    ['escape&speed=5&particles=500', 2, 1],
  ]) {
    const { page, check, close, root } = await alone(query);
    for (let choice = 0; choice < choices; choice += 1) {
      await root.locator('.answers button').nth(choice).click();
      const words = choice === right ? 'You predicted this.' : 'You predicted otherwise.';
      await root.locator('.ask').getByText(words).waitFor({ timeout: 15_000 });
    }
    assert.ok((await root.locator('.found li').count()) >= 1, query);
    await page.waitForTimeout(50);
    check();
    await close();
  }
});

test('momentum: step by step, arrows and formula agree', async () => {
  const { check, close, root } = await alone('momentum');
  for (let k = 0; k < 3; k += 1) await root.locator('.forward').click();
  assert.equal(await update(root).textContent(), '3');
  const cells = await root.locator('.caption mtable mtable mn').allTextContents();
  const [sum, memory, push] = [0, 2, 4].map((k) => cells.slice(k, k + 2).map((text) => Number(text.replace('−', '-'))));
  for (const k of [0, 1]) assert.ok(Math.abs(memory[k] + push[k] - sum[k]) < 0.006, cells.join(' '));
  assert.deepEqual(await root.locator('.label').filter({ hasText: 'gradient' }).count(), 1);
  check();
  await close();
});

test('momentum: the point on the plane sets both and runs the figure again', async () => {
  const { page, check, close, root } = await alone('momentum');
  await end(root);
  const before = [await value(root, 'momentum'), await value(root, 'learning-rate'), await picture(root)];
  await drag(page, root.locator('.handle').nth(2), -80, -40);
  assert.notEqual(await value(root, 'momentum'), before[0]);
  assert.notEqual(await value(root, 'learning-rate'), before[1]);
  assert.notEqual(await picture(root), before[2]);
  assert.match(page.url(), /momentum=.*learning-rate=/);
  await root.locator('.handle').nth(2).focus();
  const momentum = Number(await value(root, 'momentum'));
  await page.keyboard.press('ArrowLeft');
  assert.ok(Math.abs(Number(await value(root, 'momentum')) - momentum + 0.01) < 1e-9);
  await root.locator('.command-optimum').click();
  const factor = root.locator('tbody tr').first().locator('td');
  // ((√10 − 1)/(√10 + 1))² and its root.
  assert.match(await value(root, 'momentum'), /^0\.2698/);
  assert.match(await factor.nth(4).textContent(), /^0\.52/);
  const [measured, theory] = [await factor.nth(3).textContent(), await factor.nth(4).textContent()].map(Number);
  assert.ok(Math.abs(measured / theory - 1) < 0.01, `${measured} against ${theory}`);
  await root.getByRole('radio', { name: 'Nesterov' }).check({ force: true });
  await end(root);
  assert.match(await root.locator('.found').innerText(), /does not converge/, 'its limit is lower');
  await root.locator('.command-optimum').click();
  await end(root);
  assert.match(await root.locator('.found').innerText(), /What differs: Nesterov/);
  check();
  await close();
});

test('momentum: pointing at a bar shows its gradient on the path', async () => {
  const { page, check, close, root } = await alone('momentum');
  await root.locator('.scrubber').fill('300');
  const before = await picture(root);
  const bars = await root.locator('.plot').nth(1).boundingBox();
  await page.mouse.move(bars.x + 130, bars.y + bars.height - 40);
  await page.waitForTimeout(200);
  const pointed = await picture(root);
  assert.notEqual(pointed, before);
  await page.mouse.move(bars.x + bars.width / 2, bars.y - 200);
  await page.waitForTimeout(200);
  assert.equal(await picture(root), before, 'and the mark goes with the pointer');
  await root.locator('.handle').nth(1).focus();
  await page.keyboard.press('ArrowRight');
  assert.match(await root.locator('.handle').nth(1).getAttribute('aria-label'), /Gradient of 1 updates ago/);
  check();
  await close();
});

test('momentum: beyond the limit it diverges, and the figure says where the limit is', async () => {
  const { check, close, root } = await alone('momentum&learning-rate=0.4&steps=400');
  await end(root);
  assert.match(await root.locator('.found').innerText(), /does not converge.*below η = 0\.340/);
  check();
  await close();
});

test('hill: λ is dragged through the threshold', async () => {
  const { page, check, close, root } = await alone('hill');
  const ball = async () => {
    await end(root);
    return Number((await root.locator('tbody tr').first().locator('td').nth(1).textContent()).replace('−', '-'));
  };
  assert.ok((await ball()) > 5, 'λ = 0.9 gets over');
  assert.match(
    await root
      .locator('.label')
      .allInnerTexts()
      .then((all) => all.join()),
    /least λ = 0\.838/,
  );
  await drag(page, root.locator('.handle').nth(1), -60, 0);
  assert.ok(Number(await value(root, 'momentum')) < 0.8);
  assert.ok((await ball()) < 2, 'and less does not');
  await root.locator('.handle').nth(1).focus();
  while (Number(await value(root, 'momentum')) < 0.84) await page.keyboard.press('Shift+ArrowRight');
  assert.ok((await ball()) > 5);
  await drag(page, root.locator('.handle').first(), 200, 0);
  assert.match(await start(root), /Start of both balls: −?0\.|Start of both balls: −?[01]\./);
  await root.locator('.control-curve select').selectOption('plateau');
  assert.equal(await value(root, 'learning-rate'), '0.1');
  await page.waitForURL(/curve=plateau/);
  assert.doesNotMatch(page.url(), /learning-rate/, "a curve's own settings need no place in the link");
  check();
  await close();
});

test('critical: the lens reads the lecture’s example, and any other point', async () => {
  const { page, check, close, root } = await alone('critical');
  assert.match(await root.locator('.caption').innerText(), /Saddle point\.[\s\S]*−2\.00 and 2\.00/);
  await root.locator('.handle').focus();
  for (let k = 0; k < 3; k += 1) await page.keyboard.press('Shift+ArrowRight');
  assert.match(await root.locator('.caption').innerText(), /Not critical: ‖∇L‖ = \d/);
  await root.locator('.command-next-point').click();
  assert.match(await root.locator('.caption').innerText(), /Flat: undecided|Saddle point/);
  await root.locator('.control-objective select').selectOption('himmelblau');
  assert.equal(await root.locator('tbody tr').count(), 10, 'the lens, four minima, four saddles, a maximum');
  const kinds = await root.locator('tbody th span').allInnerTexts();
  assert.equal(kinds.filter((kind) => kind === 'Minimum').length, 4);
  check();
  await close();
});

test('critical: a click on the map brings the lens; escape runs from it', async () => {
  const { page, check, close, root } = await alone('critical&objective=bounded-saddle&speed=5');
  const plot = await root.locator('.plot').first().boundingBox();
  await page.mouse.click(plot.x + plot.width * 0.3, plot.y + plot.height * 0.3);
  assert.match(await start(root), /not critical/);
  await root.locator('.command-next-point').click();
  for (let k = 0; k < 3 && !/saddle/.test(await start(root)); k += 1) await root.locator('.command-next-point').click();
  await root.locator('.command-escape').click();
  await root.locator('.found li').first().waitFor();
  assert.match(await root.locator('.found').innerText(), /fell from 0 to −1\.00/);
  check();
  await close();
});

test('critical: the measurement runs beside the page, tells its progress, and can be cancelled', async () => {
  const { page, check, close, root } = await alone('critical&samples=10000000');
  await root.locator('.command-measure-shares').click();
  await root.locator('.label span').filter({ hasText: 'measuring' }).waitFor();
  const first = await picture(root, 1);
  // On a busy machine that takes a while.
  for (let times = 0; times < 100 && (await picture(root, 1)) === first; times += 1) await page.waitForTimeout(100);
  assert.notEqual(await picture(root, 1), first, 'the shares sharpen as it goes');
  await root.locator('.command-cancel-shares').click();
  await page.waitForTimeout(150);
  const stopped = await picture(root, 1);
  await page.waitForTimeout(500);
  assert.equal(await picture(root, 1), stopped);
  await root.locator('.control-samples .number').fill('2000');
  await root.locator('.control-samples .number').press('Enter');
  await root.locator('.command-measure-shares').click();
  await root.locator('.found').getByText('local minima are rarer').waitFor();
  assert.equal(await root.locator('.command-cancel-shares').isDisabled(), true, 'nothing is left to cancel');
  assert.equal(await root.locator('.command-measure-shares').isEnabled(), true);
  check();
  await close();
});

test('critical: without a worker the measurement goes on in portions', async () => {
  const headers = { 'content-security-policy': "script-src 'self' 'wasm-unsafe-eval'; worker-src 'none'" };
  const strict = await serve({ headers });
  const { page, check, close } = await open(here.browser, `${strict.url}?scene=critical&samples=3000`, {
    allow: /worker|Content Security/i,
  });
  const root = page.locator('downhill-scene');
  await ready(root);
  await root.locator('.command-measure-shares').click();
  await root.locator('.found').getByText('local minima are rarer').waitFor();
  assert.match(await root.locator('.notices').innerText(), /the page itself does the long computation/);
  check();
  await close();
  strict.close();
});

test('escape: crowds by batch size and momentum, from one link to another reader', async () => {
  const { page, check, close, root } = await alone('escape&particles=2000&runs=20~4~1');
  await idle(root);
  await end(root);
  const gone = async (row) =>
    Number((await root.locator('tbody tr').nth(row).locator('td').nth(1).textContent()).split(' ')[0]);
  assert.equal(await gone(0), 0, 'the full batch stays');
  assert.ok((await gone(1)) > 90 && (await gone(2)) > 97);
  await root.locator('.command-remove-run').nth(1).click();
  await root.locator('.command-add-run').click();
  await root.locator('.card').nth(2).locator('.control-momentum .number').fill('0.9');
  await root.locator('.card').nth(2).locator('.control-momentum .number').press('Enter');
  assert.match(decodeURIComponent(page.url()), /runs=20~1~1,momentum:0\.9/);
  const again = await open(here.browser, page.url());
  const other = again.page.locator('downhill-scene');
  await ready(other);
  await idle(other);
  await end(other);
  await idle(root);
  await end(root);
  assert.deepEqual(
    await other.locator('tbody tr').allInnerTexts(),
    await root.locator('tbody tr').allInnerTexts(),
    'the same link, the same runs',
  );
  assert.match(await root.locator('.found').innerText(), /momentum helps to escape/);
  await again.close();
  check();
  await close();
});

test('malformed links and values out of range', async () => {
  for (const [query, told] of [
    ['batches&batch-size=12&examples=7', /“12”.*batch-size.*1…7/],
    ['noise&function=cliff&from=1e9', /“cliff”.*function/],
    ['minima&batch-sizes=0,99&shift=4', /“0,99”.*batch-sizes/],
    ['momentum&momentum=7&learning-rate=1e9', /“7”.*momentum/],
    ['hill&curve=cubic&from=NaN', /“cubic”.*curve/],
    ['critical&objective=hill&start=1e999,0', /“hill”.*objective/],
    ['escape&runs=999,momentum:x~~&particles=1e9', /“999”.*batch-size/],
  ]) {
    const { check, close, root } = await alone(query);
    assert.match(await root.locator('.notices').innerText(), told);
    await idle(root);
    await root.locator('.play').click();
    check();
    await close();
  }
});

test('a finger: drag, tap and scroll on a phone; nothing sticks out; targets of 44 px', async () => {
  for (const scene of LATER) {
    const { page, check, close, root } = await alone(scene, { context: PHONE });
    // Figures of what was measured have nothing to take hold of.
    if (await root.locator('.handle').count()) {
      const touch = await finger(page);
      const before = await start(root);
      const handle = root.locator('.handle').first();
      await handle.scrollIntoViewIfNeeded();
      const box = await handle.boundingBox();
      await touch('touchStart', box.x + 22, box.y + 22);
      for (let k = 1; k <= 6; k += 1) await touch('touchMove', box.x + 22 + 8 * k, box.y + 22 + 3 * k);
      await touch('touchEnd', 0, 0);
      await page.waitForTimeout(200);
      assert.notEqual(await start(root), before, `${scene}: the handle follows the finger`);
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
    assert.ok(wide, `${scene}: nothing sticks out sideways`);
    const small = await root
      .locator('button:visible, select:visible, .number:visible')
      .evaluateAll((all) =>
        all.filter((e) => e.getBoundingClientRect().height < 43.5).map((e) => e.className || e.tagName),
      );
    assert.deepEqual(small, [], scene);
    check();
    await close();
  }
});

test('reduced motion: end states, and nothing moves by itself', async () => {
  for (const scene of LATER) {
    const { page, check, close, root } = await alone(scene, { context: { ...DESKTOP, reducedMotion: 'reduce' } });
    await idle(root);
    const first = await picture(root);
    await page.waitForTimeout(500);
    assert.equal(await picture(root), first, scene);
    await root.locator('.answers button').first().click();
    // What this one finds is its table, and all of it takes a minute.
    const told = scene === 'trade-offs' ? root.locator('.long-work:not([hidden])') : root.locator('.found li').first();
    await told.waitFor();
    check();
    await close();
  }
});

test('language and theme change in place, with the state kept', async () => {
  const { page, check, close } = await open(here.browser, here.server.url);
  const root = figure(page, 'hill');
  await ready(root);
  await drag(page, root.locator('.handle').nth(1), -40, 0);
  const momentum = await value(root, 'momentum');
  await page.getByRole('button', { name: '简体' }).click();
  await root.getByText('谁能越过山丘').waitFor();
  assert.equal(await value(root, 'momentum'), momentum);
  for (const scene of LATER) {
    await ready(figure(page, scene));
    const words = await figure(page, scene).locator('.scene').innerText();
    assert.doesNotMatch(words, /\{[\w-]+\}|[a-z]+\.[a-z]+\./, `${scene}: a hole or a bare key`);
  }
  check();
  await close();
});
