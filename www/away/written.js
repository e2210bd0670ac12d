// A formula that a reader has written, as Python: its value in one line, its gradient for NumPy step by step, forwards.

/** @typedef {import('../formula/reader.js').Part} Part */
/** @typedef {import('./objectives.js').Formula} Formula */
/** @typedef {import('./objectives.js').Words} Words */
/** What stands for a part: Python, how strongly that holds together, whether it is a number without a variable. @typedef {{ text: string, holds: number, known: boolean }} Said */

const [SUM, PRODUCT, MINUS, POWER, WHOLE] = [1, 2, 3, 4, 5];

/** How a part stands where what is around it holds so strongly. @param {Said} part @param {number} least */
const inside = ({ text, holds }, least) => (holds < least ? `(${text})` : text);

/** Names that programs have for something else. */
const TAKEN =
  /^([xywistrvEPQSXY]|np|math|torch|run|step|rate|loss|losses|gradient|curve|curves|name|[A-Z_]{2,}.*|.{2,})$/;
/** @param {string} name */
const variable = (name) => (TAKEN.test(name) ? `${name}_` : name);

/** Of functions: their names in `math` where it has another, and their slopes, of `a` and the value `v`. @type {Record<string, [name: string, slope: (a: string, v: string, np: string) => string]>} */
const FUNCTIONS = {
  sin: ['sin', (a, _, np) => `${np}.cos(${a})`],
  cos: ['cos', (a, _, np) => `-${np}.sin(${a})`],
  tan: ['tan', (_, v) => `(1 + ${v} ** 2)`],
  exp: ['exp', (_, v) => v],
  log: ['log', (a) => `1 / ${a}`],
  ln: ['log', (a) => `1 / ${a}`],
  tanh: ['tanh', (_, v) => `(1 - ${v} ** 2)`],
  sqrt: ['sqrt', (_, v) => `0.5 / ${v}`],
  abs: ['abs', (a, _, np) => `${np}.sign(${a})`],
};

/** @param {string} kind @param {string} of @param {Said} a @param {Said} b @param {Words} words @returns {Said} */
function said(kind, of, a, b, words) {
  const known = (a?.known ?? true) && (b?.known ?? true);
  const joined = (/** @type {string} */ sign, /** @type {number} */ holds, /** @type {number} */ right) => ({
    text: `${inside(a, holds)} ${sign} ${inside(b, right)}`,
    holds,
    known,
  });
  switch (kind) {
    case 'number':
      return { text: of, holds: WHOLE, known: true };
    case 'constant':
      return { text: `math.${of}`, holds: WHOLE, known: true };
    case 'parameter':
      return { text: variable(of), holds: WHOLE, known: true };
    case 'variable':
      return { text: of.replace('_i', ''), holds: WHOLE, known: false };
    case 'negative':
      return { text: `-${inside(a, POWER)}`, holds: MINUS, known };
    case '+':
      return joined('+', SUM, SUM);
    case '-':
      return joined('-', SUM, PRODUCT);
    case '*':
      return joined('*', PRODUCT, MINUS);
    case '/':
      return joined('/', PRODUCT, MINUS);
    case 'pow':
      return { text: `${inside(a, WHOLE)} ** ${inside(b, WHOLE)}`, holds: POWER, known };
    case 'min':
    case 'max': {
      if (known) return { text: `${kind}(${a.text}, ${b.text})`, holds: WHOLE, known };
      const [one, other] = [a, b].map((part) => (part.known ? words.number(part.text) : part.text));
      return { text: `${words.np}.${kind}imum(${one}, ${other})`, holds: WHOLE, known };
    }
    default: {
      const [name] = FUNCTIONS[kind];
      const from = known ? (name === 'abs' ? '' : 'math.') : `${words.np}.`;
      return { text: `${from}${name}(${a.text})`, holds: WHOLE, known };
    }
  }
}

/** Parts that are not nothing, joined. @param {string} sign @param {...string} parts */
const sum = (sign, ...parts) => parts.filter((part) => part !== '0').join(sign) || '0';
/** @param {string} slope @param {string} by */
const times = (slope, by) => (slope === '0' ? '0' : slope === '1' ? by : `${slope} * ${by}`);

/** How the slope of a part follows from those of its parts. @param {string} kind @param {string} v @param {string} a @param {string} b @param {string} da @param {string} db @param {Said} exponent @param {Words} words */
function slope(kind, v, a, b, da, db, exponent, { np }) {
  switch (kind) {
    case '+':
      return sum(' + ', da, db);
    case '-':
      return db === '0' ? da : `${da === '0' ? '' : da} - ${db}`.trim();
    case '*':
      return sum(' + ', times(da, b), times(db, a));
    case '/':
      return da === '0' && db === '0' ? '0' : db === '0' ? `${da} / ${b}` : `(${da} - ${v} * ${db}) / ${b}`;
    case 'pow':
      if (exponent.known) return times(da, `${b} * ${a} ** (${b} - 1)`);
      return `${v} * (${sum(' + ', times(db, `${np}.log(${a})`), times(da, `${b} / ${a}`))})`;
    case 'negative':
      return da === '0' ? '0' : `-${da}`;
    case 'min':
    case 'max': {
      const sign = kind === 'min' ? '<' : '>';
      const equal = `${np}.where(${a} == ${b}, (${da} + ${db}) / 2, ${db})`;
      return da === '0' && db === '0' ? '0' : `${np}.where(${a} ${sign} ${b}, ${da}, ${equal})`;
    }
    default:
      return da === '0' ? '0' : times(da, FUNCTIONS[kind][1](a, v, np));
  }
}

/**
 * @param {{ parameters?: Record<string, number>, data?: number[][], dim?: number, nodes: Part[] }} objective
 * @param {Words} words @param {(items: unknown[]) => string} listed
 * @returns {Formula}
 */
export function python({ parameters = {}, data, dim = 2, nodes }, words, listed) {
  /** @type {Said[]} */
  const all = [];
  /** The name of each part, and its slopes along x and y. @type {[v: string, dx: string, dy: string][]} */
  const named = [];
  /** @type {string[]} */
  const steps = [];
  nodes.forEach(([kind, ...of], k) => {
    const leaf = ['number', 'constant', 'parameter', 'variable'].includes(kind);
    const [a, b] = leaf ? [] : of.map((place) => all[Number(place)]);
    const whole = said(kind, String(of[0]), a, b, words);
    all.push(whole);
    if (leaf || whole.known) {
      named.push([inside(whole, WHOLE), whole.text === 'x' ? '1' : '0', whole.text === 'y' ? '1' : '0']);
      return;
    }
    const [[va, ...da], [vb, ...db]] = of.map((place) => named[Number(place)]).concat([['', '0', '0']]);
    const part = (/** @type {Said} */ from, /** @type {string} */ text) => ({ text, holds: WHOLE, known: from.known });
    const v = `v${k}`;
    steps.push(`${v} = ${said(kind, '', part(a, va), b && part(b, vb), words).text}`);
    const slopes = ['x', 'y'].slice(0, dim).map((along, which) => {
      const text = slope(kind, v, va, vb, da[which], db[which], b, words);
      if (text === '0' || text === '1') return text;
      steps.push(`${along}${k} = ${text}`);
      return `${along}${k}`;
    });
    named.push([v, slopes[0], slopes[1] ?? '0']);
  });
  const last = all[all.length - 1];
  const [, dx, dy] = named[named.length - 1];
  const given = data ? ['a, b = A[i], B[i]'] : [];
  const before = [dim === 1 ? 'x = w[0]' : 'x, y = w', ...given];
  const slopes = [dx, dy].slice(0, dim).map((part) => (data ? `np.mean(${part})` : part));
  return {
    data: [
      ...Object.entries(parameters).map(([name, value]) => `${variable(name)} = ${value}`),
      ...(data ? ['A', 'B'].map((name, k) => `${name} = ${words.array(listed(data.map((row) => row[k])))}`) : []),
    ],
    // A number depends on nothing, which PyTorch does not take.
    value: [...before, `return ${last.known ? `${inside(last, SUM)} + 0 * x` : last.text}`],
    gradient: [...before, ...steps, `return np.array([${slopes.join(', ')}])`],
  };
}
