// Bytes on the wire, compressed: a first visit, the whole page, one scene alone; and coming back, with and without cache headers.

import { basename } from 'node:path';
import { DESKTOP, launch, open } from '../tests/node/support/browser.js';
import { serve } from '../tests/node/support/server.js';
import { table, within } from './support/table.js';

const KB = 1024;
/** Most kilobytes. */
const LIMITS = { first: 110, whole: 260, alone: 260 };
const CACHES = [
  ['no cache headers', {}],
  ['cache headers', { 'cache-control': 'max-age=3600' }],
];

const browser = await launch();
for (const [title, headers] of CACHES) {
  const server = await serve({ headers });
  /** Bytes and names of what is sent while something happens. */
  const sent = async (act) => {
    const before = server.answers.length;
    await act();
    const answers = server.answers.slice(before).filter(({ name }) => !name.endsWith('icon.svg'));
    const names = answers.map(({ name }) => name);
    return { bytes: answers.reduce((sum, { bytes }) => sum + bytes, 0), names };
  };
  /** Opens the page as somebody who has not been there, or has been. */
  const visit = async (query, act) => {
    const { page, close } = await open(browser, 'about:blank', { context: DESKTOP });
    const once = async () => {
      await page.goto(server.url + query);
      await page.locator('downhill-scene').locator('.step b').first().waitFor();
      await act?.(page);
      await page.waitForTimeout(700);
    };
    const [first, again] = [await sent(once), await sent(once)];
    await close();
    return { first, again };
  };
  const through = async (page) => {
    for (const scene of await page.locator('downhill-scene').all()) {
      await scene.scrollIntoViewIfNeeded();
      await scene.locator('.step b').first().waitFor();
    }
  };
  const [first, whole, alone] = [await visit(''), await visit('', through), await visit('?scene=critical')];
  const visits = [first, whole, alone].map(({ first: { names } }) => names);
  const twice = new Set(visits.flatMap((names) => names.filter((name, k) => names.indexOf(name) !== k)));
  const kilo = (bytes) => bytes / KB;
  const cached = 'cache-control' in headers;
  /** What a visit needs has a limit; without cache headers every worker asks for the module again. */
  const row = (name, bytes, most, more) => {
    const held = within(name, kilo(bytes), most, 'KB', more);
    return cached ? held : { ...held, most: Infinity, limit: 'no limit' };
  };
  const rows = (name, { first, again }, most) => [
    row(name, first.bytes, most, ` in ${first.names.length} files`),
    row('  the second time', again.bytes, cached ? 1 : kilo(first.bytes), ` in ${again.names.length} files`),
  ];
  /** Files that should not be among those sent. */
  const none = (name, files) => ({
    name,
    measured: [...files].map((file) => basename(file)).join(', ') || 'none',
    ratio: [...files].length,
    most: cached ? 0 : Infinity,
    limit: cached ? 'none' : 'no limit',
  });
  table(`bytes on the wire, brotli, ${title}`, [
    ...rows('a first visit', first, LIMITS.first),
    ...rows('the whole page', whole, LIMITS.whole),
    ...rows('one scene alone', alone, LIMITS.alone),
    none('files sent twice in one visit', twice),
  ]);
  server.close();
}
await browser.close();
