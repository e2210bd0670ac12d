// What a figure has measured, as text for the clipboard: what it says, its table, its link.

import { h } from './dom.js';
import { t } from './text.js';

/** The table with tabs between its columns. @param {import('./pkg/first.js').ReadoutInfo[]} rows */
function table(rows) {
  const head = ['', ...(rows[0]?.values ?? []).map(({ key }) => t(key))];
  const body = rows.map(({ label, args, values }) => [t(label, args), ...values.map(({ text }) => text)]);
  return [head, ...body].map((cells) => cells.join('\t')).join('\n');
}

/** @param {import('./figure.js').Figure} figure */
function textOf({ scene, setting, past, element }) {
  // The page's own words are in its HTML.
  const { host } = /** @type {ShadowRoot} */ (element.getRootNode());
  const title = host?.closest('section')?.querySelector('h2')?.textContent ?? setting.id;
  const said = scene.claims().map(({ key, args, standing }) => {
    const standings = standing === 'report' ? '' : `[${t(`standing.${standing}`)}] `;
    return `- ${standings}${t(key, args)}`;
  });
  return [title, ...said, '', table(scene.readouts()), '', past.link()].join('\n');
}

/**
 * Puts it on the clipboard; where there is none it is shown, selected.
 * @param {import('./figure.js').Figure} figure @param {string} command
 */
export async function copy(figure, command) {
  const table = figure.traits.ledger ? await figure.extras.table() : undefined;
  const text = table?.text(command === 'copy-csv' ? 'csv' : 'markdown') ?? textOf(figure);
  const { element } = table ?? figure.controls;
  element.querySelector('.copied')?.remove();
  try {
    await navigator.clipboard.writeText(text);
    element.append(h('p', { class: 'copied', role: 'status' }, () => t('ui.copied')));
  } catch {
    const label = () => t('ui.link');
    const box = h('textarea', { class: 'copied', readonly: true, rows: 8, 'aria-label': label }, text);
    element.append(box);
    box.focus();
    box.select();
  }
}
