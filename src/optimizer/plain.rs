//! The rules that are no more than arithmetic on a coordinate x and one number m kept for it, at first 0.

use super::Form;

/// Such a rule: long runs are compiled for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Plain {
    /// [`super::Sgd`].
    Sgd,
    /// [`super::Momentum`] of this λ.
    Momentum(Form, f64),
    /// [`super::Nesterov`] of this λ.
    Nesterov(f64),
}

#[inline(always)]
pub(crate) fn sgd(x: &mut f64, g: f64, rate: f64) {
    *x -= rate * g;
}

#[inline(always)]
pub(crate) fn lecture(momentum: f64, x: &mut f64, m: &mut f64, g: f64, rate: f64) {
    *m = momentum * *m - rate * g;
    *x += *m;
}

#[inline(always)]
pub(crate) fn pytorch(momentum: f64, x: &mut f64, m: &mut f64, g: f64, rate: f64) {
    *m = momentum * *m + g;
    *x -= rate * *m;
}

#[inline(always)]
pub(crate) fn nesterov(momentum: f64, x: &mut f64, m: &mut f64, g: f64, rate: f64) {
    *m = momentum * *m + g;
    *x -= rate * (g + momentum * *m);
}
