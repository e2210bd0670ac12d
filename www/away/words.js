// The words of what is taken away, fetched with what needs them.

import { learnMore } from '../text.js';

/** In English and in the present language. */
export const words = () =>
  learnMore('away', (language) => import(`../locales/${language}/away.json`, { with: { type: 'json' } }));
