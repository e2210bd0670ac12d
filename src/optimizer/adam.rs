use super::{Optimizer, sized};

/// Adam: momentum and RMSprop, both bias-corrected.
///
/// m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², θ ← θ − η m̂/(√v̂ + ε) with m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ), t from 1.
/// The same as `torch.optim.Adam`.
///
/// Source: D. P. Kingma and J. Ba, *Adam: a method for stochastic optimization*, ICLR 2015, Algorithm 1.
#[derive(Clone, Debug)]
pub struct Adam {
    moments: Moments,
}

impl Adam {
    /// β₁, β₂ are the shares of the old averages that are kept; ε keeps the division finite.
    pub fn new(beta1: f64, beta2: f64, epsilon: f64) -> Self {
        Self { moments: Moments::new(beta1, beta2, epsilon) }
    }
}

impl Optimizer for Adam {
    fn update(&mut self, theta: &mut [f64], gradient: &[f64], learning_rate: f64) {
        self.moments.absorb(gradient);
        for (i, x) in theta.iter_mut().enumerate() {
            *x -= learning_rate * self.moments.direction(i);
        }
    }
    fn state(&self) -> Vec<(&'static str, &[f64])> {
        self.moments.state()
    }
}

/// The two bias-corrected averages that Adam and LAMB share.
#[derive(Clone, Debug)]
pub(super) struct Moments {
    beta1: f64,
    beta2: f64,
    epsilon: f64,
    m: Vec<f64>,
    v: Vec<f64>,
    correction1: f64,
    correction2: f64,
    updates: f64,
}

impl Moments {
    pub(super) fn new(beta1: f64, beta2: f64, epsilon: f64) -> Self {
        let (m, v) = (Vec::new(), Vec::new());
        Self { beta1, beta2, epsilon, m, v, correction1: 0.0, correction2: 0.0, updates: 0.0 }
    }
    /// Takes in the next gradient.
    pub(super) fn absorb(&mut self, gradient: &[f64]) {
        sized(&mut self.m, gradient.len());
        sized(&mut self.v, gradient.len());
        self.updates += 1.0;
        self.correction1 = 1.0 - libm::pow(self.beta1, self.updates);
        self.correction2 = 1.0 - libm::pow(self.beta2, self.updates);
        for ((g, m), v) in gradient.iter().zip(&mut self.m).zip(&mut self.v) {
            *m = self.beta1 * *m + (1.0 - self.beta1) * g;
            *v = self.beta2 * *v + (1.0 - self.beta2) * g * g;
        }
    }
    /// m̂/(√v̂ + ε) of coordinate `i`.
    pub(super) fn direction(&self, i: usize) -> f64 {
        (self.m[i] / self.correction1) / ((self.v[i] / self.correction2).sqrt() + self.epsilon)
    }
    pub(super) fn state(&self) -> Vec<(&'static str, &[f64])> {
        vec![("m", &self.m), ("v", &self.v)]
    }
}
