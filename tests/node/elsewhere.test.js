// The element on other people's pages: it touches nothing there, wears their colours, keeps its keys, and can be spoken to. In Chromium.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { DESKTOP, open, PHONE, site } from './support/browser.js';
import { ADDRESS, untouched } from './support/hostile.js';
import { end, ready, type, value } from './support/reader.js';

const here = site();
const SCRIPT = () => `<script type="module" src="${here.server.url}element.js"></script>`;
const FIGURE = '<downhill-scene scene="momentum"></downhill-scene>';

/** A page of somebody else, at an address of its own. @param {string} html @param {string} [query] */
async function host(html, query = '', { script, deepened = true, ...options } = {}) {
  const url = `${here.server.origin}/host/notes.html${query}`;
  const opened = await open(here.browser, url, {
    ...options,
    prepare: async (page) => {
      if (script) await page.addInitScript(script);
      await page.route(url, (route) =>
        route.fulfill({ contentType: 'text/html; charset=utf-8', body: `<!doctype html>${html}` }),
      );
    },
  });
  const root = opened.page.locator('downhill-scene').first();
  if (deepened) await ready(root);
  else await root.locator('details.deeper').waitFor();
  return { ...opened, root };
}

test('nothing of a hostile page around two versions of it is touched', async () => {
  const { page, check, close } = await open(here.browser, here.server.origin + ADDRESS);
  await untouched(page, here.server.url, `${here.server.origin}/other/folder/`);
  check();
  await close();
});

test('a second copy changes nothing, and every version has a name of its own', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../../dist/npm/package.json', import.meta.url), 'utf8'));
  const own = `downhill-scene-${version.replaceAll('.', '-')}`;
  const { page, check, close } = await host(
    `${SCRIPT()}${SCRIPT().replace('element.js', 'element.js?copy')}${FIGURE}<${own} scene="hill"></${own}>`,
  );
  await page.locator(own).scrollIntoViewIfNeeded();
  await page.locator(`${own} .panel`).first().waitFor();
  await page.locator('downhill-scene .panel').first().waitFor();
  check();
  await close();
});

/** What documentation tools and slides do for dark colours: how the page looks, and what changes when a reader wants others. */
const HOSTS = {
  Docusaurus: ['html[data-theme=dark] body { background: #1b1b1d }', 'html', 'data-theme', 'dark'],
  Furo: ['body[data-theme=dark] { background: #131416 }', 'body', 'data-theme', 'dark'],
  'sphinx-book-theme': ['html[data-theme=dark] body { background: rgb(20, 24, 30) }', 'html', 'data-theme', 'dark'],
  mdBook: ['.coal { color-scheme: dark } .coal body { background: hsl(200, 7%, 8%) }', 'html', 'class', 'coal'],
  'reveal.js': ['.night { background: #111 } .reveal { background: transparent }', 'body', 'class', 'night'],
  Quarto: ['body.quarto-dark { background: #222; transition: background 0.2s }', 'body', 'class', 'quarto-dark'],
  MyST: ['html.dark { background: #1c1917 }', 'html', 'class', 'dark'],
  'only color-scheme': ['html.dim { color-scheme: dark }', 'html', 'class', 'dim'],
};
for (const scheme of ['light', 'dark'])
  test(`a figure follows the colours of its page, where the system is ${scheme}`, async () => {
    for (const [name, [style, where, attribute, dark]] of Object.entries(HOSTS)) {
      const { page, check, close, root } = await host(
        `<style>body { background: #fff } ${style}</style>${SCRIPT()}<div class="reveal">${FIGURE}</div>`.replace(
          name === 'MyST' || name === 'only color-scheme' ? 'body { background: #fff }' : '\n',
          '',
        ),
        '',
        { context: { colorScheme: scheme, viewport: { width: 900, height: 800 } } },
      );
      const isDark = () => root.evaluate((element) => element.hasAttribute('data-dark'));
      assert.equal(await isDark(), false, `${name}: light, whatever the system likes`);
      await page.locator(where).evaluate((element, [key, text]) => element.setAttribute(key, text), [attribute, dark]);
      await page.waitForTimeout(900);
      assert.equal(await isDark(), true, `${name}: dark`);
      await root.evaluate((element) => element.setAttribute('theme', 'light'));
      await page.waitForTimeout(100);
      assert.equal(await isDark(), false, `${name}: its own attribute wins`);
      check();
      await close();
    }
  });

test('on a phone the picture stays below what a page keeps at the top, in the colour of the page', async () => {
  const bar = (height, more = '') =>
    `<header style="position: sticky; top: 0; z-index: 9; height: ${height}px; background: #ccf; ${more}"></header>`;
  const long = '<p style="height: 900px">Notes</p>';
  const body = `<h1>Notes</h1>${FIGURE}${long}`;
  const pages = {
    'a bar that stays': [bar(60) + body, 60],
    'two bars': [bar(60) + bar(30, 'top: 60px') + body, 90],
    'a page in a part of its own': [
      `<div id="port" style="position: fixed; inset: 80px 0 0; overflow: auto">${bar(40)}${body}</div>`,
      120,
    ],
    'a bar that goes': [
      `${bar(60, 'transition: none')}<script>addEventListener('scroll', () => {
        document.querySelector('header').style.top = scrollY > 40 ? '-60px' : '0';
      })</script>${body}`,
      0,
    ],
  };
  for (const [name, [html, below]] of Object.entries(pages)) {
    const { page, check, close, root } = await host(
      `<meta name="viewport" content="width=device-width"><style>body { background: #101820 }</style>${SCRIPT()}${html}`,
      '',
      { context: PHONE },
    );
    const picture = root.locator('.panel').first();
    // As a reader does: a little, then on.
    for (const far of [30, 70, 100, 100, 100, 100]) {
      await page.evaluate((by) => (document.querySelector('#port') ?? document.scrollingElement).scrollBy(0, by), far);
      await page.waitForTimeout(80);
    }
    assert.equal(Math.round((await picture.boundingBox()).y), below, name);
    assert.equal(await picture.evaluate((element) => getComputedStyle(element).backgroundColor), 'rgb(16, 24, 32)');
    check();
    await close();
  }
});

test('keys that a figure has used do not reach the page, not even on their way down; others do', async () => {
  const { page, check, close, root } = await host(`${SCRIPT()}<button>Outside</button>${FIGURE}
    <script>window.keys = []; document.addEventListener('keydown', ({ key }) => keys.push(key), true);</script>`);
  const keys = () => page.evaluate(() => window.keys.splice(0));
  await root.locator('.handle').first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await root.locator('.control-learning-rate .number').focus();
  for (const key of ['.', 'ArrowUp', 'b', 'Enter']) await page.keyboard.press(key);
  await root.locator('.dots button').first().focus();
  for (const key of ['ArrowRight', 'Enter', 'Space']) await page.keyboard.press(key);
  await root.locator('.toolbar button[tabindex="0"]').focus();
  await page.keyboard.press('ArrowLeft');
  assert.deepEqual(await keys(), []);
  await page.keyboard.press('Escape');
  await page.keyboard.press('s');
  await page.getByRole('button', { name: 'Outside' }).focus();
  await page.keyboard.press('ArrowRight');
  assert.deepEqual(await keys(), ['Escape', 's', 'ArrowRight']);
  check();
  await close();
});

test('scripts read and set it, and hear what happens', async () => {
  const { page, check, close, root } = await host(`<script>
      window.heard = [];
      for (const name of ['ready', 'change', 'verdict'])
        addEventListener('downhill-' + name, ({ detail, target }) => heard.push([name, target.localName, detail]));
    </script>${SCRIPT()}<downhill-scene scene="full-vs-one" learning-rate="0.1"></downhill-scene>`);
  const heard = async (name) => (await page.evaluate(() => window.heard)).filter(([other]) => other === name);
  assert.equal((await heard('ready')).length, 1);
  const ask = (what) => root.evaluate((element, text) => new Function('element', `return ${text}`)(element), what);
  await ask(`void (element.parameters = { 'learning-rate': 0.2 })`);
  assert.deepEqual(await ask('element.parameters'), { 'learning-rate': '0.2' });
  assert.equal(await value(root, 'learning-rate'), '0.2');
  const [, target, { parameters, link }] = (await heard('change')).at(-1);
  assert.deepEqual([target, parameters], ['downhill-scene', { 'learning-rate': '0.2' }]);
  assert.equal(link, `${here.server.url}?scene=full-vs-one&learning-rate=0.2`);
  await ask('element.reset()');
  assert.equal((await ask('element.parameters'))['learning-rate'] ?? '0.1', '0.1');
  await ask('element.step(2)');
  await root.locator('.dot[aria-current]').nth(0).waitFor();
  assert.equal((await ask('element.parameters')).step, '2');
  await ask('element.step(99)');
  assert.equal((await ask('element.parameters')).step, '2', 'there is no such step');
  // Frameworks set properties where there are some.
  await ask(`void (element.step = '3', element.theme = 'dark')`);
  assert.equal(await root.getAttribute('step'), '3');
  // With a setting beside it a step is the reader's own turn, as in a link.
  await root.locator('.turn[aria-current]').waitFor();
  assert.equal(await root.getAttribute('data-dark'), '');
  await ask('element.step(1)');
  await ask('element.play()');
  await page.waitForTimeout(300);
  await ask('element.pause()');
  const told = await root.locator('.icon.play').getAttribute('aria-label');
  assert.equal(told, 'Play');
  await root.locator('.answers button').first().click();
  await root.locator('.ask.told').waitFor();
  const [[, , { chosen, text }]] = await heard('verdict');
  assert.equal(chosen, 0);
  assert.match(text, /\w+ .*\./);
  assert.equal((await ask('element.verdict')).text, text);
  // There is something to find once the run has ended.
  await end(root);
  const found = await ask('element.findings()');
  assert.ok(found.length > 0);
  for (const { claim, standing, text } of found) {
    assert.match(standing, /^(holds|conditional|fails|unclear|report)$/);
    assert.ok(text.includes(' ') && text !== claim, `${claim} is said in words`);
  }
  check();
  await close();
});

test('twelve figures on one page: one program, no more workers than cores, and nothing moves that the reader did not move', async () => {
  const scenes = ['full-vs-one', 'momentum', 'trade-offs', 'generalization', 'critical', 'escape'];
  const notes = '<p>Notes of the lecture, and what they are about.</p>';
  const figures = [...scenes, ...scenes].map(
    (scene) => `${notes}<downhill-scene scene="${scene}" style="display: block; min-height: 800px"></downhill-scene>`,
  );
  for (const context of [DESKTOP, PHONE]) {
    const { page, check, close } = await host(
      `<meta name="viewport" content="width=device-width">${figures.join('')}${SCRIPT()}`,
      '',
      {
        context,
        deepened: false,
        script: () => {
          window.shifts = [];
          window.programs = 0;
          const compile = WebAssembly.compileStreaming;
          WebAssembly.compileStreaming = (...parts) => {
            window.programs += 1;
            return compile(...parts);
          };
          new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map(({ value }) => value))).observe(
            { type: 'layout-shift', buffered: true },
          );
        },
      },
    );
    const built = () =>
      page.locator('downhill-scene').evaluateAll((all) => all.filter((element) => element.figure).length);
    assert.ok((await built()) <= 3, `${await built()} figures made before anybody came near`);
    for (let k = 0; k < figures.length; k += 1) {
      const root = page.locator('downhill-scene').nth(k);
      await root.evaluate((element) => element.scrollIntoView());
      await root.locator('details.deeper').waitFor();
      await page.waitForTimeout(150);
    }
    assert.equal(await built(), figures.length);
    const { shifts, programs, cores } = await page.evaluate(() => ({
      shifts: window.shifts,
      programs: window.programs,
      cores: navigator.hardwareConcurrency,
    }));
    const moved = shifts.reduce((sum, value) => sum + value, 0);
    console.log(`twelve figures, ${context.viewport.width} wide: moved ${moved.toFixed(4)}, ${programs} programs`);
    assert.ok(moved <= 0.02, `moved by ${moved}`);
    assert.ok(programs > 0 && programs <= 3, `${programs} programs: each part once`);
    assert.ok(page.workers().length <= cores);
    check();
    await close();
  }
});

test('on a slide that is shown later there is room for a figure, and nothing moves', async () => {
  const { page, check, close, root } = await here.elsewhere(
    '<div id="slide" hidden style="width: 900px"><downhill-scene scene="noise"></downhill-scene><p>Below</p></div>',
    {
      prepare: (page) =>
        page.addInitScript(() => {
          window.moved = 0;
          new PerformanceObserver((list) => {
            for (const { value } of list.getEntries()) window.moved += value;
          }).observe({ type: 'layout-shift', buffered: true });
        }),
    },
  );
  await page.locator('downhill-scene:defined').waitFor({ state: 'attached' });
  await page.evaluate(() => document.querySelector('#slide')?.removeAttribute('hidden'));
  await root.locator('details.deeper').waitFor();
  await page.waitForTimeout(500);
  const moved = await page.evaluate(() => window.moved);
  assert.ok(moved <= 0.02, `moved by ${moved}`);
  check();
  await close();
});

test('until a figure stands, what the page has written into it is seen; in a narrow column it is laid out as on a phone', async () => {
  /** @type {(value?: unknown) => void} */
  let release = () => {};
  const held = new Promise((done) => (release = done));
  const { page, check, close, root } = await here.elsewhere(
    '<div style="width: 480px"><downhill-scene scene="momentum"><a href="/">Momentum, as a figure</a></downhill-scene></div>',
    { prepare: (page) => page.route('**/first*.wasm', (route) => held.then(() => route.continue())) },
  );
  await page.locator('downhill-scene:defined').waitFor();
  await page.getByText('Momentum, as a figure').waitFor();
  release();
  await ready(root);
  assert.ok(!(await page.getByText('Momentum, as a figure').isVisible()));
  const [map, strip] = await root
    .locator('.plot')
    .evaluateAll((plots) => plots.map((plot) => plot.getBoundingClientRect()).map(({ left, top }) => ({ left, top })));
  assert.ok(strip.top > map.top + 200 && strip.left < 100, 'one below the other');
  check();
  await close();
});
