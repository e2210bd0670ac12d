// What the network's training is held against: plain loops over typed arrays, as one would write them by hand. Inputs that are 0 are
// passed over; a batch of one goes straight into the weights.

/** @param {typeof Float32Array | typeof Float64Array} Numbers */
export function plain(Numbers, { widths: [features, hidden, classes], theta, inputs, labels, size, rate }) {
  const ends = [features * hidden, (features + 1) * hidden, (features + 1) * hidden + hidden * classes];
  const numbers = Numbers.from(theta);
  const w1 = numbers.subarray(0, ends[0]);
  const b1 = numbers.subarray(ends[0], ends[1]);
  const w2 = numbers.subarray(ends[1], ends[2]);
  const b2 = numbers.subarray(ends[2]);
  const sum = new Numbers(numbers.length);
  const [g1, gb1] = [sum.subarray(0, ends[0]), sum.subarray(ends[0], ends[1])];
  const [g2, gb2] = [sum.subarray(ends[1], ends[2]), sum.subarray(ends[2])];
  const x = Numbers.from(inputs);
  const made = new Numbers(hidden);
  const back = new Numbers(hidden);
  const d = new Numbers(classes);

  /** Adds the example's gradient, times `scale`, to four arrays, which may be the parameters. */
  function learn(k, scale, t1, tb1, t2, tb2) {
    const from = k * features;
    for (let o = 0; o < hidden; o += 1) made[o] = b1[o];
    for (let i = 0; i < features; i += 1) {
      const xi = x[from + i];
      if (xi === 0) continue;
      const row = i * hidden;
      for (let o = 0; o < hidden; o += 1) made[o] += xi * w1[row + o];
    }
    for (let c = 0; c < classes; c += 1) d[c] = b2[c];
    for (let j = 0; j < hidden; j += 1) {
      const h = made[j];
      if (h <= 0) {
        made[j] = 0;
        continue;
      }
      const row = j * classes;
      for (let c = 0; c < classes; c += 1) d[c] += h * w2[row + c];
    }
    let top = d[0];
    for (let c = 1; c < classes; c += 1) if (d[c] > top) top = d[c];
    let total = 0;
    for (let c = 0; c < classes; c += 1) total += d[c] = Math.exp(d[c] - top);
    for (let c = 0; c < classes; c += 1) d[c] *= scale / total;
    d[labels[k]] -= scale;
    for (let j = 0; j < hidden; j += 1) {
      const h = made[j];
      if (h === 0) {
        back[j] = 0;
        continue;
      }
      const row = j * classes;
      let come = 0;
      for (let c = 0; c < classes; c += 1) {
        come += d[c] * w2[row + c];
        t2[row + c] += h * d[c];
      }
      back[j] = come;
    }
    for (let c = 0; c < classes; c += 1) tb2[c] += d[c];
    for (let o = 0; o < hidden; o += 1) tb1[o] += back[o];
    for (let i = 0; i < features; i += 1) {
      const xi = x[from + i];
      if (xi === 0) continue;
      const row = i * hidden;
      for (let o = 0; o < hidden; o += 1) t1[row + o] += xi * back[o];
    }
  }

  function run(order) {
    if (size === 1) {
      for (let k = 0; k < order.length; k += 1) learn(order[k], -rate, w1, b1, w2, b2);
      return;
    }
    for (let from = 0; from < order.length; from += size) {
      sum.fill(0);
      for (let k = from; k < from + size; k += 1) learn(order[k], 1 / size, g1, gb1, g2, gb2);
      for (let k = 0; k < numbers.length; k += 1) numbers[k] -= rate * sum[k];
    }
  }
  return { run, theta: () => Array.from(numbers), free() {} };
}
