// The controls that are not sliders.

import { h, icon } from './dom.js';
import { t } from './text.js';

/** @typedef {import('./controls.js').Control} Control */
/** @typedef {import('./controls.js').Widget} Widget */
/** @typedef {Parameters<import('./controls.js').Maker>} Given */

/** @type {import('./controls.js').Maker} */
export function widget(...given) {
  const [control] = given;
  switch (control.param?.kind) {
    case 'integer':
      return field(...given);
    case 'list':
      return chips(...given);
    case undefined:
      return button(...given);
    default:
      return choicesOf(control).length <= 4 && control.run === undefined ? radios(...given) : select(...given);
  }
}

/** @param {Control} control */
const choicesOf = ({ param }) => param?.choices ?? [];

/** A number without a slider. @param {Given} given @returns {Widget} */
function field(...[control, actions, { name, newId, follow }]) {
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

/** @param {Given} given @returns {Widget} */
function select(...[control, actions, { name, newId }]) {
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

/** @param {Given} given @returns {Widget} */
function radios(...[control, actions, { name, newId }]) {
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

/** A set of whole numbers as chips. @param {Given} given @returns {Widget} */
function chips(...[control, actions, { name, newId, range }]) {
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

/** @param {Given} given @returns {Widget} */
function button(...[control, actions]) {
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
