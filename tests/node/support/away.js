// Figures whose programs are kept: written by the page's own code, run once by real NumPy and PyTorch (`python.js`).

import { readFileSync } from 'node:fs';
import init, { Job, Scene } from '../../../dist/npm/downhill.js';
import { program } from '../../../www/away/programs.js';

await init({ module_or_path: readFileSync(new URL('../../../dist/npm/downhill_bg.wasm', import.meta.url)) });

export const FOLDER = new URL('../../golden/away/', import.meta.url);
export const KINDS = /** @type {const} */ (['numpy', 'torch']);

/** Every objective, rule, schedule and order of batches at least once. @type {Record<string, [string, [string, string][]]>} */
export const FIGURES = {
  'full-vs-one': ['full-vs-one', []],
  'full-vs-one-replacement': [
    'full-vs-one',
    [
      ['batch-sizes', '20,3'],
      ['order', 'replacement'],
      ['data', 'linreg20'],
    ],
  ],
  batches: ['batches', [['examples', '13']]],
  'noise-valley': ['noise', []],
  'noise-saddle': ['noise', [['function', 'saddle']]],
  minima: ['minima', [['updates', '60']]],
  momentum: ['momentum', []],
  'momentum-nesterov': ['momentum', [['method', 'nesterov']]],
  hill: ['hill', []],
  'hill-hill': ['hill', [['curve', 'hill']]],
  'hill-quartic': ['hill', [['curve', 'quartic']]],
  'hill-plateau': ['hill', [['curve', 'plateau']]],
  critical: ['critical', []],
  'critical-monkey': [
    'critical',
    [
      ['objective', 'bounded-monkey-saddle'],
      ['start', '0.5,0.2'],
      ['learning-rate', '0.02'],
    ],
  ],
  'lab-rosenbrock': ['lab', []],
  'lab-himmelblau': [
    'lab',
    [
      ['objective', 'himmelblau'],
      ['updates', '60'],
      ['runs', 'adagrad,learning-rate:0.5~rmsprop,learning-rate:0.05~adam,learning-rate:0.1'],
    ],
  ],
  'lab-beale': [
    'lab',
    [
      ['objective', 'beale'],
      ['updates', '60'],
      ['runs', 'lars,learning-rate:0.5~lamb,learning-rate:0.05'],
    ],
  ],
  'lab-booth': [
    'lab',
    [
      ['objective', 'booth'],
      ['updates', '40'],
      [
        'runs',
        'momentum,form:pytorch,learning-rate:0.02,schedule:cosine,schedule-steps:30~sgd,learning-rate:0.02,schedule:warmup,schedule-steps:10',
      ],
    ],
  ],
  'lab-camel': [
    'lab',
    [
      ['objective', 'three-hump-camel'],
      ['updates', '40'],
      ['runs', 'momentum,learning-rate:0.02,schedule:step,schedule-steps:15,factor:0.5'],
    ],
  ],
  'lab-saddle': [
    'lab',
    [
      ['objective', 'saddle'],
      ['updates', '30'],
      ['runs', 'sgd,learning-rate:0.02'],
    ],
  ],
  'lab-bounded-saddle': [
    'lab',
    [
      ['objective', 'bounded-saddle'],
      ['updates', '40'],
      ['runs', 'nesterov,learning-rate:0.05'],
    ],
  ],
  'lab-diverges': [
    'lab',
    [
      ['objective', 'quadratic'],
      ['condition', '10'],
      ['updates', '400'],
      ['runs', 'sgd,learning-rate:0.25'],
    ],
  ],
  'lab-logistic': [
    'lab',
    [
      ['objective', 'logistic-regression'],
      ['updates', '40'],
      ['runs', 'sgd,learning-rate:0.5,batch-size:4~adam,learning-rate:0.05,batch-size:6,order:once'],
    ],
  ],
  'lab-own': [
    'lab',
    [
      ['objective', 'expression'],
      ['text', 'a*x^2 + sin(b*y) + exp(-x*y/8) + sqrt(1 + y^2) - cos(x)/(2 + x^2)'],
      ['parameters', 'a:0.5,b:2'],
      ['updates', '40'],
      ['runs', 'sgd,learning-rate:0.1~nesterov,learning-rate:0.05~adam,learning-rate:0.1'],
    ],
  ],
  'lab-own-functions': [
    'lab',
    [
      ['objective', 'expression'],
      ['text', 'log(2 + x^2) + ln(3 + y^2) + tan(x/4) + tanh(y) + (1 + x^2)^(y/3) + 2^(x/2) + pi*x^2/e - y^3/30 + y^2'],
      ['start', '1.5,-1'],
      ['updates', '40'],
      ['runs', 'sgd,learning-rate:0.02~rmsprop,learning-rate:0.05'],
    ],
  ],
  'lab-own-kinks': [
    'lab',
    [
      ['objective', 'expression'],
      ['text', 'abs(x - 0.3) + max(x*y, 2y^2) + min(x, y^2, 3)/4 + abs(y)^1.5'],
      ['start', '-1.7,1.3'],
      ['updates', '40'],
      ['runs', 'sgd,learning-rate:0.03~momentum,learning-rate:0.01'],
    ],
  ],
  'lab-own-sum': [
    'lab',
    [
      ['objective', 'expression'],
      ['text', '(x - a_i)^4/4 - (x - a_i)^2 + c*(y - b_i)^2'],
      ['parameters', 'c:0.7'],
      ['points', '0,1,1,3,2,5,-0.5,0.25,1.25,-2,0.75,4'],
      ['updates', '40'],
      ['runs', 'sgd,learning-rate:0.05,batch-size:2~momentum,learning-rate:0.02,batch-size:6'],
    ],
  ],
  'critical-own': [
    'critical',
    [
      ['objective', 'expression'],
      ['text', 'x^3/3 - x + y^2'],
    ],
  ],
  'hill-own': [
    'hill',
    [
      ['curve', 'expression'],
      ['text', 'x^4/4 - x^2 - a*x/4'],
      ['parameters', 'a:2'],
    ],
  ],
  'lab-noise': [
    'lab',
    [
      ['objective', 'noise'],
      ['updates', '40'],
      ['runs', 'sgd,learning-rate:0.05,batch-size:5,order:sequential'],
    ],
  ],
};

export const core = /** @type {any} */ ({ Job });

/** What a figure has to take away. @param {string} name */
export function takings(name) {
  const [id, query] = FIGURES[name];
  const scene = new Scene(id, query);
  const notices = scene.notices();
  if (notices.length) throw new Error(`${name}: ${JSON.stringify(notices)}`);
  const taken = scene.take();
  scene.free();
  return taken;
}

/** Its program. @param {string} name @param {'numpy' | 'torch'} kind */
export const written = (name, kind) =>
  program(kind, core, takings(name), {
    title: name,
    link: `?scene=${FIGURES[name][0]}&${new URLSearchParams(FIGURES[name][1])}`,
    nameOf: ({ name: { key, args } }) => [key, ...Object.values(args)].join(' '),
  });
