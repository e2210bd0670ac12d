// <downhill-scene> for other people's pages: `element.js`. It touches nothing around it.

import { Elsewhere } from './element.js';

/** A second copy, or another version, finds the short name taken; by its own name each version is there. */
for (const name of ['downhill-scene', `downhill-scene-${VERSION.replaceAll('.', '-')}`])
  if (!customElements.get(name)) customElements.define(name, class extends Elsewhere {});
