use super::{CriticalKind::*, CriticalPoint, Objective};
#[cfg(feature = "library")]
use super::{Examples, Link, Regression, Rows};
use crate::data::Pairs;
#[cfg(feature = "library")]
use std::rc::Rc;
#[cfg(feature = "library")]
use wide::f64x2;

/// Least squares on one feature: ℓᵢ(w₀, w₁) = (w₀ + w₁xᵢ − yᵢ)², without the ½.
#[derive(Clone, Debug, PartialEq)]
pub struct LinearRegression {
    data: Pairs,
}

impl LinearRegression {
    /// The regression on `data`, which must have as many targets as features, and at least one.
    pub fn new(data: Pairs) -> Self {
        assert!(!data.x.is_empty() && data.x.len() == data.y.len(), "one target for each feature");
        Self { data }
    }
    /// The examples.
    pub fn data(&self) -> &Pairs {
        &self.data
    }
    /// The minimiser (w₀, w₁), or nothing where all features are equal.
    // Three copies of it would travel with the first figure.
    #[inline(never)]
    pub fn optimum(&self) -> Option<[f64; 2]> {
        let n = self.data.x.len() as f64;
        let mean = |values: &[f64]| values.iter().sum::<f64>() / n;
        let (mx, my) = (mean(&self.data.x), mean(&self.data.y));
        let (mut sxx, mut sxy) = (0.0, 0.0);
        for (x, y) in self.data.x.iter().zip(&self.data.y) {
            sxx += (x - mx) * (x - mx);
            sxy += (x - mx) * (y - my);
        }
        let slope = sxy / sxx;
        (sxx > 0.0 && slope.is_finite()).then_some([my - slope * mx, slope])
    }
    fn residual(&self, i: usize, theta: &[f64]) -> f64 {
        theta[0] + theta[1] * self.data.x[i] - self.data.y[i]
    }
}

impl Objective for LinearRegression {
    fn dim(&self) -> usize {
        2
    }
    fn examples(&self) -> usize {
        self.data.x.len()
    }
    fn example_loss(&self, i: usize, theta: &[f64]) -> f64 {
        let r = self.residual(i, theta);
        r * r
    }
    fn add_example_gradient(&self, i: usize, theta: &[f64], gradient: &mut [f64]) {
        let r = 2.0 * self.residual(i, theta);
        gradient[0] += r;
        gradient[1] += r * self.data.x[i];
    }
    /// Two points to an instruction: each loss is the same sum in the same order.
    #[cfg(feature = "library")]
    fn losses(&self, thetas: &[f64], losses: &mut [f64]) {
        let (n, examples) = (self.data.x.len() as f64, || self.data.x.iter().zip(&self.data.y));
        let (pairs, rest) = thetas.as_chunks::<4>();
        let (halves, last) = losses.as_chunks_mut::<2>();
        for (theta, losses) in pairs.iter().zip(halves) {
            let (bias, slope) = (f64x2::new([theta[0], theta[2]]), f64x2::new([theta[1], theta[3]]));
            let mut sum = f64x2::ZERO;
            for (x, y) in examples() {
                let residual = bias + slope * f64x2::splat(*x) - f64x2::splat(*y);
                sum += residual * residual;
            }
            *losses = sum.to_array().map(|sum| sum / n);
        }
        if let [loss] = last {
            *loss = self.loss(rest);
        }
    }
    fn hessian(&self, _: &[f64], out: &mut [f64]) {
        let n = self.data.x.len() as f64;
        let (sum, squares) = self.data.x.iter().fold((0.0, 0.0), |(s, q), x| (s + x, q + x * x));
        out.copy_from_slice(&[2.0, 2.0 * sum / n, 2.0 * sum / n, 2.0 * squares / n]);
    }
    fn domain(&self) -> Vec<(f64, f64)> {
        let [a, b] = self.optimum().unwrap_or([0.0, 0.0]);
        vec![(a - 2.4, a + 2.4), (b - 1.8, b + 1.8)]
    }
    fn start(&self) -> Vec<f64> {
        let [a, b] = self.optimum().unwrap_or([0.0, 0.0]);
        // Round numbers: the reader sees them in the link.
        vec![libm::round((a - 1.9) * 10.0) / 10.0, libm::round((b + 1.4) * 10.0) / 10.0]
    }
    #[cfg(feature = "library")]
    fn batched(&self) -> Option<Rc<dyn Examples>> {
        let x = self.data.x.iter().map(|x| vec![*x]).collect();
        let rows = Rows { x, y: self.data.y.clone(), weights: None };
        Some(Rc::new(Regression::new(Link::Linear, rows, true, 0.0)))
    }
    fn critical_points(&self) -> Vec<CriticalPoint> {
        let point = |theta: [f64; 2]| CriticalPoint { theta: theta.to_vec(), kind: Minimum };
        self.optimum().map(point).into_iter().collect()
    }
}
