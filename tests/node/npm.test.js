// The npm package where people use it: bundlers, pages without one, Node, TypeScript. In Chromium.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { build as esbuild } from 'esbuild';
import { open, site } from './support/browser.js';
import { PACKAGE, TSC, project, run, tool } from './support/consumer.js';
import { idle, ready, type } from './support/reader.js';
import { watched } from './support/watched.js';

const here = site();
const FIGURE = '<downhill-scene scene="minima" particles="300"></downhill-scene>';
const SIMULATE = `import init, { simulate } from 'downhill-lab';
await init();
document.title = simulate({ objective: 'booth', optimizer: { name: 'sgd', learningRate: 0.05 } }).status;
`;
/** @param {string} script */
const page = (script) =>
  `<!doctype html><link rel="icon" href="data:," />${FIGURE}<script type="module" src="${script}"></script>`;

/** Opens a page whose script simulates and defines the element. @param {string} url */
async function works(url, { prepare, allow } = {}) {
  const { page, check, close } = await open(here.browser, url, {
    allow,
    prepare: async (page) => {
      await page.addInitScript(watched);
      await prepare?.(page);
    },
  });
  await page.waitForFunction(() => document.title === 'finished');
  const root = page.locator('downhill-scene');
  await ready(root);
  await root.locator('.command-release').click();
  await idle(root);
  assert.ok((await page.evaluate(() => window.reports)) > 0, 'by a worker');
  const link = page.evaluate(
    () => new Promise((done) => addEventListener('downhill-change', ({ detail }) => done(detail.link), { once: true })),
  );
  await type(root, 'learning-rate', '0.1');
  assert.match(await link, /^https:\/\/downhill-lab\.github\.io\/.*\?scene=minima&.*learning-rate=0\.1/);
  check();
  await close();
}

/** A folder as a site of its own. @param {string} folder */
const served = (folder) => ({
  prepare: (page) =>
    page.route('http://consumer.test/**', (route) => {
      const name = new URL(route.request().url()).pathname.slice(1) || 'index.html';
      const there = readdirSync(folder, { recursive: true }).includes(name);
      return there ? route.fulfill({ path: join(folder, name) }) : route.fulfill({ status: 404 });
    }),
});
const SITE = 'http://consumer.test/';

test('without a bundler, and the element as one file that has no address', async (t) => {
  const folder = project(t, {
    'index.html': page('main.js').replace(
      '<script',
      '<script type="importmap">{ "imports": { "downhill-lab": "./node_modules/downhill-lab/downhill.js" } }</script><script',
    ),
    'main.js': `${SIMULATE}
const text = await (await fetch('node_modules/downhill-lab/element/inline.js')).text();
await import(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));`,
  });
  const asked = [];
  const { prepare } = served(folder);
  await works(SITE, {
    prepare: (page) => {
      page.on('request', (request) => asked.push(request.url().split('/').at(-1)));
      return prepare(page);
    },
  });
  const files = asked.filter((name) => /\.(js|wasm)$/.test(name));
  assert.deepEqual([...new Set(files)], ['main.js', 'downhill.js', 'downhill_bg.wasm', 'inline.js']);
});

test('Vite, at work on a project and built', async (t) => {
  const root = project(t, { 'index.html': page('/main.js'), 'main.js': `${SIMULATE}import 'downhill-lab/element';` });
  const { build, createServer } = await import(tool('vite/dist/node/index.js'));
  const common = { root, configFile: false, logLevel: 'silent' };
  const server = await createServer({ ...common, server: { port: 0, host: '127.0.0.1' } });
  t.after(() => server.close());
  await server.listen();
  await works(server.resolvedUrls.local[0]);
  await build({ ...common, build: { outDir: join(root, 'out'), target: 'esnext' } });
  await works(SITE, served(join(root, 'out')));
});

test('webpack', async (t) => {
  const context = project(t, { 'main.js': `${SIMULATE}import 'downhill-lab/element';` });
  const { default: webpack } = await import(tool('webpack/lib/index.js'));
  const path = join(context, 'out');
  const stats = await new Promise((done, fail) =>
    webpack(
      { context, entry: './main.js', mode: 'production', output: { path, publicPath: 'auto' } },
      (error, stats) => (error ? fail(error) : done(stats)),
    ),
  );
  assert.deepEqual(stats.toJson({ all: false, errors: true }).errors, []);
  await works(SITE, withPage(path));
});

test('esbuild, which does not take files along', async (t) => {
  const folder = project(t, { 'main.js': `${SIMULATE}import 'downhill-lab/element/inline';` });
  const out = join(folder, 'out');
  const entryPoints = [join(folder, 'main.js')];
  const { warnings } = await esbuild({ entryPoints, bundle: true, format: 'esm', outdir: out, logLevel: 'silent' });
  assert.deepEqual(warnings, []);
  // The program's file is looked for, and is in the bundle all the same.
  await works(SITE, { ...withPage(out), allow: /status of 404/ });
});

/** @param {string} folder which has `main.js` and no page */
const withPage = (folder) => ({
  prepare: async (opened) => {
    await served(folder).prepare(opened);
    await opened.route(SITE, (route) => route.fulfill({ contentType: 'text/html', body: page('main.js') }));
  },
});

test('what the README shows runs in Node and with Vite, word for word', async (t) => {
  const readme = readFileSync(join(PACKAGE, 'README.md'), 'utf8');
  const blocks = [...readme.matchAll(/^```js\n([^]*?)^```/gm)].map(([, text]) => text);
  assert.ok(blocks.length >= 4);
  const named = blocks.map((text, k) => [`block-${k}.js`, `${text}\nglobalThis.done = (globalThis.done ?? 0) + 1;`]);
  const scripts = named.map(([name]) => `<script type="module" src="/${name}"></script>`).join('');
  const root = project(t, {
    ...Object.fromEntries(named),
    'index.html': `<!doctype html><link rel="icon" href="data:," />${scripts}<body></body>`,
  });
  for (const [name, text] of named) if (!text.includes('document')) await run(name, [], root);
  const { createServer } = await import(tool('vite/dist/node/index.js'));
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'silent',
    server: { port: 0, host: '127.0.0.1' },
  });
  t.after(() => server.close());
  await server.listen();
  const { page, check, close } = await open(here.browser, server.resolvedUrls.local[0]);
  await page.waitForFunction((count) => window.done === count, blocks.length);
  await ready(page.locator('downhill-scene'));
  check();
  await close();
});

test('on a server the element is nothing', async (t) => {
  const folder = project(t, { 'main.js': "import 'downhill-lab/element'; import 'downhill-lab/element/inline';" });
  await run('main.js', [], folder);
});

test('types: what is right compiles, what is wrong does not', async (t) => {
  const read = (name) => readFileSync(new URL(`types/${name}.ts`, import.meta.url), 'utf8');
  const files = Object.fromEntries(['right', 'wrong', 'element'].map((name) => [`${name}.ts`, read(name)]));
  const folder = project(t, { ...files, 'globals.d.ts': 'declare const console: { log(...told: unknown[]): void };' });
  const strict = ['--strict', '--skipLibCheck', 'false', '--noEmit', '--types', '', '--target', 'es2022'];
  for (const module of ['nodenext', 'preserve']) {
    const common = [...strict, '--module', module];
    await run(TSC, [...common, '--lib', 'es2022,dom', 'right.ts', 'wrong.ts', 'element.ts'], folder);
    // Neither a browser's types nor Node's.
    await run(TSC, [...common, '--lib', 'es2022', 'globals.d.ts', 'right.ts', 'wrong.ts'], folder);
  }
});

test('publint and attw have nothing to say', async () => {
  const { publint } = await import(tool('publint/src/index-node.js'));
  const { messages } = await publint({ pkgDir: PACKAGE, strict: true });
  assert.deepEqual(messages, []);
  const attw = tool('@arethetypeswrong/cli/dist/index.js');
  await run(attw, ['--pack', PACKAGE, '--profile', 'esm-only', '--no-emoji'], PACKAGE);
});
