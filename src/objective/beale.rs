use super::{CriticalKind::*, CriticalPoint, Surface, critical};

/// Beale's function: one minimum (3, ½) in a flat valley, steep walls at the corners, saddles at (0, 1) and far down the
/// valley's other arm.
///
/// f(x, y) = Σₖ (cₖ − x + x yᵏ)² for k = 1, 2, 3 and c = 1.5, 2.25, 2.625.
///
/// Source: E. M. L. Beale, *On an iterative method for finding a local minimum of a function of more than one
/// variable*, Princeton 1958.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beale;

/// (residual rₖ, its ∂x, ∂y, ∂²xy, ∂²yy) for k = 1, 2, 3; ∂²xx is 0.
fn residuals(x: f64, y: f64) -> [[f64; 5]; 3] {
    let (y2, y3) = (y * y, y * y * y);
    [
        [1.5 - x + x * y, y - 1.0, x, 1.0, 0.0],
        [2.25 - x + x * y2, y2 - 1.0, 2.0 * x * y, 2.0 * y, 2.0 * x],
        [2.625 - x + x * y3, y3 - 1.0, 3.0 * x * y2, 3.0 * y2, 6.0 * x * y],
    ]
}

impl Surface for Beale {
    fn value(&self, x: f64, y: f64) -> f64 {
        residuals(x, y).iter().map(|[r, ..]| r * r).sum()
    }
    fn gradient(&self, x: f64, y: f64) -> [f64; 2] {
        let mut g = [0.0; 2];
        for [r, dx, dy, ..] in residuals(x, y) {
            g[0] += 2.0 * r * dx;
            g[1] += 2.0 * r * dy;
        }
        g
    }
    fn hessian(&self, x: f64, y: f64) -> [f64; 3] {
        let mut h = [0.0; 3];
        for [r, dx, dy, dxy, dyy] in residuals(x, y) {
            h[0] += 2.0 * dx * dx;
            h[1] += 2.0 * (dx * dy + r * dxy);
            h[2] += 2.0 * (dy * dy + r * dyy);
        }
        h
    }
    fn domain(&self) -> [(f64, f64); 2] {
        [(-4.5, 4.5), (-4.5, 4.5)]
    }
    fn start(&self) -> [f64; 2] {
        [-1.0, -0.5]
    }
    fn critical_points(&self) -> Vec<CriticalPoint> {
        critical(Minimum, &[[3.0, 0.5]])
            .chain(critical(Saddle, &[[0.0, 1.0], [0.10053793732415836, -2.644513585023125]]))
            .collect()
    }
}
