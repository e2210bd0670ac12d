use super::{CriticalKind::Minimum, CriticalPoint, Surface, critical};

/// Rosenbrock's banana: one minimum at (a, a²) at the end of a long curved valley.
///
/// f(x, y) = (a − x)² + b (y − x²)², usually a = 1, b = 100.
///
/// Source: H. H. Rosenbrock, *An automatic method for finding the greatest or least value of a function*,
/// The Computer Journal 3 (1960).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rosenbrock {
    /// Where the valley ends: x = a at the minimum.
    pub a: f64,
    /// Steepness of the valley's walls, positive.
    pub b: f64,
}

impl Surface for Rosenbrock {
    fn value(&self, x: f64, y: f64) -> f64 {
        let (u, v) = (self.a - x, y - x * x);
        u * u + self.b * v * v
    }
    fn gradient(&self, x: f64, y: f64) -> [f64; 2] {
        let v = y - x * x;
        [-2.0 * (self.a - x) - 4.0 * self.b * x * v, 2.0 * self.b * v]
    }
    fn hessian(&self, x: f64, y: f64) -> [f64; 3] {
        [2.0 - 4.0 * self.b * (y - 3.0 * x * x), -4.0 * self.b * x, 2.0 * self.b]
    }
    fn domain(&self) -> [(f64, f64); 2] {
        [(-2.0, 2.0), (-1.0, 3.0)]
    }
    fn start(&self) -> [f64; 2] {
        [-1.2, 1.0]
    }
    fn critical_points(&self) -> Vec<CriticalPoint> {
        critical(Minimum, &[[self.a, self.a * self.a]]).collect()
    }
}
