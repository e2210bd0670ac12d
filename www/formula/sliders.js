// A slider for each parameter of a formula.

/** @typedef {import('../controls.js').Control} Control */

/** What is the matter with a value that is not given. */
const USUAL = 1;

/** Values by name. @param {string} text as a link writes them @returns {Map<string, number>} */
export const valuesOf = (text) =>
  new Map(
    text
      .split(',')
      .map((part) => part.split(':'))
      .filter(([name, value]) => name && value?.trim() && Number.isFinite(Number(value)))
      .map(([name, value]) => [name.trim(), Number(value)]),
  );

/** @param {Map<string, number>} values @param {string[]} names those that count */
export const written = (values, names) =>
  names
    .filter((name) => (values.get(name) ?? USUAL) !== USUAL)
    .map((name) => `${name}:${values.get(name)}`)
    .join(',');

/** The least of 2, 5, 10 (times powers of ten) that has room for a value. @param {number} value */
function room(value) {
  const size = Math.max(Math.abs(value), 1.5);
  const ten = 10 ** Math.floor(Math.log10(size));
  return [2, 5, 10].map((part) => part * ten).find((reach) => reach >= size) ?? 10 * ten;
}

export class Sliders {
  /**
   * @param {import('../control-panel.js').ControlPanel} panel that of the figure, of which another one is made
   * @param {(values: Map<string, number>, done: boolean) => void} moved
   */
  constructor(panel, moved) {
    /** @type {Map<string, number>} */
    this.values = new Map();
    const Panel = /** @type {typeof import('../control-panel.js').ControlPanel} */ (panel.constructor);
    this.panel = new Panel(panel.scene, {
      set: ({ label }, value, done) => {
        const number = Number(value.replace(/[−–]/g, '-'));
        if (value.trim() && Number.isFinite(number)) this.values = new Map(this.values).set(label, number);
        moved(this.values, done);
      },
      command: () => {},
    });
    this.element = this.panel.bar;
    this.element.classList.add('own-parameters', 'control-parameters');
    /** How far each slider goes to either side. @type {Map<string, number>} */
    this.reach = new Map();
  }

  /** @param {string[]} names @param {Map<string, number>} values */
  show(names, values) {
    this.values = values;
    this.panel.update(names.map((name) => this.#control(name, values.get(name) ?? USUAL)));
    this.element.hidden = !names.length;
  }

  /** @param {string} name @param {number} value @returns {Control} */
  #control(name, value) {
    // A range that has been there stays for as long as the value fits.
    const before = this.reach.get(name) ?? 0;
    const reach = Math.abs(value) <= before ? before : room(value);
    this.reach.set(name, reach);
    /** @type {import('../pkg/first.js').Param} */
    const param = {
      name,
      label: name,
      unit: '',
      was: [],
      default: String(USUAL),
      kind: 'number',
      min: -reach,
      max: reach,
      step: Number((reach / 100).toPrecision(1)),
      scale: 'linear',
    };
    return { name: `own-${name}`, label: name, param, value: String(value), group: 'main', enabled: true };
  }
}
