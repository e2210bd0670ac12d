// What can go wrong around a figure: each is survived, with a sentence where the reader can do something. In Chromium.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, site } from './support/browser.js';
import { deepen, figure, notices, ready, reconnect, type, update, value } from './support/reader.js';
import { serve } from './support/server.js';

const here = site();

/**
 * Opens an address before which `prepare` has its turn, with a page of its own.
 * @param {string} query @param {(page: import('playwright-core').Page) => Promise<unknown>} prepare @param {RegExp} [allow]
 */
function prepared(query, prepare, allow) {
  return open(here.browser, here.server.url + query, { allow, prepare });
}

/** In a page: the core's function `name` gives up as often as `window.traps` says, as it would on a trap. */
function trapping() {
  window.traps = {};
  const { Instance } = WebAssembly;
  WebAssembly.Instance = function (...parts) {
    const instance = new Instance(...parts);
    const exports = Object.fromEntries(
      Object.entries(instance.exports).map(([name, own]) => {
        if (typeof own !== 'function') return [name, own];
        const guarded = (...args) => {
          if (window.traps[name] > 0) {
            window.traps[name] -= 1;
            throw new WebAssembly.RuntimeError('unreachable');
          }
          return own(...args);
        };
        return [name, guarded];
      }),
    );
    return { exports };
  };
}

test('a figure whose core gives up says so and can be started again; nothing else stops', async () => {
  const { page, check, close } = await prepared('', (page) => page.addInitScript(trapping));
  const root = figure(page, 'full-vs-one');
  await ready(root);
  await type(root, 'learning-rate', '0.1');
  for (const [method, act] of [
    ['scene_seek', () => root.locator('.scrubber').fill('500')],
    ['scene_advance', () => root.locator('.play').click()],
    ['scene_set', () => type(root, 'learning-rate', '0.2')],
    ['scene_command', () => root.locator('.command-new-seed').evaluate((button) => button.click())],
    [
      'scene_tap',
      () =>
        root
          .locator('.plot')
          .first()
          .click({ position: { x: 200, y: 100 } }),
    ],
    ['scene_query', () => type(root, 'learning-rate', '0.3')],
    ['scene_render', () => type(root, 'learning-rate', '0.3')],
    ['scene_predict', () => root.locator('.answers button').first().click()],
    ['scene_load', () => root.getByRole('button', { name: 'Reset all' }).click()],
  ]) {
    await type(root, 'learning-rate', '0.15');
    await type(root, 'learning-rate', '0.1');
    await page.evaluate((method) => (window.traps[method] = 1), method);
    await act();
    await root.getByText('This figure stopped').waitFor();
    await root.locator('.forward').click();
    await root.locator('.plot').first().hover();
    await root.getByRole('button', { name: 'Try again' }).click();
    await root.getByText('This figure stopped').waitFor({ state: 'detached' });
    assert.equal(await value(root, 'learning-rate'), '0.1', method);
    await ready(root);
    await root.locator('.restart').click();
    await root.locator('.forward').click();
    assert.equal(await update(root, 1).textContent(), '1', method);
  }
  const other = figure(page, 'lab');
  await ready(other);
  await other.locator('.restart').click();
  await other.locator('.forward').click();
  assert.equal(await update(other).textContent(), '1');
  check();
  await close();
});

test('a core that gives up while a figure is made says so, and can be asked again', async () => {
  const { page, check, close, root } = await here.elsewhere('<downhill-scene scene="full-vs-one"></downhill-scene>', {
    prepare: (page) => page.addInitScript(trapping),
  });
  await ready(root);
  await page.evaluate(() => (window.traps.scene_new = 1));
  await root.evaluate((element) => element.setAttribute('learning-rate', '0.2'));
  await root.getByText('This figure stopped').waitFor();
  await root.getByRole('button', { name: 'Try again' }).click();
  await ready(root);
  assert.equal(await value(root, 'learning-rate'), '0.1', 'not with the settings that may have been to blame');
  check();
  await close();
});

test('a figure that is started again, or taken elsewhere, can still go back to its earlier states', async () => {
  const { page, check, close, root } = await here.elsewhere('<downhill-scene scene="full-vs-one"></downhill-scene>', {
    prepare: (page) => page.addInitScript(trapping),
  });
  await ready(root);
  const rates = ['0.05', '0.2', '0.3'];
  for (const rate of rates) await type(root, 'learning-rate', rate);
  await root.getByRole('button', { name: 'Undo' }).click();
  await page.evaluate(() => (window.traps.scene_seek = 1));
  await root.locator('.scrubber').fill('500');
  await root.getByRole('button', { name: 'Try again' }).click();
  await root.getByText('This figure stopped').waitFor({ state: 'detached' });
  await root.evaluate((element) => {
    const stood = new Promise((done) => element.addEventListener('downhill-ready', done, { once: true }));
    element.parentElement.append(element);
    return stood;
  });
  assert.equal(await value(root, 'learning-rate'), '0.2');
  await root.getByRole('button', { name: 'Redo' }).click();
  assert.equal(await value(root, 'learning-rate'), '0.3');
  for (const rate of ['0.2', '0.05']) {
    await root.getByRole('button', { name: 'Undo' }).click();
    assert.equal(await value(root, 'learning-rate'), rate);
  }
  // A state that cannot be had again: the one before it is back.
  await page.evaluate(() => (window.traps.scene_load = 1));
  await root.getByRole('button', { name: 'Redo' }).click();
  await root.getByRole('button', { name: 'Try again' }).click();
  await root.getByText('This figure stopped').waitFor({ state: 'detached' });
  assert.equal(await value(root, 'learning-rate'), '0.05');
  await root.getByRole('button', { name: 'Undo' }).click();
  assert.notEqual(await value(root, 'learning-rate'), '0.05');
  // Another scene has settings and a past of its own, set while it is away too.
  for (const [scene, away] of [
    ['lab', false],
    ['momentum', true],
  ]) {
    await type(root, 'learning-rate', '0.02');
    await root.evaluate(
      (element, [scene, away]) => {
        const place = element.parentElement;
        if (away) element.remove();
        element.setAttribute('scene', scene);
        if (away) place.append(element);
      },
      [scene, away],
    );
    await root
      .locator(scene === 'lab' ? '.card' : '.panel-weights')
      .first()
      .waitFor();
    await ready(root);
    assert.ok(await root.getByRole('button', { name: 'Undo' }).isDisabled());
    assert.equal(await root.locator('.notices').innerText(), '');
  }
  check();
  await close();
});

test('a place far outside is told, and the figure stands', async () => {
  for (const query of [
    'critical&start=1e200,1e200',
    'momentum&start=1e308,1e308',
    'lab&objective=beale&start=-1e300,1',
  ]) {
    const { page, check, close, root } = await here.alone(query);
    assert.match(await notices(page).innerText(), /start[\s\S]*1000000/);
    assert.ok((await notices(page).innerText()).length < 300);
    assert.doesNotMatch(await root.innerText(), /NaN|inf|unreachable/);
    check();
    await close();
  }
});

test('another scene is asked for, and the old figure pressed while its program loads', async () => {
  let release = () => {};
  const { page, check, close, root } = await here.elsewhere('<downhill-scene scene="full-vs-one"></downhill-scene>', {
    prepare: (page) =>
      page.route('**/full_bg-*.wasm', async (route) => {
        await new Promise((done) => (release = () => done(undefined)));
        await route.continue();
      }),
  });
  await ready(root);
  await root.evaluate((element) => {
    element.setAttribute('scene', 'momentum');
    return new Promise((done) => setTimeout(done, 50));
  });
  await root.evaluate((element) => {
    const find = (selector) => element.shadowRoot.querySelector(selector);
    for (const selector of ['.play', '.forward', '.plot', '.command-new-seed', '.answers button'])
      find(selector).click();
    find('.scrubber').dispatchEvent(new Event('input'));
    find('.control-learning-rate .number').dispatchEvent(new Event('change'));
    find('.handle').dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true }));
  });
  await page.waitForTimeout(200);
  release();
  await root.locator('.panel-weights').waitFor();
  check();
  await close();
});

test('a program that was cut short, or is a web page, is told as such and tried again', async () => {
  for (const body of [Buffer.from('0061736d0100000001', 'hex'), Buffer.from('<!doctype html><p>Sign in')]) {
    let broken = true;
    const { page, check, close } = await prepared(
      '',
      (page) =>
        page.route('**/*_bg-*.wasm', (route) =>
          broken ? route.fulfill({ body, contentType: 'application/wasm' }) : route.continue(),
        ),
      /WebAssembly/,
    );
    const root = figure(page, 'full-vs-one');
    await root.getByText('could not be loaded').waitFor();
    broken = false;
    await root.getByRole('button', { name: 'Try again' }).click();
    await ready(root);
    check();
    await close();
  }
});

test('a figure whose program could not be had comes alive when there is a connection again', async () => {
  let broken = true;
  const { page, check, close } = await prepared(
    '',
    (page) => page.route(/full_bg-\w+\.wasm/, (route) => (broken ? route.abort() : route.continue())),
    /Failed to load|ERR_FAILED/,
  );
  const root = figure(page, 'lab');
  await root.scrollIntoViewIfNeeded();
  await root.getByText('could not be loaded').waitFor();
  broken = false;
  await reconnect(page);
  await ready(root);
  check();
  await close();
});

/** What few readers ask for, each with the part of the program that it needs, and how one sees that it is there. */
const ASKED = [
  ['full-vs-one', 'extras', (root) => root.locator('.deeper .own').click(), '.own-data'],
  ['momentum', 'extras', (root) => root.locator('.views .surface').click(), '.plot.landscape'],
  ['momentum', 'takings', (root) => root.getByRole('button', { name: 'Take away' }).click(), '.take-away'],
];
for (const [scene, part, ask, there] of ASKED)
  test(`${there}: where its part of the program does not come that is told, and it can be asked for again`, async () => {
    let broken = true;
    const asked = [];
    const { page, check, close } = await prepared(
      `?scene=${scene}`,
      (page) =>
        page.route(/(extras|takings)_bg-\w+\.wasm/, (route) => {
          asked.push(/(\w+)_bg/.exec(route.request().url())[1]);
          return broken ? route.abort() : route.continue();
        }),
      /Failed to load|ERR_FAILED/,
    );
    const root = figure(page, scene);
    await ready(root);
    await deepen(root);
    assert.deepEqual(asked, [], 'nobody has asked for it');
    await ask(root);
    await root.locator('.notices').getByText('could not be loaded').waitFor();
    broken = false;
    // Who asks at once hears of the same failure.
    await page.waitForTimeout(1200);
    await ask(root);
    await root.locator(there).first().waitFor();
    assert.deepEqual([...new Set(asked)], [part]);
    check();
    await close();
  });

test('a link to a reader’s own data waits for what reads them: a sentence, and another try', async () => {
  let broken = true;
  const { page, check, close } = await prepared(
    '?scene=full-vs-one&batch-sizes=22,1&points=' + Array.from({ length: 44 }, (_, k) => (k * k) % 17).join(),
    (page) => page.route(/extras_bg-\w+\.wasm/, (route) => (broken ? route.abort() : route.continue())),
    /Failed to load|ERR_FAILED/,
  );
  const root = figure(page, 'full-vs-one');
  await root.getByText('could not be loaded').waitFor();
  broken = false;
  await root.getByRole('button', { name: 'Try again' }).click();
  await ready(root);
  // What stands before the points in the link goes up to their number as well.
  const parameters = await root.evaluate((element) => Object.fromEntries(element.figure.scene.query()));
  assert.equal(parameters['batch-sizes'], '22,1');
  assert.equal(parameters.points.split(',').length, 44);
  check();
  await close();
});

test('a program that does not answer: a sentence after 15 seconds, and it can be asked for again', async () => {
  let silent = true;
  const { page, check, close } = await prepared(
    '',
    (page) => page.route('**/first_bg-*.wasm', (route) => (silent ? undefined : route.continue())),
    /preload/,
  );
  const root = figure(page, 'full-vs-one');
  await page.waitForTimeout(10_000);
  assert.equal(await root.getByText('has not come').count(), 0);
  await root.getByText('has not come for 15 seconds').waitFor();
  silent = false;
  await root.getByRole('button', { name: 'Try again' }).click();
  await ready(root);
  check();
  await close();
});

test('words that cannot be had: the figures come in English, with one sentence', async () => {
  const { page, check, close } = await prepared(
    '?lang=zh',
    (page) => page.route(/\/(figures|page)-\w+\.js/, (route) => route.abort()),
    /Failed to load|ERR_FAILED/,
  );
  const root = figure(page, 'full-vs-one');
  await ready(root);
  assert.match(await page.locator('#page-notices').innerText(), /^The words of 简体 could not be loaded/);
  await page.getByRole('button', { name: '简体' }).click();
  await page.waitForTimeout(300);
  assert.equal(await page.locator('#page-notices p').count(), 1);
  await page.unroute(/\/(figures|page)-\w+\.js/);
  await page.getByRole('button', { name: '简体' }).click();
  await root.getByText('先猜一猜').waitFor();
  assert.equal(await page.locator('#page-notices p').count(), 0);
  check();
  await close();
  const own = await here.elsewhere('<downhill-scene scene="full-vs-one" lang="zh"></downhill-scene>', {
    allow: /Failed to load|ERR_FAILED/,
    prepare: (page) => page.route(/\/(figures|page)-\w+\.js/, (route) => route.abort()),
  });
  await own.page.locator('.notices').getByText('The words of 简体').waitFor();
  await own.page.getByText('Predict.').waitFor();
  own.check();
  await own.close();
});

test('a language that comes late does not overtake the one chosen after it', async () => {
  const { page, check, close } = await open(here.browser, here.server.url);
  const root = figure(page, 'full-vs-one');
  await ready(root);
  await page.route(/\/(figures|page)-\w+\.js/, async (route) => {
    const response = await route.fetch();
    // Chinese words, as they are or escaped.
    const late = /[一-鿿]|\\u[4-9]/.test(await response.text());
    if (late) await new Promise((done) => setTimeout(done, 700));
    await route.fulfill({ response });
  });
  await page.getByRole('button', { name: '简体' }).click();
  await page.getByRole('button', { name: 'English' }).click();
  await page.waitForTimeout(1500);
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  assert.equal(await root.getByText('Predict.').count(), 1);
  assert.doesNotMatch(page.url(), /lang/);
  check();
  await close();
});

test('what a link says is shown as it is', async () => {
  for (const word of ['__proto__', 'constructor', 'toString', 'ui.play', 'footer.lecture', 'choice.order.once']) {
    const { page, check, close } = await here.alone(`full-vs-one&order=${word}&${word}=1&theme=${word}`);
    const told = (await notices(page).innerText()) + (await page.locator('#page-notices').innerText());
    assert.equal(told.split(`“${word}”`).length, 4, told);
    assert.doesNotMatch(told, /object Object|function|Play/);
    check();
    await close();
  }
  const { page, check, close } = await open(here.browser, `${here.server.url}?scene=${'a' + '😀'.repeat(50)}`);
  const told = await page.locator('#page-notices').innerText();
  assert.match(told, /“a(😀)+”/u);
  assert.doesNotMatch(told, /[\ud800-\udbff](?![\udc00-\udfff])|\ufffd/);
  check();
  await close();
});

test('of a name that stands twice the last counts, on the page too', async () => {
  const { page, check, close, root } = await here.alone('lab&theme=light&theme=dark&updates=50&updates=60');
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
  assert.equal(await value(root, 'updates'), '60');
  assert.match(await page.locator('#page-notices').innerText(), /“theme” stands in the link more than once/);
  assert.match(await notices(page).innerText(), /“updates” stands in the link more than once/);
  check();
  await close();
});

test('the address follows a few times a second, the last wish counts, and it may be refused', async () => {
  for (const refused of [false, true]) {
    const { page, check, close } = await prepared('?scene=full-vs-one', (page) =>
      page.addInitScript((refused) => {
        window.changes = 0;
        const replace = history.replaceState.bind(history);
        history.replaceState = (...parts) => {
          window.changes += 1;
          if (refused) throw new DOMException('The operation is insecure.', 'SecurityError');
          replace(...parts);
        };
      }, refused),
    );
    const root = page.locator('downhill-scene');
    await ready(root);
    const track = root.locator('.control-learning-rate input[type=range]');
    await track.focus();
    const began = Date.now();
    for (let k = 0; k < 40; k += 1) await page.keyboard.press('ArrowRight');
    await page.locator('#theme').click();
    await page.locator('#theme').click();
    await page.waitForTimeout(1100);
    const seconds = (Date.now() - began) / 1000;
    const changes = await page.evaluate(() => window.changes);
    assert.ok(changes > 0 && changes <= 3 * (seconds + 1), `${changes} changes in ${seconds} s`);
    const rate = await value(root, 'learning-rate');
    if (!refused) assert.match(page.url(), new RegExp(`learning-rate=${rate}&theme=dark`));
    check();
    await close();
  }
});

test('attributes that are no settings leave the settings of the reader alone', async () => {
  const { page, check, close, root } = await here.elsewhere(
    '<downhill-scene scene="lab" updates="70" colour="red"></downhill-scene>',
  );
  await ready(root);
  assert.match(await notices(page).innerText(), /“colour”/);
  await type(root, 'updates', '90');
  await root.evaluate((element) => {
    for (const name of ['inert', 'translate', 'foo', 'ng-version', 'colour', 'title']) element.setAttribute(name, 'no');
    for (const name of ['inert', 'colour']) element.removeAttribute(name);
  });
  await page.waitForTimeout(300);
  assert.equal(await value(root, 'updates'), '90');
  await root.evaluate((element) => element.setAttribute('steps', '50'));
  await page.waitForTimeout(300);
  await ready(root);
  assert.equal(await value(root, 'updates'), '50', 'an earlier name of a setting is one too');
  check();
  await close();
});

test('a figure as wide as a wall has a map of bounded size', async () => {
  const { page, check, close, root } = await here.elsewhere(
    '<downhill-scene scene="lab" style="display: block; width: 8000px"></downhill-scene>',
  );
  await ready(root);
  const pixels = await root.locator('canvas').evaluateAll((all) => all.map((c) => c.width * c.height));
  assert.ok(Math.max(...pixels) <= 8.1e6, `${Math.max(...pixels)} pixels`);
  check();
  await close();
});
