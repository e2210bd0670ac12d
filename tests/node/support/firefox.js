// Firefox, where there is one.

import { existsSync } from 'node:fs';
import { firefox } from 'playwright-core';

const places = [process.env.DOWNHILL_FIREFOX, '/usr/bin/firefox-esr'];
const executablePath = places.find((path) => path && existsSync(path));
/** Why a test of it does not run; nothing where it does. */
export const lacking = executablePath ? false : 'there is no Firefox';
/** What Firefox as it is published cannot be told by playwright. */
export const FIREFOX = {
  viewport: { width: 1280, height: 800 },
  colorScheme: null,
  reducedMotion: null,
  forcedColors: null,
  contrast: null,
};
export const launchFirefox = () => firefox.launch({ channel: 'moz-firefox', executablePath });
