// A multilayer perceptron's updates as compute shaders. A layer's parameters are a matrix with a row for each input and a last
// row for the biases, whose input is always 1; the order is the usual one. All matrix products go by tiles of 16 × 16.

/** Rows and columns of a tile; threads of the shaders that take one number each. */
export const TILE = 16;
export const THREADS = 64;

/** What they are called. */
export const SHADERS = ['forward', 'slopes', 'gradient', 'backward', 'descend'];

/** Numbers of a call, in the order of the structure below. */
export const CALL = ['rows', 'offset', 'inner', 'cols', 'theta', 'input', 'output', 'first', 'last', 'slices'];

export const WGSL = /* wgsl */ `
struct Call {
  // Examples at work, and where they begin in the batch.
  rows: u32, offset: u32,
  // Inputs and outputs of the layer, and where its parameters, its inputs and its outputs lie.
  inner: u32, cols: u32, theta: u32, input: u32, output: u32,
  // Of layers: whether it is the first, the last. Of the update: whether these are the batch's first examples, its last.
  first: u32, last: u32,
  // Parts in which the sums over examples are made.
  slices: u32,
}
struct Batch { size: u32, examples: u32, stride: u32, parameters: u32, rate: f32 }

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<uniform> batch: Batch;
@group(0) @binding(2) var<storage, read_write> theta: array<f32>;
@group(0) @binding(3) var<storage, read> inputs: array<f32>;
@group(0) @binding(4) var<storage, read> labels: array<u32>;
@group(0) @binding(5) var<storage, read_write> made: array<f32>;
@group(0) @binding(6) var<storage, read_write> back: array<f32>;
@group(0) @binding(7) var<storage, read_write> parts: array<f32>;
@group(0) @binding(8) var<storage, read_write> sum: array<f32>;
// The example that the batch begins with.
@group(0) @binding(9) var<storage, read_write> begin: array<u32>;

var<workgroup> one: array<array<f32, ${TILE}>, ${TILE}>;
var<workgroup> other: array<array<f32, ${TILE}>, ${TILE}>;

fn example(b: u32) -> u32 { return (begin[0] + call.offset + b) % batch.examples; }
// Input i of example b to the layer; behind the last one stands the 1 of the biases.
fn number(b: u32, i: u32) -> f32 {
  if (b >= call.rows || i > call.inner) { return 0.0; }
  if (i == call.inner) { return 1.0; }
  if (call.first == 1u) { return inputs[example(b) * batch.stride + i]; }
  return made[call.input + b * call.inner + i];
}
fn weight(i: u32, o: u32) -> f32 {
  if (i > call.inner || o >= call.cols) { return 0.0; }
  return theta[call.theta + i * call.cols + o];
}
fn slope(b: u32, o: u32) -> f32 {
  if (b >= call.rows || o >= call.cols) { return 0.0; }
  return back[call.output + b * call.cols + o];
}
fn product(at: vec3u) -> f32 {
  var total = 0.0;
  for (var k = 0u; k < ${TILE}u; k += 1u) { total += one[at.y][k] * other[k][at.x]; }
  return total;
}

@compute @workgroup_size(${TILE}, ${TILE})
fn forward(@builtin(global_invocation_id) id: vec3u, @builtin(local_invocation_id) at: vec3u) {
  var total = 0.0;
  for (var k = 0u; k <= call.inner; k += ${TILE}u) {
    one[at.y][at.x] = number(id.y, k + at.x);
    other[at.y][at.x] = weight(k + at.y, id.x);
    workgroupBarrier();
    total += product(at);
    workgroupBarrier();
  }
  if (id.y >= call.rows || id.x >= call.cols) { return; }
  made[call.output + id.y * call.cols + id.x] = select(max(total, 0.0), total, call.last == 1u);
}

// Softmax and cross-entropy: the slopes of the summed loss at the logits.
@compute @workgroup_size(${THREADS})
fn slopes(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= call.rows) { return; }
  let start = call.output + id.x * call.cols;
  var top = made[start];
  for (var c = 1u; c < call.cols; c += 1u) { top = max(top, made[start + c]); }
  var total = 0.0;
  for (var c = 0u; c < call.cols; c += 1u) { total += exp(made[start + c] - top); }
  let label = labels[example(id.x)];
  for (var c = 0u; c < call.cols; c += 1u) {
    back[start + c] = exp(made[start + c] - top) / total - select(0.0, 1.0, c == label);
  }
}

// Takes slopes at a layer's sums on to the sums of the layer before.
@compute @workgroup_size(${TILE}, ${TILE})
fn backward(@builtin(global_invocation_id) id: vec3u, @builtin(local_invocation_id) at: vec3u) {
  let corner = id.x - at.x;
  var total = 0.0;
  for (var k = 0u; k < call.cols; k += ${TILE}u) {
    one[at.y][at.x] = slope(id.y, k + at.x);
    other[at.x][at.y] = weight(corner + at.y, k + at.x);
    workgroupBarrier();
    total += product(at);
    workgroupBarrier();
  }
  if (id.y >= call.rows || id.x >= call.inner) { return; }
  let place = call.input + id.y * call.inner + id.x;
  back[place] = select(0.0, total, made[place] > 0.0);
}

// The gradient's sums over examples, each slice of the examples by itself.
@compute @workgroup_size(${TILE}, ${TILE})
fn gradient(
  @builtin(global_invocation_id) id: vec3u, @builtin(local_invocation_id) at: vec3u, @builtin(workgroup_id) group: vec3u,
) {
  let corner = id.y - at.y;
  let tiles = (call.rows + ${TILE - 1}u) / ${TILE}u;
  let end = (group.z + 1u) * tiles / call.slices * ${TILE}u;
  var total = 0.0;
  for (var k = group.z * tiles / call.slices * ${TILE}u; k < end; k += ${TILE}u) {
    one[at.x][at.y] = number(k + at.y, corner + at.x);
    other[at.y][at.x] = slope(k + at.y, id.x);
    workgroupBarrier();
    total += product(at);
    workgroupBarrier();
  }
  if (id.y > call.inner || id.x >= call.cols) { return; }
  parts[group.z * batch.parameters + call.theta + id.y * call.cols + id.x] = total;
}

// Adds up the slices; after the last examples of the batch comes the step.
@compute @workgroup_size(${THREADS})
fn descend(@builtin(global_invocation_id) id: vec3u) {
  let p = id.x;
  if (p >= batch.parameters) { return; }
  var total = 0.0;
  if (call.first == 0u) { total = sum[p]; }
  for (var z = 0u; z < call.slices; z += 1u) { total += parts[z * batch.parameters + p]; }
  sum[p] = total;
  if (call.last == 0u) { return; }
  theta[p] -= batch.rate * total / f32(batch.size);
  if (p == 0u) { begin[0] = (begin[0] + batch.size) % batch.examples; }
}
`;
