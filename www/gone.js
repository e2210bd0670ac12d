// After a deploy: the page that is open may ask for files that are gone.

/** Where it is kept which build has been reloaded. */
const PLACE = 'downhill-reloaded';

/**
 * Whether a file is gone from the server: then the page is loaded anew, once.
 * @param {unknown} error whose text names the file @returns {Promise<boolean>} true where that did not help
 */
export async function gone(error) {
  const own = import.meta.url;
  const file = /https?:[^\s'"]+/.exec(String(error))?.[0] ?? own;
  try {
    // What the browser keeps of the program is renewed by the same request.
    const [now, lost] = await Promise.all([own, file].map((url) => fetch(url, { cache: 'reload' })));
    if (!now.ok || (lost.ok && (await now.text()).includes(FILES.build))) return false;
  } catch {
    return false;
  }
  try {
    if (sessionStorage.getItem(PLACE) === FILES.build) return true;
    sessionStorage.setItem(PLACE, FILES.build);
    location.reload();
    return false;
  } catch {
    // Nothing can be kept here, and it might be reloaded for ever.
    return true;
  }
}
