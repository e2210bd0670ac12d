//! Numbers that know their derivatives: what a program is evaluated over.

use super::lane::Lane;
use wide::f64x2;

/// A number with as many derivatives by x and y as its kind has.
pub(super) trait Jet: Copy {
    type Of: Lane;
    /// A number that depends on nothing.
    fn constant(x: Self::Of) -> Self;
    /// Its value.
    fn value(self) -> Self::Of;
    fn plus(self, other: Self) -> Self;
    fn minus(self, other: Self) -> Self;
    fn times(self, other: Self) -> Self;
    fn over(self, other: Self) -> Self;
    /// With every part times a number.
    fn scaled(self, by: Self::Of) -> Self;
    /// With another value and the same derivatives.
    fn at(self, value: Self::Of) -> Self;
    /// f(self), of f with its first two derivatives.
    fn chain(self, f: [Self::Of; 3]) -> Self;
    /// The lesser of both.
    fn least(self, other: Self) -> Self;
}

/// The value alone.
impl<N: Lane> Jet for N {
    type Of = N;
    #[inline(always)]
    fn constant(x: N) -> Self {
        x
    }
    #[inline(always)]
    fn value(self) -> N {
        self
    }
    #[inline(always)]
    fn plus(self, other: Self) -> Self {
        self + other
    }
    #[inline(always)]
    fn minus(self, other: Self) -> Self {
        self - other
    }
    #[inline(always)]
    fn times(self, other: Self) -> Self {
        self * other
    }
    #[inline(always)]
    fn over(self, other: Self) -> Self {
        self / other
    }
    #[inline(always)]
    fn scaled(self, by: N) -> Self {
        self * by
    }
    #[inline(always)]
    fn at(self, value: N) -> Self {
        value
    }
    #[inline(always)]
    fn chain(self, f: [N; 3]) -> Self {
        f[0]
    }
    fn least(self, other: Self) -> Self {
        self.share(other).mix(self, other)
    }
}

/// Value and gradient.
#[derive(Clone, Copy)]
pub(super) struct Slope<N> {
    pub(super) v: N,
    pub(super) x: N,
    pub(super) y: N,
}

impl<N: Lane> Jet for Slope<N> {
    type Of = N;
    #[inline(always)]
    fn constant(v: N) -> Self {
        Self { v, x: N::of(0.0), y: N::of(0.0) }
    }
    #[inline(always)]
    fn value(self) -> N {
        self.v
    }
    #[inline(always)]
    fn plus(self, b: Self) -> Self {
        Self { v: self.v + b.v, x: self.x + b.x, y: self.y + b.y }
    }
    #[inline(always)]
    fn minus(self, b: Self) -> Self {
        Self { v: self.v - b.v, x: self.x - b.x, y: self.y - b.y }
    }
    #[inline(always)]
    fn times(self, b: Self) -> Self {
        Self { v: self.v * b.v, x: self.x * b.v + self.v * b.x, y: self.y * b.v + self.v * b.y }
    }
    #[inline(always)]
    fn over(self, b: Self) -> Self {
        let v = self.v / b.v;
        Self { v, x: (self.x - v * b.x) / b.v, y: (self.y - v * b.y) / b.v }
    }
    #[inline(always)]
    fn scaled(self, by: N) -> Self {
        Self { v: self.v * by, x: self.x * by, y: self.y * by }
    }
    #[inline(always)]
    fn at(self, v: N) -> Self {
        Self { v, ..self }
    }
    #[inline(always)]
    fn chain(self, [v, first, _]: [N; 3]) -> Self {
        Self { v, x: first * self.x, y: first * self.y }
    }
    fn least(self, b: Self) -> Self {
        let share = self.v.share(b.v);
        let mix = |one, other| share.mix(one, other);
        Self { v: mix(self.v, b.v), x: mix(self.x, b.x), y: mix(self.y, b.y) }
    }
}

/// Value and gradient of one point: the value twice, and both derivatives.
#[derive(Clone, Copy)]
pub(super) struct Both {
    pub(super) v: f64x2,
    pub(super) d: f64x2,
}

impl Jet for Both {
    type Of = f64x2;
    #[inline(always)]
    fn constant(v: f64x2) -> Self {
        Self { v, d: f64x2::ZERO }
    }
    #[inline(always)]
    fn value(self) -> f64x2 {
        self.v
    }
    #[inline(always)]
    fn plus(self, b: Self) -> Self {
        Self { v: self.v + b.v, d: self.d + b.d }
    }
    #[inline(always)]
    fn minus(self, b: Self) -> Self {
        Self { v: self.v - b.v, d: self.d - b.d }
    }
    #[inline(always)]
    fn times(self, b: Self) -> Self {
        Self { v: self.v * b.v, d: self.d * b.v + self.v * b.d }
    }
    #[inline(always)]
    fn over(self, b: Self) -> Self {
        let v = self.v / b.v;
        Self { v, d: (self.d - v * b.d) / b.v }
    }
    #[inline(always)]
    fn scaled(self, by: f64x2) -> Self {
        Self { v: self.v * by, d: self.d * by }
    }
    #[inline(always)]
    fn at(self, v: f64x2) -> Self {
        Self { v, ..self }
    }
    #[inline(always)]
    fn chain(self, [v, first, _]: [f64x2; 3]) -> Self {
        Self { v, d: first * self.d }
    }
    fn least(self, b: Self) -> Self {
        let share = self.v.share(b.v);
        Self { v: share.mix(self.v, b.v), d: share.mix(self.d, b.d) }
    }
}

/// Value, gradient and Hessian.
#[derive(Clone, Copy)]
pub(super) struct Bend {
    pub(super) slope: Slope<f64>,
    pub(super) xx: f64,
    pub(super) xy: f64,
    pub(super) yy: f64,
}

impl Bend {
    /// The part of a product or a chain that comes from the gradients: `by` times their outer products.
    fn outer(a: Slope<f64>, b: Slope<f64>, by: f64) -> [f64; 3] {
        [2.0 * (by * a.x * b.x), by * (a.x * b.y + a.y * b.x), 2.0 * (by * a.y * b.y)]
    }
    fn zip(self, b: Self, slope: Slope<f64>, of: impl Fn(f64, f64) -> f64) -> Self {
        Self { slope, xx: of(self.xx, b.xx), xy: of(self.xy, b.xy), yy: of(self.yy, b.yy) }
    }
    fn more(self, [xx, xy, yy]: [f64; 3]) -> Self {
        Self { xx: self.xx + xx, xy: self.xy + xy, yy: self.yy + yy, ..self }
    }
}

impl Jet for Bend {
    type Of = f64;
    fn constant(v: f64) -> Self {
        Self { slope: Slope::constant(v), xx: 0.0, xy: 0.0, yy: 0.0 }
    }
    fn value(self) -> f64 {
        self.slope.v
    }
    fn plus(self, b: Self) -> Self {
        self.zip(b, self.slope.plus(b.slope), |a, b| a + b)
    }
    fn minus(self, b: Self) -> Self {
        self.zip(b, self.slope.minus(b.slope), |a, b| a - b)
    }
    fn times(self, b: Self) -> Self {
        let (v, w) = (self.slope.v, b.slope.v);
        let both = self.zip(b, self.slope.times(b.slope), |p, q| p * w + v * q);
        both.more(Self::outer(self.slope, b.slope, 1.0))
    }
    fn over(self, b: Self) -> Self {
        let q = self.slope.over(b.slope);
        let outer = Self::outer(q, b.slope, 1.0);
        let rest = self.zip(b, q, |a, b| a - q.v * b).more(outer.map(|part| -part));
        let w = b.slope.v;
        Self { slope: q, xx: rest.xx / w, xy: rest.xy / w, yy: rest.yy / w }
    }
    fn scaled(self, by: f64) -> Self {
        Self { slope: self.slope.scaled(by), xx: self.xx * by, xy: self.xy * by, yy: self.yy * by }
    }
    fn at(self, v: f64) -> Self {
        Self { slope: self.slope.at(v), ..self }
    }
    fn chain(self, f: [f64; 3]) -> Self {
        let straight = Self { slope: self.slope.chain(f), ..self.scaled(f[1]) };
        straight.more(Self::outer(self.slope, self.slope, 0.5 * f[2]))
    }
    fn least(self, b: Self) -> Self {
        let share = self.slope.v.share(b.slope.v);
        self.zip(b, self.slope.least(b.slope), |one, other| share.mix(one, other))
    }
}
