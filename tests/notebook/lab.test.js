// A figure in a real JupyterLab: what Python says is seen, and what a reader does is told to Python.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { launch } from '../node/support/browser.js';
import { ELEMENT, folder, lab, notebook } from './support.js';

const CELLS = [
  'from downhill_lab import Figure\nfigure = Figure("momentum", momentum=0.5)\nfigure',
  'figure.play()',
  'figure.set(momentum=0.25)\nfigure.theme = "dark"',
  'print(figure.parameters, figure.step)',
  'figure.step = 2',
  'print(figure.parameters, figure.step)',
  'print(figure.verdict["text"], len(figure.findings), figure.findings[0]["standing"])',
  'figure.scene = "hill"',
  'print(figure.parameters, figure.step, figure.verdict)',
  'figure.parameters = {"momentun": 1}',
  'figure.reset()\nother = Figure("hill", step=2)\nother',
];

test('a figure in JupyterLab plays, and its settings go both ways', async (context) => {
  const place = folder(context);
  notebook(join(place, 'figure.ipynb'), CELLS);
  const address = await lab(context, place);
  const browser = await launch();
  context.after(() => browser.close());
  // High enough for all cells: those out of sight are not there.
  const page = await browser.newPage({ viewport: { width: 1400, height: 3600 } });
  page.setDefaultTimeout(120_000);
  await page.goto(`${address}figure.ipynb`);
  await page.waitForFunction('window.jupyterapp?.shell.currentWidget?.context?.isReady');
  await page.waitForFunction('window.jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status === "idle"');

  let next = 0;
  /** Runs the next cell, and gives what it printed. */
  const run = async () => {
    const at = next++;
    await page.evaluate(
      ([at]) => {
        const { content } = window.jupyterapp.shell.currentWidget;
        content.activeCellIndex = at;
        content.deselectAll();
        return window.jupyterapp.commands.execute('notebook:run-cell');
      },
      [at],
    );
    return page.evaluate(
      ([at]) => {
        const outputs = window.jupyterapp.shell.currentWidget.content.widgets[at].model.outputs.toJSON();
        return outputs.map((output) => output.text ?? output.evalue ?? '').join('');
      },
      [at],
    );
  };
  /** Runs that cell until it prints what is expected: what a reader does takes its way to Python. @param {RegExp} wanted */
  const told = async (wanted) => {
    const at = next;
    for (let tries = 0; ; tries++) {
      next = at;
      const text = await run();
      if (wanted.test(text)) return text;
      assert.ok(tries < 100, `${text} is not ${wanted}`);
      await page.waitForTimeout(200);
    }
  };

  await run();
  const figure = page.locator(ELEMENT).first();
  await figure.locator('canvas').first().waitFor();
  /** @param {(element: any) => unknown} ask */
  const ask = (ask) => figure.evaluate(ask);
  const until = (/** @type {string} */ condition) =>
    page.waitForFunction(`(({ figure, parameters }) => figure && ${condition})(document.querySelector('${ELEMENT}'))`);
  await until('parameters.momentum === "0.5"');

  const shot = () => figure.locator('canvas').nth(1).screenshot();
  const before = await ask(({ figure }) => figure.scene.timeline().time);
  const still = await shot();
  await run();
  await until(`figure.scene.timeline().time > ${before}`);
  assert.notDeepEqual(await shot(), still, 'the picture moves');

  await run();
  await until('parameters.momentum === "0.25"');
  assert.ok(await ask((element) => element.hasAttribute('data-dark')));

  // A reader sets something: the slider of the main control.
  const slider = figure.locator('.bar input[type=range]').last();
  await slider.focus();
  await slider.press('ArrowRight');
  const parameters = await ask(({ parameters }) => Object.entries(parameters));
  const set = parameters.map(([name, value]) => `'${name}': ${value}`).join(', ');
  await told(new RegExp(`^\\{${set.replaceAll('.', '\\.')}\\} None\\n$`));
  // No key of a figure is one of JupyterLab's, which deletes a cell by D, D.
  await slider.press('d');
  await slider.press('d');
  assert.equal(await page.evaluate('window.jupyterapp.shell.currentWidget.content.widgets.length'), CELLS.length);

  await run();
  await until('figure.scene.guide().at === 1');
  await told(/^\{\} 2\n$/);

  await figure.locator('.ask button').first().click();
  await figure.locator('.ask.told').waitFor();
  const verdict = await ask((element) => element.verdict.text);
  const said = await told(new RegExp(`^${verdict.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')} [1-9]`));
  assert.match(said, / [1-9]\d* (holds|conditional|fails|unclear|report)\n$/);

  await run();
  await until('figure.setting.id === "hill"');
  await told(/^\{\} 1 None\n$/);
  assert.match(await run(), /^momentun is no parameter of hill; allowed: /);

  await run();
  const other = page.locator(ELEMENT).nth(1);
  await other.locator('canvas').first().waitFor();
  await page.waitForFunction(
    `(({ figure }) => figure?.setting.id === 'hill' && figure.scene.guide().at === 1)(document.querySelectorAll('${ELEMENT}')[1])`,
  );
});
