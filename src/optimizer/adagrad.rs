use super::{Optimizer, Real, sized};

/// AdaGrad: each coordinate's rate falls with the gradients it has seen.
///
/// v ← v + g², θ ← θ − ηg/(√v + ε). The same as `torch.optim.Adagrad`.
///
/// Source: J. Duchi, E. Hazan, Y. Singer, *Adaptive subgradient methods for online learning*, JMLR 12 (2011).
#[derive(Clone, Debug)]
pub struct AdaGrad<T = f64> {
    epsilon: f64,
    v: Vec<T>,
}

impl<T> AdaGrad<T> {
    /// ε keeps the division finite.
    pub fn new(epsilon: f64) -> Self {
        Self { epsilon, v: Vec::new() }
    }
}

impl<T: Real> Optimizer<T> for AdaGrad<T> {
    fn update(&mut self, theta: &mut [T], gradient: &[T], learning_rate: f64) {
        sized(&mut self.v, theta.len());
        let (rate, epsilon) = (T::of(learning_rate), T::of(self.epsilon));
        for ((x, g), v) in theta.iter_mut().zip(gradient).zip(&mut self.v) {
            *v = (*v + *g * *g).kept();
            *x -= rate * *g / (v.sqrt() + epsilon);
        }
    }
    fn state(&self) -> Vec<(&'static str, &[T])> {
        vec![("v", &self.v)]
    }
}
