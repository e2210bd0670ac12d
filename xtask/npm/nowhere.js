// The element where there is no page, as when a server draws one: nothing is defined until the browser imports it.
export {};
