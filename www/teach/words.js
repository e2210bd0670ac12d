// The words of a class, fetched with what needs them.

import { learnMore } from '../text.js';

/** In English and in the present language. */
export const words = () =>
  learnMore('class', (language) => import(`../locales/${language}/class.json`, { with: { type: 'json' } }));
