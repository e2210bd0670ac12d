// A page with a strict policy (trusted types) lets only addresses that somebody vouches for be run.

/** @type {{ createPolicy: (name: string, rules: { createScriptURL: (address: string) => string }) => { createScriptURL: (address: string) => string } } | undefined} */
const types = Reflect.get(globalThis, 'trustedTypes');

/** @type {{ createScriptURL: (address: string) => string } | undefined} */
let policy;

/** Vouches for the address of a program of this project. @param {string} address */
export function trusted(address) {
  policy ??= types?.createPolicy('downhill', { createScriptURL: (own) => own });
  return policy?.createScriptURL(address) ?? address;
}
