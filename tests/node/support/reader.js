// What a reader sees and does, for journeys.

/** @param {import('playwright-core').Page} page @param {string} scene */
export const figure = (page, scene) => page.locator(`#${scene} downhill-scene`);

/** The number of updates that a run shows. */
export const update = (root, run = 0) => root.locator('.readouts tbody tr').nth(run).locator('td').first();

/**
 * A figure is ready when its table of numbers is there, which is folded away; it is made once a reader gets near. A busy
 * machine takes its time.
 */
export async function ready(root) {
  await root.scrollIntoViewIfNeeded();
  await deepen(root);
  await root.locator('.readouts tbody tr').first().waitFor({ timeout: 30_000 });
}

/** Opens what is for those who look deeper. */
export async function deepen(root) {
  await root.locator('details.deeper').waitFor({ timeout: 30_000 });
  await root.locator('details.deeper').evaluate((details) => (details.open = true));
}

/** Pixels of a panel's moving canvas as one string, to see whether it changed. */
export const picture = (root, panel = 0) =>
  root
    .locator('.plot')
    .nth(panel)
    .locator('canvas')
    .last()
    .evaluate((canvas) => canvas.toDataURL());

/** What the first handle says of its place. */
export const start = (root) => root.locator('.handle').first().getAttribute('aria-label');

export const notices = (page) => page.locator('.notices');

/** Where the middle of a handle is on the screen. @returns {Promise<[x: number, y: number]>} */
export async function middle(handle) {
  const { x, y, width, height } = await handle.boundingBox();
  return [x + width / 2, y + height / 2];
}

/** Drags with the mouse from a handle's middle by some pixels, once the handle stands; tells from where to where. */
export async function drag(page, handle, dx, dy) {
  await handle.scrollIntoViewIfNeeded();
  await (await handle.elementHandle()).waitForElementState('stable');
  const [x, y] = await middle(handle);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx, y + dy, { steps: 6 });
  await page.mouse.up();
  return [
    [x, y],
    [x + dx, y + dy],
  ];
}

/** Goes to the end of time. */
export const end = (root) => root.locator('.scrubber').fill('1000');

/** Waits until nothing is left to compute. */
export const idle = (root) => root.locator('.scene:not([data-pending])').waitFor({ timeout: 60_000 });

/** What a control is set to. */
export const value = (root, name) => root.locator(`.control-${name} .number`).first().inputValue();

/** Types a value into a control. */
export async function type(root, name, text) {
  const field = root.locator(`.control-${name} .number`).first();
  await field.fill(text);
  await field.press('Enter');
}

/** Picks one of a control's choices. */
export const choose = (root, name) => root.getByRole('radio', { name, exact: true }).check();

/** The connection goes and comes again. */
export async function reconnect(page) {
  await page.context().setOffline(true);
  await page.context().setOffline(false);
}

/** A finger on the screen: `touch('touchStart', x, y)`, `touchMove`, `touchEnd`. */
export async function finger(page) {
  const devtools = await page.context().newCDPSession(page);
  return (type, x, y) =>
    devtools.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
}
