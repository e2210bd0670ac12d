// Somebody else's project, with the package installed.

import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const file = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The package as it is published. */
export const PACKAGE = file('../../../dist/npm');
/** What others bundle and check with. @param {string} path of a module among them */
export const tool = (path) => file(`bundlers/node_modules/${path}`);
/** The project's own compiler of types. */
export const TSC = file('../../../node_modules/typescript/bin/tsc');

/** Runs a program with Node. @param {string} program @param {string[]} parts @param {string} cwd */
export async function run(program, parts, cwd) {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [program, ...parts], { cwd });
    return stdout;
  } catch (error) {
    throw new Error(`${program} ${parts.join(' ')}:\n${error.stdout}${error.stderr}`, { cause: error });
  }
}

/**
 * A project with these files, which is gone when the test is.
 * @param {import('node:test').TestContext} test @param {Record<string, string>} files their texts by their names
 */
export function project(test, files) {
  const folder = mkdtempSync(join(tmpdir(), 'downhill-'));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(PACKAGE, join(folder, 'node_modules/downhill-lab'), { recursive: true });
  const all = { 'package.json': '{ "type": "module" }', ...files };
  for (const [name, text] of Object.entries(all)) writeFileSync(join(folder, name), text);
  return folder;
}
