// Serves dist/site under a sub-path, compressed as a good host would.

import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const ROOT = new URL('../../../dist/', import.meta.url).pathname;
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

const { version: VERSION } = JSON.parse(readFileSync(join(ROOT, 'npm/package.json'), 'utf8'));

/** @type {Map<string, Buffer>} */
const bodies = new Map();

/** A file, compressed once. @param {string} name @param {(name: string, text: string) => string} edit */
function packed(name, edit) {
  const whole = bodies.get(name) ?? brotliCompressSync(readFileSync(join(ROOT, name)));
  bodies.set(name, whole);
  if (!/\.(js|html)$/.test(name)) return whole;
  const text = readFileSync(join(ROOT, name), 'utf8');
  const edited = edit(name, text);
  return edited === text ? whole : brotliCompressSync(edited);
}

/** The version before, which stands beside this one at `/other/folder/`. @param {string} _ @param {string} text */
const another = (_, text) => text.replaceAll(JSON.stringify(VERSION), '"0.0.9"');

/**
 * Starts a server on a free port of this machine.
 * @param {{ headers?: Record<string, string> | ((name: string) => Record<string, string>), missing?: string[], edit?: (name: string, text: string) => string }} [options] extra headers; files to answer with 404; what a
 * script or a page is instead, where it is another one
 */
export async function serve({ headers = {}, missing = [], edit = (_, text) => text } = {}) {
  /** @type {Map<string, number>} bytes sent, by file */
  const sent = new Map();
  /** @type {{ name: string, bytes: number }[]} all that was sent, in order */
  const answers = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    // Somebody else's page, to be filled.
    if (path === '/blank')
      return response
        .writeHead(200, { 'content-type': TYPES['.html'] })
        .end('<!doctype html><link rel="icon" href="data:,">');
    // A lecturer's page lives in some folder, never at the root.
    const name = normalize(path.replace(/^\/(some|other)\/folder\//, 'site/').replace(/\/$/, '/index.html'));
    try {
      if (missing.some((file) => name.endsWith(file))) throw new Error('missing');
      const body = packed(name, path.startsWith('/other/') ? another : edit);
      sent.set(name, body.length);
      answers.push({ name, bytes: body.length });
      const own = typeof headers === 'function' ? headers(name) : headers;
      const type = TYPES[extname(name)] ?? 'application/octet-stream';
      response.writeHead(200, { 'content-type': type, 'content-encoding': 'br', ...own }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, url: `${origin}/some/folder/`, sent, answers, close: () => server.close() };
}
