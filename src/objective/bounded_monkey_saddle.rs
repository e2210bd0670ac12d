use super::{CriticalKind::*, CriticalPoint, Surface, critical};

/// A monkey saddle at the origin, where the Hessian is zero and decides nothing, among three minima of value −6.75.
///
/// f(x, y) = x³ − 3xy² + (x² + y²)²/4; in polar form r³ cos 3φ + r⁴/4, so its minima lie at r = 3, cos 3φ = −1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BoundedMonkeySaddle;

impl Surface for BoundedMonkeySaddle {
    fn value(&self, x: f64, y: f64) -> f64 {
        let r2 = x * x + y * y;
        x * (x * x - 3.0 * y * y) + r2 * r2 / 4.0
    }
    fn gradient(&self, x: f64, y: f64) -> [f64; 2] {
        let r2 = x * x + y * y;
        [3.0 * (x * x - y * y) + x * r2, -6.0 * x * y + y * r2]
    }
    fn hessian(&self, x: f64, y: f64) -> [f64; 3] {
        let (x2, y2) = (x * x, y * y);
        [6.0 * x + 3.0 * x2 + y2, -6.0 * y + 2.0 * x * y, -6.0 * x + x2 + 3.0 * y2]
    }
    fn domain(&self) -> [(f64, f64); 2] {
        [(-4.5, 4.5), (-4.5, 4.5)]
    }
    fn start(&self) -> [f64; 2] {
        [2.0, 0.01]
    }
    fn critical_points(&self) -> Vec<CriticalPoint> {
        let side = 1.5 * 3.0_f64.sqrt();
        critical(Degenerate, &[[0.0, 0.0]])
            .chain(critical(Minimum, &[[-3.0, 0.0], [1.5, side], [1.5, -side]]))
            .collect()
    }
}
