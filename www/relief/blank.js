// What the program takes for the map's canvases while the landscape stands in their place: it draws nothing, and tells when it is drawn on.

/** A pen that leaves no mark. It knows what the program uses. */
class Blank {
  fillStyle = '';
  strokeStyle = '';
  lineWidth = 1;
  lineJoin = 'round';
  lineCap = 'round';
  font = '';
  textAlign = 'start';
  textBaseline = 'alphabetic';

  /** @param {() => void} drawn a layer is drawn anew */
  constructor(drawn) {
    this.clearRect = drawn;
  }
  beginPath() {}
  moveTo() {}
  lineTo() {}
  closePath() {}
  arc() {}
  stroke() {}
  fill() {}
  fillRect() {}
  fillText() {}
  putImageData() {}
  drawImage() {}
}
// The program makes sure that it has one.
Object.setPrototypeOf(Blank.prototype, CanvasRenderingContext2D.prototype);

/** @param {() => void} drawn @returns {HTMLCanvasElement} */
export function blank(drawn) {
  const pen = new Blank(drawn);
  return /** @type {any} */ ({ width: 1, height: 1, getContext: () => pen });
}
