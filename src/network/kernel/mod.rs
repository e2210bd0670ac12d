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

use crate::data::Entry;
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

/// What hidden units make of their sums: asked once for all of them, so that those that are at hand stay so.
#[inline(always)]
fn activate<const N: usize>(activation: Activation, sums: [f32x4; N]) -> [f32x4; N] {
    match activation {
        // Not the greater one of two: what is not a number stays.
        Activation::Relu => sums.map(|sum| !sum.simd_lt(f32x4::ZERO) & sum),
        Activation::Tanh => sums.map(math::tanh),
    }
}

/// The slopes at sums times what has come back to them, given what the units made of the sums.
#[inline(always)]
fn turn<const N: usize>(activation: Activation, back: [f32x4; N], made: [f32x4; N]) -> [f32x4; N] {
    let both = |f: fn(f32x4, f32x4) -> f32x4| std::array::from_fn(|k| f(back[k], made[k]));
    match activation {
        Activation::Relu => both(|back, made| made.simd_gt(f32x4::ZERO) & back),
        Activation::Tanh => both(|back, made| back * (f32x4::ONE - made * made)),
    }
}

/// Goes through the inputs of an example that are not 0, four in one turn: what surrounds a turn costs a tenth of one.
#[inline(always)]
fn each(entries: &[Entry], mut with: impl FnMut(&Entry)) {
    let (fours, last) = entries.as_chunks::<4>();
    for [a, b, c, d] in fours {
        with(a);
        with(b);
        with(c);
        with(d);
    }
    last.iter().for_each(with);
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

/// Adds Σ over examples of each column. A sum waits for itself: four of them go side by side.
fn add_totals(to: &mut [f32x4], columns: &[Column], examples: usize) {
    for (to, columns) in to.chunks_mut(4).zip(columns.chunks(4)) {
        // Where there are fewer than four, the last one stands in.
        let [a, b, c, d] =
            [0, 1, 2, 3].map(|k: usize| &columns[k.min(columns.len() - 1)].as_flattened()[..examples]);
        let mut sums = [f32x4::ZERO; 4];
        for (((a, b), c), d) in a.iter().zip(b).zip(c).zip(d) {
            sums[0] += *a;
            sums[1] += *b;
            sums[2] += *c;
            sums[3] += *d;
        }
        to.iter_mut().zip(sums).for_each(|(to, sum)| *to += sum);
    }
}
