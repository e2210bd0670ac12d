use super::plain::{lecture, pytorch};
use super::{Optimizer, Real, sized};
use crate::named::named;

named! {
    /// Where the learning rate stands in the momentum rule.
    pub enum Form {
        /// m ← λm − ηg, θ ← θ + m: m is the last movement (the lecture's form, and Polyak's).
        Lecture = "lecture",
        /// m ← λm + g, θ ← θ − ηm: `torch.optim.SGD(momentum=λ)`.
        PyTorch = "pytorch",
    }
}

/// Heavy-ball momentum.
///
/// While η is constant the two forms give the same path, with m(lecture) = −η·m(PyTorch). Under a schedule they
/// differ: the lecture's form carries earlier movements on unchanged, PyTorch's rescales them by the new η.
///
/// Source: B. T. Polyak, *Some methods of speeding up the convergence of iteration methods* (1964).
#[derive(Clone, Debug)]
pub struct Momentum<T = f64> {
    momentum: f64,
    form: Form,
    m: Vec<T>,
}

impl<T> Momentum<T> {
    /// Momentum λ (0 is gradient descent) in the given form.
    pub fn new(momentum: f64, form: Form) -> Self {
        Self { momentum, form, m: Vec::new() }
    }
}

impl<T: Real> Optimizer<T> for Momentum<T> {
    fn update(&mut self, theta: &mut [T], gradient: &[T], learning_rate: f64) {
        sized(&mut self.m, theta.len());
        let (momentum, rate) = (T::of(self.momentum), T::of(learning_rate));
        for ((x, g), m) in theta.iter_mut().zip(gradient).zip(&mut self.m) {
            match self.form {
                Form::Lecture => lecture(momentum, x, m, *g, rate),
                Form::PyTorch => pytorch(momentum, x, m, *g, rate),
            }
        }
    }
    #[cfg(any(feature = "library", feature = "single"))]
    fn plain(&self) -> Option<super::Plain> {
        Some(super::Plain::Momentum(self.form, self.momentum))
    }
    fn state(&self) -> Vec<(&'static str, &[T])> {
        vec![("m", &self.m)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(form: Form, rates: &[f64]) -> f64 {
        let (mut rule, mut x) = (Momentum::new(0.9, form), [1.0]);
        for &rate in rates {
            let g = [3.0 * x[0]];
            rule.update(&mut x, &g, rate);
        }
        x[0]
    }

    #[test]
    fn forms_agree_at_a_constant_rate_only() {
        let constant = [0.05; 20];
        assert!((path(Form::Lecture, &constant) - path(Form::PyTorch, &constant)).abs() < 1e-14);
        let mut halved = constant;
        halved[10..].fill(0.025);
        assert!((path(Form::Lecture, &halved) - path(Form::PyTorch, &halved)).abs() > 1e-3);
    }

    /// m_t = −η Σ λ^(t−1−k) g_k.
    #[test]
    fn movement_is_the_weighted_sum_of_all_gradients() {
        let (mut rule, mut x) = (Momentum::<f64>::new(0.7, Form::Lecture), [0.0]);
        let gradients = [1.0, -2.0, 0.5, 4.0];
        for g in gradients {
            rule.update(&mut x, &[g], 0.1);
        }
        let mut weight = 1.0;
        let mut sum = 0.0;
        for g in gradients.iter().rev() {
            sum += weight * g;
            weight *= 0.7;
        }
        assert!((rule.state()[0].1[0] + 0.1 * sum).abs() < 1e-15);
    }
}
