use super::{CriticalKind, CriticalPoint, Objective, critical};
use crate::data::Pairs;

/// The lecture's network of two weights, on many examples: ℓᵢ(w₁, w₂) = (yᵢ − w₁w₂xᵢ)².
///
/// At the origin the gradient of *every* example is zero, whatever the data: mini-batch noise vanishes there.
#[derive(Clone, Debug, PartialEq)]
pub struct TwoLayer {
    data: Pairs,
}

impl TwoLayer {
    /// The network on `data`, which must have as many targets as features, and at least one.
    pub fn new(data: Pairs) -> Self {
        assert!(!data.x.is_empty() && data.x.len() == data.y.len(), "one target for each feature");
        Self { data }
    }
    /// Means of x², xy and y².
    fn moments(&self) -> [f64; 3] {
        let n = self.data.x.len() as f64;
        let pairs = self.data.x.iter().zip(&self.data.y);
        pairs.fold([0.0; 3], |[xx, xy, yy], (x, y)| [xx + x * x / n, xy + x * y / n, yy + y * y / n])
    }
}

impl Objective for TwoLayer {
    fn dim(&self) -> usize {
        2
    }
    fn examples(&self) -> usize {
        self.data.x.len()
    }
    fn example_loss(&self, i: usize, theta: &[f64]) -> f64 {
        let r = self.data.y[i] - theta[0] * theta[1] * self.data.x[i];
        r * r
    }
    fn add_example_gradient(&self, i: usize, theta: &[f64], gradient: &mut [f64]) {
        let x = self.data.x[i];
        let r = -2.0 * x * (self.data.y[i] - theta[0] * theta[1] * x);
        gradient[0] += r * theta[1];
        gradient[1] += r * theta[0];
    }
    fn hessian(&self, theta: &[f64], out: &mut [f64]) {
        let [xx, xy, _] = self.moments();
        let (a, b) = (theta[0], theta[1]);
        let cross = 4.0 * xx * a * b - 2.0 * xy;
        out.copy_from_slice(&[2.0 * xx * b * b, cross, cross, 2.0 * xx * a * a]);
    }
    fn domain(&self) -> Vec<(f64, f64)> {
        vec![(-2.0, 2.0); 2]
    }
    fn start(&self) -> Vec<f64> {
        vec![0.0, 0.0]
    }
    fn critical_points(&self) -> Vec<CriticalPoint> {
        critical(CriticalKind::Saddle, &[[0.0, 0.0]]).collect()
    }
    fn infimum(&self) -> Option<f64> {
        let [xx, xy, yy] = self.moments();
        Some(yy - xy * xy / xx)
    }
}
