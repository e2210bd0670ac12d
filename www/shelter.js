// A scene whose failure stays its own: the figure stops, and whoever still asks it hears what it said last.

/** @typedef {import('./pkg/first.js').Scene} Scene */

/**
 * The same scene. Once a method has failed (the core gave up, a canvas refused) or the scene is freed, the core is not asked
 * again: it would not know whom to answer.
 * @param {Scene} scene
 * @param {(error: unknown) => void} failed
 * @returns {Scene}
 */
export function sheltered(scene, failed) {
  const core = /** @type {Record<string, (...parts: unknown[]) => unknown>} */ (/** @type {unknown} */ (scene));
  /** @type {typeof core} */
  const shelter = {};
  /** @type {Record<string, unknown>} */
  const answers = {};
  let gone = false;
  for (const name of Object.getOwnPropertyNames(Object.getPrototypeOf(scene))) {
    shelter[name] = (...parts) => {
      if (gone) return answers[name];
      gone = name === 'free';
      try {
        answers[name] = core[name](...parts);
      } catch (error) {
        gone = true;
        failed(error);
      }
      return answers[name];
    };
  }
  return /** @type {Scene} */ (/** @type {unknown} */ (shelter));
}
