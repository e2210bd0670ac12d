//! How fast momentum converges on a quadratic: theory, and the measurement of one run.
//!
//! Along an eigenvector of the Hessian with eigenvalue h an update is linear in (θₜ, θₜ₋₁); its characteristic polynomial is
//! z² − Tz + D, and the error shrinks by the larger |z| per update. Heavy ball: T = 1 + λ − ηh, D = λ; Nesterov (PyTorch
//! form): T = (1 + λ)(1 − ηh), D = λ(1 − ηh).
//!
//! Sources: B. T. Polyak (1964); L. Lessard, B. Recht and A. Packard, *Analysis and design of optimization algorithms via
//! integral quadratic constraints* (2016), prop. 1; G. Goh, *Why momentum really works*, Distill (2017).

use crate::optimizer::{Form, Momentum, Nesterov, Optimizer};

/// Which momentum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The lecture's, Polyak's.
    HeavyBall,
    /// Nesterov's, as in PyTorch.
    Nesterov,
}

impl Rule {
    /// Spectral radius: the factor by which the error shrinks per update along an eigenvector with η·h = `step`; above 1
    /// it grows.
    fn spectral_radius(self, step: f64, momentum: f64) -> f64 {
        let (t, d) = match self {
            Rule::HeavyBall => (1.0 + momentum - step, momentum),
            Rule::Nesterov => ((1.0 + momentum) * (1.0 - step), momentum * (1.0 - step)),
        };
        let disc = t * t - 4.0 * d;
        if disc < 0.0 { d.sqrt() } else { (t.abs() + disc.sqrt()) / 2.0 }
    }
    /// Factor by which the error shrinks per update on a quadratic whose eigenvalues run from `low` to `high`: the
    /// spectral radius at the slower of the two ends; above 1 it grows.
    pub fn rate(self, rate: f64, momentum: f64, low: f64, high: f64) -> f64 {
        self.spectral_radius(rate * low, momentum).max(self.spectral_radius(rate * high, momentum))
    }
    /// The largest η·h that is stable.
    pub fn limit(self, momentum: f64) -> f64 {
        match self {
            Rule::HeavyBall => 2.0 * (1.0 + momentum),
            Rule::Nesterov => 2.0 * (1.0 + momentum) / (1.0 + 2.0 * momentum),
        }
    }
    /// The η·h between which the run oscillates, critical damping at both ends.
    pub fn damping(self, momentum: f64) -> (f64, f64) {
        let root = momentum.sqrt();
        match self {
            Rule::HeavyBall => ((1.0 - root) * (1.0 - root), (1.0 + root) * (1.0 + root)),
            Rule::Nesterov => {
                let ratio = (1.0 - momentum) / (1.0 + momentum);
                (ratio * ratio, 1.0)
            }
        }
    }
    /// (η, λ, rate) that converge fastest on a quadratic with eigenvalues from `low` to `high`.
    pub fn optimum(self, low: f64, high: f64) -> (f64, f64, f64) {
        match self {
            Rule::HeavyBall => {
                let (small, large) = (low.sqrt(), high.sqrt());
                let rate = (large - small) / (large + small);
                (4.0 / ((small + large) * (small + large)), rate * rate, rate)
            }
            Rule::Nesterov => {
                let root = (3.0 * high / low + 1.0).sqrt();
                (4.0 / (3.0 * high + low), (root - 2.0) / (root + 2.0), 1.0 - 2.0 / root)
            }
        }
    }
}

/// Updates of the longest measurement.
const LONGEST: usize = 8192;

/// Where a measurement starts: the rules are linear here, and from high up doubles reach further down.
const HIGH: f64 = 1e140;

/// The factor per update that a run on ½(x² + κy²) shows, both coordinates starting alike: the mean over its second
/// half, of at most 8192 updates or as far as doubles reach.
pub fn measured_rate(rule: Rule, learning_rate: f64, momentum: f64, condition: f64) -> f64 {
    let mut optimizer: Box<dyn Optimizer> = match rule {
        Rule::HeavyBall => Box::new(Momentum::new(momentum, Form::Lecture)),
        Rule::Nesterov => Box::new(Nesterov::new(momentum)),
    };
    let (mut theta, mut before) = ([HIGH, HIGH], [HIGH, HIGH]);
    let mut sizes = vec![2.0 * HIGH];
    while sizes.len() <= LONGEST {
        let gradient = [theta[0], condition * theta[1]];
        optimizer.update(&mut theta, &gradient, learning_rate);
        let size = libm::hypot(libm::hypot(theta[0], theta[1]), libm::hypot(before[0], before[1]));
        if !(1e-290..1e290).contains(&size) {
            break;
        }
        sizes.push(size);
        before = theta;
    }
    let end = sizes.len() - 1;
    let half = end / 2;
    if end == half { 0.0 } else { libm::pow(sizes[end] / sizes[half], 1.0 / (end - half) as f64) }
}
