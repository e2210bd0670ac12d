// The machine that is timed, as far as a browser tells.

/** @typedef {{ cores: number, platform: string, browser: string }} Machine */

const { hardwareConcurrency, platform, userAgent } = navigator;
/** @type {{ platform?: string } | undefined} */
const hints = Reflect.get(navigator, 'userAgentData');
const [browser] = /(Edg|OPR|Firefox|Chrome)\/\d+/.exec(userAgent) ?? /Version\/\d+/.exec(userAgent) ?? ['browser'];

/** @type {Machine} */
export const machine = {
  cores: hardwareConcurrency || 1,
  platform: hints?.platform || platform,
  // Safari calls itself by its version alone.
  browser: browser.replace('/', ' ').replace('Version', 'Safari'),
};
