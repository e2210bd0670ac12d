use super::adam::Moments;
use super::layers::norm;
use super::{Layers, Optimizer, Real};

/// LAMB: Adam's direction, scaled layer by layer to the layer's norm.
///
/// u = m̂/(√v̂ + ε) + wθ; per layer θ ← θ − η(‖θ‖/‖u‖)u, with ratio 1 where either norm is 0; φ is the identity, no
/// gradient clipping. The same as timm's `Lamb(always_adapt=True, max_grad_norm=None)` and optax's `lamb`.
///
/// Source: Y. You et al., *Large batch optimization for deep learning: training BERT in 76 minutes*, ICLR 2020,
/// Algorithm 2.
#[derive(Clone, Debug)]
pub struct Lamb<T = f64> {
    moments: Moments<T>,
    weight_decay: f64,
    layers: Layers,
}

impl<T: Real> Lamb<T> {
    /// β₁, β₂ and ε as in Adam; weight decay w.
    pub fn new(beta1: f64, beta2: f64, epsilon: f64, weight_decay: f64, layers: Layers) -> Self {
        Self { moments: Moments::new(beta1, beta2, epsilon), weight_decay, layers }
    }
}

impl<T: Real> Optimizer<T> for Lamb<T> {
    fn update(&mut self, theta: &mut [T], gradient: &[T], learning_rate: f64) {
        self.moments.absorb(gradient);
        let decay = T::of(self.weight_decay);
        let u: Vec<T> = theta
            .iter()
            .zip(self.moments.directions())
            .map(|(x, direction)| direction + decay * *x)
            .collect();
        self.layers.each(theta.len(), |layer| {
            let (size, step) = (norm(layer, |i| theta[i]), norm(layer, |i| u[i]));
            let ratio = if size == 0.0 || step == 0.0 { 1.0 } else { size / step };
            let rate = T::of(learning_rate * ratio);
            for &i in layer {
                theta[i] -= rate * u[i];
            }
        });
    }
    fn state(&self) -> Vec<(&'static str, &[T])> {
        self.moments.state()
    }
}
