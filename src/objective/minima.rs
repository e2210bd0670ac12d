use super::noise::offsets;
use super::{Coordinate, CriticalKind, CriticalPoint, Examples, Objective};
use std::rc::Rc;
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
/// −0.5785 between them. The same functions can be written in another [`Coordinate`] θ with w = φ(θ).
#[derive(Clone, Debug, PartialEq)]
pub struct Minima {
    offsets: [f64; 20],
    coordinate: Coordinate,
}

impl Minima {
    /// The sharp minimum of the mean, in w.
    pub const SHARP: f64 = -1.4899587206458769;
    /// The barrier.
    pub const BARRIER: f64 = -0.5785974148740979;
    /// The flat minimum. All three are roots of the mean slope, by bisection to the last bit.
    pub const FLAT: f64 = 1.4667892555835784;

    /// The objective, in w itself.
    pub fn new() -> Self {
        Self::with_coordinate(1.0, 1.0)
    }
    /// The same in another [`Coordinate`].
    pub fn with_coordinate(scale: f64, stretch: f64) -> Self {
        Self { offsets: offsets(), coordinate: Coordinate::new(scale, stretch) }
    }
    /// Its coordinate.
    pub fn coordinate(&self) -> &Coordinate {
        &self.coordinate
    }
    /// Mean loss at w, in the original coordinate, over examples with these offsets: training examples or others.
    pub fn mean_loss(offsets: &[f64], w: f64) -> f64 {
        offsets.iter().map(|q| Self::curve(w - q)[0]).sum::<f64>() / offsets.len() as f64
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
        Self::curve(self.coordinate.w(theta[0]) - self.offsets[i])[0]
    }
    fn loss(&self, theta: &[f64]) -> f64 {
        // The place is looked up once, not for every example.
        Self::mean_loss(&self.offsets, self.coordinate.w(theta[0]))
    }
    fn add_example_gradient(&self, i: usize, theta: &[f64], gradient: &mut [f64]) {
        let w = self.coordinate.w(theta[0]);
        gradient[0] += Self::curve(w - self.offsets[i])[1] * self.coordinate.slope(w);
    }
    fn hessian(&self, theta: &[f64], out: &mut [f64]) {
        let w = self.coordinate.w(theta[0]);
        let (slope, bend) = (self.coordinate.slope(w), self.coordinate.bend(w));
        let one = |q: &f64| {
            let [_, first, second] = Self::curve(w - q);
            second * slope * slope + first * bend
        };
        out[0] = self.offsets.iter().map(one).sum::<f64>() / self.offsets.len() as f64;
    }
    fn domain(&self) -> Vec<(f64, f64)> {
        vec![(self.coordinate.u(-4.0), self.coordinate.u(4.0))]
    }
    fn start(&self) -> Vec<f64> {
        vec![self.coordinate.u(-1.8)]
    }
    fn critical_points(&self) -> Vec<CriticalPoint> {
        let point = |kind, w| CriticalPoint { theta: vec![self.coordinate.u(w)], kind };
        vec![
            point(CriticalKind::Minimum, Self::SHARP),
            point(CriticalKind::Maximum, Self::BARRIER),
            point(CriticalKind::Minimum, Self::FLAT),
        ]
    }
    fn batched(&self) -> Option<Rc<dyn Examples>> {
        Some(Rc::new(self.clone()))
    }
}

impl Examples for Minima {
    fn example_gradients(&self, which: [usize; 4], x: f32x4, _: f32x4) -> [f32x4; 2] {
        let (w, slope) = self.coordinate.four(x);
        let w = w - f32x4::new(which.map(|i| self.offsets[i] as f32));
        let (a, b) = (w + f32x4::splat(1.5), w - f32x4::splat(1.5));
        let (narrow, wide) = (f32x4::splat(-1.0 / SHARP as f32), f32x4::splat(-1.0 / FLAT as f32));
        let sharp = f32x4::splat((2.0 * DEPTH / SHARP) as f32) * a * (a * a * narrow).exp();
        let flat = f32x4::splat((2.0 / FLAT) as f32) * b * (b * b * wide).exp();
        [(sharp + flat + f32x4::splat(0.02) * w) * slope, f32x4::ZERO]
    }
}
