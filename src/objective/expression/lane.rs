//! What derivatives are made of.

use super::function::Function;
use std::ops::{Add, Div, Mul, Sub};
#[cfg(feature = "library")]
use wide::f32x4;
use wide::f64x2;

/// What derivatives are made of: one number in double precision, or four in single.
pub(super) trait Lane:
    Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self>
{
    /// The number, in each lane.
    fn of(x: f64) -> Self;
    /// A function of one variable with its first two derivatives.
    fn function(self, function: Function) -> [Self; 3];
    /// vᵏ with its first two derivatives.
    fn power(self, k: f64) -> [Self; 3];
    /// vʷ.
    fn raised(self, w: Self) -> Self;
    /// How much of `self` is in the lesser of both: 1, 0, or ½ where they are equal; NaN where one is.
    fn share(self, other: Self) -> Self;
    /// `one` where the share is 1, `other` where it is 0, else that part of each.
    fn mix(self, one: Self, other: Self) -> Self;
}

impl Lane for f64 {
    #[inline(always)]
    fn of(x: f64) -> Self {
        x
    }
    #[inline(always)]
    fn function(self, function: Function) -> [Self; 3] {
        function.at(self)
    }
    fn power(self, k: f64) -> [Self; 3] {
        let of = |k| libm::pow(self, k);
        [of(k), k * of(k - 1.0), k * (k - 1.0) * of(k - 2.0)]
    }
    fn raised(self, w: Self) -> Self {
        libm::pow(self, w)
    }
    fn share(self, other: Self) -> Self {
        if self < other {
            1.0
        } else if self > other {
            0.0
        } else if self == other {
            0.5
        } else {
            f64::NAN
        }
    }
    fn mix(self, one: Self, other: Self) -> Self {
        if self == 1.0 {
            one
        } else if self == 0.0 {
            other
        } else {
            self * one + (1.0 - self) * other
        }
    }
}

/// Functions are taken lane by lane from `libm`: the same bits everywhere. Nobody asks four lanes for a Hessian.
#[cfg(feature = "library")]
impl Lane for f32x4 {
    #[inline(always)]
    fn of(x: f64) -> Self {
        f32x4::splat(x as f32)
    }
    fn function(self, function: Function) -> [Self; 3] {
        lanes(self, |v| function.slope(v))
    }
    fn power(self, k: f64) -> [Self; 3] {
        lanes(self, |v| {
            let of = |k: f64| libm::powf(v, k as f32);
            [of(k), k as f32 * of(k - 1.0)]
        })
    }
    fn raised(self, w: Self) -> Self {
        let (v, w) = (self.to_array(), w.to_array());
        f32x4::new(std::array::from_fn(|k| libm::powf(v[k], w[k])))
    }
    fn share(self, other: Self) -> Self {
        let (a, b) = (self.to_array().map(f64::from), other.to_array().map(f64::from));
        f32x4::new(std::array::from_fn(|k| a[k].share(b[k]) as f32))
    }
    fn mix(self, one: Self, other: Self) -> Self {
        let (share, a, b) = (self.to_array(), one.to_array(), other.to_array());
        f32x4::new(std::array::from_fn(|k| f64::from(share[k]).mix(f64::from(a[k]), f64::from(b[k])) as f32))
    }
}

#[cfg(feature = "library")]
fn lanes(v: f32x4, of: impl Fn(f32) -> [f32; 2]) -> [f32x4; 3] {
    let each = v.to_array().map(of);
    let order = |order: usize| f32x4::new(std::array::from_fn(|lane| each[lane][order]));
    [order(0), order(1), f32x4::ZERO]
}

/// One number, twice: so that it multiplies both derivatives in one instruction.
impl Lane for f64x2 {
    #[inline(always)]
    fn of(x: f64) -> Self {
        f64x2::splat(x)
    }
    fn function(self, function: Function) -> [Self; 3] {
        function.at(first(self)).map(f64x2::splat)
    }
    fn power(self, k: f64) -> [Self; 3] {
        first(self).power(k).map(f64x2::splat)
    }
    fn raised(self, w: Self) -> Self {
        f64x2::splat(first(self).raised(first(w)))
    }
    fn share(self, other: Self) -> Self {
        f64x2::splat(first(self).share(first(other)))
    }
    fn mix(self, one: Self, other: Self) -> Self {
        let (share, one, other) = (first(self), one.to_array(), other.to_array());
        f64x2::new([share.mix(one[0], other[0]), share.mix(one[1], other[1])])
    }
}

fn first(pair: f64x2) -> f64 {
    pair.to_array()[0]
}
