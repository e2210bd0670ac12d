// What the program takes for canvases where it is not to draw on any.

/** A pen that leaves no mark. It knows what the program uses. */
export class Blank {
  fillStyle = '';
  strokeStyle = '';
  lineWidth = 1;
  lineJoin = 'round';
  lineCap = 'round';
  font = '';
  textAlign = 'start';
  textBaseline = 'alphabetic';

  beginPath() {}
  /** @param {...any} _ */
  moveTo(..._) {}
  /** @param {...any} _ */
  lineTo(..._) {}
  closePath() {}
  /** @param {...any} _ */
  arc(..._) {}
  stroke() {}
  fill() {}
  /** @param {...any} _ */
  fillRect(..._) {}
  /** @param {...any} _ */
  fillText(..._) {}
  clearRect() {}
  putImageData() {}
  drawImage() {}
}
// The program makes sure that it has one.
Object.setPrototypeOf(Blank.prototype, CanvasRenderingContext2D.prototype);

/**
 * A map's canvas while the landscape stands in its place. It has no width, whatever it is given: the program draws nothing on it, but
 * tells when it would.
 * @param {() => void} drawn a layer is out of date @returns {HTMLCanvasElement}
 */
export function blank(drawn) {
  const pen = Object.assign(new Blank(), { clearRect: drawn });
  return /** @type {any} */ (
    Object.defineProperty({ height: 1, getContext: () => pen }, 'width', { get: () => 0, set() {} })
  );
}
