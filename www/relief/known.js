// Which pictures are seen as a landscape: whoever takes a picture away asks here.

/** @type {WeakMap<HTMLElement, import('./surface.js').Surface>} by the plot that it stands on */
export const surfaces = new WeakMap();
