// Pages without Python behind them: a notebook as HTML, and MyST's way to take a widget.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { readFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';
import { buildSync } from 'esbuild';
import { launch } from '../node/support/browser.js';
import { ELEMENT, folder, notebook, python } from './support.js';

const HERE = new URL('.', import.meta.url).pathname;
const TYPES = { '.html': 'text/html', '.mjs': 'text/javascript', '.js': 'text/javascript' };

/** What such pages load from elsewhere, as this machine has it. @param {string} address */
function loaded(address) {
  const name = /require(\.min)?\.js$/.test(address)
    ? 'requirejs/require.js'
    : /html-manager@[^/]*\/(.*)$/.test(address)
      ? `@jupyter-widgets/html-manager/${RegExp.$1}`
      : /anywidget@[^/]*\/(.*)$/.test(address)
        ? `anywidget/${RegExp.$1}`
        : '';
  return name && `${HERE}node_modules/${name}${extname(name) ? '' : '.js'}`;
}

/** @param {import('playwright-core').Page} page @param {number} count */
async function plays(page, count) {
  await page.waitForFunction(
    ([name, count]) => {
      /** @param {Document | ShadowRoot} root @returns {any[]} */
      const all = (root) =>
        [...root.querySelectorAll('*')].flatMap((element) => [
          ...(element.localName === name ? [element] : []),
          ...(element.shadowRoot && element.localName !== name ? all(element.shadowRoot) : []),
        ]);
      const elements = all(document);
      elements.forEach((element) => element.scrollIntoView());
      return elements.length === count && elements.every(({ figure }) => figure?.drawn);
    },
    [ELEMENT, count],
    { timeout: 120_000, polling: 500 },
  );
  const figure = page.locator(ELEMENT).first();
  await figure.scrollIntoViewIfNeeded();
  const time = () => figure.evaluate((element) => element.figure.scene.timeline().time);
  const before = await time();
  await figure.evaluate((element) => element.play());
  while ((await time()) === before) await page.waitForTimeout(50);
  return figure;
}

test('a notebook as HTML shows its figures, with one program for all', async (context) => {
  const place = folder(context);
  notebook(join(place, 'figure.ipynb'), [
    'from downhill_lab import Figure\nFigure("momentum", momentum=0.5)',
    'Figure("hill")',
  ]);
  python(place, '-m', 'nbconvert', '--to', 'html', '--execute', 'figure.ipynb');
  const html = readFileSync(join(place, 'figure.html'), 'utf8');
  assert.ok(html.length < 4_000_000, `${html.length} letters: the program is there once`);
  const browser = await launch();
  context.after(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  /** @type {string[]} */
  const missed = [];
  await page.route(/^https:/, (route) => {
    const path = loaded(route.request().url());
    if (path) return route.fulfill({ path, headers: { 'access-control-allow-origin': '*' } });
    missed.push(route.request().url());
    return route.abort();
  });
  await page.goto(pathToFileURL(join(place, 'figure.html')).href);
  const figure = await plays(page, 2);
  assert.equal(await figure.evaluate(({ parameters }) => parameters.momentum), '0.5');
  // Formulas and diagrams of notebooks, which these have not.
  assert.deepEqual(
    missed.filter((address) => !/mathjax|mermaid/i.test(address)),
    [],
  );
});

test("a page of MyST shows a figure from one module, by MyST's own renderer", async (context) => {
  const place = folder(context);
  python(place, '-m', 'downhill_lab', 'figure.mjs');
  mkdirSync(join(place, 'theme'));
  // Themes come from the network; what they do with a widget is in a package.
  writeFileSync(join(place, 'theme/template.yml'), 'jtex: v1\ntitle: none\nversion: 1.0.0\nkind: site\nmyst: v1\n');
  writeFileSync(join(place, 'myst.yml'), 'version: 1\nproject:\n  title: Notes\nsite:\n  template: ./theme\n');
  writeFileSync(
    join(place, 'index.md'),
    '# Notes\n\n:::{anywidget} ./figure.mjs\n{ "scene": "momentum", "parameters": { "momentum": 0.5 } }\n:::\n',
  );
  const myst = createRequire(import.meta.url).resolve('mystmd/dist/myst.cjs');
  execFileSync(process.execPath, [myst, 'build', '--site'], { cwd: place, stdio: ['ignore', 'ignore', 'inherit'] });
  const site = join(place, '_build/site');
  const { mdast } = JSON.parse(readFileSync(join(site, 'content/index.json'), 'utf8'));
  const node = mdast.children[0].children.find(({ type }) => type === 'anywidget');
  const renderer = buildSync({
    stdin: {
      contents: `import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { ANY_RENDERERS } from '@myst-theme/anywidget';
createRoot(document.body.firstChild).render(createElement(ANY_RENDERERS.anywidget, { node: ${JSON.stringify(node)} }));`,
      resolveDir: HERE,
    },
    bundle: true,
    write: false,
    format: 'esm',
    define: { 'process.env.NODE_ENV': '"production"' },
  }).outputFiles[0].text;
  const page =
    '<!doctype html><link rel="icon" href="data:,"><body><main></main><script type="module" src="/page.js"></script>';
  const server = createServer(({ url = '/' }, response) => {
    const body = url === '/' ? page : url === '/page.js' ? renderer : readFileSync(join(site, 'public', url));
    response.writeHead(200, { 'content-type': TYPES[extname(url)] ?? TYPES['.html'] }).end(body);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  const browser = await launch();
  context.after(() => Promise.all([browser.close(), server.close()]));
  const opened = await browser.newPage({ viewport: { width: 1000, height: 900 } });
  /** @type {string[]} */
  const faults = [];
  opened.on('pageerror', ({ message }) => faults.push(message));
  await opened.goto(`http://127.0.0.1:${/** @type {any} */ (server.address()).port}/`);
  const figure = await plays(opened, 1);
  assert.equal(await figure.evaluate(({ parameters }) => parameters.momentum), '0.5');
  // What is found is told, and nobody has to hear it.
  await figure.evaluate((element) => (element.parameters = { momentum: 0.25 }));
  await opened.waitForTimeout(1500);
  assert.deepEqual(faults, []);
});
