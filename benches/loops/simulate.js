// What `simulate` is held against: plain loops over doubles that end on the same bits. Each writes θ and the full loss of
// every step, as `simulate` does.

/** Rosenbrock's valley (1 − x)² + 100(y − x²)², momentum in the lecture's form. */
export function rosenbrock(steps, rate, momentum) {
  const theta = new Float64Array(2 * (steps + 1));
  const loss = new Float64Array(steps + 1);
  const m = new Float64Array(2);
  theta.set([-1.2, 1]);
  for (let k = 0; ; k += 1) {
    const x = theta[2 * k];
    const y = theta[2 * k + 1];
    const u = 1 - x;
    const v = y - x * x;
    loss[k] = u * u + 100 * v * v;
    if (k === steps) return { theta, loss };
    m[0] = momentum * m[0] - rate * (-2 * u - 4 * 100 * x * v);
    m[1] = momentum * m[1] - rate * (2 * 100 * v);
    theta[2 * k + 2] = x + m[0];
    theta[2 * k + 3] = y + m[1];
  }
}

/** The same with θ and momentum in variables of their own, as nobody writes it who has more than two coordinates. */
export function rosenbrockByHand(steps, rate, momentum) {
  const theta = new Float64Array(2 * (steps + 1));
  const loss = new Float64Array(steps + 1);
  let [x, y] = [-1.2, 1];
  let [p, q] = [0, 0];
  for (let k = 0; ; k += 1) {
    const u = 1 - x;
    const v = y - x * x;
    theta[2 * k] = x;
    theta[2 * k + 1] = y;
    loss[k] = u * u + 100 * v * v;
    if (k === steps) return { theta, loss };
    p = momentum * p - rate * (-2 * u - 4 * 100 * x * v);
    q = momentum * q - rate * (2 * 100 * v);
    x += p;
    y += q;
  }
}

/** Least squares on one feature, one example an update; `deal` puts the deck in order at the start of every epoch. */
export function regression(steps, rate, data, start, deal) {
  const theta = new Float64Array(2 * (steps + 1));
  const loss = new Float64Array(steps + 1);
  const n = data.x.length;
  const x = Float64Array.from(data.x);
  const y = Float64Array.from(data.y);
  const deck = Int32Array.from({ length: n }, (_, i) => i);
  let [a, b] = start;
  let next = 0;
  for (let k = 0; ; k += 1) {
    let sum = 0;
    for (let i = 0; i < n; i += 1) {
      const r = a + b * x[i] - y[i];
      sum += r * r;
    }
    theta[2 * k] = a;
    theta[2 * k + 1] = b;
    loss[k] = sum / n;
    if (k === steps) return { theta, loss };
    if (next === 0) deal(deck);
    const i = deck[next];
    next = next + 1 === n ? 0 : next + 1;
    const r = 2 * (a + b * x[i] - y[i]);
    a -= rate * r;
    b -= rate * (r * x[i]);
  }
}

/** The upper halves of the numbers of xoshiro256++, seeded through SplitMix64, out of words of 32 bits. */
function xoshiro(seed) {
  const cut = (x) => BigInt.asUintN(64, x);
  let state = BigInt(seed);
  const words = [0, 1, 2, 3].flatMap(() => {
    state = cut(state + 0x9e3779b97f4a7c15n);
    let z = cut((state ^ (state >> 30n)) * 0xbf58476d1ce4e5b9n);
    z = cut((z ^ (z >> 27n)) * 0x94d049bb133111ebn);
    z ^= z >> 31n;
    return [Number(z & 0xffffffffn), Number(z >> 32n)];
  });
  // Capital letters are upper halves.
  let [a, A, b, B, c, C, d, D] = words;
  return () => {
    const low = (a + d) >>> 0;
    const high = (A + D + (low < a ? 1 : 0)) >>> 0;
    const turned = ((low << 23) | (high >>> 9)) >>> 0;
    const carry = (turned + a) >>> 0 < a ? 1 : 0;
    const result = (((high << 23) | (low >>> 9)) + A + carry) >>> 0;
    const t = b << 17;
    const T = (B << 17) | (b >>> 15);
    c ^= a;
    C ^= A;
    d ^= b;
    D ^= B;
    b = (b ^ c) >>> 0;
    B = (B ^ C) >>> 0;
    a = (a ^ d) >>> 0;
    A = (A ^ D) >>> 0;
    c = (c ^ t) >>> 0;
    C = (C ^ T) >>> 0;
    const swapped = ((D << 13) | (d >>> 19)) >>> 0;
    D = ((d << 13) | (D >>> 19)) >>> 0;
    d = swapped;
    return result;
  };
}

/** Puts a deck in random order as `rand` does: several places of Fisher–Yates out of one number. */
export function shuffler(seed) {
  const next = xoshiro(seed);
  let low = 0;
  const times = (x, bound) => {
    const right = (x & 0xffff) * bound;
    const left = (x >>> 16) * bound + Math.floor(right / 65536);
    low = (((left & 0xffff) << 16) | (right & 0xffff)) >>> 0;
    return Math.floor(left / 65536);
  };
  const below = (bound) => {
    const result = times(next(), bound);
    if (low <= 4294967296 - bound) return result;
    const before = low;
    return before + times(next(), bound) > 4294967295 ? result + 1 : result;
  };
  return (deck) => {
    let chunk = 0;
    let left = 0;
    for (let i = 1; i < deck.length; i += 1) {
      const n = i + 1;
      if (left === 0) {
        let bound = n;
        for (left = 1; bound * (n + left) <= 4294967295; left += 1) bound *= n + left;
        chunk = below(bound);
      }
      left -= 1;
      const j = left === 0 ? chunk : chunk % n;
      chunk = Math.floor(chunk / n);
      const card = deck[i];
      deck[i] = deck[j];
      deck[j] = card;
    }
  };
}
