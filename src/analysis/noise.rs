//! What mini-batch sampling does, in closed form: how much batch gradients scatter, how far a run stays from the minimum,
//! and at which learning rate it stops converging.
//!
//! Σ is the scatter of the N examples' own values with weight 1/N. W. G. Cochran, *Sampling Techniques* (1977), ch. 2, for
//! sampling without replacement; S. Mandt, M. D. Hoffman and D. M. Blei, *Stochastic gradient descent as approximate Bayesian
//! inference* (2017), for stationary variances.

use crate::rng::Rng;

/// Whether the examples of one batch differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sampling {
    /// Each batch is B different examples, drawn freshly.
    WithoutReplacement,
    /// Each example is drawn from all N.
    WithReplacement,
}

/// Factor between Σ and the covariance of a batch mean: (N−B)/(N−1)/B without replacement, 1/B with. N ≥ 2.
pub fn batch_factor(examples: usize, size: usize, sampling: Sampling) -> f64 {
    let (n, b) = (examples as f64, size as f64);
    match sampling {
        Sampling::WithoutReplacement => (n - b) / (n - 1.0) / b,
        Sampling::WithReplacement => 1.0 / b,
    }
}

/// Covariance (xx, xy, yy) of the gradient of a batch of `size` out of these example gradients.
pub fn batch_covariance(gradients: &[(f64, f64)], size: usize, sampling: Sampling) -> [f64; 3] {
    let factor = batch_factor(gradients.len(), size, sampling);
    scatter(gradients).1.map(|part| factor * part)
}

/// The mean gradient of every batch of `size` different examples: all N!/(B!(N−B)!) of them, 184,756 at N = 20, B = 10.
pub fn all_batches(gradients: &[(f64, f64)], size: usize) -> Vec<(f64, f64)> {
    fn choose(rest: &[(f64, f64)], size: usize, sum: (f64, f64), scale: f64, out: &mut Vec<(f64, f64)>) {
        if size == 0 {
            out.push((sum.0 * scale, sum.1 * scale));
            return;
        }
        for (k, g) in rest[..rest.len() + 1 - size].iter().enumerate() {
            choose(&rest[k + 1..], size - 1, (sum.0 + g.0, sum.1 + g.1), scale, out);
        }
    }
    let mut out = Vec::new();
    choose(gradients, size, (0.0, 0.0), 1.0 / size as f64, &mut out);
    out
}

/// The mean gradients of `count` batches of `size` examples, each example drawn from all.
pub fn drawn_batches(gradients: &[(f64, f64)], size: usize, count: usize, seed: u64) -> Vec<(f64, f64)> {
    let mut rng = Rng::new(seed);
    let scale = 1.0 / size as f64;
    let batch = |_| {
        let sum = (0..size).fold((0.0, 0.0), |sum, _| {
            let g = gradients[rng.below(gradients.len())];
            (sum.0 + g.0, sum.1 + g.1)
        });
        (sum.0 * scale, sum.1 * scale)
    };
    (0..count).map(batch).collect()
}

/// Mean of points, and their covariance (xx, xy, yy) with weight 1/n.
pub fn scatter(points: &[(f64, f64)]) -> ((f64, f64), [f64; 3]) {
    let n = points.len() as f64;
    let sum = points.iter().fold((0.0, 0.0), |sum, p| (sum.0 + p.0, sum.1 + p.1));
    let mean = (sum.0 / n, sum.1 / n);
    let covariance = points.iter().fold([0.0; 3], |[xx, xy, yy], (x, y)| {
        let (u, v) = (x - mean.0, y - mean.1);
        [xx + u * u / n, xy + u * v / n, yy + v * v / n]
    });
    (mean, covariance)
}

/// Variance of θ in the long run on (h/2)θ² with gradient noise of variance `noise`, independent from update to update:
/// ησ²(1+λ)/((1−λ)h(2(1+λ)−ηh)), for the lecture's momentum.
pub fn stationary_variance(curvature: f64, noise: f64, rate: f64, momentum: f64) -> f64 {
    let up = rate * noise * (1.0 + momentum);
    up / ((1.0 - momentum) * curvature * (2.0 * (1.0 + momentum) - rate * curvature))
}

/// Variance of θ at the ends of epochs, in the long run, on the mean of (h/2)(θ−aᵢ)², reshuffled each epoch: `scatter` is that
/// of the aᵢ, `size` divides N and is less than it. Up to dozens of times smaller than with fresh batches, because
/// the noise of an epoch nearly cancels.
pub fn reshuffled_variance(curvature: f64, scatter: f64, rate: f64, examples: usize, size: usize) -> f64 {
    let m = examples / size;
    let (step, p) = (rate * curvature, 1.0 - rate * curvature);
    let v = scatter * batch_factor(examples, size, Sampling::WithoutReplacement);
    let (mut sum, mut squares, mut power) = (0.0, 0.0, 1.0);
    for _ in 0..m {
        sum += power;
        squares += power * power;
        power *= p;
    }
    v * step * step * (m as f64 * squares - sum * sum) / ((m as f64 - 1.0) * (1.0 - power * power))
}

/// The learning rate below which the mean of θ² shrinks on the mean of (hᵢ/2)θ² with fresh batches without replacement:
/// 2h̄/(h̄² + Var h_B).
pub fn mean_square_limit(curvatures: &[f64], size: usize) -> f64 {
    let n = curvatures.len() as f64;
    let mean = curvatures.iter().sum::<f64>() / n;
    let scatter = curvatures.iter().map(|h| (h - mean) * (h - mean)).sum::<f64>() / n;
    let batch = scatter * batch_factor(curvatures.len(), size, Sampling::WithoutReplacement);
    2.0 * mean / (mean * mean + batch)
}
