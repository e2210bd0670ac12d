//! The rules that are no more than arithmetic on a coordinate x and one number m kept for it, at first 0.

use super::{Form, Real};

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
pub(crate) fn sgd<T: Real>(x: &mut T, g: T, rate: T) {
    *x -= rate * g;
}

#[inline(always)]
pub(crate) fn lecture<T: Real>(momentum: T, x: &mut T, m: &mut T, g: T, rate: T) {
    *m = (momentum * *m - rate * g).kept();
    *x += *m;
}

#[inline(always)]
pub(crate) fn pytorch<T: Real>(momentum: T, x: &mut T, m: &mut T, g: T, rate: T) {
    *m = (momentum * *m + g).kept();
    *x -= rate * *m;
}

#[inline(always)]
pub(crate) fn nesterov<T: Real>(momentum: T, x: &mut T, m: &mut T, g: T, rate: T) {
    *m = (momentum * *m + g).kept();
    *x -= rate * (g + momentum * *m);
}
