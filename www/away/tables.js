// What a figure shows as tables of numbers that read back to the same bits.

import { portions } from './updates.js';

/** @typedef {string | number | undefined} Cell */

/** A number is written with as many digits as tell it from all others; what is none is left out. @param {Cell} cell */
function written(cell = '') {
  if (typeof cell === 'number') return Number.isFinite(cell) ? (Object.is(cell, -0) ? '-0' : String(cell)) : '';
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** @param {Cell[]} cells */
const row = (cells) => `${cells.map(written).join()}\r\n`;

/**
 * Every line, point, arrow and bar of the pictures that are in sight, in the units of their axes; the amount is how many of a crowd stand
 * there, or what share of a ring is drawn.
 * @param {import('../pkg/first.js').Scene} scene
 * @param {(index: number) => boolean} inSight of a picture
 * @param {(of: string) => string} name of a part of the pictures: `run-0`, `gradient` …
 */
export function shown(scene, inSight, name) {
  const rows = [row(['picture', 'kind', 'of', 'x', 'y', 'x2', 'y2', 'amount'])];
  scene.panels().forEach(({ id }, index) => {
    if (!inSight(index)) return;
    const { marks, clouds } = scene.take(index);
    for (const { kind, of, rows: all } of marks)
      for (const [x, y, ...more] of all) {
        const [x2, y2] = more.length === 2 ? more : [];
        rows.push(row([id, kind, name(of), x, y, x2, y2, more.length === 1 ? more[0] : '']));
      }
    for (const { of, cells } of clouds)
      for (const [x, y, count] of cells) rows.push(row([id, 'crowd', name(of), x, y, '', '', count]));
  });
  return rows;
}

/**
 * Every update of every run: θ and the loss after it.
 * @param {import('../core.js').Core} core
 * @param {import('../pkg/first.js').TakenRun[]} runs
 * @param {(run: import('../pkg/first.js').TakenRun) => string} name
 * @param {(done: number) => void} told how much of it is written, 0…1
 */
export async function updates(core, runs, name, told) {
  const widths = runs.map(({ experiment }) => experiment.start.length);
  const width = Math.max(...widths);
  const thetas = Array.from({ length: width }, (_, k) => `theta${k + 1}`);
  /** @type {string[]} */
  const parts = [row(['run', 'update', ...thetas, 'loss'])];
  for (const [index, run] of runs.entries()) {
    let update = 0;
    const dim = widths[index];
    const own = name(run);
    for await (const { theta, loss } of portions(core, run.experiment)) {
      const rows = loss.map((value, k) => row([own, update + k, ...theta.slice(k * dim, (k + 1) * dim), value]));
      parts.push(rows.join(''));
      update += loss.length;
      told((index + update / (run.experiment.steps + 1)) / runs.length);
    }
  }
  return parts;
}
