// A figure's runs as a Python program that comes to the same losses, in double precision.

import { examplesOf, formula, lacking, listed } from './objectives.js';
import { known, rate, rule, WRITTEN } from './rules.js';
import { whole } from './updates.js';

/** @typedef {import('../pkg/first.js').TakenRun} TakenRun */
/** @typedef {import('./objectives.js').Objective} Objective */
/** @typedef {'torch' | 'numpy'} Kind */

/** Batches that a program lists at most. */
const MOST = 20_000;

/** How both write what differs. @type {Record<Kind, import('./objectives.js').Words>} */
const WORDS = {
  numpy: {
    np: 'np',
    array: (numbers) => `np.array(${numbers})`,
    number: (text) => text,
    above: (x, low) => `np.maximum(${x}, ${low})`,
  },
  torch: {
    np: 'torch',
    array: (numbers) => `torch.tensor(${numbers}, dtype=torch.float64)`,
    number: (text) => `torch.tensor(float(${text}), dtype=torch.float64)`,
    above: (x, low) => `torch.clamp(${x}, min=${low})`,
  },
};

/** Whether its batches are drawn: then the program lists them. @param {TakenRun} run */
function draws({ experiment: { objective, batch } }) {
  const examples = examplesOf(objective);
  return examples > 1 && !!batch && (batch.size < examples || batch.order === 'replacement');
}

/** Why there is no program of these runs. @param {TakenRun[]} runs */
export function unwritten(runs) {
  const strange = runs.map(({ experiment }) => lacking(experiment.objective)).find(Boolean);
  if (strange) return strange;
  const rule = runs.find(({ experiment }) => !known(experiment.optimizer.name))?.experiment.optimizer;
  if (rule) return { key: 'away.unknown', args: { name: rule.name } };
  const drawn = runs.filter(draws).reduce((sum, { experiment }) => sum + experiment.steps, 0);
  return drawn > MOST ? { key: 'away.too-long', args: { most: String(MOST) } } : undefined;
}

/** @param {string[]} lines */
const inside = (lines) => lines.map((line) => `    ${line}`);

/** A formula with its parts, where it is one that a reader has written. @param {import('../core.js').Core} core @param {Objective} objective */
function read(core, objective) {
  if (objective.name !== 'expression') return objective;
  const job = new core.Job({ name: 'formula', text: objective.text, dim: objective.dim ?? 2 });
  const { nodes } = /** @type {{ nodes?: unknown }} */ (/** @type {unknown} */ (job.report()));
  job.free();
  return { ...objective, nodes };
}

/** How a run is made. @param {Kind} kind @param {boolean} many whether there are examples */
function loop(kind, many) {
  const [batches, batch, each] = many
    ? [', batches=None', ', EVERY', ', batches[t] if batches else EVERY']
    : ['', '', ''];
  if (kind === 'numpy') {
    return [
      ...(many ? ['def loss(w):', '    return np.mean(losses(w, EVERY))', '', ''] : []),
      `def run(step, start, steps, rate${batches}):`,
      '    w = np.array(start, dtype=float)',
      '    curve = [float(loss(w))]',
      '    for t in range(steps):',
      `        w = step(w, gradient(w${each}), rate(t))`,
      '        curve.append(float(loss(w)))',
      '        if not np.isfinite(curve[-1]) or np.max(np.abs(w)) > 1e12:',
      '            break  # It has diverged.',
      '    return curve',
    ];
  }
  const mean = (/** @type {string} */ of) => (many ? `losses(w${of}).mean()` : 'loss(w)');
  return [
    `def run(rule, start, steps, rate${batches}):`,
    '    w = torch.tensor(start, dtype=torch.float64, requires_grad=True)',
    '    optimizer = rule(w)',
    `    curve = [${mean(batch)}.item()]`,
    '    for t in range(steps):',
    '        optimizer.param_groups[0]["lr"] = rate(t)',
    '        optimizer.zero_grad()',
    `        ${mean(each)}.backward()`,
    '        optimizer.step()',
    '        with torch.no_grad():',
    `            curve.append(${mean(batch)}.item())`,
    '        if not abs(curve[-1]) < float("inf") or w.abs().max() > 1e12:',
    '            break  # It has diverged.',
    '    return curve',
  ];
}

/**
 * @param {Kind} kind
 * @param {import('../core.js').Core} core
 * @param {import('../pkg/first.js').Takings} taken
 * @param {{ title: string, link: string, nameOf: (run: TakenRun) => string }} words
 */
export async function program(kind, core, { runs, offsets }, { title, link, nameOf }) {
  const [{ experiment }] = runs;
  const many = examplesOf(experiment.objective) > 1;
  const { data = [], value, gradient } = formula(read(core, experiment.objective), WORDS[kind], offsets);
  const rules = runs.map((run) => rule(kind, run.experiment));
  const written = new Map(rules.filter(({ lines }) => lines.length).map(({ name, lines }) => [name, lines]));
  /** @type {string[]} */
  const batches = [];
  /** @type {string[]} */
  const calls = [];
  for (const [index, run] of runs.entries()) {
    const { start, steps } = run.experiment;
    const parts = [rules[index].call, `[${start.join(', ')}]`, steps, `lambda t: ${rate(run.experiment)}`];
    if (draws(run)) {
      const all = await whole(core, run.experiment, MOST);
      batches.push(`BATCHES_${index + 1} = ${listed(all?.batches ?? [])}`);
      parts.push(`BATCHES_${index + 1}`);
    }
    calls.push(`    (${JSON.stringify(nameOf(run))}, run(${parts.join(', ')})),`);
  }
  const of = many ? 'losses(w, i)' : 'loss(w)';
  const every = many ? [`EVERY = list(range(${examplesOf(experiment.objective)}))`] : [];
  const maths = [...data, ...value, ...(kind === 'numpy' ? gradient : []), ...calls].some((line) =>
    line.includes('math.'),
  )
    ? ['import math', '']
    : [];
  const module = kind === 'numpy' ? 'import numpy as np' : 'import torch';
  const blocks = [
    [...data, ...every],
    [`def ${of}:`, ...inside(value)],
    kind === 'numpy' ? [`def gradient(w${many ? ', i' : ''}):`, ...inside(gradient)] : [],
    ...written.values(),
    kind === 'torch' && written.size ? [WRITTEN] : [],
    loop(kind, many),
    batches.length ? ['# The examples of each update, as they were drawn.', ...batches] : [],
    [
      'curves = [',
      ...calls,
      ']',
      'for name, curve in curves:',
      '    print(f"{name}: {curve[-1]!r} after {len(curve) - 1} updates")',
    ],
  ];
  const head = [`# ${title}`, `# ${link}`, `# The losses of this figure, in double precision.`, ...maths, module];
  return `${[head, ...blocks.filter((block) => block.length)].map((block) => block.join('\n')).join('\n\n\n')}\n`;
}
