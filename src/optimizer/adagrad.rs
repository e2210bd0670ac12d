use super::{Optimizer, sized};

/// AdaGrad: each coordinate's rate falls with the gradients it has seen.
///
/// v ← v + g², θ ← θ − ηg/(√v + ε). The same as `torch.optim.Adagrad`.
///
/// Source: J. Duchi, E. Hazan, Y. Singer, *Adaptive subgradient methods for online learning*, JMLR 12 (2011).
#[derive(Clone, Debug)]
pub struct AdaGrad {
    epsilon: f64,
    v: Vec<f64>,
}

impl AdaGrad {
    /// ε keeps the division finite.
    pub fn new(epsilon: f64) -> Self {
        Self { epsilon, v: Vec::new() }
    }
}

impl Optimizer for AdaGrad {
    fn update(&mut self, theta: &mut [f64], gradient: &[f64], learning_rate: f64) {
        sized(&mut self.v, theta.len());
        for ((x, g), v) in theta.iter_mut().zip(gradient).zip(&mut self.v) {
            *v += g * g;
            *x -= learning_rate * g / (v.sqrt() + self.epsilon);
        }
    }
    fn state(&self) -> Vec<(&'static str, &[f64])> {
        vec![("v", &self.v)]
    }
}
