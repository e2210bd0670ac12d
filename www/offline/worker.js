// The service worker: keeps one build of the page, whole, for times without a network. A later build is fetched beside it and waits until
// the reader takes it, so that files of two builds never meet.

/** @typedef {Event & { waitUntil: (work: Promise<unknown>) => void }} Phase */
/** @typedef {Event & { request: Request, respondWith: (answer: Promise<Response>) => void }} Asking */
/** What of a service worker's surroundings is used here. @typedef {{ registration: ServiceWorkerRegistration, skipWaiting: () => Promise<void> }} Service */

const service = /** @type {Service} */ (/** @type {unknown} */ (self));
const { scope } = service.registration;
/** Other pages of this site, at other paths, have caches of their own. */
const OWN = `downhill ${scope} `;
const CACHE = OWN + FILES.build;

async function install() {
  const cache = await caches.open(CACHE);
  // What is not named after its contents may be an older one in the browser's own cache.
  await cache.addAll(KEPT.map((file) => new Request(file, { cache: /-\w{8}\./.test(file) ? 'default' : 'reload' })));
  const main = await cache.match('main.js');
  if (!(await main?.text())?.includes(FILES.build)) throw new Error('this build is not whole yet');
}

async function clear() {
  for (const name of await caches.keys()) if (name.startsWith(OWN) && name !== CACHE) await caches.delete(name);
}

/** @param {Request} request */
async function answer(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request, { ignoreSearch: request.mode === 'navigate', ignoreVary: true });
  if (kept) return kept;
  const response = await fetch(request);
  // What a reader has asked for once is there from now on: another language, the larger data set, a page of one scene.
  const lasting = /-\w{8}\.[\w.]+$/.test(request.url) || request.mode === 'navigate';
  if (response.ok && lasting) await cache.put(request, response.clone());
  return response;
}

addEventListener('install', (event) => /** @type {Phase} */ (event).waitUntil(install()));
addEventListener('activate', (event) => /** @type {Phase} */ (event).waitUntil(clear()));
addEventListener('message', () => service.skipWaiting());
addEventListener('fetch', (event) => {
  const { request, respondWith } = /** @type {Asking} */ (event);
  if (request.method === 'GET' && request.url.startsWith(scope)) respondWith.call(event, answer(request));
});
