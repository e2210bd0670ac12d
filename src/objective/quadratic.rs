use super::{CriticalKind::Minimum, CriticalPoint, Surface, critical};

/// A quadratic bowl with eigenvalues 1 and κ, its axes turned by φ.
///
/// f(θ) = ½ (u² + κ v²) with (u, v) = θ turned by −φ. κ is the condition number of the Hessian.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quadratic {
    condition: f64,
    cos: f64,
    sin: f64,
}

impl Quadratic {
    /// Condition number `condition` ≥ 1, axes turned by `rotation` degrees.
    pub fn new(condition: f64, rotation: f64) -> Self {
        let angle = rotation * (std::f64::consts::PI / 180.0);
        Self { condition, cos: libm::cos(angle), sin: libm::sin(angle) }
    }
    fn turned(&self, x: f64, y: f64) -> (f64, f64) {
        (self.cos * x + self.sin * y, self.cos * y - self.sin * x)
    }
}

impl Surface for Quadratic {
    fn value(&self, x: f64, y: f64) -> f64 {
        let (u, v) = self.turned(x, y);
        0.5 * (u * u + self.condition * (v * v))
    }
    fn gradient(&self, x: f64, y: f64) -> [f64; 2] {
        let (u, v) = self.turned(x, y);
        let v = self.condition * v;
        [self.cos * u - self.sin * v, self.sin * u + self.cos * v]
    }
    fn hessian(&self, _: f64, _: f64) -> [f64; 3] {
        let (c, s, k) = (self.cos, self.sin, self.condition);
        [c * c + k * s * s, c * s * (1.0 - k), s * s + k * c * c]
    }
    fn domain(&self) -> [(f64, f64); 2] {
        [(-2.5, 2.5), (-2.0, 2.0)]
    }
    fn start(&self) -> [f64; 2] {
        [-2.0, 1.0]
    }
    fn critical_points(&self) -> Vec<CriticalPoint> {
        critical(Minimum, &[[0.0, 0.0]]).collect()
    }
}
