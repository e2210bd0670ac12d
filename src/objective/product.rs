use super::{CriticalKind, CriticalPoint, Surface, critical};

/// The lecture's worked example, a network of two linear neurons on the single example x = 1, y = 1.
///
/// L(w₁, w₂) = (1 − w₁w₂)². The origin is a saddle with Hessian eigenvalues ±2; the minima fill the curve w₁w₂ = 1,
/// where the Hessian has one zero eigenvalue (and so no isolated minimum exists to be listed).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Product;

impl Surface for Product {
    fn value(&self, x: f64, y: f64) -> f64 {
        let r = 1.0 - x * y;
        r * r
    }
    fn gradient(&self, x: f64, y: f64) -> [f64; 2] {
        let r = 1.0 - x * y;
        [-2.0 * r * y, -2.0 * r * x]
    }
    fn hessian(&self, x: f64, y: f64) -> [f64; 3] {
        [2.0 * y * y, 4.0 * x * y - 2.0, 2.0 * x * x]
    }
    fn domain(&self) -> [(f64, f64); 2] {
        [(-2.5, 2.5), (-2.5, 2.5)]
    }
    fn start(&self) -> [f64; 2] {
        [2.0, 0.1]
    }
    fn critical_points(&self) -> Vec<CriticalPoint> {
        critical(CriticalKind::Saddle, &[[0.0, 0.0]]).collect()
    }
    fn infimum(&self) -> Option<f64> {
        Some(0.0)
    }
}
