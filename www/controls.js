// Controls, built from the parameter table that the core exports: sliders, and what the others share.

import { h } from './dom.js';
import { t } from './text.js';

/** @typedef {import('./pkg/first.js').Control} Control */
/**
 * @typedef {object} Actions
 * @property {(control: Control, value: string, done: boolean) => void} set
 * @property {(control: Control) => void} command
 */
/** @typedef {{ element: HTMLElement, update(control: Control): void }} Widget */

/** Positions of a slider. */
const TICKS = 1000;

/** Tells whether two lists of controls differ in more than their values. @param {Control[]} controls */
export const signature = (controls) =>
  controls
    .map(({ name, run, enabled, param: p }) => [name, run, enabled, p?.min, p?.max, p?.choices?.length])
    .join(' ');

/**
 * What makes a control of any other kind; it comes with what is folded away, and with the figures beyond the first: `widgets.js`.
 * @typedef {(control: Control, actions: Actions, tools: typeof TOOLS) => Widget} Maker
 */

/** @param {Control} control @param {Actions} actions @param {Maker} other @returns {Widget} */
export const widget = (control, actions, other) =>
  /number|integer/.test(control.param?.kind ?? '') && control.name !== 'seed'
    ? slider(control, actions)
    : other(control, actions, TOOLS);

/** @param {Control} control */
const name = ({ label, param }) => t(label) + (param?.unit ? ` (${param.unit})` : '');
/** @param {Control} control */
const range = ({ param }) => {
  const { min = 0, max = 1, step = 0, scale, kind } = param ?? {};
  return { min, max, step, log: scale === 'log', whole: kind === 'integer' };
};
let ids = 0;
const newId = () => `control-${(ids += 1)}`;

/** @param {Control} c @param {number} position */
function valueAt(c, position) {
  const { min, max, step, log, whole } = range(c);
  const share = position / TICKS;
  const raw = log ? min * (max / min) ** share : min + (max - min) * share;
  if (whole) return String(Math.round(raw));
  return String(log || !step ? Number(raw.toPrecision(2)) : Number((Math.round(raw / step) * step).toPrecision(9)));
}

/** @param {Control} c @param {number} value */
function positionOf(c, value) {
  const { min, max, log } = range(c);
  const share = log ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
  return String(Math.round(share * TICKS));
}

/**
 * Keeps a text field in step with a value, but for what is being typed into it.
 * @param {HTMLInputElement} input @param {(text: string) => void} typed
 */
function follow(input, typed) {
  let typing = false;
  input.addEventListener('input', () => (typing = true));
  /** @param {string} value */
  const show = (value) => {
    input.defaultValue = value;
    if (!typing && input.value !== value) input.value = value;
  };
  input.addEventListener('change', () => {
    typing = false;
    typed(input.value);
    // What was refused goes.
    show(input.defaultValue);
  });
  return show;
}

/** @param {Control} control @param {Actions} actions @returns {Widget} */
function slider(control, actions) {
  const id = newId();
  let shown = control;
  const track = h('input', { type: 'range', min: 0, max: TICKS, 'aria-label': () => name(control) });
  const number = h('input', { id, type: 'text', inputmode: 'decimal', autocomplete: 'off', class: 'number' });
  /** @param {boolean} done */
  const slide = (done) => actions.set(shown, valueAt(shown, track.valueAsNumber), done);
  track.addEventListener('input', () => slide(false));
  track.addEventListener('change', () => slide(true));
  track.addEventListener('keydown', (event) => {
    // One key press is one step of the parameter, not one position of the slider.
    const sign = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (!sign) return;
    event.preventDefault();
    const value = Number(shown.value);
    const { min, max, step, log, whole } = range(shown);
    const next = log
      ? whole
        ? value + sign * Math.max(1, Math.round(value * 0.1))
        : Number((value * 10 ** (sign * 0.05)).toPrecision(3))
      : Number((value + sign * step).toPrecision(9));
    actions.set(shown, String(Math.min(Math.max(next, min), max)), true);
  });
  const show = follow(number, (text) => actions.set(shown, text, true));
  const element = h(
    'div',
    { class: `control slider control-${control.name}` },
    h('label', { for: id }, () => name(control)),
    h('div', { class: 'row' }, track, number),
  );
  /** @param {Control} next */
  const update = (next) => {
    shown = next;
    // While something is dragged all are told in every frame.
    if (next.value === number.defaultValue) return;
    track.value = positionOf(next, Number(next.value));
    track.setAttribute('aria-valuetext', next.value);
    show(next.value);
  };
  update(control);
  return { element, update };
}

/** What other controls need as well. */
const TOOLS = { name, range, newId, follow };
