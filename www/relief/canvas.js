// The canvases of a landscape, and colours for them.

/** Device pixels for one of CSS: at least 2, or thin lines blur; at most 3, or phones choke. */
export const ratioOf = () => Math.min(Math.max(devicePixelRatio, 2), 3);

/** The same for the surface, whose edges are smoothed anyway. */
export const FINE = 2;

/** Gives a canvas its size, if it has another one: what was on it would go. @param {HTMLCanvasElement} canvas @param {number} width @param {number} height @param {number} ratio */
export function sized(canvas, width, height, ratio) {
  const [wide, high] = [width, height].map((side) => Math.round(side * ratio));
  if (canvas.width === wide && canvas.height === high) return;
  [canvas.width, canvas.height] = [wide, high];
}

/** Wipes the canvas of a pen, and lets it draw in CSS pixels. @param {CanvasRenderingContext2D} pen @param {number} ratio */
export function wiped(pen, ratio) {
  const { width, height } = pen.canvas;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  return pen;
}

/** @param {string} text a colour as a style sheet has it, in full @returns {number[]} */
export function rgbOf(text) {
  const [r, g, b] = (text.match(/[0-9a-f]{2}/gi) ?? []).map((part) => Number.parseInt(part, 16));
  const [long] = [text.length > 4 ? [r, g, b] : [...text.slice(1)].map((digit) => 17 * Number.parseInt(digit, 16))];
  return long;
}
