use super::CriticalKind::Minimum;
use super::{CriticalPoint, Objective};
#[cfg(feature = "library")]
use super::{Examples, Link, Regression, Rows};
use crate::data::{Linnerud, standardised};
#[cfg(feature = "library")]
use std::rc::Rc;

/// Logistic regression on two features without bias: ℓᵢ(w) = log(1 + exp(−sᵢ w·xᵢ)) with sᵢ = 2yᵢ − 1, yᵢ ∈ {0, 1}.
///
/// A bias is had by making one feature the constant 1. Minimised only where the classes overlap.
///
/// Source: D. R. Cox, *The regression analysis of binary sequences*, J. Royal Statistical Society B 20 (1958).
#[derive(Clone, Debug, PartialEq)]
pub struct LogisticRegression {
    x: Vec<[f64; 2]>,
    y: Vec<f64>,
}

impl LogisticRegression {
    /// Features `x` with classes `y`, each 0 or 1: as many of one as of the other, and at least one.
    pub fn new(x: Vec<[f64; 2]>, y: Vec<f64>) -> Self {
        assert!(!x.is_empty() && x.len() == y.len(), "one class for each pair of features");
        assert!(y.iter().all(|&c| c == 0.0 || c == 1.0), "classes are 0 or 1");
        Self { x, y }
    }
    /// Twenty real people: does one with this (standardised) waist and weight do ten pull-ups or more?
    pub fn linnerud() -> Self {
        let set = Linnerud::load();
        let features = standardised(&set.waist).into_iter().zip(standardised(&set.weight));
        let classes = set.chins.iter().map(|&chins| if chins >= 10.0 { 1.0 } else { 0.0 });
        Self::new(features.map(|(waist, weight)| [waist, weight]).collect(), classes.collect())
    }
    /// The features.
    pub fn features(&self) -> &[[f64; 2]] {
        &self.x
    }
    /// The classes, 0 or 1.
    pub fn classes(&self) -> &[f64] {
        &self.y
    }
    fn margin(&self, i: usize, theta: &[f64]) -> f64 {
        (2.0 * self.y[i] - 1.0) * (theta[0] * self.x[i][0] + theta[1] * self.x[i][1])
    }
}

/// log(1 + e⁻ᶻ) for z of either sign, without overflow; NaN stays NaN.
pub(super) fn log_loss(z: f64) -> f64 {
    libm::log1p(libm::exp(-z.abs())) + if z < 0.0 { -z } else { 0.0 }
}

/// σ(z) = 1/(1 + e⁻ᶻ), without overflow.
pub(super) fn sigmoid(z: f64) -> f64 {
    if z >= 0.0 {
        1.0 / (1.0 + libm::exp(-z))
    } else {
        let e = libm::exp(z);
        e / (1.0 + e)
    }
}

impl Objective for LogisticRegression {
    fn dim(&self) -> usize {
        2
    }
    fn examples(&self) -> usize {
        self.x.len()
    }
    fn example_loss(&self, i: usize, theta: &[f64]) -> f64 {
        log_loss(self.margin(i, theta))
    }
    fn add_example_gradient(&self, i: usize, theta: &[f64], gradient: &mut [f64]) {
        let s = 2.0 * self.y[i] - 1.0;
        let weight = -s * sigmoid(-self.margin(i, theta));
        gradient[0] += weight * self.x[i][0];
        gradient[1] += weight * self.x[i][1];
    }
    fn hessian(&self, theta: &[f64], out: &mut [f64]) {
        out.fill(0.0);
        for i in 0..self.x.len() {
            let p = sigmoid(self.margin(i, theta));
            let weight = p * (1.0 - p) / self.x.len() as f64;
            let [a, b] = self.x[i];
            out[0] += weight * a * a;
            out[1] += weight * a * b;
            out[3] += weight * b * b;
        }
        out[2] = out[1];
    }
    fn domain(&self) -> Vec<(f64, f64)> {
        vec![(-6.0, 3.0), (-3.0, 4.5)]
    }
    fn start(&self) -> Vec<f64> {
        vec![2.0, 3.5]
    }
    #[cfg(feature = "library")]
    fn batched(&self) -> Option<Rc<dyn Examples>> {
        let x = self.x.iter().map(|pair| pair.to_vec()).collect();
        let rows = Rows { x, y: self.y.clone(), weights: None };
        Some(Rc::new(Regression::new(Link::Logistic, rows, false, 0.0)))
    }
    /// The minimum by Newton's method from 0; nothing where the classes can be separated, so that none exists.
    fn critical_points(&self) -> Vec<CriticalPoint> {
        let (mut theta, mut g, mut h) = (vec![0.0; 2], [0.0; 2], [0.0; 4]);
        for _ in 0..50 {
            self.gradient(&theta, &mut g);
            self.hessian(&theta, &mut h);
            let det = h[0] * h[3] - h[1] * h[2];
            theta[0] -= (h[3] * g[0] - h[1] * g[1]) / det;
            theta[1] -= (h[0] * g[1] - h[2] * g[0]) / det;
        }
        self.gradient(&theta, &mut g);
        self.hessian(&theta, &mut h);
        let found = g.iter().all(|x| x.abs() < 1e-12) && h[0] * h[3] - h[1] * h[2] > 1e-9;
        found.then_some(CriticalPoint { theta, kind: Minimum }).into_iter().collect()
    }
}
