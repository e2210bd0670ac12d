// A figure that measures: the reader can give it up.

import assert from 'node:assert/strict';

/** @typedef {{ page: import('playwright-core').Page, root: import('playwright-core').Locator }} Opened */

/**
 * Begins to measure, hears how long that will take, and gives it up.
 * @param {Opened} opened a new page that is `watched`
 * @param {() => Promise<unknown>} [meanwhile] what happens before it is given up
 */
export async function giveUp({ page, root }, meanwhile = () => page.waitForTimeout(3000)) {
  await root.locator('.command-measure').click();
  await root.locator('.long-work').getByText(/\d+ s/).waitFor();
  await meanwhile();
  const seconds = Number(/(\d+) s/.exec(await root.locator('.long-work').textContent())?.[1]);
  const asked = await root.locator('.command-cancel').evaluate((button) => {
    const now = performance.now();
    button.click();
    return now;
  });
  await root.locator('.long-work[hidden]').waitFor({ state: 'attached' });
  return { seconds, asked };
}

/** Asserts that no worker goes on. @param {import('playwright-core').Page} page */
export async function assertQuiet(page) {
  const reports = () => page.evaluate(() => window.reports);
  // What was on its way arrives.
  await page.waitForTimeout(1000);
  const heard = await reports();
  await page.waitForTimeout(1000);
  assert.equal(await reports(), heard);
}

/** Asserts that it tells the time left, and that no worker is heard of once it was given up. @param {Opened} opened */
export async function assertGivenUp(opened) {
  const { seconds } = await giveUp(opened);
  assert.ok(seconds > 0 && seconds < 600, `${seconds} s left`);
  await assertQuiet(opened.page);
  await opened.root.locator('.command-measure:enabled').waitFor();
}
