// A page on which nothing else runs, for measuring the package beside plain loops.

import { launch, open } from '../../tests/node/support/browser.js';
import { serve } from '../../tests/node/support/server.js';

/**
 * @template Given, Found
 * @param {(given: Given & { module: string, loops: string }) => Promise<Found>} measure runs in the page
 * @param {Given} given
 * @returns {Promise<Found>}
 */
export const bare = (measure, given) => room((page, here) => page.evaluate(measure, { ...given, ...here }));

/** Where the page finds what it measures. @typedef {{ module: string, loops: string }} Here */

/**
 * The same page for measuring in turns with something outside of it.
 * @template Found
 * @param {(page: import('playwright-core').Page, here: Here) => Promise<Found>} measure
 * @returns {Promise<Found>}
 */
export async function room(measure) {
  const server = await serve();
  const browser = await launch();
  const { page, close } = await open(browser, `${server.url}icon.svg`);
  await page.route(/\/loops\/\w+\.js/, (route) =>
    route.fulfill({
      path: new URL(`..${new URL(route.request().url()).pathname}`, import.meta.url).pathname,
      contentType: 'text/javascript',
    }),
  );
  const here = { module: `${server.origin}/npm/downhill.js`, loops: `${server.origin}/loops` };
  const found = await measure(page, here);
  await close();
  await browser.close();
  server.close();
  return found;
}
