use super::plain::sgd;
use super::{Optimizer, Real};

/// Stochastic gradient descent; on the full batch, gradient descent.
///
/// θ ← θ − ηg. The same as `torch.optim.SGD(momentum=0)`.
///
/// Source: H. Robbins and S. Monro, *A stochastic approximation method*, Ann. Math. Statist. 22 (1951).
#[derive(Clone, Debug, Default)]
pub struct Sgd;

impl<T: Real> Optimizer<T> for Sgd {
    fn update(&mut self, theta: &mut [T], gradient: &[T], learning_rate: f64) {
        let rate = T::of(learning_rate);
        for (x, g) in theta.iter_mut().zip(gradient) {
            sgd(x, *g, rate);
        }
    }
    #[cfg(any(feature = "library", feature = "single"))]
    fn plain(&self) -> Option<super::Plain> {
        Some(super::Plain::Sgd)
    }
    fn state(&self) -> Vec<(&'static str, &[T])> {
        Vec::new()
    }
}
