use super::Optimizer;
use super::plain::sgd;

/// Stochastic gradient descent; on the full batch, gradient descent.
///
/// θ ← θ − ηg. The same as `torch.optim.SGD(momentum=0)`.
///
/// Source: H. Robbins and S. Monro, *A stochastic approximation method*, Ann. Math. Statist. 22 (1951).
#[derive(Clone, Debug, Default)]
pub struct Sgd;

impl Optimizer for Sgd {
    fn update(&mut self, theta: &mut [f64], gradient: &[f64], learning_rate: f64) {
        for (x, g) in theta.iter_mut().zip(gradient) {
            sgd(x, *g, learning_rate);
        }
    }
    #[cfg(feature = "library")]
    fn plain(&self) -> Option<super::Plain> {
        Some(super::Plain::Sgd)
    }
    fn state(&self) -> Vec<(&'static str, &[f64])> {
        Vec::new()
    }
}
