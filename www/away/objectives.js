// What is minimised, as Python. The same formulas as in `src/objective/`: `tests/node/away.test.js` holds them against each other.

import { python } from './written.js';

/** An objective of a description. @typedef {import('../pkg/first.js').TakenRun['experiment']['objective']} Objective */
/** Python: what comes before, the value at `w` (of the examples `i`), its gradient, both without their first line. @typedef {{ data?: string[], value: string[], gradient: string[] }} Formula */
/** Functions that NumPy and PyTorch write differently. @typedef {{ np: string, array: (numbers: string) => string, number: (text: string) => string, above: (x: string, low: string) => string }} Words */

/** Lists of numbers, wrapped. @param {unknown[]} items @param {string} [indent] */
export function listed(items, indent = '    ') {
  /** @type {string[]} */
  const lines = [''];
  for (const item of items) {
    const text = `${Array.isArray(item) ? `[${item.join(', ')}]` : item}, `;
    if (lines[lines.length - 1].length + text.length > 100) lines.push('');
    lines[lines.length - 1] += text;
  }
  return `[\n${lines.map((line) => `${indent}${line.trimEnd()}`).join('\n')}\n]`;
}

/** @param {string} value @param {string[]} gradient @param {string[]} [before] @returns {Formula} */
const surface = (value, [x, y], before = []) => ({
  value: ['x, y = w', ...before, `return ${value}`],
  gradient: ['x, y = w', ...before, `return np.array([${x}, ${y}])`],
});

/** @param {string} value @param {string} slope @param {string[]} before @returns {Formula} */
const line = (value, slope, before) => ({
  value: ['x = w[0]', ...before, `return ${value}`],
  gradient: ['x = w[0]', ...before, `return np.array([${slope}])`],
});

/** A slide, a dent, a second slide and a wall. @param {Words} words @param {number} height @param {[number, number]} dent */
const slide = ({ np, above }, height, [depth, width]) =>
  line(
    `${height} * s1 - ${depth} * ${np}.exp(-u * u) + 1.5 * s2 + 0.5 * wall * wall - 0.05 * x`,
    `-${3 * height} * s1 * (1 - s1) + 2 * ${depth} * u / ${width} * ${np}.exp(-u * u) - 4.5 * s2 * (1 - s2) + wall - 0.05`,
    [
      `u = (x - 1.5) / ${width}`,
      `s1, s2 = 1 / (1 + ${np}.exp(3 * (x + 3))), 1 / (1 + ${np}.exp(3 * (x - 4)))`,
      `wall = ${above('x - 5.5', '0')}`,
    ],
  );

/** @type {Record<string, (words: Words) => Formula>} */
const CURVES = {
  hill: (words) => slide(words, 3, [0.5, 0.6]),
  slide: (words) => slide(words, 2, [0.15, 0.4]),
  quartic: () => line('x * x * (x * x / 4 - x / 3 - 1)', 'x * (x + 1) * (x - 2)', []),
  plateau: ({ np, above }) =>
    line('s1 + s2 + 0.5 * wall * wall', '-4 * s1 * (1 - s1) - 4 * s2 * (1 - s2) + wall', [
      `s1, s2 = 1 / (1 + ${np}.exp(4 * (x + 2))), 1 / (1 + ${np}.exp(4 * (x - 2)))`,
      `wall = ${above('x - 4', '0')}`,
    ]),
};

/** Of a bounded saddle at `x, y`. */
const SADDLE = {
  value: 'x**2 - y**2 + (x**4 + y**4) / 4',
  gradient: ['2 * x + x**3', '-2 * y + y**3'],
};

/**
 * By name. `offsets` are the shifts of the examples of `noise` and `minima`.
 * @type {Record<string, (objective: any, words: Words, offsets: number[]) => Formula>}
 */
const OBJECTIVES = {
  rosenbrock: ({ a, b }) =>
    surface(
      `(${a} - x) ** 2 + ${b} * v * v`,
      [`-2 * (${a} - x) - 4 * ${b} * x * v`, `2 * ${b} * v`],
      [`v = y - x * x`],
    ),
  himmelblau: () =>
    surface('a * a + b * b', ['4 * x * a + 2 * b', '2 * a + 4 * y * b'], ['a, b = x * x + y - 11, x + y * y - 7']),
  beale: () =>
    surface(
      'r * r + s * s + t * t',
      [
        '2 * r * (y - 1) + 2 * s * (y**2 - 1) + 2 * t * (y**3 - 1)',
        '2 * r * x + 2 * s * 2 * x * y + 2 * t * 3 * x * y**2',
      ],
      ['r, s, t = 1.5 - x + x * y, 2.25 - x + x * y**2, 2.625 - x + x * y**3'],
    ),
  booth: () => surface('a * a + b * b', ['2 * a + 4 * b', '4 * a + 2 * b'], ['a, b = x + 2 * y - 7, 2 * x + y - 5']),
  'three-hump-camel': () =>
    surface('2 * x**2 - 1.05 * x**4 + x**6 / 6 + x * y + y * y', ['x * (4 - 4.2 * x**2 + x**4) + y', 'x + 2 * y']),
  quadratic: ({ condition, rotation }) => ({
    data: [`COS, SIN = math.cos(math.radians(${rotation})), math.sin(math.radians(${rotation}))`],
    ...surface(
      `0.5 * (u * u + ${condition} * v * v)`,
      [`COS * u - SIN * ${condition} * v`, `SIN * u + COS * ${condition} * v`],
      ['u, v = COS * x + SIN * y, COS * y - SIN * x'],
    ),
  }),
  saddle: () => surface('x * x - y * y', ['2 * x', '-2 * y']),
  'bounded-saddle': () => surface(SADDLE.value, SADDLE.gradient),
  'bounded-monkey-saddle': () =>
    surface(
      'x * (x * x - 3 * y * y) + r * r / 4',
      ['3 * (x * x - y * y) + x * r', '-6 * x * y + y * r'],
      ['r = x * x + y * y'],
    ),
  product: () => surface('r * r', ['-2 * r * y', '-2 * r * x'], ['r = 1 - x * y']),
  hill: ({ curve }, words) => CURVES[curve](words),
  expression: (objective, words) => python(objective, words, listed),
  'linear-regression': ({ x, y }, { array }) => ({
    data: [`X = ${array(listed(x))}`, `Y = ${array(listed(y))}`],
    value: ['return (w[0] + w[1] * X[i] - Y[i]) ** 2'],
    gradient: ['r = 2 * (w[0] + w[1] * X[i] - Y[i])', 'return np.array([np.mean(r), np.mean(r * X[i])])'],
  }),
  'logistic-regression': ({ x, y }, { np, array }) => ({
    data: [`X = ${array(listed(x))}`, `S = 2 * ${array(listed(y))} - 1`],
    value: [`z = S[i] * (X[i] @ w)`, `return ${np}.logaddexp(0 * z, -z)`],
    gradient: ['weight = -S[i] / (1 + np.exp(S[i] * (X[i] @ w)))', 'return np.mean(weight[:, None] * X[i], axis=0)'],
  }),
  noise: (_, { np, array }, offsets) => ({
    data: [`Q = ${array(listed(offsets))}`, `P = Q[(7 * ${np}.arange(20) + 3) % 20]`],
    value: ['x, y = w[0] - P[i], w[1] - Q[i]', `return ${SADDLE.value}`],
    gradient: [
      'x, y = w[0] - P[i], w[1] - Q[i]',
      `return np.array([np.mean(${SADDLE.gradient[0]}), np.mean(${SADDLE.gradient[1]})])`,
    ],
  }),
  minima: (_, { np, array }, offsets) => {
    const before = [
      'z = w[0] - Q[i]',
      'a, b = z + 1.5, z - 1.5',
      `sharp, flat = -1.7034 * ${np}.exp(-a * a / 0.08), -${np}.exp(-b * b / 2)`,
    ];
    return {
      data: [`Q = ${array(listed(offsets))}`],
      value: [...before, 'return sharp + flat + 0.01 * z * z'],
      gradient: [...before, 'return np.array([np.mean(-2 * a / 0.08 * sharp - b * flat + 0.02 * z)])'],
    };
  },
};

/** Examples of the objectives that have many. @type {Record<string, (objective: any) => number>} */
const EXAMPLES = {
  'linear-regression': ({ x }) => x.length,
  'logistic-regression': ({ x }) => x.length,
  noise: () => 20,
  minima: () => 20,
  expression: ({ data }) => data?.length ?? 1,
};

/** How many examples it is a mean over; 1 for a surface. @param {Objective} objective */
export const examplesOf = (objective) => EXAMPLES[objective.name]?.(objective) ?? 1;

/** Why there is no Python for it. @param {Objective} objective */
export function lacking(objective) {
  if (!(objective.name in OBJECTIVES)) return { key: 'away.unknown', args: { name: objective.name } };
  const { scale = 1, stretch = 1 } = /** @type {{ scale?: number, stretch?: number }} */ (objective);
  return objective.name === 'minima' && (scale !== 1 || stretch !== 1) ? { key: 'away.stretched' } : undefined;
}

/** @param {Objective} objective @param {Words} words @param {number[]} offsets */
export const formula = (objective, words, offsets) => OBJECTIVES[objective.name](objective, words, offsets);
