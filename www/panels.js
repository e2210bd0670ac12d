// The canvases of a scene, and the pointer, finger and keys on them.

import { h, setText } from './dom.js';
import { Labels } from './labels.js';
import { pause } from './loop.js';
import { brief, t } from './text.js';

/** @typedef {import('./pkg/first.js').Scene} Scene */

/** Device pixels for one CSS pixel: the screen's own, or 2 where these are so few that thin lines blur; at most 3, or phones choke. */
const ratio = () => (devicePixelRatio < 1.5 ? 2 : Math.min(devicePixelRatio, 3));

/** Width in CSS pixels from which a picture has room for whole words. */
const ROOMY = 500;
/** Width over height below which a picture wants a line of its own on a narrow page. */
const TALL = 1.5;

/** Arrow keys and the direction they move a handle, y up. */
const ARROWS = /** @type {Record<string, [number, number]>} */ ({
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
});

/** Pixels of the screen for one of a picture's own: a presenter's figure is zoomed. @param {HTMLElement} plot */
const zoomOf = (plot) => plot.getBoundingClientRect().width / plot.clientWidth || 1;

/**
 * Where a pointer is on a picture, in the picture's own pixels.
 * @param {HTMLElement} plot @param {MouseEvent} event @returns {[number, number]}
 */
function placeOn(plot, event) {
  const box = plot.getBoundingClientRect();
  const zoom = zoomOf(plot);
  return [(event.clientX - box.left) / zoom, (event.clientY - box.top) / zoom];
}

/**
 * Width over height of a first picture with none or two beside it, or three below, as `panels.css` puts them.
 * @param {number[]} aspects
 */
function shape([first, ...rest]) {
  if (rest.length === 0) return first;
  return rest.length < 3 ? first * (2.72 / 1.72) : 1 / (1 / first + 1 / (3 * Math.min(...rest)));
}

/** All panels of one scene: sizes, handles, gestures. */
export class Panels {
  /**
   * @param {Scene} scene
   * @param {(done: boolean) => void} changed called after the reader moved something
   */
  constructor(scene, changed) {
    this.scene = scene;
    this.changed = changed;
    this.infos = scene.panels();
    /** What marks the runs in the pictures, in their order. */
    this.marks = '●■▲◆×+';
    /** @type {HTMLElement[]} */
    this.plots = [];
    /** @type {HTMLElement[]} */
    this.pictures = [];
    /** @type {{ x: HTMLElement, y: HTMLElement }[]} */
    this.axes = [];
    /** @type {HTMLElement[]} */
    this.handles = [];
    /** Whose turn it was: odd for the pictures, even for the one under a hand. */
    this.turn = -1;
    this.labels = new Labels();
    /** Where handles stand in their pictures. @type {{ panel: number, x: number, y: number }[]} */
    this.grips = [];
    /** @type {import('./pkg/first.js').LabelInfo[] | undefined} */
    this.said = undefined;
    this.saidBeside = this.grips;
    /** Measured when a size changes: asking in a frame would make the browser lay the page out. @type {boolean[]} */
    this.roomy = [];
    /** Width and height. @type {[number, number][]} */
    this.sizes = [];
    /** Names of the runs, beside the first picture. */
    this.legend = h('div', { class: 'legend' });
    /** @type {import('./pkg/first.js').LegendInfo[]} */
    this.named = [];
    const figures = this.infos.map((info, index) => this.#figure(info, index));
    /** @param {boolean} deeper */
    const of = (deeper) => figures.filter((_, index) => this.infos[index].deeper === deeper);
    const [first, ...rest] = of(false);
    const seen = this.infos.filter(({ deeper }) => !deeper);
    // Of three, the first has a line of its own in any case.
    const stacked = rest.length < 2 || (rest.length < 3 && seen.slice(1).some((info) => info.aspect < TALL));
    const side = h('div', { class: `side side-${rest.length} ${stacked ? 'stacked' : ''}` }, ...rest);
    /** Where the other pictures stand. */
    this.beside = side;
    this.element = h('div', { class: 'panels' }, first ?? '', rest.length ? side : '');
    /** Width over height of all of them on a wide page. */
    this.shape = shape(seen.map(({ aspect }) => aspect));
    /** Pictures for those who look deeper. */
    this.deeper = h('div', { class: 'deeper-panels' }, ...of(true));
    this.observer = new ResizeObserver(() => this.measure());
    for (const plot of this.plots) this.observer.observe(plot);
    this.gone = new AbortController();
    this.#watchRatio();
    this.#makeHandles();
  }

  /** Another screen, or another zoom: the same box has other pixels. */
  #watchRatio() {
    const same = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    const changed = () => {
      this.measure();
      this.#watchRatio();
    };
    same.addEventListener('change', changed, { once: true, signal: this.gone.signal });
  }

  /** Sizes the canvases to their boxes. All are asked before anything is written: else the browser would lay the page out for each. */
  measure() {
    const boxes = this.plots.map((plot) => [plot.clientWidth, plot.clientHeight, Math.min(ratio() * zoomOf(plot), 3)]);
    this.labels.dress(this.plots[0]);
    this.sizes = boxes.map(([width, height, pixels], index) => {
      this.roomy[index] = width >= ROOMY;
      this.scene.resize(index, width, height, pixels);
      return [width, height];
    });
    this.place();
  }

  /**
   * Lets a hidden figure be seen, first its pictures, one a frame: that each is painted for the first time takes its time, too.
   * From then on they are seen where the figure is.
   * @param {HTMLElement} figure
   */
  async reveal(figure) {
    for (const { style } of this.plots) {
      style.visibility = 'visible';
      await pause(16);
    }
    for (const { style } of [figure, ...this.plots]) style.visibility = '';
  }

  /**
   * Draws what is out of date until the time is up, the pictures in turn, one under a hand before each of them. Tells whether there
   * was any.
   * @param {number} until @param {boolean} [held] whether to begin with the one under a hand, whosever turn it is
   */
  draw(until, held) {
    const { plots, scene } = this;
    const hand = plots.findIndex((plot) => plot.matches(':active'));
    const turns = 2 * plots.length;
    if (held && this.turn % 2 === 0) this.turn -= 1;
    let any = false;
    for (let k = 0; k < turns && !(any && performance.now() > until); k += 1) {
      this.turn = (this.turn + 1) % turns;
      any = scene.render(this.turn % 2 ? this.turn >> 1 : hand) || any;
    }
    return any;
  }

  disconnect() {
    this.observer.disconnect();
    this.gone.abort();
  }

  /** Puts the handles where they stand. */
  grip() {
    const handles = this.scene.handles();
    this.grips = handles;
    handles.forEach((info, index) => {
      const handle = this.handles[index];
      if (!handle) return;
      handle.style.transform = `translate(${info.x.toFixed(1)}px, ${info.y.toFixed(1)}px)`;
      const label = t(info.label, info.args);
      if (handle.getAttribute('aria-label') !== label) handle.setAttribute('aria-label', label);
    });
  }

  /** Puts handles and the names of axes where the scene says. */
  place() {
    this.scene.panels().forEach((info, index) => {
      setText(this.axes[index].x, t(info.x));
      setText(this.axes[index].y, t(info.y));
      this.pictures[index].setAttribute('aria-label', t(info.label));
      // One that has nothing to show says nothing.
      const panel = /** @type {HTMLElement} */ (this.plots[index].parentElement);
      panel.hidden = !info.label;
    });
    this.grip();
  }

  /** Names the runs, and puts the words of the pictures in their places. */
  tell() {
    this.name();
    this.label();
  }

  /** Names the runs. */
  name() {
    const runs = this.scene.legend();
    // It is the same object for as long as it says the same.
    if (runs === this.named) return;
    this.named = runs;
    const said = runs.map(({ run, key, args }) =>
      h('span', {}, h('b', { style: `color: var(--run-${run})` }, this.marks[run]), ' ', () => brief(key, args)),
    );
    this.legend.replaceChildren(...said);
  }

  /** Puts the words of the pictures where the scene says. */
  label() {
    const words = (/** @type {number} */ panel) => (this.roomy[panel] ? t : brief);
    const [labels, grips] = [this.scene.labels(), this.grips];
    // Both are the same objects for as long as they say the same.
    if (labels === this.said && grips === this.saidBeside) return;
    [this.said, this.saidBeside] = [labels, grips];
    this.labels.show(labels, words, this.plots, this.sizes, grips);
  }

  /**
   * @param {import('./pkg/first.js').PanelInfo} info
   * @param {number} index
   */
  #figure(info, index) {
    const still = h('canvas', { 'aria-hidden': 'true' });
    const moving = h('canvas', { 'aria-hidden': 'true' });
    const picture = h('div', { class: 'canvases', role: 'img' }, still, moving);
    const plot = h('div', { class: 'plot', style: `aspect-ratio: ${info.aspect}` }, picture);
    this.plots.push(plot);
    this.pictures.push(picture);
    this.scene.attach(index, still, moving);
    plot.addEventListener('click', (event) => {
      if (/** @type {Element} */ (event.target).closest('button')) return;
      this.scene.tap(index, ...placeOn(plot, event));
      this.changed(true);
    });
    plot.addEventListener('pointermove', (event) => {
      if (event.pointerType !== 'mouse' || event.buttons) return;
      this.scene.hover(index, ...placeOn(plot, event));
    });
    plot.addEventListener('pointerleave', () => this.scene.leave(index));
    const axes = { x: h('div', { class: 'axis-x' }, t(info.x)), y: h('div', { class: 'axis-y' }, t(info.y)) };
    this.axes.push(axes);
    return h(
      'figure',
      { class: `panel panel-${info.id}` },
      h('div', { class: 'head' }, axes.y, index ? '' : this.legend),
      plot,
      axes.x,
    );
  }

  #makeHandles() {
    this.handles = this.scene.handles().map((info, index) => {
      const plot = this.plots[info.panel];
      const handle = h('button', { class: `handle handle-${info.id}`, type: 'button' });
      handle.append(h('span', { class: 'grip' }));
      /** @param {PointerEvent} event @param {boolean} done */
      const move = (event, done) => {
        this.scene.drag(index, ...placeOn(plot, event), done);
        this.changed(done);
      };
      handle.addEventListener('pointerdown', (event) => {
        if (event.button !== 0) return;
        handle.setPointerCapture(event.pointerId);
        handle.classList.add('held');
      });
      handle.addEventListener('pointermove', (event) => {
        if (handle.hasPointerCapture(event.pointerId)) move(event, false);
      });
      handle.addEventListener('lostpointercapture', (event) => {
        handle.classList.remove('held');
        move(event, true);
      });
      handle.addEventListener('keydown', (event) => {
        const arrow = ARROWS[event.key];
        if (!arrow || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        const size = event.shiftKey ? 10 : 1;
        this.scene.nudge(index, arrow[0] * size, arrow[1] * size);
        this.changed(true);
      });
      plot.append(handle);
      return handle;
    });
  }
}
