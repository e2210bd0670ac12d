// Files of the program that cannot be had.

/** Tells the page, beside what is said in the place of what is missing. @param {unknown} error of a fetch or an import */
export function missing(error) {
  dispatchEvent(new CustomEvent('downhill-missing', { detail: error }));
}
