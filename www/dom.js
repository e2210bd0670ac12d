// Making elements.

/**
 * An element with attributes and children. `on…` attributes are listeners; `undefined` and `false` leave one out.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children);
  return element;
}

/**
 * Changes text only where it differs: the frame loop calls this sixty times a second.
 * @param {Node} node
 * @param {string} text
 */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Drawings of the buttons, on a grid of 24. */
const ICONS = {
  play: 'M7 4.5v15l12-7.5z',
  pause: 'M6.5 5h4v14h-4zM13.5 5h4v14h-4z',
  back: 'M17.5 5.5v13L8.5 12zM5.5 5.5h2.4v13H5.5z',
  forward: 'M6.5 5.5v13l9-6.5zM16.1 5.5h2.4v13h-2.4z',
  restart: 'M12 5V1.8L7.2 6.2 12 10.600V7.400a5.100 5.100 0 1 1-5.100 5.100H4.500A7.500 7.500 0 1 0 12 5z',
  undo: 'M8.500 4.500 3.500 9.200l5 4.700v-3.200h5.800a3.500 3.500 0 0 1 0 7H8.500v2.300h5.800a5.800 5.800 0 0 0 0-11.600H8.500z',
  redo: 'M15.500 4.500l5 4.700-5 4.700v-3.200H9.700a3.500 3.500 0 0 0 0 7h5.800v2.300H9.700a5.800 5.800 0 0 1 0-11.600h5.800z',
  close:
    'M6.400 5 12 10.600 17.600 5 19 6.400 13.400 12l5.600 5.600-1.400 1.400-5.600-5.600L6.400 19 5 17.600l5.600-5.600L5 6.400z',
};

/**
 * An icon; says nothing to screen readers, the button around it has the name.
 * @param {keyof typeof ICONS} name
 */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}
