// What a benchmark prints: measured values with their ratios and limits. A limit that is missed fails the process.

/**
 * @param {string} title
 * @param {{ name: string, measured: string, ratio: number, least?: number, most?: number }[]} rows
 */
export function table(title, rows) {
  const line = ({ name, measured, ratio, least = -Infinity, most = Infinity }) => {
    const limit = least > -Infinity ? `at least ${least}` : most < Infinity ? `at most ${most}` : 'no limit';
    const held = ratio >= least && ratio <= most;
    if (!held) process.exitCode = 1;
    return [name, measured, ratio.toFixed(2), limit, held ? '' : 'MISSED'];
  };
  const lines = rows.map(line);
  const widths = lines[0].map((_, column) => Math.max(...lines.map((cells) => cells[column].length)));
  console.log(`\n${title}`);
  for (const cells of lines)
    console.log(`  ${cells.map((cell, column) => cell.padEnd(widths[column])).join('  ')}`.trimEnd());
}
