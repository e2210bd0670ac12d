// How everything of the page is bundled.

import { buildSync } from 'esbuild';
import { basename } from 'node:path';

/** What all scripts have in common. @type {import('esbuild').BuildOptions} */
export const SCRIPT = { target: 'es2022', charset: 'utf8', drop: ['console'], loader: { '.css': 'text' } };

/**
 * @param {string} entry @param {import('esbuild').BuildOptions} options
 * @returns the name of what became of it, its text, and all files that were made, with their sources
 */
export function bundle(entry, options) {
  const { outputFiles, metafile } = buildSync({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    logLevel: 'warning',
    metafile: true,
    write: false,
    ...options,
  });
  const made = Object.entries(metafile.outputs).map(([path, { entryPoint, inputs }]) => {
    const text = outputFiles.find((file) => file.path.endsWith(`/${path}`))?.text ?? '';
    return { name: basename(path), text, path, sources: Object.keys(inputs), entry: entryPoint === entry };
  });
  const { name, text } = made.find((file) => file.entry) ?? made[0];
  return { name, text, made };
}
