use super::{Optimizer, Real, sized};

/// RMSprop: AdaGrad with a forgetting average.
///
/// v ← αv + (1 − α)g², θ ← θ − ηg/(√v + ε), without bias correction. The same as `torch.optim.RMSprop`.
///
/// Source: T. Tieleman and G. Hinton, *Lecture 6.5: RMSProp*, Coursera 2012.
#[derive(Clone, Debug)]
pub struct RmsProp<T = f64> {
    alpha: f64,
    epsilon: f64,
    v: Vec<T>,
}

impl<T> RmsProp<T> {
    /// α is the share of the old average that is kept; ε keeps the division finite.
    pub fn new(alpha: f64, epsilon: f64) -> Self {
        Self { alpha, epsilon, v: Vec::new() }
    }
}

impl<T: Real> Optimizer<T> for RmsProp<T> {
    fn update(&mut self, theta: &mut [T], gradient: &[T], learning_rate: f64) {
        sized(&mut self.v, theta.len());
        let (rate, epsilon) = (T::of(learning_rate), T::of(self.epsilon));
        let (kept, new) = (T::of(self.alpha), T::of(1.0 - self.alpha));
        for ((x, g), v) in theta.iter_mut().zip(gradient).zip(&mut self.v) {
            *v = (kept * *v + new * *g * *g).kept();
            *x -= rate * *g / (v.sqrt() + epsilon);
        }
    }
    fn state(&self) -> Vec<(&'static str, &[T])> {
        vec![("v", &self.v)]
    }
}
