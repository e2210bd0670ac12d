// A page on which nothing else runs, for measuring the package beside plain loops.

import { launch, open } from '../../tests/node/support/browser.js';
import { serve } from '../../tests/node/support/server.js';

/**
 * @template Given, Found
 * @param {(given: Given & { module: string, loops: string }) => Promise<Found>} measure runs in the page
 * @param {Given} given
 * @returns {Promise<Found>}
 */
export async function bare(measure, given) {
  const server = await serve();
  const browser = await launch();
  const { page, close } = await open(browser, `${server.url}icon.svg`);
  await page.route('**/loops/*.js', (route) =>
    route.fulfill({
      path: new URL(`..${new URL(route.request().url()).pathname}`, import.meta.url).pathname,
      contentType: 'text/javascript',
    }),
  );
  const here = { ...given, module: `${server.origin}/npm/downhill.js`, loops: `${server.origin}/loops` };
  const found = await page.evaluate(measure, here);
  await close();
  await browser.close();
  server.close();
  return found;
}
