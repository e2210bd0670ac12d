// Maps seen as landscapes, for tests.

/** Where the first handle is put. */
export const grip = (root) =>
  root
    .locator('.handle')
    .first()
    .evaluate((handle) => handle.style.transform);

/** Waits until a turned landscape is drawn. */
export const drawn = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/**
 * Opens a scene as a landscape. `said` tells what the address says of a parameter.
 * @param {ReturnType<typeof import('./browser.js').site>} here @param {string} scene and more parameters
 */
export async function landscape(here, scene, options) {
  const opened = await here.alone(`${scene}&view=surface&lang=en`, options);
  await opened.root.locator('.landscape').waitFor();
  await opened.page.waitForTimeout(100);
  const said = (/** @type {string} */ name) => new URL(opened.page.url()).searchParams.get(name);
  return { ...opened, grip: () => grip(opened.root), said };
}
