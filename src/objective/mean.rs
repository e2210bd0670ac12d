use super::{CriticalKind, CriticalPoint, Examples, Surface};
#[cfg(feature = "library")]
use crate::walk::Walk;
use std::rc::Rc;

/// A differentiable objective: a mean of N example losses.
///
/// Lengths: `theta` and gradients have [`dim`](Objective::dim) entries, a Hessian dim², row by row.
/// All methods are total: where the formula overflows they return infinities or NaN, never panic.
pub trait Objective {
    /// Number of coordinates of θ.
    fn dim(&self) -> usize;
    /// Number of examples N.
    fn examples(&self) -> usize {
        1
    }
    /// Loss ℓᵢ of example `i` at θ.
    fn example_loss(&self, i: usize, theta: &[f64]) -> f64;
    /// Adds ∇ℓᵢ(θ) to `gradient`.
    fn add_example_gradient(&self, i: usize, theta: &[f64], gradient: &mut [f64]);
    /// Hessian of the full objective at θ, row by row.
    fn hessian(&self, theta: &[f64], out: &mut [f64]);
    /// Part of parameter space worth showing: (lowest, highest) of each coordinate.
    fn domain(&self) -> Vec<(f64, f64)>;
    /// A start from which the usual lesson can be seen.
    fn start(&self) -> Vec<f64>;
    /// Critical points known in closed form (or as published to all digits), inside or outside the domain.
    fn critical_points(&self) -> Vec<CriticalPoint> {
        Vec::new()
    }
    /// The surface behind it, where it is one.
    fn surface(&self) -> Option<Rc<dyn Surface>> {
        None
    }
    /// The sum whose examples' gradients ensembles can take four at a time, where it is one.
    fn batched(&self) -> Option<Rc<dyn Examples>> {
        None
    }
    /// The lowest value of the full objective, where it is known and finite: the least of the known minima, unless
    /// an objective knows better.
    fn infimum(&self) -> Option<f64> {
        let minima = self.critical_points().into_iter().filter(|point| point.kind == CriticalKind::Minimum);
        minima.map(|point| self.loss(&point.theta)).min_by(f64::total_cmp)
    }

    /// Mean loss of the examples `batch` (indices may repeat) at θ.
    fn batch_loss(&self, batch: &[usize], theta: &[f64]) -> f64 {
        batch.iter().map(|&i| self.example_loss(i, theta)).sum::<f64>() / batch.len() as f64
    }
    /// Writes the mean gradient of the examples `batch` (indices may repeat) into `gradient`.
    fn batch_gradient(&self, batch: &[usize], theta: &[f64], gradient: &mut [f64]) {
        gradient.fill(0.0);
        for &i in batch {
            self.add_example_gradient(i, theta, gradient);
        }
        if batch.len() != 1 {
            let scale = batch.len() as f64;
            gradient.iter_mut().for_each(|g| *g /= scale);
        }
    }
    /// The full objective L(θ).
    fn loss(&self, theta: &[f64]) -> f64 {
        let n = self.examples();
        (0..n).map(|i| self.example_loss(i, theta)).sum::<f64>() / n as f64
    }
    /// Writes the full objective at each of the points `thetas`, which follow one another.
    #[cfg(feature = "library")]
    fn losses(&self, thetas: &[f64], losses: &mut [f64]) {
        for (loss, theta) in losses.iter_mut().zip(thetas.chunks_exact(self.dim())) {
            *loss = self.loss(theta);
        }
    }
    /// Makes as many updates as there is room for, but none after one that diverges, and writes θ and the loss after
    /// each; tells how many it made. It stands here so that it is compiled for each objective: one dynamic call for many
    /// updates.
    #[cfg(feature = "library")]
    fn walk(&self, walk: &mut Walk, thetas: &mut [f64], losses: &mut [f64]) -> usize {
        walk.over(self, thetas, losses)
    }
    /// Writes ∇L(θ) into `gradient`.
    fn gradient(&self, theta: &[f64], gradient: &mut [f64]) {
        let n = self.examples();
        gradient.fill(0.0);
        for i in 0..n {
            self.add_example_gradient(i, theta, gradient);
        }
        gradient.iter_mut().for_each(|g| *g /= n as f64);
    }
}
