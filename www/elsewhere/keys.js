// Keys that a figure has used are no keys for the page around it, which may turn a page, go to the next slide or delete a cell.

/** Where every key is typing or choosing, and where two keys press. */
const FIELDS = 'input, select, textarea';
const BUTTONS = 'button, summary';
const PRESS = [' ', 'Enter'];
/** With Ctrl or Command: select all, copy, cut, paste, undo, redo. */
const EDIT = /^[acvxyz]$/i;

/** Whether a field makes something of a key by itself. @param {KeyboardEvent} event @param {Element} target */
function typed({ key, ctrlKey, metaKey, altKey }, target) {
  if (!target.matches(FIELDS) || altKey) return false;
  return ctrlKey || metaKey ? EDIT.test(key) : key !== 'Escape';
}

/** The same key, for the figure alone. It is no `KeyboardEvent`: those leave the shadow in Firefox, whatever they are told. @param {KeyboardEvent} event */
function copied({ type, key, code, location, ctrlKey, shiftKey, altKey, metaKey, repeat, isComposing }) {
  const said = { key, code, location, ctrlKey, shiftKey, altKey, metaKey, repeat, isComposing };
  return Object.assign(new Event(type, { bubbles: true, cancelable: true }), said);
}

/**
 * Keeps used keys from the page. Some pages (JupyterLab) take keys on their way down, before a figure could hear them: so each key is heard
 * first, at the window, and the figure is given a copy; where it has no use for that, the key goes its way.
 * @param {HTMLElement} element @returns {() => void} ends it
 */
export function keepKeys(element) {
  /** @param {Event} happened */
  const heard = (happened) => {
    const event = /** @type {KeyboardEvent} */ (happened);
    const [target] = event.composedPath();
    if (!(target instanceof Element) || target.getRootNode() !== element.shadowRoot) return;
    const used = typed(event, target) || (PRESS.includes(event.key) && target.matches(BUTTONS));
    // The presenter view has all keys but those of fields.
    if (element.hasAttribute('data-presenting') && !used) return;
    const copy = copied(event);
    target.dispatchEvent(copy);
    if (copy.defaultPrevented) event.preventDefault();
    if (used || copy.defaultPrevented) event.stopImmediatePropagation();
  };
  const types = ['keydown', 'keypress', 'keyup'];
  for (const type of types) addEventListener(type, heard, true);
  return () => types.forEach((type) => removeEventListener(type, heard, true));
}
