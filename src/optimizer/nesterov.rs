use super::plain::nesterov;
use super::{Optimizer, sized};

/// Nesterov's accelerated gradient, in the form of `torch.optim.SGD(momentum=λ, nesterov=True)`.
///
/// m ← λm + g, θ ← θ − η(g + λm): the gradient acts once more beside the movement it has just joined. Nesterov's
/// own form takes the gradient at the point looked ahead to; with θ read as that point the two are the same rule.
///
/// Source: Y. Nesterov, Soviet Math. Doklady 27 (1983); I. Sutskever et al., *On the importance of initialization
/// and momentum in deep learning* (2013).
#[derive(Clone, Debug)]
pub struct Nesterov {
    momentum: f64,
    m: Vec<f64>,
}

impl Nesterov {
    /// Momentum λ.
    pub fn new(momentum: f64) -> Self {
        Self { momentum, m: Vec::new() }
    }
}

impl Optimizer for Nesterov {
    fn update(&mut self, theta: &mut [f64], gradient: &[f64], learning_rate: f64) {
        sized(&mut self.m, theta.len());
        for ((x, g), m) in theta.iter_mut().zip(gradient).zip(&mut self.m) {
            nesterov(self.momentum, x, m, *g, learning_rate);
        }
    }
    #[cfg(feature = "library")]
    fn plain(&self) -> Option<super::Plain> {
        Some(super::Plain::Nesterov(self.momentum))
    }
    fn state(&self) -> Vec<(&'static str, &[f64])> {
        vec![("m", &self.m)]
    }
}
