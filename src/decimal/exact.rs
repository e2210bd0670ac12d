//! digits · 10^power, rounded once: long division of whole numbers, for what is too long for a double's own arithmetic.

/// A whole number, lowest 32 bits first, without leading zeros.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Whole(Vec<u32>);

impl Whole {
    pub(super) fn zero() -> Self {
        Self(Vec::new())
    }
    pub(super) fn is_zero(&self) -> bool {
        self.0.is_empty()
    }
    /// self · factor + more.
    pub(super) fn grow(&mut self, factor: u32, more: u32) {
        let mut carry = u64::from(more);
        for part in &mut self.0 {
            carry += u64::from(*part) * u64::from(factor);
            *part = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            self.0.push(carry as u32);
        }
    }
    fn bits(&self) -> i32 {
        self.0.last().map_or(0, |top| 32 * self.0.len() as i32 - top.leading_zeros() as i32)
    }
    fn double(&mut self, times: i32) {
        (0..times).for_each(|_| self.grow(2, 0));
    }
    fn less_than(&self, other: &Self) -> bool {
        let order = self.0.len().cmp(&other.0.len());
        order.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev())).is_lt()
    }
    /// Subtracts what is not more.
    fn take(&mut self, other: &Self) {
        let mut borrow = 0;
        for (k, part) in self.0.iter_mut().enumerate() {
            let (less, first) = part.overflowing_sub(other.0.get(k).copied().unwrap_or(0));
            let (less, second) = less.overflowing_sub(borrow);
            (*part, borrow) = (less, u32::from(first || second));
        }
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }
}

/// The double nearest to digits · 10^power, halves to the even one.
pub(super) fn nearest(digits: Whole, power: i32) -> f64 {
    if digits.is_zero() || power < -800 {
        return 0.0;
    }
    if power > 400 {
        return f64::INFINITY;
    }
    let (mut top, mut bottom) = (digits, Whole(vec![1]));
    let scaled = if power < 0 { &mut bottom } else { &mut top };
    (0..power.abs()).for_each(|_| scaled.grow(10, 0));
    // top/bottom · 2^exponent with 1 ≤ top/bottom < 2.
    let mut exponent = top.bits() - bottom.bits();
    bottom.double(exponent);
    top.double(-exponent);
    if top.less_than(&bottom) {
        top.double(1);
        exponent -= 1;
    }
    // Below 2^−1022 there are fewer than 53 bits.
    let bits = (53 + (exponent + 1022).min(0)).max(0);
    let (mut quotient, bit) = (0_u64, |top: &mut Whole| {
        let one = !top.less_than(&bottom);
        if one {
            top.take(&bottom);
        }
        top.double(1);
        one
    });
    for _ in 0..bits {
        quotient = 2 * quotient + u64::from(bit(&mut top));
    }
    let half = exponent + 1022 + 53 >= 0 && bit(&mut top);
    quotient += u64::from(half && (!top.is_zero() || quotient % 2 == 1));
    libm::scalbn(quotient as f64, exponent - bits + 1)
}
