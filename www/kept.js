// What this reader has measured of the lecture's summary, kept in this browser beyond the visit. Nothing leaves it.

/** Where it is kept; another program may measure other things, and begins anew. */
const PLACE = 'downhill-record-1';

/** What earlier visits have kept. @returns {unknown[]} */
function stored() {
  try {
    return JSON.parse(localStorage.getItem(PLACE) ?? '[]');
  } catch {
    // Refused, or damaged: there is only this visit.
    return [];
  }
}

/**
 * Takes in what was kept, and keeps what has been measured by now; the contents tell how much of the table that is.
 * @param {typeof import('./pkg/first.js').record} record
 */
export function keep(record) {
  const { outcomes, comparisons } = record(stored());
  try {
    localStorage.setItem(PLACE, JSON.stringify(outcomes));
  } catch {
    // Refused: it still counts for this visit.
  }
  const known = comparisons.filter((name) => outcomes.some(({ cell }) => cell === name));
  document.documentElement.style.setProperty('--measured', `'${known.length}/${comparisons.length}'`);
}
