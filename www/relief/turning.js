// How a landscape is turned: by mouse, finger, wheel, keys and buttons.

import { h, oneStop } from '../dom.js';
import { t } from '../text.js';

/** Angle of a turn for one width of the picture, and of a tilt for one height. */
const [TURN, TILT] = [3, 1.6];
/** What one press of a key does: an angle, an angle, a factor. */
const KEY = { turn: 0.12, tilt: 0.08, zoom: 1.15 };
/** Pixels from which a press is a drag. */
const SLACK = 4;

/** Milliseconds after which a turn is over. */
const REST = 250;

/** What keys do. @type {Record<string, [turn: number, tilt: number]>} */
const ARROWS = {
  ArrowLeft: [KEY.turn, 0],
  ArrowRight: [-KEY.turn, 0],
  ArrowUp: [0, KEY.tilt],
  ArrowDown: [0, -KEY.tilt],
};

export class Turning {
  /** @param {import('./surface.js').Surface} surface */
  constructor(surface) {
    this.surface = surface;
    /** Fingers, or the mouse, where they are. @type {Map<number, [x: number, y: number]>} */
    this.pointers = new Map();
    this.dragged = false;
    /** Whether the reader has turned it. */
    this.touched = false;
    this.gone = new AbortController();
    /** Until it rests. @type {ReturnType<typeof setTimeout> | 0} */
    this.soon = 0;
    const button = (/** @type {string} */ name, /** @type {string} */ sign, /** @type {() => void} */ act) => {
      const label = () => t(`relief.${name}`);
      const onclick = () => this.#done(act);
      return h('button', { type: 'button', class: 'quiet', 'aria-label': label, title: label, onclick }, sign);
    };
    const { camera } = surface;
    this.element = h(
      'div',
      { class: 'zooms', role: 'group' },
      button('in', '+', () => camera.closer(1.3)),
      button('out', '−', () => camera.closer(1 / 1.3)),
      button('home', '⟲', () => camera.home()),
    );
    oneStop(this.element);
  }

  begin() {
    const { plot, picture } = this.surface;
    const { signal } = this.gone;
    /** @param {string} name @param {(event: any) => void} act @param {AddEventListenerOptions} [how] */
    const on = (name, act, how) => plot.addEventListener(name, act, { signal, ...how });
    on('pointerdown', (event) => this.#down(event));
    on('pointermove', (event) => this.#move(event));
    for (const name of ['pointerup', 'pointercancel', 'lostpointercapture']) on(name, (event) => this.#up(event));
    // What ends a drag is no tap.
    on('click', (event) => this.#click(event), { capture: true });
    on('wheel', (event) => this.#wheel(event), { passive: false });
    // Two fingers are for the landscape, one may scroll the page.
    const two = (/** @type {TouchEvent} */ event) => event.touches.length > 1 && event.preventDefault();
    on('touchstart', two, { passive: false });
    on('touchmove', two, { passive: false });
    picture.addEventListener('keydown', (event) => this.#key(event), { signal });
    picture.tabIndex = 0;
    plot.append(this.element);
  }

  end() {
    if (this.soon) this.#rest();
    this.gone.abort();
    const { picture } = this.surface;
    picture.removeAttribute('tabindex');
    picture.removeAttribute('aria-description');
    this.element.remove();
  }

  /** @param {() => void} act */
  #done(act) {
    this.touched = true;
    act();
    this.surface.moved();
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.#rest(), REST);
  }

  /** It is seen from where it is to be seen from. */
  #rest() {
    clearTimeout(this.soon);
    this.soon = 0;
    this.surface.keep();
  }

  /** @param {MouseEvent} event @returns {[x: number, y: number]} */
  #place(event) {
    const { plot } = this.surface;
    const box = plot.getBoundingClientRect();
    const zoom = box.width / plot.clientWidth || 1;
    return [(event.clientX - box.left) / zoom, (event.clientY - box.top) / zoom];
  }

  /** @param {PointerEvent} event */
  #down(event) {
    if (/** @type {Element} */ (event.target).closest('button') || event.button > 0) return;
    if (!this.pointers.size) this.dragged = false;
    this.pointers.set(event.pointerId, this.#place(event));
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    const [x, y] = this.#place(event);
    const [dx, dy] = [x - before[0], y - before[1]];
    if (!this.dragged && this.pointers.size === 1 && Math.hypot(dx, dy) < SLACK) return;
    if (!this.dragged) this.surface.plot.setPointerCapture(event.pointerId);
    this.dragged = true;
    const { camera, size } = this.surface;
    const other = [...this.pointers].find(([id]) => id !== event.pointerId)?.[1];
    this.pointers.set(event.pointerId, [x, y]);
    this.#done(() => {
      if (!other) {
        camera.move((-TURN * dx) / size[0], event.pointerType === 'touch' ? 0 : (TILT * dy) / size[1]);
        return;
      }
      const apart = (/** @type {[number, number]} */ [a, b]) => Math.hypot(a - other[0], b - other[1]) || 1;
      camera.closer(apart([x, y]) / apart(before), (x + other[0]) / 2, (y + other[1]) / 2);
    });
  }

  /** @param {PointerEvent} event */
  #up(event) {
    this.pointers.delete(event.pointerId);
  }

  /** @param {MouseEvent} event */
  #click(event) {
    if (!this.dragged || /** @type {Element} */ (event.target).closest('button')) return;
    this.dragged = false;
    event.stopImmediatePropagation();
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const [x, y] = this.#place(event);
    this.#done(() => this.surface.camera.closer(Math.exp(-0.004 * event.deltaY), x, y));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { camera } = this.surface;
    const arrow = ARROWS[event.key];
    const far = event.shiftKey ? 4 : 1;
    if (arrow) this.#done(() => camera.move(arrow[0] * far, arrow[1] * far));
    else if ('+='.includes(event.key)) this.#done(() => camera.closer(KEY.zoom));
    else if ('-−_'.includes(event.key)) this.#done(() => camera.closer(1 / KEY.zoom));
    else if (event.key === '0' || event.key === 'Home') this.#done(() => camera.home());
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
