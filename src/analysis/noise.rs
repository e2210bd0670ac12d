//! What mini-batch sampling does: the covariance of batch gradients in closed form, and the batches themselves.
//!
//! Σ is the covariance of the N examples' own values with weight 1/N. W. G. Cochran, *Sampling Techniques* (1977), ch. 2, for
//! sampling without replacement.

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
    moments(gradients).1.map(|part| factor * part)
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

/// Number of batches of `size` different examples out of `examples`.
pub fn possible_batches(examples: usize, size: usize) -> f64 {
    (0..size.min(examples - size)).fold(1.0, |count, k| count * (examples - k) as f64 / (k + 1) as f64)
}

/// Mean of points, and their covariance (xx, xy, yy) with weight 1/n.
pub fn moments(points: &[(f64, f64)]) -> ((f64, f64), [f64; 3]) {
    let n = points.len() as f64;
    let sum = points.iter().fold((0.0, 0.0), |sum, p| (sum.0 + p.0, sum.1 + p.1));
    let mean = (sum.0 / n, sum.1 / n);
    let covariance = points.iter().fold([0.0; 3], |[xx, xy, yy], (x, y)| {
        let (u, v) = (x - mean.0, y - mean.1);
        [xx + u * u / n, xy + u * v / n, yy + v * v / n]
    });
    (mean, covariance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn possible_batches_are_counted() {
        assert_eq!(
            (possible_batches(20, 10), possible_batches(20, 20), possible_batches(5, 1)),
            (184_756.0, 1.0, 5.0)
        );
        assert!(possible_batches(200, 100) > 1e50);
    }
}
