// Types of descriptions, from the catalogues of the program: what is not in them does not compile.

/** @typedef {import('../target/pkg/downhill.js').Catalog} Catalog */
/** @typedef {Catalog['objectives'][number]['params'][number]} Param */

/** `learning-rate` → `learningRate`. @param {string} name */
const camel = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

/** @param {readonly string[]} names */
const oneOf = (names) => names.map((name) => `'${name}'`).join(' | ');

/** @param {Param} param */
function field({ name, min, max, default: usual, unit, choices }) {
  const values = choices?.map(({ value }) => value);
  const about = [values ? '' : `${min} to ${max}${unit && ` ${unit}`}`, usual && `${usual} where it is left out`];
  return `/** ${about.filter(Boolean).join('; ')}. */ ${camel(name)}?: ${values ? oneOf(values) : 'number'};`;
}

/** A member of a union. @param {string} name @param {string[]} fields */
const member = (name, fields) => `  | { ${[`name: '${name}';`, ...fields].join(' ')} }`;
/** @param {string} about @param {string} name @param {string[]} members */
const union = (about, name, members) => `/** ${about} */\nexport type ${name} =\n${members.join('\n')};\n`;

/** What comes with the examples of a regression. */
const MORE = [
  '/** Whether the first weight stands alone. */ intercept?: boolean;',
  '/** How much each example counts. */ weights?: ArrayLike<number>;',
];
/** Examples of one's own: a row of numbers each, or a number. */
const OWN = ['x: ArrayLike<number> | ArrayLike<ArrayLike<number>>;', 'y: ArrayLike<number>;'];

/** @param {Catalog['objectives'][number]} objective */
function objective({ name, params, own }) {
  if (!own) return [member(name, params.map(field))];
  const others = params.filter((param) => param.name !== 'data').map(field);
  return [
    member(name, [...params.map(field), ...MORE, 'x?: never; y?: never;']),
    member(name, [...OWN, ...others, ...MORE]),
  ];
}

const RATE = '/** 0.01 where it is left out. */ learningRate?: number;';
const LAYERS = '/** Indices of coordinates, one list a layer. */ layers?: ArrayLike<ArrayLike<number>>;';

/** @param {Catalog} catalog @returns {string} */
export function descriptions({ objectives, optimizers, schedules, orders }) {
  /** @param {boolean} layers whether a description may have them */
  const rules = (layers) =>
    optimizers.map(({ name, params, layered }) =>
      member(name, [RATE, ...params.map(field), ...(layers && layered ? [LAYERS] : [])]),
    );
  return [
    union('What is minimised, with its parameters.', 'Objective', objectives.flatMap(objective)),
    "export type ObjectiveName = Objective['name'];\n",
    union(
      'The objectives that an ensemble takes.',
      'EnsembleObjective',
      objectives.filter(({ ensemble }) => ensemble).flatMap(objective),
    ),
    union('A rule of updates, with its parameters.', 'Optimizer', rules(true)),
    "export type OptimizerName = Optimizer['name'];\n",
    union('A rule of updates for networks, whose layers are known.', 'UnlayeredOptimizer', rules(false)),
    union(
      'Learning rates that change from update to update.',
      'Schedule',
      // What is left out may follow from the run.
      schedules.map(({ name, params }) => {
        const fields = params.map((param) => field({ ...param, default: '' }));
        return member(name, fields);
      }),
    ),
    "export type ScheduleName = Schedule['name'];\n",
    `/** How batches are drawn. */\nexport type Order = ${oneOf(orders)};\n`,
  ].join('\n');
}

/** What `init` takes and gives, without a word that only browsers or only Node know. */
export const INIT = `/** A class of the place where this runs, if it has it. */
type Here<Name extends string> = typeof globalThis extends Record<Name, { prototype: infer T }> ? T : never;
/** A compiled program. */
type Compiled = typeof globalThis extends { WebAssembly: { Module: { prototype: infer T } } } ? T : never;

/** Contents of \`downhill_bg.wasm\`, or a compiled program. */
export type SyncInitInput = ArrayBufferLike | ArrayBufferView | Compiled;
/** That, or where it is. */
export type InitInput = string | Here<'URL'> | Here<'Request'> | Here<'Response'> | SyncInitInput;

/**
 * Makes the program ready; everything else wants that first. Without an argument it is found by itself. A second call does nothing.
 */
export default function init(
  program?: InitInput | Promise<InitInput> | { module_or_path: InitInput | Promise<InitInput> },
): Promise<void>;

/** The same at once, with the contents at hand. */
export function initSync(program: SyncInitInput | { module: SyncInitInput }): void;
`;
