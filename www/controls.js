// Controls, built from the parameter table that the core exports.

import { h, icon } from './dom.js';
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
 * @param {Control} control
 * @param {Actions} actions
 * @returns {Widget}
 */
export function widget(control, actions) {
  switch (control.param?.kind) {
    case 'number':
    case 'integer':
      return control.name === 'seed' ? field(control, actions) : slider(control, actions);
    case 'list':
      return chips(control, actions);
    case undefined:
      return button(control, actions);
    default:
      return choicesOf(control).length <= 4 && control.run === undefined
        ? radios(control, actions)
        : select(control, actions);
  }
}

/** @param {Control} control */
const name = ({ label, param }) => t(label) + (param?.unit ? ` (${param.unit})` : '');
/** @param {Control} control */
const choicesOf = ({ param }) => param?.choices ?? [];
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

/** A number without a slider. @param {Control} control @param {Actions} actions @returns {Widget} */
function field(control, actions) {
  const id = newId();
  const input = h('input', { id, type: 'text', inputmode: 'numeric', autocomplete: 'off', class: 'number' });
  const show = follow(input, (text) => actions.set(control, text, true));
  const element = h(
    'div',
    { class: `control field control-${control.name}` },
    h('label', { for: id }, () => name(control)),
    input,
  );
  /** @param {Control} next */
  const update = (next) => show(next.value);
  update(control);
  return { element, update };
}

/** @param {Control} control @param {Actions} actions @returns {Widget} */
function select(control, actions) {
  const id = newId();
  const options = choicesOf(control).map(({ value, label }) => h('option', { value }, () => t(label)));
  const list = h('select', { id }, ...options);
  list.addEventListener('change', () => actions.set(control, list.value, true));
  const element = h(
    'div',
    { class: `control select control-${control.name}` },
    h('label', { for: id }, () => name(control)),
    list,
  );
  /** @param {Control} next */
  const update = (next) => void (list.value = next.value);
  update(control);
  return { element, update };
}

/** @param {Control} control @param {Actions} actions @returns {Widget} */
function radios(control, actions) {
  const group = newId();
  const inputs = choicesOf(control).map((choice) => {
    const input = h('input', { type: 'radio', name: group, value: choice.value });
    input.addEventListener('change', () => actions.set(control, input.value, true));
    return {
      input,
      label: h(
        'label',
        {},
        input,
        h('span', {}, () => t(choice.label)),
      ),
    };
  });
  const element = h(
    'fieldset',
    { class: `control radios control-${control.name}` },
    h('legend', {}, () => name(control)),
    h('div', { class: 'segments' }, ...inputs.map(({ label }) => label)),
  );
  /** @param {Control} next */
  const update = (next) => inputs.forEach(({ input }) => void (input.checked = input.value === next.value));
  update(control);
  return { element, update };
}

/** A set of whole numbers as chips. @param {Control} control @param {Actions} actions @returns {Widget} */
function chips(control, actions) {
  const id = newId();
  let shown = control;
  const items = () => shown.value.split(',').filter(Boolean);
  const row = h('div', { class: 'chips' });
  const { min, max } = range(control);
  const input = h('input', {
    id,
    type: 'number',
    min,
    max,
    class: 'number',
    placeholder: `${min}–${max}`,
    'aria-label': () => t('ui.add-to', { name: name(control) }),
  });
  const add = () => {
    const item = input.value;
    input.value = '';
    if (item) actions.set(shown, [...items(), item].join(','), true);
  };
  input.addEventListener('change', add);
  const plus = h('button', { type: 'button', class: 'chip add', onclick: add }, () => t('ui.add'));
  const element = h(
    'fieldset',
    { class: `control list control-${control.name}` },
    h('legend', {}, () => name(control)),
    row,
  );
  let drawn = '';
  /** @param {Control} next */
  const update = (next) => {
    shown = next;
    if (next.value === drawn) return;
    drawn = next.value;
    const list = items();
    const focus = /** @type {ShadowRoot | Document} */ (row.getRootNode()).activeElement;
    const place = focus ? [...row.children].indexOf(focus) : -1;
    const buttons = list.map((item) =>
      h(
        'button',
        {
          type: 'button',
          class: 'chip',
          disabled: list.length === 1,
          'aria-label': () => t('ui.remove-item', { item }),
          onclick: () =>
            actions.set(
              shown,
              items()
                .filter((other) => other !== item)
                .join(','),
              true,
            ),
        },
        item,
        icon('close'),
      ),
    );
    row.replaceChildren(...buttons, ...(list.length < (control.param?.most ?? 1) ? [input, plus] : []));
    // The keyboard stays where it was: in the field, or on the chip that moved up.
    const again =
      focus === input || focus === plus || list.length === 1 ? input : buttons[Math.min(place, list.length - 1)];
    if (place >= 0) (again.isConnected ? again : buttons[list.length - 1]).focus();
  };
  update(control);
  return { element, update };
}

/** @param {Control} control @param {Actions} actions @returns {Widget} */
function button(control, actions) {
  const element = h(
    'button',
    {
      type: 'button',
      class: `command command-${control.name}`,
      disabled: !control.enabled,
      onclick: () => actions.command(control),
    },
    () => t(control.label),
  );
  return { element, update: () => {} };
}
