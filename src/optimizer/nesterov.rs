use super::plain::nesterov;
use super::{Optimizer, Real, sized};

/// Nesterov's accelerated gradient, in the form of `torch.optim.SGD(momentum=λ, nesterov=True)`.
///
/// m ← λm + g, θ ← θ − η(g + λm): the gradient acts once more beside the movement it has just joined. Nesterov's
/// own form takes the gradient at the point looked ahead to; with θ read as that point the two are the same rule.
///
/// Source: Y. Nesterov, Soviet Math. Doklady 27 (1983); I. Sutskever et al., *On the importance of initialization
/// and momentum in deep learning* (2013).
#[derive(Clone, Debug)]
pub struct Nesterov<T = f64> {
    momentum: f64,
    m: Vec<T>,
}

impl<T> Nesterov<T> {
    /// Momentum λ.
    pub fn new(momentum: f64) -> Self {
        Self { momentum, m: Vec::new() }
    }
}

impl<T: Real> Optimizer<T> for Nesterov<T> {
    fn update(&mut self, theta: &mut [T], gradient: &[T], learning_rate: f64) {
        sized(&mut self.m, theta.len());
        let (momentum, rate) = (T::of(self.momentum), T::of(learning_rate));
        for ((x, g), m) in theta.iter_mut().zip(gradient).zip(&mut self.m) {
            nesterov(momentum, x, m, *g, rate);
        }
    }
    #[cfg(any(feature = "library", feature = "single"))]
    fn plain(&self) -> Option<super::Plain> {
        Some(super::Plain::Nesterov(self.momentum))
    }
    fn state(&self) -> Vec<(&'static str, &[T])> {
        vec![("m", &self.m)]
    }
}
