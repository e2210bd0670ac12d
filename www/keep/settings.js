// Settings in words.

import { known, t } from '../text.js';

/** @typedef {import('../history.js').Query} Query */
/** @typedef {import('../figure.js').Figure} Figure */

/** Letters of a setting. */
const LONG = 40;

/** @param {string} text */
const cut = (text) => (text.length > LONG ? `${text.slice(0, LONG)}…` : text);

/** What a parameter is called. @param {string} name */
const label = (name) => (known(`param.${name}`) ? t(`param.${name}`) : name);

/** What its value is called. @param {string} name @param {string} value */
const said = (name, value) => (known(`choice.${name}.${value}`) ? t(`choice.${name}.${value}`) : cut(value));

/** What is not as usual; from where a landscape is seen says nobody anything. @param {Query} query */
export const settings = (query) =>
  query.filter(([name]) => name !== 'camera').map(([name, value]) => `${label(name)} ${said(name, value)}`);

/** Everything that a figure is set to: by name what it is called, and to what. @param {Figure} figure @returns {Map<string, [string, string]>} */
function whole({ scene }) {
  /** @type {Map<string, [string, string]>} */
  const all = new Map();
  const named = new Set();
  for (const { name, label, param, value, run } of scene.controls()) {
    if (!param) continue;
    named.add(name);
    const unit = param.unit ? ` ${param.unit}` : '';
    const choice = param.choices?.find((choice) => choice.value === value);
    const whose = run === undefined ? '' : ` (${run + 1})`;
    all.set(`${run ?? ''} ${name}`, [t(label) + whose, choice ? t(choice.label) : cut(value) + unit]);
  }
  for (const [name, value] of scene.query())
    if (!named.has(name) && name !== 'runs') all.set(` ${name}`, [label(name), said(name, value)]);
  return all;
}

/**
 * In what two figures differ: what it is called, and both values. Of different figures only what is not as usual is told.
 * @param {Figure} one @param {Figure} other @returns {[string, string, string][]}
 */
export function differences(one, other) {
  const [left, right] = [whole(one), whole(other)];
  const alike = one.setting.id === other.setting.id;
  const set = new Set([one, other].flatMap(({ scene }) => scene.query().map(([name]) => name)));
  return [...new Map([...left, ...right]).keys()]
    .filter((key) => alike || set.has(key.split(' ')[1]))
    .map((key) => {
      const [a, b] = [left.get(key), right.get(key)];
      const nothing = alike ? t('keep.usual') : '–';
      return /** @type {[string, string, string]} */ ([(a ?? b)?.[0] ?? key, a?.[1] ?? nothing, b?.[1] ?? nothing]);
    })
    .filter(([, a, b]) => a !== b);
}
