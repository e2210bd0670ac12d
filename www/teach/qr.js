// A link as a picture that phones read.

import { encode } from 'uqr';

const SVG = 'http://www.w3.org/2000/svg';

/** @param {string} text */
export function qr(text) {
  const { data, size } = encode(text, { border: 3 });
  const rows = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')));
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${size} ${size}`);
  svg.setAttribute('class', 'qr');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', rows.join(''));
  svg.append(path);
  return svg;
}
