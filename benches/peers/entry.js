// The same training by other libraries. Each takes a problem, { widths: [inputs, hidden, classes], theta, inputs, labels, size,
// rate }, and gives { run(order), theta() }: `run` makes an update for every `size` examples of `order`; parameters are in the core's order.

import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import neuralNetwork from 'brain.js/dist/neural-network.js';
import convnetjs from 'convnetjs';

/** The two weight matrices and the two biases of a flat list. */
function parts([inputs, hidden, classes], theta) {
  const sizes = [inputs * hidden, hidden, hidden * classes, classes];
  let from = 0;
  return sizes.map((size) => theta.slice(from, (from += size)));
}

/**
 * TensorFlow.js without its automatic gradients, which would cost it more: the same products written out.
 * @param {'cpu' | 'wasm'} backend
 */
export async function tensorflow(backend, folder, { widths, theta, inputs, labels, size, rate }) {
  setWasmPaths(folder);
  if (!(await tf.setBackend(backend))) throw new Error(`no backend ${backend}`);
  await tf.ready();
  const [features, hidden, classes] = widths;
  const [w1, b1, w2, b2] = parts(widths, theta);
  const shapes = [[features, hidden], [hidden], [hidden, classes], [classes]];
  let now = [w1, b1, w2, b2].map((numbers, k) => tf.tensor(numbers, shapes[k], 'float32'));
  const x = tf.tensor2d(inputs, [labels.length, features]);
  const y = tf.cast(tf.oneHot(tf.tensor1d(Array.from(labels), 'int32'), classes), 'float32');
  const update = (x, y) => {
    const [w1, b1, w2, b2] = now;
    const next = tf.tidy(() => {
      const made = tf.fused.matMul({ a: x, b: w1, bias: b1, activation: 'relu' });
      const p = tf.softmax(tf.fused.matMul({ a: made, b: w2, bias: b2 }));
      const d = tf.mul(tf.sub(p, y), rate / size);
      const back = tf.mul(tf.matMul(d, w2, false, true), tf.step(made));
      return [
        tf.sub(w1, tf.matMul(x, back, true)),
        tf.sub(b1, tf.sum(back, 0)),
        tf.sub(w2, tf.matMul(made, d, true)),
        tf.sub(b2, tf.sum(d, 0)),
      ];
    });
    now.forEach((tensor) => tensor.dispose());
    now = next;
  };
  return {
    // One backend is at work at a time.
    ready: () => tf.setBackend(backend),
    run(order, shuffled = false) {
      for (let from = 0; from < order.length; from += size) {
        const which = shuffled && tf.tensor1d(order.slice(from, from + size), 'int32');
        const cut = (all) => (which ? tf.gather(all, which) : tf.slice(all, [order[from], 0], [size, -1]));
        const batch = [cut(x), cut(y)];
        update(...batch);
        batch.forEach((tensor) => tensor.dispose());
        if (which) which.dispose();
      }
      now[3].dataSync();
    },
    theta: () => now.flatMap((tensor) => Array.from(tensor.dataSync())),
    free: () => [...now, x, y].forEach((tensor) => tensor.dispose()),
  };
}

export function convnet({ widths, theta, inputs, labels, size, rate }) {
  const [features, hidden, classes] = widths;
  const net = new convnetjs.Net();
  net.makeLayers([
    { type: 'input', out_sx: 1, out_sy: 1, out_depth: features },
    { type: 'fc', num_neurons: hidden, activation: 'relu' },
    { type: 'softmax', num_classes: classes },
  ]);
  const full = net.layers.filter((layer) => layer.layer_type === 'fc');
  const [w1, b1, w2, b2] = parts(widths, theta);
  const each = (visit) => {
    for (const [layer, w, b, outputs] of [
      [full[0], w1, b1, hidden],
      [full[1], w2, b2, classes],
    ])
      for (let o = 0; o < outputs; o += 1) {
        for (let i = 0; i < layer.filters[o].w.length; i += 1) visit(layer.filters[o].w, i, w, i * outputs + o);
        visit(layer.biases.w, o, b, o);
      }
  };
  each((own, k, usual, at) => (own[k] = usual[at]));
  const sgd = { method: 'sgd', learning_rate: rate, momentum: 0, batch_size: size, l2_decay: 0 };
  const trainer = new convnetjs.Trainer(net, sgd);
  const volumes = Array.from(labels, (_, k) => {
    const volume = new convnetjs.Vol(1, 1, features, 0);
    for (let i = 0; i < features; i += 1) volume.w[i] = inputs[k * features + i];
    return volume;
  });
  return {
    run: (order) => order.forEach((k) => trainer.train(volumes[k], labels[k])),
    theta() {
      each((own, k, usual, at) => (usual[at] = own[k]));
      return [w1, b1, w2, b2].flatMap((numbers) => Array.from(numbers));
    },
    free() {},
  };
}

/** brain.js knows neither softmax nor batches: one example at a time with a squared error, which costs it less. */
export function brain({ widths, inputs, labels, rate }) {
  const [features, hidden, classes] = widths;
  const net = new neuralNetwork.default({ activation: 'relu', hiddenLayers: [hidden] });
  Object.assign(net, { sizes: widths });
  net.initialize();
  net.trainOpts.learningRate = rate;
  net.trainOpts.momentum = 0;
  const examples = Array.from(labels, (label, k) => ({
    input: inputs.slice(k * features, (k + 1) * features),
    output: Float32Array.from({ length: classes }, (_, c) => Number(c === label)),
  }));
  return { run: (order) => order.forEach((k) => net.trainPattern(examples[k])), free() {} };
}
