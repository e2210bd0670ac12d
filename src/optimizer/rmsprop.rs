use super::{Optimizer, sized};

/// RMSprop: AdaGrad with a forgetting average.
///
/// v ← αv + (1 − α)g², θ ← θ − ηg/(√v + ε), without bias correction. The same as `torch.optim.RMSprop`.
///
/// Source: T. Tieleman and G. Hinton, *Lecture 6.5: RMSProp*, Coursera 2012.
#[derive(Clone, Debug)]
pub struct RmsProp {
    alpha: f64,
    epsilon: f64,
    v: Vec<f64>,
}

impl RmsProp {
    /// α is the share of the old average that is kept; ε keeps the division finite.
    pub fn new(alpha: f64, epsilon: f64) -> Self {
        Self { alpha, epsilon, v: Vec::new() }
    }
}

impl Optimizer for RmsProp {
    fn update(&mut self, theta: &mut [f64], gradient: &[f64], learning_rate: f64) {
        sized(&mut self.v, theta.len());
        for ((x, g), v) in theta.iter_mut().zip(gradient).zip(&mut self.v) {
            *v = self.alpha * *v + (1.0 - self.alpha) * g * g;
            *x -= learning_rate * g / (v.sqrt() + self.epsilon);
        }
    }
    fn state(&self) -> Vec<(&'static str, &[f64])> {
        vec![("v", &self.v)]
    }
}
