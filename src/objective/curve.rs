//! Functions of one variable: a formula, its derivatives, and the part worth showing.

use super::{CriticalPoint, Objective};
#[cfg(feature = "library")]
use crate::walk::Walk;

/// A smooth function of one number; in a [`Line`] it is an [`Objective`] with one example.
pub trait Curve {
    /// f(x).
    fn value(&self, x: f64) -> f64;
    /// f′(x).
    fn slope(&self, x: f64) -> f64;
    /// f″(x).
    fn bend(&self, x: f64) -> f64;
    /// Range of x worth showing.
    fn domain(&self) -> (f64, f64);
    /// A start from which the usual lesson can be seen.
    fn start(&self) -> f64;
    /// Updates of one run: see [`Objective::walk`]. Every batch is of the one example.
    #[cfg(feature = "library")]
    fn walk(&self, walk: &mut Walk, thetas: &mut [f64], losses: &mut [f64]) -> usize {
        walk.on_line(self, thetas, losses)
    }
    /// Critical points known in closed form, or computed to all digits.
    fn critical_points(&self) -> Vec<CriticalPoint> {
        Vec::new()
    }
}

/// A curve as an objective of one coordinate.
pub struct Line(Box<dyn Curve>);

impl Line {
    /// The objective of `curve`.
    pub fn new(curve: impl Curve + 'static) -> Self {
        Self(Box::new(curve))
    }
}

impl Objective for Line {
    fn dim(&self) -> usize {
        1
    }
    fn example_loss(&self, _: usize, theta: &[f64]) -> f64 {
        self.0.value(theta[0])
    }
    fn add_example_gradient(&self, _: usize, theta: &[f64], gradient: &mut [f64]) {
        gradient[0] += self.0.slope(theta[0]);
    }
    fn hessian(&self, theta: &[f64], out: &mut [f64]) {
        out[0] = self.0.bend(theta[0]);
    }
    fn domain(&self) -> Vec<(f64, f64)> {
        vec![self.0.domain()]
    }
    fn start(&self) -> Vec<f64> {
        vec![self.0.start()]
    }
    #[cfg(feature = "library")]
    fn walk(&self, walk: &mut Walk, thetas: &mut [f64], losses: &mut [f64]) -> usize {
        self.0.walk(walk, thetas, losses)
    }
    fn critical_points(&self) -> Vec<CriticalPoint> {
        self.0.critical_points()
    }
}
