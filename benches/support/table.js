// What a benchmark prints: measured values with their ratios and limits. A limit that is missed fails the process.

/**
 * A row: `ratio` is held against `least` or `most`; `limit` says the limit in words where the ratio alone would not.
 * @typedef {{ name: string, measured: string, ratio: number, least?: number, most?: number, limit?: string }} Row
 */

/**
 * @param {string} title
 * @param {Row[]} rows
 */
export function table(title, rows) {
  const line = ({ name, measured, ratio, least = -Infinity, most = Infinity, limit }) => {
    const says = least > -Infinity ? `at least ${least}` : most < Infinity ? `at most ${most}` : 'no limit';
    const held = ratio >= least && ratio <= most;
    if (!held) process.exitCode = 1;
    return [name, measured, ratio.toFixed(2), limit ?? says, held ? '' : 'MISSED'];
  };
  const lines = [['', 'measured', 'ratio', 'limit', ''], ...rows.map(line)];
  const widths = lines[0].map((_, column) => Math.max(...lines.map((cells) => cells[column].length)));
  console.log(`\n${title}`);
  for (const cells of lines)
    console.log(`  ${cells.map((cell, column) => cell.padEnd(widths[column])).join('  ')}`.trimEnd());
}

/**
 * A value that is not to exceed another: the ratio is the part of it that is used.
 * @param {string} name
 * @param {number} value
 * @param {number} most
 * @param {string} unit
 * @param {string} [more] what else was measured
 * @returns {Row}
 */
export function within(name, value, most, unit, more = '') {
  const text = (number) => `${number.toLocaleString('en', { maximumFractionDigits: number < 100 ? 1 : 0 })} ${unit}`;
  return { name, measured: text(value) + more, ratio: value / most, most: 1, limit: `at most ${text(most)}` };
}

/**
 * Frames in which something was done: the 95th percentile of script is held against a limit, that of whole frames is told.
 * @param {string} name @param {import('./frames.js').Frame[]} frames @param {number} most in milliseconds @returns {Row}
 */
export function scripted(name, frames, most) {
  const busy = frames.filter(({ whole }) => whole > 0.5);
  const [script, whole] = [busy.map((frame) => frame.script), busy.map((frame) => frame.whole)];
  return within(name, at(script, 0.95), most, 'ms', `, whole frames ${at(whole, 0.95).toFixed(1)}, of ${busy.length}`);
}

/** The middle one of some numbers. @param {number[]} numbers */
export const median = (numbers) => at(numbers, 0.5);

/** The number that so large a share of some numbers is below. @param {number[]} numbers @param {number} share */
export const at = (numbers, share) => numbers.toSorted((a, b) => a - b)[Math.floor(share * numbers.length)] ?? 0;
