// Optimisers and schedules, as Python: NumPy's written out, PyTorch's own where it has the same rule.

/** @typedef {import('../pkg/first.js').TakenRun['experiment']} Experiment */
/** What a program defines for a rule, by what it calls it. @typedef {{ name: string, call: string, lines: string[] }} Rule */

/** @param {string} name @param {string[]} params @param {string[]} state @param {string[]} step */
const closure = (name, params, state, step) => [
  `def ${name}(${params.join(', ')}):`,
  ...state.map((line) => `    ${line}`),
  '',
  '    def step(w, g, rate):',
  ...(state.length ? [`        nonlocal ${state.map((line) => line.split(' ')[0]).join(', ')}`] : []),
  ...step.map((line) => `        ${line}`),
  '',
  '    return step',
];

/** @param {string} name @param {any} optimizer @param {string[]} params @param {string[]} state @param {string[]} step @returns {Rule} */
function plain(name, optimizer, params, state, step) {
  const given = params.map((param) => `${snake(param)}=${optimizer[param]}`);
  return { name, call: `${name}(${given.join(', ')})`, lines: closure(name, params.map(snake), state, step) };
}

/** @param {string} text */
const snake = (text) => text.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The two averages of Adam and LAMB. */
const MOMENTS = [
  't += 1',
  'm = beta1 * m + (1 - beta1) * g',
  'v = beta2 * v + (1 - beta2) * g * g',
  'u = (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + epsilon)',
];

/** For NumPy, by name. @type {Record<string, (optimizer: any) => Rule>} */
const NUMPY = {
  sgd: (optimizer) => plain('sgd', optimizer, [], [], ['return w - rate * g']),
  momentum: (optimizer) =>
    optimizer.form === 'pytorch'
      ? plain('momentum', optimizer, ['momentum'], ['m = 0.0'], ['m = momentum * m + g', 'return w - rate * m'])
      : plain('lecture', optimizer, ['momentum'], ['m = 0.0'], ['m = momentum * m - rate * g', 'return w + m']),
  nesterov: (optimizer) =>
    plain(
      'nesterov',
      optimizer,
      ['momentum'],
      ['m = 0.0'],
      ['m = momentum * m + g', 'return w - rate * (g + momentum * m)'],
    ),
  adagrad: (optimizer) =>
    plain(
      'adagrad',
      optimizer,
      ['epsilon'],
      ['v = 0.0'],
      ['v = v + g * g', 'return w - rate * g / (np.sqrt(v) + epsilon)'],
    ),
  rmsprop: (optimizer) =>
    plain(
      'rmsprop',
      optimizer,
      ['alpha', 'epsilon'],
      ['v = 0.0'],
      ['v = alpha * v + (1 - alpha) * g * g', 'return w - rate * g / (np.sqrt(v) + epsilon)'],
    ),
  adam: (optimizer) =>
    plain(
      'adam',
      optimizer,
      ['beta1', 'beta2', 'epsilon'],
      ['m = 0.0', 'v = 0.0', 't = 0'],
      [...MOMENTS, 'return w - rate * u'],
    ),
  lars: (optimizer) =>
    plain(
      'lars',
      optimizer,
      ['momentum', 'weightDecay', 'trustCoefficient'],
      ['m = 0.0'],
      [
        'size, slope = np.linalg.norm(w), np.linalg.norm(g)',
        'trust = trust_coefficient * size / (slope + weight_decay * size) if size and slope else 1.0',
        'm = momentum * m + rate * trust * (g + weight_decay * w)',
        'return w - m',
      ],
    ),
  lamb: (optimizer) =>
    plain(
      'lamb',
      optimizer,
      ['beta1', 'beta2', 'epsilon', 'weightDecay'],
      ['m = 0.0', 'v = 0.0', 't = 0'],
      [
        ...MOMENTS,
        'u = u + weight_decay * w',
        'size, length = np.linalg.norm(w), np.linalg.norm(u)',
        'return w - rate * (size / length if size and length else 1.0) * u',
      ],
    ),
};

/** A rule written out for NumPy, as PyTorch would have it. @param {Rule} rule @returns {Rule} */
const ported = ({ name, call, lines }) => ({
  name,
  call: `Written(${call})`,
  lines: lines.map((line) => line.replaceAll('np.', 'torch.')),
});

/** One of PyTorch's own. @param {string} call @returns {Rule} */
const own = (call) => ({ name: '', call: `lambda w: torch.optim.${call}`, lines: [] });

/** For PyTorch, by name; the others are written out. @type {Record<string, (experiment: Experiment) => Rule | undefined>} */
const TORCH = {
  sgd: () => own('SGD([w], lr=1.0)'),
  // While η is constant the lecture's form is PyTorch's.
  momentum: ({ optimizer: { momentum, form }, schedule }) =>
    form === 'pytorch' || (schedule?.name ?? 'constant') === 'constant'
      ? own(`SGD([w], lr=1.0, momentum=${momentum})`)
      : undefined,
  nesterov: ({ optimizer: { momentum } }) =>
    momentum ? own(`SGD([w], lr=1.0, momentum=${momentum}, nesterov=True)`) : own('SGD([w], lr=1.0)'),
  adagrad: ({ optimizer: { epsilon } }) => own(`Adagrad([w], lr=1.0, eps=${epsilon})`),
  rmsprop: ({ optimizer: { alpha, epsilon } }) => own(`RMSprop([w], lr=1.0, alpha=${alpha}, eps=${epsilon})`),
  adam: ({ optimizer: { beta1, beta2, epsilon } }) =>
    own(`Adam([w], lr=1.0, betas=(${beta1}, ${beta2}), eps=${epsilon})`),
};

/** What takes a written rule where PyTorch has one of its own. */
export const WRITTEN = `class Written:
    """A rule that PyTorch has not: a function of w, its gradient and the learning rate."""

    def __init__(self, step):
        self.step_of, self.param_groups = step, [{}]

    def __call__(self, w):
        self.w = w
        return self

    def zero_grad(self):
        self.w.grad = None

    def step(self):
        with torch.no_grad():
            self.w.copy_(self.step_of(self.w, self.w.grad, self.param_groups[0]["lr"]))`;

/** Whether there is Python for it. @param {string} name */
export const known = (name) => name in NUMPY;

/** @param {'torch' | 'numpy'} kind @param {Experiment} experiment @returns {Rule} */
export function rule(kind, experiment) {
  const { name } = experiment.optimizer;
  const written = () => NUMPY[name](experiment.optimizer);
  return kind === 'numpy' ? written() : (TORCH[name]?.(experiment) ?? ported(written()));
}

/** η at update t, as an expression. @param {Experiment} experiment */
export function rate({ optimizer: { learningRate: base }, schedule }) {
  const { name = 'constant', steps = 1, factor = 1 } = schedule ?? {};
  const forms = /** @type {Record<string, string>} */ ({
    constant: `${base}`,
    warmup: `${base} * min(t + 1, ${steps}) / ${steps}`,
    step: `${base} * ${factor} ** (t // ${steps})`,
    cosine: `${base} * 0.5 * (1 + math.cos(math.pi * t / ${steps})) if t < ${steps} else 0.0`,
  });
  return forms[name];
}
