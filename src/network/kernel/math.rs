//! Exponential and hyperbolic tangent of four numbers: the same bits everywhere, because nothing but multiplications, additions
//! and whole numbers is in them.

use bytemuck::cast;
use wide::{f32x4, i32x4, u32x4};

/// Below this e to the x counts as 0 beside 1; its products stay clear of numbers so small that processors take a hundred
/// times as long for them.
const LEAST: f32 = -60.0;
/// 1.5 · 2²³: adding it rounds to whole numbers, which the lowest bits of the sum then are.
const ROUNDING: f32 = 12_582_912.0;
/// ln 2 in two parts, the first of which has few digits: its products with whole numbers are exact.
const LN_2: [f32; 2] = [0.693_359_4, -2.121_944_4e-4];
/// e to the r = 1 + r + r²·(c₅ + r(c₄ + …)) for |r| ≤ ½ ln 2 (S. Moshier, *Cephes*, `expf`).
const TERMS: [f32; 6] = [1.987_569_1e-4, 1.398_199_9e-3, 8.333_452e-3, 4.166_579_6e-2, 1.666_666_5e-1, 0.5];

/// The greater numbers; the first where they are equal or one is not a number.
#[inline(always)]
pub(super) fn greater(a: f32x4, b: f32x4) -> f32x4 {
    // One instruction where this is what it means; elsewhere it is left to each processor which of the two is taken then.
    if cfg!(target_feature = "simd128") { a.fast_max(b) } else { a.simd_lt(b).select(b, a) }
}

/// e to the x for x ≤ 0, at most two units in the last place off; what is not a number stays.
#[inline(always)]
pub(crate) fn exp(x: f32x4) -> f32x4 {
    let x = greater(x, f32x4::splat(LEAST));
    let shifted = x * f32x4::splat(std::f32::consts::LOG2_E) + f32x4::splat(ROUNDING);
    let whole = shifted - f32x4::splat(ROUNDING);
    let r = x - whole * f32x4::splat(LN_2[0]) - whole * f32x4::splat(LN_2[1]);
    let mut sum = f32x4::splat(TERMS[0]);
    for term in &TERMS[1..] {
        sum = sum * r + f32x4::splat(*term);
    }
    let part = sum * (r * r) + r + f32x4::ONE;
    // 2ⁿ: n in the bits of the exponent.
    let power: i32x4 = cast::<_, i32x4>(cast::<f32x4, u32x4>(shifted) << 23) + i32x4::splat(0x3f80_0000);
    part * cast::<_, f32x4>(power)
}

/// tanh x = ±(1 − e)/(1 + e) with e = exp(−2|x|).
#[inline(always)]
pub(crate) fn tanh(x: f32x4) -> f32x4 {
    let negative = x.simd_lt(f32x4::ZERO);
    let up = negative.select(x, -x);
    let e = exp(up + up);
    let size = (f32x4::ONE - e) / (f32x4::ONE + e);
    negative.select(-size, size)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(function: fn(f32x4) -> f32x4, x: f32) -> f64 {
        f64::from(function(f32x4::splat(x)).to_array()[0])
    }

    #[test]
    fn exponentials_are_right_to_the_last_places() {
        for k in 0..600_000 {
            let x = k as f32 * -1e-4;
            let want = f64::from(x).exp();
            assert!((one(exp, x) / want - 1.0).abs() < 2.4e-7, "exp {x} is {}", one(exp, x));
        }
        assert_eq!((one(exp, 0.0), one(exp, -0.0)), (1.0, 1.0));
        for x in [-61.0, -1e9, f32::NEG_INFINITY] {
            assert!((0.0..1e-26).contains(&one(exp, x)));
        }
        assert!(one(exp, f32::NAN).is_nan());
    }
    #[test]
    fn of_equal_numbers_and_of_none_the_first_is_taken() {
        let bits = |a: f32, b: f32| greater(f32x4::splat(a), f32x4::splat(b)).to_array()[3].to_bits();
        for (a, b) in [(0.0, -0.0), (-0.0, 0.0), (f32::NAN, 1.0), (1.0, f32::NAN), (2.0, 1.0)] {
            assert_eq!(bits(a, b), a.to_bits(), "{a} and {b}");
        }
        assert_eq!(bits(1.0, 2.0), 2.0_f32.to_bits());
    }
    #[test]
    fn tangents_are_right_beside_one() {
        for k in -200_000..=200_000 {
            let x = k as f32 * 1e-4;
            assert!((one(tanh, x) - f64::from(x).tanh()).abs() < 2e-7, "tanh {x}");
        }
        assert_eq!((one(tanh, 1e9), one(tanh, f32::NEG_INFINITY), one(tanh, 0.0)), (1.0, -1.0, 0.0));
        assert!(one(tanh, f32::NAN).is_nan());
    }
    /// What other engines must come to.
    #[test]
    fn bits_are_pinned() {
        let bits = |function: fn(f32x4) -> f32x4| {
            let four = function(f32x4::new([-0.1, -1.5, -20.25, -59.0])).to_array();
            four.map(f32::to_bits)
        };
        assert_eq!((bits(exp), bits(tanh)), PINNED);
    }
    const PINNED: ([u32; 4], [u32; 4]) = (
        [1_063_756_653, 1_046_772_796, 819_764_977, 350_993_132],
        [3_184_271_034, 3_211_245_516, 3_212_836_864, 3_212_836_864],
    );
}
