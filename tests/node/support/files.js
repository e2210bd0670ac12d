// The site's files have names that tell their contents: here they are found by what they are.

import { readdirSync } from 'node:fs';

const SITE = new URL('../../../dist/site/', import.meta.url);

/** The name of a file of the site. @param {string} name as it was before its contents were told, like `worker.js` */
export function named(name) {
  const [, stem, end] = name.match(/^(\w+)(\..+)$/) ?? [];
  const pattern = new RegExp(`^${stem}-\\w{8}${end?.replaceAll('.', '\\.')}$`);
  const files = readdirSync(SITE).filter((file) => pattern.test(file));
  if (files.length !== 1) throw new Error(`${files.length} files are ${name}`);
  return files[0];
}
