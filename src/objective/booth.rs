use super::{CriticalKind::Minimum, CriticalPoint, Surface, critical};

/// Booth's function: a tilted quadratic bowl with its minimum 0 at (1, 3); Hessian eigenvalues 2 and 18.
///
/// f(x, y) = (x + 2y − 7)² + (2x + y − 5)².
///
/// Source: M. Jamil and X.-S. Yang, *A literature survey of benchmark functions for global optimisation
/// problems*, 2013, no. 17.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Booth;

impl Surface for Booth {
    fn value(&self, x: f64, y: f64) -> f64 {
        let (a, b) = (x + 2.0 * y - 7.0, 2.0 * x + y - 5.0);
        a * a + b * b
    }
    fn gradient(&self, x: f64, y: f64) -> [f64; 2] {
        let (a, b) = (x + 2.0 * y - 7.0, 2.0 * x + y - 5.0);
        [2.0 * a + 4.0 * b, 4.0 * a + 2.0 * b]
    }
    fn hessian(&self, _: f64, _: f64) -> [f64; 3] {
        [10.0, 8.0, 10.0]
    }
    fn domain(&self) -> [(f64, f64); 2] {
        [(-10.0, 10.0), (-10.0, 10.0)]
    }
    fn start(&self) -> [f64; 2] {
        [-8.0, -5.0]
    }
    fn critical_points(&self) -> Vec<CriticalPoint> {
        critical(Minimum, &[[1.0, 3.0]]).collect()
    }
}
