// Writes the programs in `tests/golden/away` anew, and what real NumPy and PyTorch make of them:
// `node tests/node/support/python.js path/to/python`, a Python that has both. Look at the difference before you keep it.

import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { FIGURES, FOLDER, KINDS, written } from './away.js';

const [python] = process.argv.slice(2);
if (!python) throw new Error('say which Python: node tests/node/support/python.js path/to/python');
mkdirSync(FOLDER, { recursive: true });
/** The losses of all runs, as JSON: Python writes numbers so that they read back to the same bits. */
const TELL = `
import json, math, sys
json.dump([[None if not math.isfinite(x) else x for x in curve] for _, curve in curves], open(sys.argv[1], "w"))
`;
for (const name of Object.keys(FIGURES)) {
  for (const kind of KINDS) {
    const text = await written(name, kind);
    writeFileSync(new URL(`${name}.${kind}.py`, FOLDER), text);
    const losses = new URL(`${name}.${kind}.json`, FOLDER).pathname;
    const told = execFileSync(python, ['-c', text + TELL, losses], { encoding: 'utf8' });
    console.log(`${name} ${kind}\n${told}`);
  }
}
