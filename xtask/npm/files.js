// Where the element's files are, for other people's bundlers: they know addresses of this form, and take the files along.

import program from '../../www/pkg/worker.txt';

const beside = {
  first: new URL('./first.wasm', import.meta.url).href,
  full: new URL('./full.wasm', import.meta.url).href,
  digits: new URL('./digits.wasm', import.meta.url).href,
  formulas: new URL('./formulas.wasm', import.meta.url).href,
  extras: new URL('./extras.wasm', import.meta.url).href,
  takings: new URL('./takings.wasm', import.meta.url).href,
  simd: new URL('./simd.wasm', import.meta.url).href,
  scalar: new URL('./scalar.wasm', import.meta.url).href,
};

export const FILES = {
  ...beside,
  home: HOME,
  /** Workers are told where their files are: a program that a bundler has moved does not find them by itself. */
  get worker() {
    return URL.createObjectURL(new Blob([`const FILES = ${JSON.stringify(beside)};`, program]));
  },
};
