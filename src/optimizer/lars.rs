use super::layers::norm;
use super::{Layers, Optimizer, Real, sized};

/// LARS: momentum whose step is scaled, layer by layer, to a fixed share of the layer's norm.
///
/// Per layer: r = τ‖θ‖/(‖g‖ + w‖θ‖), or 1 where ‖θ‖ or ‖g‖ is 0; m ← λm + ηr(g + wθ), θ ← θ − m. The learning rate
/// is inside the velocity, as in the paper; PyTorch-style implementations (timm, optax) put it outside, which
/// agrees while η is constant. No layer is exempt.
///
/// Source: Y. You, I. Gitman, B. Ginsburg, *Large batch training of convolutional networks* (2017), Algorithm 1
/// without the polynomial decay.
#[derive(Clone, Debug)]
pub struct Lars<T = f64> {
    momentum: f64,
    weight_decay: f64,
    trust_coefficient: f64,
    layers: Layers,
    m: Vec<T>,
}

impl<T> Lars<T> {
    /// Momentum λ, weight decay w, trust coefficient τ.
    pub fn new(momentum: f64, weight_decay: f64, trust_coefficient: f64, layers: Layers) -> Self {
        Self { momentum, weight_decay, trust_coefficient, layers, m: Vec::new() }
    }
}

impl<T: Real> Optimizer<T> for Lars<T> {
    fn update(&mut self, theta: &mut [T], gradient: &[T], learning_rate: f64) {
        sized(&mut self.m, theta.len());
        let m = &mut self.m;
        let (momentum, decay) = (T::of(self.momentum), T::of(self.weight_decay));
        self.layers.each(theta.len(), |layer| {
            let (size, slope) = (norm(layer, |i| theta[i]), norm(layer, |i| gradient[i]));
            let ratio = if size == 0.0 || slope == 0.0 {
                1.0
            } else {
                self.trust_coefficient * size / (slope + self.weight_decay * size)
            };
            let rate = T::of(learning_rate * ratio);
            for &i in layer {
                let decayed = gradient[i] + decay * theta[i];
                m[i] = (momentum * m[i] + rate * decayed).kept();
                theta[i] -= m[i];
            }
        });
    }
    fn state(&self) -> Vec<(&'static str, &[T])> {
        vec![("m", &self.m)]
    }
}
