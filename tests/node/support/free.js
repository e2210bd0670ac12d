// A page at long work stays free for its reader.

import assert from 'node:assert/strict';
import { tasks } from './tasks.js';

/** Milliseconds: that a task may take of a core of its own; after which nothing more is heard of what was cancelled. */
const [TASK, LATE] = [50, 200];
/** A machine that others use too takes slices of any task, of another one each time; what a page does itself takes as long in each. */
const TRIES = 3;

/** @typedef {{ page: import('playwright-core').Page, root: import('playwright-core').Locator, close: () => Promise<void> }} Opened */

/** In a page: milliseconds of the same small piece of work, over and over. @param {{ times: number, pause: number }} how */
async function pieces({ times, pause }) {
  const taken = [];
  let sum = 0;
  for (let k = 0; k < times; k += 1) {
    const from = performance.now();
    for (let n = 0; n < 1e6; n += 1) sum += Math.sqrt(n);
    taken.push(performance.now() - from);
    await new Promise((done) => setTimeout(done, pause));
  }
  taken.sort((one, other) => one - other);
  return sum > 0 ? taken[times >> 1] : 0;
}

/**
 * Asserts that a figure which measures leaves the page free, that it tells the time left, and that it can be stopped at once.
 * @template {Opened} T
 * @param {() => Promise<T>} open a new page that is `watched`
 * @returns {Promise<T>} the page, stopped
 */
export async function free(open) {
  for (let left = TRIES; ; left -= 1) {
    const opened = await open();
    const { page, root } = opened;
    const alone = await page.evaluate(pieces, { times: 40, pause: 5 });
    let beside = 0;
    const [{ time, what }] = await tasks(page, async () => {
      await root.locator('.command-measure').click();
      beside = await page.evaluate(pieces, { times: 30, pause: 100 });
    });
    // The workers share the page's cores here: a task takes so many times as long as on a core of its own.
    const slower = Math.max(1, beside / alone);
    const own = time / slower;
    const seconds = Number(/(\d+) s/.exec(await root.locator('.long-work').textContent())?.[1]);
    const asked = await root.locator('.command-cancel').evaluate((button) => {
      const now = performance.now();
      button.click();
      return now;
    });
    await root.locator('.long-work[hidden]').waitFor({ state: 'attached' });
    await page.waitForTimeout(600);
    const late = (await page.evaluate(() => window.heard)) - asked;
    console.log(
      `longest task: ${time.toFixed(0)} ms of a thread ${slower.toFixed(2)} times slowed down, ${what}; last heard ${late.toFixed(0)} ms after cancelling`,
    );
    if (left === 1 || (own < TASK && late < LATE)) {
      assert.ok(seconds > 0 && seconds < 600, `${seconds} s left`);
      assert.ok(own < TASK, `a task of ${own} ms: ${what}`);
      assert.ok(late < LATE, `heard after ${late} ms`);
      return opened;
    }
    await opened.close();
  }
}
