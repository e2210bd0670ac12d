use super::{CriticalKind::*, CriticalPoint, Surface, critical};

/// The three-hump camel: a global minimum at the origin between two local ones.
///
/// f(x, y) = 2x² − 1.05x⁴ + x⁶/6 + xy + y². At a critical point y = −x/2 and x = 0 or x² = (4.2 ± √3.64)/2.
///
/// Source: M. Jamil and X.-S. Yang, *A literature survey of benchmark functions for global optimisation
/// problems*, 2013, no. 29.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ThreeHumpCamel;

impl Surface for ThreeHumpCamel {
    fn value(&self, x: f64, y: f64) -> f64 {
        let x2 = x * x;
        2.0 * x2 - 1.05 * x2 * x2 + x2 * x2 * x2 / 6.0 + x * y + y * y
    }
    fn gradient(&self, x: f64, y: f64) -> [f64; 2] {
        let x2 = x * x;
        [x * (4.0 - 4.2 * x2 + x2 * x2) + y, x + 2.0 * y]
    }
    fn hessian(&self, x: f64, _: f64) -> [f64; 3] {
        let x2 = x * x;
        [4.0 - 12.6 * x2 + 5.0 * x2 * x2, 1.0, 2.0]
    }
    fn domain(&self) -> [(f64, f64); 2] {
        [(-2.5, 2.5), (-2.5, 2.5)]
    }
    fn start(&self) -> [f64; 2] {
        [-2.0, 2.0]
    }
    fn critical_points(&self) -> Vec<CriticalPoint> {
        // From 4x − 4.2x³ + x⁵ − x/2 = 0.
        let outer = ((4.2 + 3.64_f64.sqrt()) / 2.0).sqrt();
        let inner = ((4.2 - 3.64_f64.sqrt()) / 2.0).sqrt();
        let pair = |x: f64| [[x, -x / 2.0], [-x, x / 2.0]];
        critical(Minimum, &[[0.0, 0.0]])
            .chain(critical(Minimum, &pair(outer)))
            .chain(critical(Saddle, &pair(inner)))
            .collect()
    }
}
