// What ensembles are held against: plain loops over typed arrays, momentum on one surface.

/** Where particles start: evenly spread, as the core spreads them. */
function spread(Numbers, count, [low, high]) {
  const arrays = [0, 1, 2, 3].map(() => new Numbers(count));
  for (const numbers of arrays.slice(0, 2))
    for (let i = 0; i < count; i += 1) numbers[i] = low + (high - low) * Math.random();
  return arrays;
}

/** Himmelblau's function; a function that makes so many updates of all. */
export function himmelblau(Numbers, count, rate, momentum) {
  const [x, y, mx, my] = spread(Numbers, count, [-6, 6]);
  return (updates) => {
    for (let k = 0; k < updates; k += 1) {
      for (let i = 0; i < count; i += 1) {
        const u = x[i];
        const v = y[i];
        const a = u * u + v - 11;
        const b = u + v * v - 7;
        const p = momentum * mx[i] - rate * (4 * u * a + 2 * b);
        const q = momentum * my[i] - rate * (2 * a + 4 * v * b);
        mx[i] = p;
        my[i] = q;
        x[i] = u + p;
        y[i] = v + q;
      }
    }
  };
}

/** The saddle between two minima. */
export function boundedSaddle(Numbers, count, rate, momentum) {
  const [x, y, mx, my] = spread(Numbers, count, [-2, 2]);
  return (updates) => {
    for (let k = 0; k < updates; k += 1) {
      for (let i = 0; i < count; i += 1) {
        const u = x[i];
        const v = y[i];
        const p = momentum * mx[i] - rate * (2 * u + u * u * u);
        const q = momentum * my[i] - rate * (v * v * v - 2 * v);
        mx[i] = p;
        my[i] = q;
        x[i] = u + p;
        y[i] = v + q;
      }
    }
  };
}
