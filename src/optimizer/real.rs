use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// The numbers that rules are written for: of double precision on the page's surfaces, of single precision in networks.
pub trait Real:
    Copy
    + PartialOrd
    + Add<Output = Self>
    + AddAssign
    + Div<Output = Self>
    + Mul<Output = Self>
    + Neg<Output = Self>
    + Sub<Output = Self>
    + SubAssign
    + 'static
{
    /// Nothing.
    const ZERO: Self;
    /// The nearest number to `x`.
    fn of(x: f64) -> Self;
    /// The same number in double precision.
    fn double(self) -> f64;
    /// The square root.
    fn sqrt(self) -> Self;
    /// The number as a rule keeps it. In single precision what has faded away is nothing: numbers below 10⁻³⁸ cost a hundred
    /// times as much, and what shrinks by a factor at every update gets there.
    fn kept(self) -> Self;
}

impl Real for f64 {
    const ZERO: Self = 0.0;
    #[inline(always)]
    fn of(x: f64) -> Self {
        x
    }
    #[inline(always)]
    fn double(self) -> f64 {
        self
    }
    #[inline(always)]
    fn sqrt(self) -> Self {
        self.sqrt()
    }
    #[inline(always)]
    fn kept(self) -> Self {
        self
    }
}

#[cfg(feature = "single")]
impl Real for f32 {
    const ZERO: Self = 0.0;
    #[inline(always)]
    fn of(x: f64) -> Self {
        x as f32
    }
    #[inline(always)]
    fn double(self) -> f64 {
        f64::from(self)
    }
    #[inline(always)]
    fn sqrt(self) -> Self {
        self.sqrt()
    }
    #[inline(always)]
    fn kept(self) -> Self {
        if self.abs() < 1e-30 { 0.0 } else { self }
    }
}
