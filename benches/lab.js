// A run of a million updates in `lab`, three rules side by side: how much computing it takes, and whole frames while it is
// computed and after.

import { DESKTOP, launch, open } from '../tests/node/support/browser.js';
import { serve } from '../tests/node/support/server.js';
import { frames, play } from './support/frames.js';
import { at, table, within } from './support/table.js';

const LIMITS = { computing: 3, frame: 12 };
const RUNS = [
  ['surface', 'lab&updates=1000000'],
  // Noise without end: curves that go to and fro in every pixel.
  [
    'one example at a time',
    'lab&updates=1000000&objective=linear-regression&runs=sgd,batch-size:1~momentum,batch-size:1',
  ],
];

const server = await serve();
const browser = await launch();
for (const [name, scene] of RUNS) {
  const { page, close } = await open(browser, `${server.url}icon.svg`, { context: DESKTOP });
  const devtools = await page.context().newCDPSession(page);
  const figure = page.locator('downhill-scene');
  const pending = figure.locator('[data-pending]');
  /** Whether the runs had ended before anybody looked: then nothing was measured. */
  let seen = false;
  const computing = await frames(devtools, async () => {
    await page.goto(`${server.url}?scene=${scene}`);
    await pending.waitFor({ state: 'attached' });
    seen = true;
    await play(page);
    await pending.waitFor({ state: 'detached', timeout: 120_000 });
  });
  if (!seen) throw new Error('nothing was computed');
  await figure.locator('.scrubber').fill('700');
  await play(page);
  await page.waitForTimeout(100);
  // The last third: nearly all moments that are kept are drawn.
  const playing = await frames(devtools, () => page.waitForTimeout(2000));
  const seconds = computing.reduce((sum, time) => sum + time, 0) / 1000;
  table(`a million updates in lab: ${name}`, [
    within('computing, all of the main thread', seconds, LIMITS.computing, 's'),
    within(
      'a frame while computing, 95th percentile',
      at(computing, 0.95),
      LIMITS.frame,
      'ms',
      ` of ${computing.length}`,
    ),
    within('a frame while playing, 95th percentile', at(playing, 0.95), LIMITS.frame, 'ms', ` of ${playing.length}`),
  ]);
  await close();
}
await browser.close();
server.close();
