// The scenes there are.

/** In the order of the page, which is the lecture's. */
export const SCENES = [
  'full-vs-one',
  'batches',
  'cost',
  'accuracy',
  'noise',
  'generalization',
  'minima',
  'trade-offs',
  'large-batch',
  'momentum',
  'hill',
  'critical',
  'escape',
  'lab',
];
