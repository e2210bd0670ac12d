// A link to a section: figures take up their room only when they come.

/** Goes there now and whenever a figure has come, unless the reader has moved on. */
export function follow() {
  const target = document.getElementById(location.hash.slice(1));
  const again = () => target?.scrollIntoView({ behavior: 'instant' });
  const leave = () => document.removeEventListener('downhill-ready', again, true);
  document.addEventListener('downhill-ready', again, true);
  for (const sign of ['wheel', 'touchmove', 'keydown', 'pointerdown']) addEventListener(sign, leave, { once: true });
  // Some may stand already.
  again();
}
