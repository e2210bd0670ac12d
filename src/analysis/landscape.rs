//! How many critical points of a random function are minima, as its dimension grows.

use crate::rng::Rng;

/// Share of minima among the critical points of an isotropic Gaussian field in 1, 2, 3 dimensions: ½, ¼, (29−6√6)/116.
/// M. S. Longuet-Higgins (1957); J. M. Bardeen, J. R. Bond, N. Kaiser and A. S. Szalay, *The statistics of peaks of Gaussian
/// random fields* (1986), eq. 4.11b and its counterpart for saddles.
pub const FIELD: [f64; 3] = [0.5, 0.25, 0.123_302_254_684];

/// P(all eigenvalues of a d × d matrix of the Gaussian orthogonal ensemble are positive), d = 1, 2, 3: ½, (2−√2)/4, (π−2√2)/(4π).
pub const GOE: [f64; 3] = [0.5, 0.146_446_609_406_726_24, 0.024_920_920_960_723_46];

/// The same for large d, up to a factor of order 1: exp(−d²·ln 3/4). D. S. Dean and S. N. Majumdar, *Large deviations of extreme
/// eigenvalues of random matrices* (2006).
pub fn goe_asymptote(dimension: f64) -> f64 {
    libm::exp(-dimension * dimension * libm::log(3.0) / 4.0)
}

/// Largest dimension asked about.
const DIMENSIONS: usize = 8;
/// Matrices drawn between two looks at the watch.
const CHUNK: u32 = 500;

/// What was counted in one dimension.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Share {
    /// Matrices drawn.
    pub samples: u32,
    /// Σ|det H|, and of the positive definite ones alone.
    weights: [f64; 2],
    /// Σ|det H|² of the others and of the positive definite ones.
    squares: [f64; 2],
    /// GOE matrices with positive eigenvalues only.
    pub positive: u32,
}

impl Share {
    /// Share of minima among the critical points of the field.
    pub fn field(&self) -> f64 {
        self.weights[1] / self.weights[0]
    }
    /// Its standard error (delta method for a ratio).
    pub fn field_error(&self) -> f64 {
        let p = self.field();
        (self.squares[1] * (1.0 - p) * (1.0 - p) + self.squares[0] * p * p).sqrt() / self.weights[0]
    }
    /// Share of positive definite matrices in the GOE.
    pub fn goe(&self) -> f64 {
        f64::from(self.positive) / f64::from(self.samples)
    }
}

/// The measurement, resumable: in each dimension 1…8 the same number of random Hessians.
///
/// At a critical point of an isotropic Gaussian field the Hessian is M + ξ·1 with M from the GOE (variance 2 on the
/// diagonal, 1 beside it) and ξ standard normal, independent of the gradient; by the Kac–Rice formula each is met in
/// proportion to |det H|. Weighting by it gives the share over *all* critical points, with none of the bias of a root
/// finder. Source: A. J. Bray and D. S. Dean, *Statistics of critical points of Gaussian fields on large-dimensional
/// spaces* (2007); R. J. Adler and J. E. Taylor, *Random Fields and Geometry* (2007), ch. 11.
#[derive(Clone, Debug)]
pub struct Landscape {
    rng: Rng,
    samples: u32,
    shares: [Share; DIMENSIONS],
}

impl Landscape {
    /// `samples` matrices in each dimension, seeded.
    pub fn new(samples: u32, seed: u64) -> Self {
        Self { rng: Rng::new(seed), samples, shares: [Share::default(); DIMENSIONS] }
    }
    /// Draws some more; true when all are drawn.
    pub fn work(&mut self) -> bool {
        let fewest = (0..DIMENSIONS).min_by_key(|&d| self.shares[d].samples).unwrap_or(0);
        let room = self.samples - self.shares[fewest].samples;
        for _ in 0..room.min(CHUNK) {
            self.draw(fewest + 1);
        }
        self.shares.iter().all(|share| share.samples >= self.samples)
    }
    /// What was counted so far, dimension 1 first.
    pub fn shares(&self) -> &[Share] {
        &self.shares
    }
    /// Part of the work that is done, 0…1.
    pub fn progress(&self) -> f64 {
        let drawn: u32 = self.shares.iter().map(|share| share.samples).sum();
        f64::from(drawn) / (f64::from(self.samples) * DIMENSIONS as f64)
    }

    fn draw(&mut self, dimension: usize) {
        let mut matrix = [[0.0; DIMENSIONS]; DIMENSIONS];
        for (i, row) in matrix.iter_mut().enumerate().take(dimension) {
            for (j, entry) in row.iter_mut().enumerate().take(i + 1) {
                let width = if i == j { std::f64::consts::SQRT_2 } else { 1.0 };
                *entry = self.rng.normal() * width;
            }
        }
        let (_, positive) = determinant(matrix, dimension);
        let shift = self.rng.normal();
        for (i, row) in matrix.iter_mut().enumerate() {
            row[i] += shift;
        }
        let (determinant, minimum) = determinant(matrix, dimension);
        let (weight, share) = (determinant.abs(), &mut self.shares[dimension - 1]);
        share.samples += 1;
        share.positive += u32::from(positive);
        share.weights[0] += weight;
        share.weights[1] += if minimum { weight } else { 0.0 };
        share.squares[usize::from(minimum)] += weight * weight;
    }
}

/// Determinant of the leading `n` × `n` part of a symmetric matrix given by its lower triangle, and whether it is
/// positive definite: the pivots of LDLᵀ.
fn determinant(mut a: [[f64; DIMENSIONS]; DIMENSIONS], n: usize) -> (f64, bool) {
    let (mut product, mut positive) = (1.0, true);
    for k in 0..n {
        let pivot = a[k][k];
        product *= pivot;
        positive &= pivot > 0.0;
        let column: [f64; DIMENSIONS] = std::array::from_fn(|i| a[i][k]);
        for (i, row) in a.iter_mut().enumerate().take(n).skip(k + 1) {
            let factor = column[i] / pivot;
            for (entry, above) in row.iter_mut().zip(column).take(i + 1).skip(k + 1) {
                *entry -= factor * above;
            }
        }
    }
    (product, positive)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pivots_tell_determinant_and_definiteness() {
        let matrix = |entries: [[f64; 3]; 3]| {
            let mut a = [[0.0; DIMENSIONS]; DIMENSIONS];
            for (i, row) in entries.into_iter().enumerate() {
                a[i][..3].copy_from_slice(&row);
            }
            determinant(a, 3)
        };
        let (det, positive) = matrix([[4.0, 0.0, 0.0], [1.0, 3.0, 0.0], [-1.0, 1.0, 2.0]]);
        assert!((det - 13.0).abs() < 1e-12 && positive);
        let (det, positive) = matrix([[1.0, 0.0, 0.0], [2.0, 1.0, 0.0], [0.0, 0.0, 1.0]]);
        assert!((det + 3.0).abs() < 1e-12 && !positive);
    }

    /// The exact values, within four standard errors.
    #[test]
    fn shares_agree_with_the_exact_ones() {
        let mut landscape = Landscape::new(40_000, 1);
        while !landscape.work() {}
        assert_eq!(landscape.progress(), 1.0);
        let shares = landscape.shares();
        assert!((FIELD[2] - (29.0 - 6.0 * 6.0_f64.sqrt()) / 116.0).abs() < 1e-9);
        for (d, exact) in FIELD.into_iter().enumerate() {
            let off = (shares[d].field() - exact).abs();
            assert!(off < 4.0 * shares[d].field_error(), "dimension {}: off by {off}", d + 1);
        }
        for (d, exact) in GOE.into_iter().enumerate() {
            let error = (exact * (1.0 - exact) / 40_000.0).sqrt();
            assert!((shares[d].goe() - exact).abs() < 4.0 * error);
        }
        // What was measured elsewhere, in dimensions 4 to 6.
        for (d, seen) in [(4, 0.061), (5, 0.028), (6, 0.013)] {
            let share = shares[d - 1];
            println!("dimension {d}: {} ± {}", share.field(), share.field_error());
            assert!((share.field() - seen).abs() < 4.0 * share.field_error() + 0.002);
        }
        assert!(shares.windows(2).all(|pair| pair[1].field() < pair[0].field()));
    }
}
