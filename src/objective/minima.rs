use super::noise::offsets;
use super::{CriticalKind, CriticalPoint, Examples, Objective};
use wide::f32x4;

/// Depth of the sharp valley, chosen so that both minima of L are equally deep.
const DEPTH: f64 = 1.7034;
/// Twice the squared widths of the valleys.
const SHARP: f64 = 0.08;
const FLAT: f64 = 2.0;

/// One flat and one sharp minimum of equal loss: twenty copies of one curve, each shifted a little.
///
/// ℓᵢ(w) = f(w − qᵢ), f(w) = −1.7034·exp(−(w+1.5)²/0.08) − exp(−(w−1.5)²/2) + 0.01w², with qᵢ the offsets of [`super::Noise`].
/// The mean has its sharp minimum near −1.49 (curvature 7.15) and its flat one near 1.47 (0.90), with a barrier at
/// −0.5785 between them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Minima {
    offsets: [f64; 20],
}

impl Minima {
    /// The objective.
    pub fn new() -> Self {
        Self { offsets: offsets() }
    }
    /// Loss, slope and second derivative of the unshifted curve.
    fn curve(w: f64) -> [f64; 3] {
        let (a, b) = (w + 1.5, w - 1.5);
        let sharp = -DEPTH * libm::exp(-a * a / SHARP);
        let flat = -libm::exp(-b * b / FLAT);
        [
            sharp + flat + 0.01 * w * w,
            -2.0 * a / SHARP * sharp - 2.0 * b / FLAT * flat + 0.02 * w,
            (4.0 * a * a / (SHARP * SHARP) - 2.0 / SHARP) * sharp
                + (4.0 * b * b / (FLAT * FLAT) - 2.0 / FLAT) * flat
                + 0.02,
        ]
    }
}

impl Default for Minima {
    fn default() -> Self {
        Self::new()
    }
}

impl Objective for Minima {
    fn dim(&self) -> usize {
        1
    }
    fn examples(&self) -> usize {
        self.offsets.len()
    }
    fn example_loss(&self, i: usize, theta: &[f64]) -> f64 {
        Self::curve(theta[0] - self.offsets[i])[0]
    }
    fn add_example_gradient(&self, i: usize, theta: &[f64], gradient: &mut [f64]) {
        gradient[0] += Self::curve(theta[0] - self.offsets[i])[1];
    }
    fn hessian(&self, theta: &[f64], out: &mut [f64]) {
        let sum: f64 = self.offsets.iter().map(|q| Self::curve(theta[0] - q)[2]).sum();
        out[0] = sum / self.offsets.len() as f64;
    }
    fn domain(&self) -> Vec<(f64, f64)> {
        vec![(-4.0, 4.0)]
    }
    fn start(&self) -> Vec<f64> {
        vec![-1.8]
    }
    fn critical_points(&self) -> Vec<CriticalPoint> {
        let point = |kind, x| CriticalPoint { theta: vec![x], kind };
        vec![
            point(CriticalKind::Minimum, SHARP_AT),
            point(CriticalKind::Maximum, BARRIER),
            point(CriticalKind::Minimum, FLAT_AT),
        ]
    }
}

impl Examples for Minima {
    fn example_gradients(&self, which: [usize; 4], x: f32x4, _: f32x4) -> [f32x4; 2] {
        let w = x - f32x4::new(which.map(|i| self.offsets[i] as f32));
        let (a, b) = (w + f32x4::splat(1.5), w - f32x4::splat(1.5));
        let (narrow, wide) = (f32x4::splat(-1.0 / SHARP as f32), f32x4::splat(-1.0 / FLAT as f32));
        let sharp = f32x4::splat((2.0 * DEPTH / SHARP) as f32) * a * (a * a * narrow).exp();
        let flat = f32x4::splat((2.0 / FLAT) as f32) * b * (b * b * wide).exp();
        [sharp + flat + f32x4::splat(0.02) * w, f32x4::ZERO]
    }
}

// Roots of the mean slope, by bisection to the last bit.
const SHARP_AT: f64 = -1.4899587206458769;
const BARRIER: f64 = -0.5785974148740979;
const FLAT_AT: f64 = 1.4667892555835784;
