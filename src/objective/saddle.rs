use super::{CriticalKind, CriticalPoint, Surface, critical};

/// The plain saddle, unbounded below: a run that leaves the origin never stops.
///
/// f(x, y) = x² − y².
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Saddle;

impl Surface for Saddle {
    fn value(&self, x: f64, y: f64) -> f64 {
        x * x - y * y
    }
    fn gradient(&self, x: f64, y: f64) -> [f64; 2] {
        [2.0 * x, -2.0 * y]
    }
    fn hessian(&self, _: f64, _: f64) -> [f64; 3] {
        [2.0, 0.0, -2.0]
    }
    fn domain(&self) -> [(f64, f64); 2] {
        [(-2.0, 2.0), (-2.0, 2.0)]
    }
    fn start(&self) -> [f64; 2] {
        [1.0, 0.001]
    }
    fn critical_points(&self) -> Vec<CriticalPoint> {
        critical(CriticalKind::Saddle, &[[0.0, 0.0]]).collect()
    }
}
