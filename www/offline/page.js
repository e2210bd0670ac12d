// The page without a network, and its next version. Loaded when the first figure has stood for a while.

import { quiet } from '../dom.js';
import { learnMore, t } from '../text.js';
import { trusted } from '../trusted.js';

/**
 * Keeps the page in this browser; a later version is offered to the reader.
 * @param {(key: string, args: Record<string, string>) => HTMLElement} tell
 */
export async function keep(tell) {
  // Who pays for each byte has not asked for it.
  const connection = /** @type {{ saveData?: boolean } | undefined} */ (Reflect.get(navigator, 'connection'));
  if (connection?.saveData) return;
  const { serviceWorker } = navigator;
  const registration = await serviceWorker.register(trusted(new URL('offline.js', import.meta.url).href));
  let told = false;
  let wanted = false;
  const takeOver = () => registration.waiting?.postMessage('take over');
  const offer = async () => {
    // One that has come in the place of that which was told to.
    if (wanted) takeOver();
    if (told || !registration.waiting || !serviceWorker.controller) return;
    told = true;
    await learnMore('deeper');
    const take = () => {
      wanted = true;
      serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
      takeOver();
    };
    tell('notice.version', {}).append(
      ' ',
      quiet(take, () => t('ui.reload')),
    );
  };
  const watch = () => registration.installing?.addEventListener('statechange', offer);
  registration.addEventListener('updatefound', watch);
  watch();
  offer();
  // The first one is the newest; without a network there is no later one.
  if (serviceWorker.controller) await registration.update().catch(() => {});
}
