use super::{CriticalKind, CriticalPoint, Curve, Line, Objective};
use crate::named::named;
use std::rc::Rc;

named! {
    /// The curves of `hill`.
    pub enum HillCurve {
        /// See [`Slide::HILL`].
        Hill = "hill",
        /// See [`Slide::LECTURE`].
        Slide = "slide",
        /// See [`Quartic`].
        Quartic = "quartic",
        /// See [`Plateau`].
        Plateau = "plateau",
    }
}

/// The objective of a curve.
pub fn hill(curve: HillCurve) -> Rc<dyn Objective> {
    Rc::new(match curve {
        HillCurve::Hill => Line::new(Slide::HILL),
        HillCurve::Slide => Line::new(Slide::LECTURE),
        HillCurve::Quartic => Line::new(Quartic),
        HillCurve::Plateau => Line::new(Plateau),
    })
}

/// σ(z) = 1/(1 + e⁻ᶻ) and its first two derivatives.
fn sigmoid(z: f64) -> [f64; 3] {
    let s = 1.0 / (1.0 + libm::exp(-z));
    let slope = s * (1.0 - s);
    [s, slope, slope * (1.0 - 2.0 * s)]
}

fn points(kind: CriticalKind, at: &[f64]) -> impl Iterator<Item = CriticalPoint> + '_ {
    at.iter().map(move |&x| CriticalPoint { theta: vec![x], kind })
}

/// A slope, a plateau, a local minimum behind it, a hill, and the goal, as on the lecture's slide.
///
/// f(x) = aσ(−3(x+3)) − d·exp(−((x−1.5)/w)²) + 1.5σ(−3(x−4)) + ½·max(0, x−5.5)² − 0.05x.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slide {
    /// a, the height of the first slope.
    height: f64,
    /// d and w, depth and width of the dent before the hill.
    dent: (f64, f64),
    /// Where the slope is zero: local minimum, hill and goal, by bisection to the last bit.
    level: [f64; 3],
}

impl Slide {
    /// The slide's own: a = 2, d = 0.15, w = 0.4.
    pub const LECTURE: Self = Self {
        height: 2.0,
        dent: (0.15, 0.4),
        level: [1.528254405489935, 2.18341311513057, 5.587770183693938],
    };
    /// One whose hill looks like one: a = 3, d = 0.5, w = 0.6.
    pub const HILL: Self = Self {
        height: 3.0,
        dent: (0.5, 0.6),
        level: [1.5189705094239145, 2.587401540483352, 5.587770183711413],
    };
}

impl Curve for Slide {
    fn value(&self, x: f64) -> f64 {
        let (depth, width) = self.dent;
        let u = (x - 1.5) / width;
        let wall = (x - 5.5).max(0.0);
        self.height * sigmoid(-3.0 * (x + 3.0))[0] - depth * libm::exp(-u * u)
            + 1.5 * sigmoid(-3.0 * (x - 4.0))[0]
            + 0.5 * wall * wall
            - 0.05 * x
    }
    fn slope(&self, x: f64) -> f64 {
        let (depth, width) = self.dent;
        let u = (x - 1.5) / width;
        -3.0 * self.height * sigmoid(-3.0 * (x + 3.0))[1] + 2.0 * depth * u / width * libm::exp(-u * u)
            - 4.5 * sigmoid(-3.0 * (x - 4.0))[1]
            + (x - 5.5).max(0.0)
            - 0.05
    }
    fn bend(&self, x: f64) -> f64 {
        let (depth, width) = self.dent;
        let u = (x - 1.5) / width;
        9.0 * self.height * sigmoid(-3.0 * (x + 3.0))[2]
            + 2.0 * depth / (width * width) * (1.0 - 2.0 * u * u) * libm::exp(-u * u)
            + 13.5 * sigmoid(-3.0 * (x - 4.0))[2]
            + if x > 5.5 { 1.0 } else { 0.0 }
    }
    fn domain(&self) -> (f64, f64) {
        (-4.6, 7.0)
    }
    fn start(&self) -> f64 {
        -3.5
    }
    fn critical_points(&self) -> Vec<CriticalPoint> {
        let [trap, hill, goal] = self.level;
        points(CriticalKind::Minimum, &[trap, goal]).chain(points(CriticalKind::Maximum, &[hill])).collect()
    }
}

/// A quartic with a local minimum at −1, a hill at 0 and the lower minimum at 2.
///
/// f(x) = x⁴/4 − x³/3 − x².
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quartic;

impl Curve for Quartic {
    fn value(&self, x: f64) -> f64 {
        x * x * (x * x / 4.0 - x / 3.0 - 1.0)
    }
    fn slope(&self, x: f64) -> f64 {
        x * (x + 1.0) * (x - 2.0)
    }
    fn bend(&self, x: f64) -> f64 {
        3.0 * x * x - 2.0 * x - 2.0
    }
    fn domain(&self) -> (f64, f64) {
        (-2.3, 3.2)
    }
    fn start(&self) -> f64 {
        -2.0
    }
    fn critical_points(&self) -> Vec<CriticalPoint> {
        points(CriticalKind::Minimum, &[-1.0, 2.0]).chain(points(CriticalKind::Maximum, &[0.0])).collect()
    }
}

/// Two slopes with a plateau between them, and no local minimum to be caught in.
///
/// f(x) = σ(−4(x+2)) + σ(−4(x−2)) + ½·max(0, x−4)².
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plateau;

impl Curve for Plateau {
    fn value(&self, x: f64) -> f64 {
        let wall = (x - 4.0).max(0.0);
        sigmoid(-4.0 * (x + 2.0))[0] + sigmoid(-4.0 * (x - 2.0))[0] + 0.5 * wall * wall
    }
    fn slope(&self, x: f64) -> f64 {
        -4.0 * sigmoid(-4.0 * (x + 2.0))[1] - 4.0 * sigmoid(-4.0 * (x - 2.0))[1] + (x - 4.0).max(0.0)
    }
    fn bend(&self, x: f64) -> f64 {
        let slopes = sigmoid(-4.0 * (x + 2.0))[2] + sigmoid(-4.0 * (x - 2.0))[2];
        16.0 * slopes + if x > 4.0 { 1.0 } else { 0.0 }
    }
    fn domain(&self) -> (f64, f64) {
        (-4.0, 6.0)
    }
    fn start(&self) -> f64 {
        -2.5
    }
    fn critical_points(&self) -> Vec<CriticalPoint> {
        points(CriticalKind::Minimum, &[REST]).collect()
    }
}

// The root of the slope above, by bisection to the last bit.
const REST: f64 = 4.00133382029581;
