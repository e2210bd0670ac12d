use super::{BoundedSaddle, CriticalKind, CriticalPoint, Examples, Objective, Surface, critical};
use std::rc::Rc;
use wide::f32x4;

/// Ten offsets, each taken with both signs: the quantiles of a bell curve, so that shifts are many near 0 and few far out.
const OFFSETS: [f64; 10] = [0.0188, 0.0567, 0.0956, 0.1361, 0.1793, 0.2266, 0.2804, 0.3451, 0.4319, 0.588];
/// Examples.
const N: usize = 20;

/// The offsets with both signs, in ascending order.
pub fn offsets() -> [f64; N] {
    std::array::from_fn(|i| if i < 10 { -OFFSETS[9 - i] } else { OFFSETS[i - 10] })
}

/// Twenty copies of one surface, each shifted a little: at the origin the full gradient is zero and no example's is.
///
/// ℓᵢ(x, y) = F(x − aᵢ, y − bᵢ) with F the [`BoundedSaddle`], bᵢ the i-th offset, aᵢ the ((7i + 3) mod 20)-th. Because the
/// offsets come with both signs, L = F + 3v(x² + y²)/2 + const with v their mean square: a saddle at the origin and
/// minima (0, ±√(2 − 3v)).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Noise {
    offsets: [f64; N],
    /// (aᵢ, bᵢ) of each example, in single precision.
    shifts: [(f32, f32); N],
}

impl Noise {
    /// The objective.
    pub fn new() -> Self {
        let offsets = offsets();
        let shifts = std::array::from_fn(|i| (offsets[(7 * i + 3) % N] as f32, offsets[i] as f32));
        Self { offsets, shifts }
    }
    /// (aᵢ, bᵢ): how far example `i` is shifted.
    pub fn shift(&self, i: usize) -> (f64, f64) {
        (self.offsets[(7 * i + 3) % N], self.offsets[i])
    }
    /// Mean square of the offsets.
    pub fn mean_square(&self) -> f64 {
        self.offsets.iter().map(|q| q * q).sum::<f64>() / N as f64
    }
}

impl Default for Noise {
    fn default() -> Self {
        Self::new()
    }
}

impl Objective for Noise {
    fn dim(&self) -> usize {
        2
    }
    fn examples(&self) -> usize {
        N
    }
    fn example_loss(&self, i: usize, theta: &[f64]) -> f64 {
        let (a, b) = self.shift(i);
        BoundedSaddle.value(theta[0] - a, theta[1] - b)
    }
    fn add_example_gradient(&self, i: usize, theta: &[f64], gradient: &mut [f64]) {
        let (a, b) = self.shift(i);
        let [gx, gy] = BoundedSaddle.gradient(theta[0] - a, theta[1] - b);
        gradient[0] += gx;
        gradient[1] += gy;
    }
    fn hessian(&self, theta: &[f64], out: &mut [f64]) {
        let v = 3.0 * self.mean_square();
        let [xx, xy, yy] = BoundedSaddle.hessian(theta[0], theta[1]);
        out.copy_from_slice(&[xx + v, xy, xy, yy + v]);
    }
    fn domain(&self) -> Vec<(f64, f64)> {
        vec![(-2.0, 2.0); 2]
    }
    fn start(&self) -> Vec<f64> {
        vec![1.0, 0.0]
    }
    fn batched(&self) -> Option<Rc<dyn Examples>> {
        Some(Rc::new(*self))
    }
    fn critical_points(&self) -> Vec<CriticalPoint> {
        let y = (2.0 - 3.0 * self.mean_square()).sqrt();
        critical(CriticalKind::Saddle, &[[0.0, 0.0]])
            .chain(critical(CriticalKind::Minimum, &[[0.0, y], [0.0, -y]]))
            .collect()
    }
}

impl Examples for Noise {
    fn example_gradients(&self, which: [usize; 4], x: f32x4, y: f32x4) -> [f32x4; 2] {
        let a = f32x4::new(which.map(|i| self.shifts[i].0));
        let b = f32x4::new(which.map(|i| self.shifts[i].1));
        BoundedSaddle.gradient4(x - a, y - b)
    }
}
