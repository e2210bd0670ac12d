use super::{CriticalKind, CriticalPoint, Curve, Line, Objective};
use crate::named::named;
use std::rc::Rc;

named! {
    /// The curves of `hill`.
    pub enum HillCurve {
        /// See [`Slide`].
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
        HillCurve::Slide => Line::new(Slide),
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

/// The curve of the lecture's slide: a slope, a plateau, a local minimum behind it, a hill, and the goal.
///
/// f(x) = 2σ(−3(x+3)) − 0.15·exp(−((x−1.5)/0.4)²) + 1.5σ(−3(x−4)) + ½·max(0, x−5.5)² − 0.05x.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slide;

impl Curve for Slide {
    fn value(&self, x: f64) -> f64 {
        let u = (x - 1.5) / 0.4;
        let wall = (x - 5.5).max(0.0);
        2.0 * sigmoid(-3.0 * (x + 3.0))[0] - 0.15 * libm::exp(-u * u)
            + 1.5 * sigmoid(-3.0 * (x - 4.0))[0]
            + 0.5 * wall * wall
            - 0.05 * x
    }
    fn slope(&self, x: f64) -> f64 {
        let u = (x - 1.5) / 0.4;
        -6.0 * sigmoid(-3.0 * (x + 3.0))[1] + 0.3 * u / 0.4 * libm::exp(-u * u)
            - 4.5 * sigmoid(-3.0 * (x - 4.0))[1]
            + (x - 5.5).max(0.0)
            - 0.05
    }
    fn bend(&self, x: f64) -> f64 {
        let u = (x - 1.5) / 0.4;
        18.0 * sigmoid(-3.0 * (x + 3.0))[2]
            + 0.3 / 0.16 * (1.0 - 2.0 * u * u) * libm::exp(-u * u)
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
        points(CriticalKind::Minimum, &[LOCAL, GOAL]).chain(points(CriticalKind::Maximum, &[HILL])).collect()
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

// Roots of the slopes above, by bisection to the last bit.
const LOCAL: f64 = 1.528254405489935;
const HILL: f64 = 2.18341311513057;
const GOAL: f64 = 5.587770183693938;
const REST: f64 = 4.00133382029581;
