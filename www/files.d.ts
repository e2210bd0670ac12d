/**
 * Where the program's other files are, from the file that asks for them. `home` is where the page is, where that is not beside them;
 * `build` is no file, but tells one build from another.
 */
declare const FILES: Record<
  | 'first'
  | 'full'
  | 'digits'
  | 'formulas'
  | 'extras'
  | 'takings'
  | 'simd'
  | 'scalar'
  | 'mnist'
  | 'worker'
  | 'home'
  | 'build',
  string
>;
/** What the service worker keeps. */
declare const KEPT: string[];
