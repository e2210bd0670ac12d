// A formula as MathML, from its parts.

/** @typedef {import('./reader.js').Part} Part */

const MATH = 'http://www.w3.org/1998/Math/MathML';
const TIMES = '⁢';
const APPLY = '⁡';

/** How strongly what stands at the top of a part holds it together. */
const [SUM, MINUS, PRODUCT, POWER, WHOLE] = [1, 2, 3, 4, 5];

/** Names of Greek letters, as one types them. */
const GREEK =
  'alpha:α beta:β gamma:γ delta:δ epsilon:ε zeta:ζ eta:η theta:θ kappa:κ lambda:λ mu:μ nu:ν xi:ξ rho:ρ sigma:σ tau:τ phi:φ chi:χ psi:ψ omega:ω pi:π';
const LETTERS = new Map(GREEK.split(' ').map((pair) => /** @type {[string, string]} */ (pair.split(':'))));

/** @param {string} tag @param {...(Node | string)} children */
function m(tag, ...children) {
  const element = document.createElementNS(MATH, tag);
  element.append(...children);
  return element;
}

/** @param {...Node} parts */
const row = (...parts) => m('mrow', ...parts);
/** @param {Node} part */
const closed = (part) => row(m('mo', '('), part, m('mo', ')'));
/** @param {string} sign */
const sign = (sign) => m('mo', sign);

/** A name: `a_1` and `a1` have an index. @param {string} text */
export function name(text) {
  const [, own, index] = /^(.+?)_?(\d+|(?<=_)\w+)?$/.exec(text) ?? [text, text];
  const letter = m('mi', LETTERS.get(own) ?? own);
  return index ? m('msub', letter, /\d/.test(index) ? m('mn', index) : m('mi', index)) : letter;
}

/** @typedef {{ node: Node, holds: number, digit?: boolean, word?: boolean }} Set How a part is set: whether it begins with a digit, whether with a word */

/** A part where what is around it holds so strongly. @param {Set} part @param {number} least */
const inside = ({ node, holds }, least) => (holds < least ? closed(node) : node);

/** Keeps a word apart from what is before it. */
function thin() {
  const space = m('mspace');
  space.setAttribute('width', '0.17em');
  return space;
}

/** By kind. @type {Record<string, (a: Set, b: Set) => Set>} */
const JOINED = {
  '+': (a, b) => ({
    node: row(a.node, sign('+'), b.holds === MINUS ? closed(b.node) : b.node),
    holds: SUM,
    digit: a.digit,
  }),
  '-': (a, b) => ({ node: row(inside(a, SUM), sign('−'), inside(b, PRODUCT)), holds: SUM, digit: a.digit }),
  '*': (a, b) => ({
    // A minus before the whole product needs no parentheses.
    node: row(inside(a, MINUS), ...(b.word ? [thin()] : []), sign(b.digit ? '·' : TIMES), inside(b, PRODUCT)),
    holds: Math.min(a.holds, PRODUCT) === MINUS ? MINUS : PRODUCT,
    digit: a.digit,
    word: a.word,
  }),
  '/': (a, b) => ({ node: m('mfrac', a.node, b.node), holds: WHOLE }),
  pow: (a, b) => ({ node: m('msup', inside(a, WHOLE), b.node), holds: POWER, digit: a.digit }),
};

/** @param {string} of @param {...Node} parts */
const called = (of, ...parts) => ({
  node: row(m('mi', of), sign(APPLY), closed(row(...parts))),
  holds: POWER,
  word: true,
});

/** @param {Part[]} nodes the whole last */
export function typeset(nodes) {
  /** @type {Set[]} */
  const all = [];
  for (const [kind, ...of] of nodes) {
    const [a, b] = of.map((place) => all[Number(place)]);
    all.push(one(kind, String(of[0]), a, b));
  }
  return all[all.length - 1].node;
}

/** @param {string} kind @param {string} text @param {Set} a @param {Set} b @returns {Set} */
function one(kind, text, a, b) {
  switch (kind) {
    case 'number': {
      const [digits, power] = text.split('e');
      const node = m('mn', digits);
      if (!power) return { node, holds: WHOLE, digit: true };
      const ten = m('msup', m('mn', '10'), m('mn', power.replace('+', '').replace('-', '−')));
      return { node: row(node, sign('·'), ten), holds: PRODUCT, digit: true };
    }
    case 'constant':
    case 'variable':
    case 'parameter':
      return { node: name(text), holds: WHOLE };
    case 'negative':
      return { node: row(sign('−'), inside(a, PRODUCT)), holds: MINUS };
    case 'sqrt':
      return { node: m('msqrt', a.node), holds: WHOLE };
    case 'abs':
      return { node: row(sign('|'), a.node, sign('|')), holds: WHOLE };
    case 'exp':
      return { node: m('msup', m('mi', 'e'), a.node), holds: POWER };
    case 'min':
    case 'max':
      return called(kind, a.node, sign(','), b.node);
    default:
      return JOINED[kind]?.(a, b) ?? called(kind, a.node);
  }
}
