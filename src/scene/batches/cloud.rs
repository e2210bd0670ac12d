//! All gradients that a batch could have at one θ.

use crate::analysis::{
    Eigen, Sampling, all_batches, batch_covariance, drawn_batches, eigen, moments, possible_batches,
};
use crate::batch::{Batches, Order};
use crate::chart::{Axis, Cloud, Of, Xy};

/// Batches drawn where all of them are too many, and examples in all of these together.
const DRAWN: usize = 20_000;
const HANDLED: usize = 400_000;
/// As many as there are of 10 out of 20 examples are taken all.
const ALL: f64 = 184_756.0;
/// Up to so many are drawn as dots of their own.
const DOTS: usize = 1200;

/// The possible batch gradients at one θ, and how much they scatter.
pub(super) struct GradientCloud {
    /// Updates made when θ stood there.
    pub(super) at: usize,
    /// The gradient of every example.
    pub(super) gradients: Vec<Xy>,
    /// The full gradient.
    pub(super) full: Xy,
    /// Batches looked at.
    pub(super) count: usize,
    /// Whether they are drawn, not all there are.
    pub(super) sampled: bool,
    /// Whether a batch may hold an example twice.
    pub(super) replace: bool,
    /// Each batch, where they are few.
    pub(super) dots: Vec<Xy>,
    /// Their density, where they are many.
    pub(super) density: Option<Cloud>,
    /// Principal axes of their covariance by formula, as measured, and by formula for the partial batch.
    pub(super) theory: Eigen,
    pub(super) measured: Eigen,
    pub(super) partial: Option<Eigen>,
}

impl GradientCloud {
    pub(super) fn new(at: usize, gradients: &[Xy], size: usize, replace: bool, axes: &(Axis, Axis)) -> Self {
        let sampling = if replace { Sampling::WithReplacement } else { Sampling::WithoutReplacement };
        let sampled = replace || possible_batches(gradients.len(), size) > ALL;
        let (count, seed) = (DRAWN.min(HANDLED / size), at as u64);
        let points = match (replace, sampled) {
            (true, _) => drawn_batches(gradients, size, DRAWN, seed),
            (false, true) => dealt(gradients, size, count, seed),
            (false, false) => all_batches(gradients, size),
        };
        let range = |axis: &Axis| (axis.low, axis.high);
        let few = points.len() <= DOTS;
        let crowd = || points.iter().map(|&(x, y)| (x as f32, y as f32));
        let density = (!few).then(|| Cloud::count(Of::Muted, (range(&axes.0), range(&axes.1)), crowd()));
        let formula = |size| eigen(batch_covariance(gradients, size, sampling));
        let rest = gradients.len() % size;
        Self {
            at,
            gradients: gradients.to_vec(),
            full: moments(gradients).0,
            count: points.len(),
            sampled,
            replace,
            measured: eigen(moments(&points).1),
            dots: if few { points } else { Vec::new() },
            density,
            theory: formula(size),
            partial: (rest > 0 && !replace).then(|| formula(rest)),
        }
    }
    /// Mean gradient of a batch.
    pub(super) fn mean(&self, batch: &[usize]) -> Xy {
        mean(&self.gradients, batch)
    }
}

/// Mean gradients of `count` batches as they are dealt, epoch by epoch.
fn dealt(gradients: &[Xy], size: usize, count: usize, seed: u64) -> Vec<Xy> {
    let mut batches = Batches::new(gradients.len(), size, Order::Reshuffle, seed);
    let mut means = Vec::new();
    while means.len() < count {
        batches.next_batch();
        if batches.present().len() == size {
            means.push(mean(gradients, batches.present()));
        }
    }
    means
}

/// Mean gradient of a batch, given those of all examples.
pub(super) fn mean(gradients: &[Xy], batch: &[usize]) -> Xy {
    let sum = batch.iter().fold((0.0, 0.0), |s, &i| (s.0 + gradients[i].0, s.1 + gradients[i].1));
    (sum.0 / batch.len() as f64, sum.1 / batch.len() as f64)
}

/// The curve two standard deviations from `middle`.
pub(super) fn ellipse(middle: Xy, axes: &Eigen) -> Vec<Xy> {
    let [low, high] = axes.values.map(|value| 2.0 * value.max(0.0).sqrt());
    let [u, v] = axes.vectors;
    let at = |k: i32| {
        let angle = std::f64::consts::TAU * f64::from(k) / 72.0;
        let (a, b) = (low * libm::cos(angle), high * libm::sin(angle));
        (middle.0 + a * u.0 + b * v.0, middle.1 + a * u.1 + b * v.1)
    };
    (0..=72).map(at).collect()
}
