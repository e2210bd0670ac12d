//! The arithmetic: few loops, each over tiles that stay in registers. All is multiplication, addition and comparison of single
//! precision in one written order, so that every engine, and the native build, ends on the same bits.
//!
//! Up to [`BLOCK`] examples are at work together. Their numbers lie in vectors of four, and of the same four all examples side by
//! side: a kernel goes through them in a straight line.

mod head;
mod hidden;
mod math;
mod one;
mod softmax;
#[cfg(test)]
mod tests;

pub(crate) use head::{Head, HeadMut};
pub(crate) use hidden::{Hidden, HiddenMut};
pub(crate) use one::slopes_one;
pub(crate) use softmax::{losses, slopes};

use crate::shape::Activation;
use wide::f32x4;

/// Examples at work together: what they need stays in the nearest cache.
pub(crate) const BLOCK: usize = 32;
/// Examples of one tile.
pub(crate) const GROUP: usize = 4;
/// Four numbers of each example of a block, in groups of four examples.
pub(crate) type Column = [[f32x4; GROUP]; BLOCK / GROUP];

/// A block of nothing: so many vectors of each example.
pub(crate) fn block(vectors: usize) -> Vec<Column> {
    vec![[[f32x4::ZERO; GROUP]; BLOCK / GROUP]; vectors]
}

/// The groups of so many examples: number of the group and how many are in it.
fn groups(examples: usize) -> impl Iterator<Item = (usize, usize)> {
    let full = examples.min(BLOCK);
    (0..full.div_ceil(GROUP)).map(move |group| (group, GROUP.min(full - GROUP * group)))
}

/// What a hidden unit makes of its sum.
#[inline(always)]
fn activate(activation: Activation, sum: f32x4) -> f32x4 {
    match activation {
        // Not the greater one of two: what is not a number stays.
        Activation::Relu => !sum.simd_lt(f32x4::ZERO) & sum,
        Activation::Tanh => math::tanh(sum),
    }
}

/// The slope at a sum times what has come back to it, given what the unit made of the sum.
#[inline(always)]
fn turn(activation: Activation, back: f32x4, made: f32x4) -> f32x4 {
    match activation {
        Activation::Relu => made.simd_gt(f32x4::ZERO) & back,
        Activation::Tanh => back * (f32x4::ONE - made * made),
    }
}

/// Adds to `sums` of one or two examples the products of four rows with the examples' numbers.
#[inline(always)]
fn dots<const EXAMPLES: usize>(
    sums: &mut [[f32x4; 4]; EXAMPLES],
    rows: [&[f32x4]; 4],
    numbers: &[Column],
    (group, first): (usize, usize),
) {
    let count = numbers.len();
    let rows = rows.map(|row| &row[..count]);
    for (c, column) in numbers.iter().enumerate() {
        let four = &column[group];
        for (e, sums) in sums.iter_mut().enumerate() {
            let x = four[first + e];
            for (sum, row) in sums.iter_mut().zip(rows) {
                *sum += x * row[c];
            }
        }
    }
}

/// Four vectors to one: the sum of each.
#[inline(always)]
fn across(sums: [f32x4; 4]) -> f32x4 {
    let [a, b, c, d] = f32x4::transpose(sums);
    (a + b) + (c + d)
}

/// Σ over examples of the product of four numbers with eight: four rows of two vectors.
#[inline(always)]
fn outer(fours: &[f32x4], eights: [&[f32x4]; 2]) -> [[f32x4; 2]; 4] {
    let mut sums = [[f32x4::ZERO; 2]; 4];
    for ((x, a), b) in fours.iter().zip(eights[0]).zip(eights[1]) {
        let x = x.as_array();
        for (sums, x) in sums.iter_mut().zip(x) {
            let x = f32x4::splat(*x);
            sums[0] += x * *a;
            sums[1] += x * *b;
        }
    }
    sums
}

/// Σ over examples.
fn total(examples: &[f32x4]) -> f32x4 {
    examples.iter().fold(f32x4::ZERO, |sum, four| sum + *four)
}
