use super::{Optimizer, Real, sized};

/// Adam: momentum and RMSprop, both bias-corrected.
///
/// m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², θ ← θ − η m̂/(√v̂ + ε) with m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ), t from 1.
/// The same as `torch.optim.Adam`.
///
/// Source: D. P. Kingma and J. Ba, *Adam: a method for stochastic optimization*, ICLR 2015, Algorithm 1.
#[derive(Clone, Debug)]
pub struct Adam<T = f64> {
    moments: Moments<T>,
}

impl<T: Real> Adam<T> {
    /// β₁, β₂ are the shares of the old averages that are kept; ε keeps the division finite.
    pub fn new(beta1: f64, beta2: f64, epsilon: f64) -> Self {
        Self { moments: Moments::new(beta1, beta2, epsilon) }
    }
}

impl<T: Real> Optimizer<T> for Adam<T> {
    fn update(&mut self, theta: &mut [T], gradient: &[T], learning_rate: f64) {
        self.moments.absorb(gradient);
        let rate = T::of(learning_rate);
        for (x, direction) in theta.iter_mut().zip(self.moments.directions()) {
            *x -= rate * direction;
        }
    }
    fn state(&self) -> Vec<(&'static str, &[T])> {
        self.moments.state()
    }
}

/// The two bias-corrected averages that Adam and LAMB share.
#[derive(Clone, Debug)]
pub(super) struct Moments<T> {
    beta1: f64,
    beta2: f64,
    epsilon: f64,
    m: Vec<T>,
    v: Vec<T>,
    correction1: f64,
    correction2: f64,
    updates: f64,
}

impl<T: Real> Moments<T> {
    pub(super) fn new(beta1: f64, beta2: f64, epsilon: f64) -> Self {
        let (m, v) = (Vec::new(), Vec::new());
        Self { beta1, beta2, epsilon, m, v, correction1: 0.0, correction2: 0.0, updates: 0.0 }
    }
    /// Takes in the next gradient.
    pub(super) fn absorb(&mut self, gradient: &[T]) {
        sized(&mut self.m, gradient.len());
        sized(&mut self.v, gradient.len());
        self.updates += 1.0;
        self.correction1 = 1.0 - libm::pow(self.beta1, self.updates);
        self.correction2 = 1.0 - libm::pow(self.beta2, self.updates);
        let (kept1, new1) = (T::of(self.beta1), T::of(1.0 - self.beta1));
        let (kept2, new2) = (T::of(self.beta2), T::of(1.0 - self.beta2));
        for ((g, m), v) in gradient.iter().zip(&mut self.m).zip(&mut self.v) {
            *m = (kept1 * *m + new1 * *g).kept();
            *v = (kept2 * *v + new2 * *g * *g).kept();
        }
    }
    /// m̂/(√v̂ + ε) of each coordinate.
    pub(super) fn directions(&self) -> impl Iterator<Item = T> + '_ {
        let (correction1, correction2) = (T::of(self.correction1), T::of(self.correction2));
        let epsilon = T::of(self.epsilon);
        let one = move |(m, v): (&T, &T)| (*m / correction1) / ((*v / correction2).sqrt() + epsilon);
        self.m.iter().zip(&self.v).map(one)
    }
    pub(super) fn state(&self) -> Vec<(&'static str, &[T])> {
        vec![("m", &self.m), ("v", &self.v)]
    }
}
