//! The largest eigenvalue of a Hessian that is only known by its products with vectors.

use crate::symmetric::eigen;
use crate::vector::{add, dot, length, scale};
use downhill_engine::rng::Rng;

/// It is found when ‖Hv − λv‖ ≤ this · |λ| for the unit vector v: λ is then right to about the square of it.
pub const TOLERANCE: f64 = 1e-4;
/// Steps after which it is left as it is.
pub const LIMIT: usize = 400;

/// A vector and its product with the Hessian.
type Image = [Vec<f64>; 2];

/// The sum of images, each so many times.
fn sum(of: &[Image], times: &[f64]) -> Image {
    [0, 1].map(|which| {
        let mut sum = vec![0.0; of[0][which].len()];
        for (image, times) in of.iter().zip(times) {
            add(&mut sum, *times, &image[which]);
        }
        sum
    })
}
/// The image at length 1; nothing where its length counts as 0.
fn unit(image: Image) -> Option<Image> {
    let size = length(&image[0]);
    (size > 1e-12).then(|| sum(&[image], &[1.0 / size]))
}

/// On its way to the largest eigenvalue. Power iteration finds the one of largest magnitude; here each step takes the best of the
/// plane of the present vector, its residual and the last step, which climbs vᵀHv to the largest whatever its sign, and in far
/// fewer products (A. Knyazev, *Toward the optimal preconditioned eigensolver*, 2001, with one vector and no preconditioner).
pub struct Top {
    present: Image,
    last: Option<Image>,
    value: f64,
    residual: f64,
    steps: usize,
}

impl Top {
    /// From a seeded vector of `count` numbers on; `hessian` multiplies with the Hessian.
    pub fn new(count: usize, seed: u64, hessian: impl Fn(&[f64]) -> Vec<f64>) -> Self {
        let mut rng = Rng::new(seed);
        let mut start: Vec<f64> = (0..count).map(|_| rng.normal()).collect();
        let size = length(&start);
        scale(&mut start, 1.0 / size);
        let image = hessian(&start);
        let mut top = Self { present: [start, image], last: None, value: 0.0, residual: 0.0, steps: 0 };
        top.look();
        top
    }
    fn look(&mut self) {
        let [vector, image] = &self.present;
        self.value = dot(vector, image);
        self.residual = length(&self.off()) / self.value.abs().max(f64::MIN_POSITIVE);
    }
    /// Hv − λv.
    fn off(&self) -> Vec<f64> {
        let [vector, image] = &self.present;
        let mut off = image.clone();
        add(&mut off, -self.value, vector);
        off
    }
    /// One step, one product; true when it has ended.
    pub fn step(&mut self, hessian: impl Fn(&[f64]) -> Vec<f64>) -> bool {
        if self.residual <= TOLERANCE || self.steps >= LIMIT {
            return true;
        }
        self.steps += 1;
        let mut basis = vec![self.present.clone()];
        let mut off = self.off();
        let size = length(&off);
        scale(&mut off, 1.0 / size);
        let image = hessian(&off);
        basis.push([off, image]);
        if let Some(mut last) = self.last.take() {
            for other in &basis {
                let along = dot(&last[0], &other[0]);
                last = sum(&[last, other.clone()], &[1.0, -along]);
            }
            basis.extend(unit(last));
        }
        let product = |a: &Image, b: &Image| (dot(&a[0], &b[1]) + dot(&b[0], &a[1])) / 2.0;
        let rows = basis.iter().map(|a| basis.iter().map(|b| product(a, b)).collect()).collect();
        let Some((_, times)) = eigen(rows).into_iter().next() else { return true };
        self.last = Some(sum(&basis[1..], &times[1..]));
        if let Some(present) = unit(sum(&basis, &times)) {
            self.present = present;
        }
        self.look();
        false
    }
    /// vᵀHv: the largest eigenvalue as far as it is known.
    pub fn value(&self) -> f64 {
        self.value
    }
    /// ‖Hv − λv‖/|λ|.
    pub fn residual(&self) -> f64 {
        self.residual
    }
    /// The unit vector v.
    pub fn vector(&self) -> &[f64] {
        &self.present[0]
    }
    /// Steps made.
    pub fn steps(&self) -> usize {
        self.steps
    }
}
