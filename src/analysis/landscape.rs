//! How many critical points of a random function are minima, in each dimension.

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
pub const DIMENSIONS: usize = 8;
/// Matrices in one portion, some milliseconds.
const PORTION: u32 = 5000;

/// What is asked about one dimension.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShareRequest {
    /// The dimension, 1…[`DIMENSIONS`].
    pub dimension: usize,
    /// Number of random Hessians.
    pub samples: u32,
    /// Seed, at most 2⁵³ − 1; each dimension has a stream of its own.
    pub seed: u64,
}

/// What is known of one dimension.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// The dimension.
    pub dimension: usize,
    /// Matrices drawn.
    pub samples: u32,
    /// Share of minima among the critical points of the field; not a number before anything is drawn.
    pub field: f64,
    /// Its standard error (delta method for a ratio).
    pub field_error: f64,
    /// Share of positive definite matrices in the GOE.
    pub goe: f64,
}

/// The measurement of one dimension, resumable.
///
/// At a critical point of an isotropic Gaussian field the Hessian is M + ξ·1 with M from the GOE (variance 2 on the
/// diagonal, 1 beside it) and ξ standard normal, independent of the gradient; by the Kac–Rice formula each is met in
/// proportion to |det H|. Weighting by it gives the share over *all* critical points, with none of the bias of a root
/// finder. Source: A. J. Bray and D. S. Dean, *Statistics of critical points of Gaussian fields on large-dimensional
/// spaces* (2007); R. J. Adler and J. E. Taylor, *Random Fields and Geometry* (2007), ch. 11.
#[derive(Clone, Debug)]
pub struct ShareRun {
    request: ShareRequest,
    rng: Rng,
    drawn: u32,
    /// Σ|det H|, and of the positive definite ones alone.
    weights: [f64; 2],
    /// Σ|det H|² of the others and of the positive definite ones.
    squares: [f64; 2],
    /// GOE matrices with positive eigenvalues only.
    positive: u32,
}

impl ShareRun {
    /// The measurement that `request` asks for.
    pub fn new(request: ShareRequest) -> Self {
        assert!((1..=DIMENSIONS).contains(&request.dimension), "dimension 1…8");
        let stream = request.seed.wrapping_mul(DIMENSIONS as u64).wrapping_add(request.dimension as u64 - 1);
        Self { request, rng: Rng::new(stream), drawn: 0, weights: [0.0; 2], squares: [0.0; 2], positive: 0 }
    }
    /// Draws some more; true when all are drawn.
    pub fn work(&mut self) -> bool {
        for _ in 0..PORTION.min(self.request.samples - self.drawn) {
            self.draw();
        }
        self.drawn >= self.request.samples
    }
    /// What is known.
    pub fn share(&self) -> Share {
        let field = self.weights[1] / self.weights[0];
        let variance = self.squares[1] * (1.0 - field) * (1.0 - field) + self.squares[0] * field * field;
        Share {
            dimension: self.request.dimension,
            samples: self.drawn,
            field,
            field_error: variance.sqrt() / self.weights[0],
            goe: f64::from(self.positive) / f64::from(self.drawn),
        }
    }
    /// Part of the matrices that are drawn, 0…1.
    pub fn progress(&self) -> f64 {
        f64::from(self.drawn) / f64::from(self.request.samples)
    }

    fn draw(&mut self) {
        let dimension = self.request.dimension;
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
        let weight = determinant.abs();
        self.drawn += 1;
        self.positive += u32::from(positive);
        self.weights[0] += weight;
        self.weights[1] += if minimum { weight } else { 0.0 };
        self.squares[usize::from(minimum)] += weight * weight;
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

    fn measured(dimension: usize) -> Share {
        let mut run = ShareRun::new(ShareRequest { dimension, samples: 400_000, seed: 1 });
        while !run.work() {}
        assert_eq!((run.progress(), run.share().dimension), (1.0, dimension));
        run.share()
    }

    /// The exact values, within four standard errors.
    #[test]
    fn shares_agree_with_the_exact_ones() {
        let shares: Vec<Share> = (1..=DIMENSIONS).map(measured).collect();
        assert!((FIELD[2] - (29.0 - 6.0 * 6.0_f64.sqrt()) / 116.0).abs() < 1e-9);
        for (share, exact) in shares.iter().zip(FIELD) {
            let off = (share.field - exact).abs();
            assert!(off < 4.0 * share.field_error, "dimension {}: off by {off}", share.dimension);
        }
        for (share, exact) in shares.iter().zip(GOE) {
            let error = (exact * (1.0 - exact) / f64::from(share.samples)).sqrt();
            assert!((share.goe - exact).abs() < 4.0 * error, "dimension {}", share.dimension);
        }
        // What docs/experiments.md measured in dimensions 4 to 6.
        for (d, seen) in [(4, 0.061), (5, 0.028), (6, 0.013)] {
            let share = shares[d - 1];
            println!("dimension {d}: {} ± {}", share.field, share.field_error);
            assert!((share.field - seen).abs() < 4.0 * share.field_error + 0.002);
        }
        assert!(shares.windows(2).all(|pair| pair[1].field < pair[0].field));
    }

    #[test]
    fn each_dimension_has_its_own_stream() {
        let first =
            |dimension, seed| ShareRun::new(ShareRequest { dimension, samples: 1, seed }).rng.uniform();
        let draws = [first(1, 1), first(2, 1), first(8, 1), first(1, 2)];
        assert!(draws.iter().enumerate().all(|(k, draw)| !draws[..k].contains(draw)), "{draws:?}");
    }
}
