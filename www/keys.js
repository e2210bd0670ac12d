// Keys that work anywhere in a figure: the space bar, undo and redo.

/** Where the space bar has a meaning of its own, it keeps it. */
const OWN = 'input:not([type=range]), select, button:not(.handle), summary';

/**
 * @typedef {object} Deeds
 * @property {() => boolean} toggle plays or pauses; false where there is nothing to play
 * @property {(direction: 1 | -1) => void} travel to the state before or after
 */

/** @param {HTMLElement} element @param {Deeds} deeds */
export function listen(element, { toggle, travel }) {
  element.addEventListener('keydown', (event) => {
    const { target } = event;
    if (event.key === ' ' && !(target instanceof HTMLElement && target.matches(OWN))) {
      if (toggle()) event.preventDefault();
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') {
      // A half-typed value is taken back by the field itself.
      const typed = target instanceof HTMLInputElement && target.matches('.number');
      if (typed && target.value !== target.defaultValue) return;
      event.preventDefault();
      travel(event.shiftKey ? 1 : -1);
    }
  });
}
