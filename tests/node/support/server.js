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
};

/** @type {Map<string, Buffer>} */
const bodies = new Map();

/** A file, compressed once. @param {string} name */
function packed(name) {
  const body = bodies.get(name) ?? brotliCompressSync(readFileSync(join(ROOT, name)));
  bodies.set(name, body);
  return body;
}

/**
 * Starts a server on a free port of this machine.
 * @param {{ headers?: Record<string, string>, missing?: string[] }} [options] extra headers; files to answer with 404
 */
export async function serve({ headers = {}, missing = [] } = {}) {
  /** @type {Map<string, number>} bytes sent, by file */
  const sent = new Map();
  /** @type {{ name: string, bytes: number }[]} all that was sent, in order */
  const answers = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    // A lecturer's page lives in some folder, never at the root.
    const name = normalize(path.replace(/^\/some\/folder\//, 'site/').replace(/\/$/, '/index.html'));
    try {
      if (missing.some((file) => name.endsWith(file))) throw new Error('missing');
      const body = packed(name);
      sent.set(name, body.length);
      answers.push({ name, bytes: body.length });
      const type = TYPES[extname(name)] ?? 'application/octet-stream';
      response.writeHead(200, { 'content-type': type, 'content-encoding': 'br', ...headers }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, url: `${origin}/some/folder/`, sent, answers, close: () => server.close() };
}
