// A figure as a widget of a notebook, in the way of anywidget (https://anywidget.dev); its other side is `python/downhill_lab`.

/** @typedef {import('../elsewhere/element.js').Elsewhere} Element */
/** @typedef {Record<string, string>} Parameters by name, as links write them */
/**
 * What the notebook keeps, also on a page that was made of it, where there is no Python any more.
 * @typedef {object} Model
 * @property {(name: string) => any} get
 * @property {(name: string, value: unknown) => void} set
 * @property {() => void} save_changes
 * @property {(event: string, act: (message: any) => void) => void} on
 * @property {(event: string, act: (message: any) => void) => void} off
 * @property {{ get_model(id: string): Promise<unknown> }} [widget_manager]
 */

/** The element that belongs to this version, whatever else is on the page. */
const NAME = `downhill-scene-${VERSION.replaceAll('.', '-')}`;

/** How the notebook writes that another widget is meant. */
const WIDGET = 'IPY_MODEL_';

/** Milliseconds from one look at what was found to the next: runs find things while nobody touches anything. */
const LOOK = 1000;

/** Whether both are the same settings; "0.10" is 0.1. @param {Parameters} one @param {Parameters} other */
function same(one, other) {
  const names = Object.keys(one);
  const alike = (/** @type {string} */ a, /** @type {string | undefined} */ b) => a === b || Number(a) === Number(b);
  return names.length === Object.keys(other).length && names.every((name) => alike(one[name], other[name]));
}

/** Does what a page without a notebook behind it cannot do: MyST's says so by an error. @param {() => void} act */
function wherever(act) {
  try {
    act();
  } catch {
    // There is nobody to tell.
  }
}

/** Has the program that defines the element: all figures of a notebook share one. @param {Model} model */
async function program(model) {
  const shared = String(model.get('_program') ?? '');
  if (shared.startsWith(WIDGET)) await model.widget_manager?.get_model(shared.slice(WIDGET.length));
  await customElements.whenDefined(NAME);
}

/** One figure that stands in a cell. */
class View {
  /** @param {Model} model @param {HTMLElement} place */
  constructor(model, place) {
    this.model = model;
    this.place = place;
    /** What was asked for before the figure stood. @type {string[]} */
    this.asked = [];
    this.ready = false;
    this.element = this.made();
    place.replaceChildren(this.element);
  }

  /** A figure anew. */
  stand() {
    this.ready = false;
    this.element = this.made();
    this.place.replaceChildren(this.element);
  }

  /** An element with what the notebook says. */
  made() {
    const { model } = this;
    const element = /** @type {Element} */ (document.createElement(NAME));
    element.setAttribute('scene', model.get('scene') ?? '');
    // Keys in a figure are none of JupyterLab's.
    element.setAttribute('data-lm-suppress-shortcuts', 'true');
    this.dress(element);
    const step = model.get('step');
    element.parameters = { ...model.get('parameters'), ...(step ? { step } : {}) };
    element.addEventListener('downhill-ready', () => {
      if (element !== this.element) return;
      this.ready = true;
      for (const command of this.asked.splice(0)) this.act(command);
      this.tell();
    });
    for (const event of ['change', 'verdict', 'measured'])
      element.addEventListener(`downhill-${event}`, () => this.tell());
    return element;
  }

  /** Colours and language. @param {Element} element */
  dress(element) {
    for (const name of ['theme', 'lang']) {
      const value = this.model.get(name);
      if (value) element.setAttribute(name, value);
      else element.removeAttribute(name);
    }
  }

  /** What the reader sees now. @returns {{ parameters: Parameters, step: number | null }} */
  get present() {
    const { step: _, ...parameters } = this.element.parameters;
    const at = this.element.figure?.scene.guide().at;
    return { parameters, step: at === undefined ? null : at + 1 };
  }

  /** Tells the notebook what is new. */
  async tell() {
    const { element, model } = this;
    if (!this.ready) return;
    const told = { ...this.present, verdict: element.verdict ?? null };
    const findings = await element.findings();
    if (element !== this.element || !element.isConnected) return;
    let changed = false;
    for (const [name, value] of Object.entries({ ...told, findings })) {
      if (JSON.stringify(model.get(name)) === JSON.stringify(value)) continue;
      model.set(name, value);
      changed = true;
    }
    if (changed) wherever(() => model.save_changes());
  }

  /** The notebook has other parameters: all that it does not name are at their defaults. */
  parametrise() {
    const parameters = this.model.get('parameters') ?? {};
    if (!same(parameters, this.present.parameters)) this.element.parameters = parameters;
  }

  /** The notebook names a step. */
  follow() {
    const step = this.model.get('step');
    if (step && step !== this.present.step) this.element.step(step);
  }

  /** @param {string} command */
  act(command) {
    if (!this.ready) this.asked.push(command);
    else if (command === 'play') this.element.play();
    else if (command === 'pause') this.element.pause();
    else if (command === 'reset') this.element.parameters = {};
  }
}

export default {
  /** @param {{ model: Model, el: HTMLElement }} cell @returns {Promise<() => void>} ends it */
  async render({ model, el }) {
    await program(model);
    const view = new View(model, el);
    const dressed = () => view.dress(view.element);
    /** @type {[string, (message: any) => void][]} */
    const heard = [
      ['change:scene', () => view.stand()],
      ['change:parameters', () => view.parametrise()],
      ['change:step', () => view.follow()],
      ['change:theme', dressed],
      ['change:lang', dressed],
      ['msg:custom', ({ command }) => view.act(command)],
    ];
    for (const [event, act] of heard) model.on(event, act);
    const looking = setInterval(() => view.tell(), LOOK);
    return () => {
      clearInterval(looking);
      for (const [event, act] of heard) wherever(() => model.off(event, act));
    };
  },
};
