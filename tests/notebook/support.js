// A real JupyterLab, and notebooks for it. `DOWNHILL_PYTHON` is a Python that has it and the package.

import { spawn, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const PYTHON = process.env.DOWNHILL_PYTHON ?? new URL('../../target/venv/bin/python', import.meta.url).pathname;

const { version } = JSON.parse(readFileSync(new URL('../../dist/npm/package.json', import.meta.url), 'utf8'));

/** The element that the package brings. */
export const ELEMENT = `downhill-scene-${version.replaceAll('.', '-')}`;

/** A folder for one test, which knows nothing of this machine's Jupyter. @param {import('node:test').TestContext} context */
export function folder(context) {
  const path = mkdtempSync(join(tmpdir(), 'downhill-notebook-'));
  context.after(() => rmSync(path, { recursive: true, force: true, maxRetries: 5 }));
  return path;
}

/** @param {string} folder @returns {NodeJS.ProcessEnv} */
const surroundings = (folder) => ({
  ...process.env,
  ...Object.fromEntries(
    ['JUPYTER_CONFIG_DIR', 'JUPYTER_DATA_DIR', 'JUPYTER_RUNTIME_DIR', 'IPYTHONDIR'].map((name) => [
      name,
      join(folder, name.toLowerCase()),
    ]),
  ),
});

/** Runs Python to its end; gives what it prints. @param {string} folder @param {string[]} args */
export const python = (folder, ...args) =>
  execFileSync(PYTHON, args, {
    cwd: folder,
    env: surroundings(folder),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });

/** Writes a notebook. @param {string} path @param {string[]} cells */
export function notebook(path, cells) {
  const code = cells.map((source, k) => ({
    cell_type: 'code',
    id: `cell-${k}`,
    execution_count: null,
    metadata: {},
    outputs: [],
    source,
  }));
  const kernel = { name: 'python3', display_name: 'Python 3', language: 'python' };
  const metadata = { kernelspec: kernel, language_info: { name: 'python' } };
  writeFileSync(path, JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata, cells: code }));
}

/**
 * Starts JupyterLab on a free port; gives the address of its notebooks.
 * @param {import('node:test').TestContext} context @param {string} folder
 * @returns {Promise<string>}
 */
export function lab(context, folder) {
  const options = [
    'ServerApp.port=0',
    "IdentityProvider.token=''",
    'ServerApp.allow_root=True',
    `ServerApp.root_dir=${folder}`,
    'LabApp.expose_app_in_browser=True',
    'LabApp.news_url=None',
  ];
  const args = ['-m', 'jupyterlab', '--no-browser', ...options.map((option) => `--${option}`)];
  const server = spawn(PYTHON, args, { cwd: folder, env: surroundings(folder), stdio: ['ignore', 'ignore', 'pipe'] });
  context.after(
    () =>
      new Promise((done) => {
        server.once('exit', done);
        server.kill();
      }),
  );
  return new Promise((found, failed) => {
    let said = '';
    server.stderr.on('data', (text) => {
      said += text;
      const address = /http:\/\/(?:localhost|127\.0\.0\.1):\d+\/lab/.exec(said);
      if (address) found(`${address[0]}/tree/`);
    });
    server.once('exit', () => failed(new Error(`JupyterLab ended: ${said}`)));
  });
}
