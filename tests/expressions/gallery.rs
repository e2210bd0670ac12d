//! Ten classics as one would type them, each with a point and its published value there.

use std::f64::consts::PI;

/// Name, text, a point, the value there.
pub(crate) const GALLERY: [(&str, &str, [f64; 2], f64); 10] = [
    ("Rastrigin", "20 + x^2 + y^2 - 10(cos(2pi*x) + cos(2pi*y))", [0.0, 0.0], 0.0),
    (
        "Ackley",
        "20 + e - 20exp(-0.2sqrt((x^2 + y^2)/2)) - exp((cos(2pi*x) + cos(2pi*y))/2)",
        // At the origin itself the slope is undefined: it is a cone's tip.
        [1.0, 0.0],
        2.6375310921083037,
    ),
    (
        "Goldstein–Price",
        "(1 + (x + y + 1)^2 (19 - 14x + 3x^2 - 14y + 6x*y + 3y^2)) \
         (30 + (2x - 3y)^2 (18 - 32x + 12x^2 + 48y - 36x*y + 27y^2))",
        [0.0, -1.0],
        3.0,
    ),
    ("Matyas", "0.26(x^2 + y^2) - 0.48x*y", [0.0, 0.0], 0.0),
    (
        "Lévy 13",
        "sin(3pi*x)^2 + (x - 1)^2 (1 + sin(3pi*y)^2) + (y - 1)^2 (1 + sin(2pi*y)^2)",
        [1.0, 1.0],
        0.0,
    ),
    ("Easom", "-cos(x) cos(y) exp(-(x - pi)^2 - (y - pi)^2)", [PI, PI], -1.0),
    (
        "Styblinski–Tang",
        "(x^4 - 16x^2 + 5x + y^4 - 16y^2 + 5y)/2",
        [-2.903534027771177, -2.903534027771177],
        -78.33233140754282,
    ),
    (
        "Six-hump camel",
        "(4 - 2.1x^2 + x^4/3) x^2 + x*y + (4y^2 - 4) y^2",
        [0.08984201368301331, -0.7126564032704135],
        -1.031628453489877,
    ),
    ("Gaussian pair", "-exp(-(x - 1)^2 - y^2) - 1.5exp(-2(x + 1)^2 - 2y^2)", [0.0, 0.0], -0.5708823660263613),
    ("Monkey saddle", "x^3 - 3x*y^2", [1.0, 1.0], -2.0),
];
