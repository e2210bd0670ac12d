// Ten classics as one would type them: names of people, or keys of words.

/** @type {[name: string, text: string][]} */
export const GALLERY = [
  ['Rastrigin', '20 + x^2 + y^2 - 10(cos(2pi*x) + cos(2pi*y))'],
  ['Ackley', '20 + e - 20exp(-0.2sqrt((x^2 + y^2)/2)) - exp((cos(2pi*x) + cos(2pi*y))/2)'],
  [
    'Goldstein–Price',
    '(1 + (x + y + 1)^2 (19 - 14x + 3x^2 - 14y + 6x*y + 3y^2)) (30 + (2x - 3y)^2 (18 - 32x + 12x^2 + 48y - 36x*y + 27y^2))',
  ],
  ['Matyas', '0.26(x^2 + y^2) - 0.48x*y'],
  ['Lévy 13', 'sin(3pi*x)^2 + (x - 1)^2 (1 + sin(3pi*y)^2) + (y - 1)^2 (1 + sin(2pi*y)^2)'],
  ['Easom', '-cos(x) cos(y) exp(-(x - pi)^2 - (y - pi)^2)'],
  ['Styblinski–Tang', '(x^4 - 16x^2 + 5x + y^4 - 16y^2 + 5y)/2'],
  ['own.camel', '(4 - 2.1x^2 + x^4/3) x^2 + x*y + (4y^2 - 4) y^2'],
  ['own.gaussians', '-exp(-(x - 1)^2 - y^2) - 1.5exp(-2(x + 1)^2 - 2y^2)'],
  ['own.monkey', 'x^3 - 3x*y^2'],
];

/** The same of x alone. @type {typeof GALLERY} */
export const LINES = [
  ['own.two-valleys', 'x^4/4 - x^2 + a*x/4'],
  ['Rastrigin', '10 + x^2 - 10cos(2pi*x)'],
  ['Ackley', '20 + e - 20exp(-0.2abs(x)) - exp(cos(2pi*x))'],
  ['Styblinski–Tang', '(x^4 - 16x^2 + 5x)/2'],
  ['own.gaussians', '-exp(-(x - 1)^2) - 1.5exp(-2(x + 1)^2)'],
];

/** Sums over the data. @type {typeof GALLERY} */
export const SUMS = [
  ['own.squares', '(x + y*a_i - b_i)^2'],
  ['own.shifted', '(x - a_i)^4/4 - (x - a_i)^2 + (y - b_i)^2'],
];
