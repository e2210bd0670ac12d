use super::{CriticalKind::*, CriticalPoint, Surface, critical};
use wide::f32x4;

/// A saddle at the origin between two minima (0, ±√2) of value −1.
///
/// f(x, y) = x² − y² + (x⁴ + y⁴)/4.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BoundedSaddle;

impl Surface for BoundedSaddle {
    fn value(&self, x: f64, y: f64) -> f64 {
        let (x2, y2) = (x * x, y * y);
        x2 - y2 + (x2 * x2 + y2 * y2) / 4.0
    }
    fn gradient(&self, x: f64, y: f64) -> [f64; 2] {
        [2.0 * x + x * x * x, -2.0 * y + y * y * y]
    }
    fn gradient4(&self, x: f32x4, y: f32x4) -> [f32x4; 2] {
        let (two, least) = (f32x4::splat(2.0), f32x4::splat(1e-15));
        // A square that changes nothing is not taken: processors take a hundred times as long for numbers that small.
        let square = |x: f32x4| {
            let x = x & x.abs().simd_ge(least);
            x * x
        };
        [x * (square(x) + two), y * (square(y) - two)]
    }
    fn hessian(&self, x: f64, y: f64) -> [f64; 3] {
        [2.0 + 3.0 * x * x, 0.0, 3.0 * y * y - 2.0]
    }
    fn domain(&self) -> [(f64, f64); 2] {
        [(-2.0, 2.0), (-2.0, 2.0)]
    }
    fn start(&self) -> [f64; 2] {
        [1.0, 0.001]
    }
    fn critical_points(&self) -> Vec<CriticalPoint> {
        let root = std::f64::consts::SQRT_2;
        critical(Saddle, &[[0.0, 0.0]]).chain(critical(Minimum, &[[0.0, root], [0.0, -root]])).collect()
    }
}
