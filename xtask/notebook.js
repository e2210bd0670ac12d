// A figure as a widget of a notebook: `node xtask/notebook.js VERSION FOLDER`, after `package.js`. Writes `widget.js`, which is small, and
// `element.js`, the element with all its programs, which figures share. One after the other they are one module.

import { copyFileSync, writeFileSync } from 'node:fs';
import { SCRIPT, bundle } from './esbuild.js';

const [version, folder] = process.argv.slice(2);
const { text } = bundle('www/notebook/widget.js', {
  ...SCRIPT,
  outdir: folder,
  format: 'iife',
  // A name that is not among those of the element, which are short.
  globalName: 'DownhillWidget',
  define: { VERSION: JSON.stringify(version) },
});
writeFileSync(`${folder}/widget.js`, `${text}export default DownhillWidget.default;\n`);
copyFileSync('dist/npm/element/inline.js', `${folder}/element.js`);
