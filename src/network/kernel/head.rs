//! The last layer: stored output by output.

use super::{Column, GROUP, across, add_totals, dots, groups, outer, turn};
use crate::shape::Activation;
use wide::f32x4;

/// The last layer's weights: a row for every output, outputs filled up to a multiple of four.
#[derive(Clone, Copy)]
pub(crate) struct Head<'a> {
    pub(crate) rows: &'a [f32x4],
    pub(crate) bias: &'a [f32x4],
}

/// The same, to be added to.
pub(crate) struct HeadMut<'a> {
    pub(crate) rows: &'a mut [f32x4],
    pub(crate) bias: &'a mut [f32x4],
}

impl Head<'_> {
    /// The logits of a block.
    pub(crate) fn forward(&self, inputs: &[Column], logits: &mut [Column], examples: usize) {
        let width = inputs.len();
        for ((rows, bias), logits) in self.rows.chunks_exact(4 * width).zip(self.bias).zip(logits) {
            let rows = std::array::from_fn(|k| &rows[k * width..][..width]);
            for (group, count) in groups(examples) {
                let mut first = 0;
                while first + 2 <= count {
                    let mut sums = [[f32x4::ZERO; 4]; 2];
                    dots(&mut sums, rows, inputs, (group, first));
                    for (e, sums) in sums.into_iter().enumerate() {
                        logits[group][first + e] = *bias + across(sums);
                    }
                    first += 2;
                }
                if first < count {
                    let mut sums = [[f32x4::ZERO; 4]; 1];
                    dots(&mut sums, rows, inputs, (group, first));
                    logits[group][first] = *bias + across(sums[0]);
                }
            }
        }
    }
    /// Takes what has come back to the logits on to the layer's inputs, which were made by hidden units.
    pub(crate) fn backward(
        &self,
        back: &[Column],
        inputs: &[Column],
        on: &mut [Column],
        examples: usize,
        of: Activation,
    ) {
        let rows = self.rows.as_chunks::<2>().0;
        let (inputs, on) = (inputs.as_chunks::<2>().0, on.as_chunks_mut::<2>().0);
        for (group, count) in groups(examples) {
            // One call for all of a group's tiles, each compiled for as many examples: a call for a tile costs as much as a tenth of it.
            match count {
                1 => tiles::<1>(rows, back, inputs, on, (group, of)),
                2 => tiles::<2>(rows, back, inputs, on, (group, of)),
                3 => tiles::<3>(rows, back, inputs, on, (group, of)),
                _ => tiles::<GROUP>(rows, back, inputs, on, (group, of)),
            }
        }
    }
}

/// Up to four examples by eight inputs, and on to the next eight.
fn tiles<const EXAMPLES: usize>(
    rows: &[[f32x4; 2]],
    back: &[Column],
    inputs: &[[Column; 2]],
    on: &mut [[Column; 2]],
    (group, of): (usize, Activation),
) {
    let width = inputs.len();
    for (c, (inputs, on)) in inputs.iter().zip(on).enumerate() {
        let mut sums = [[f32x4::ZERO; 2]; EXAMPLES];
        for (rows, column) in rows.chunks_exact(4 * width).zip(back) {
            let four = &column[group];
            for (k, row) in rows.chunks_exact(width).enumerate() {
                let [a, b] = row[c];
                for (sums, x) in sums.iter_mut().zip(four) {
                    let x = f32x4::splat(x.as_array()[k & 3]);
                    sums[0] += x * a;
                    sums[1] += x * b;
                }
            }
        }
        for e in 0..EXAMPLES {
            [on[0][group][e], on[1][group][e]] =
                turn(of, sums[e], [inputs[0][group][e], inputs[1][group][e]]);
        }
    }
}

impl HeadMut<'_> {
    /// Adds Σ over examples of the product of what has come back and inputs.
    pub(crate) fn add(&mut self, inputs: &[Column], back: &[Column], examples: usize) {
        let width = inputs.len();
        for (rows, back) in self.rows.chunks_exact_mut(4 * width).zip(back) {
            let back = &back.as_flattened()[..examples];
            for (c, inputs) in inputs.as_chunks::<2>().0.iter().enumerate() {
                let eights = inputs.each_ref().map(|column| &column.as_flattened()[..examples]);
                for (row, sums) in rows.chunks_exact_mut(width).zip(outer(back, eights)) {
                    for (weight, sum) in row[2 * c..][..2].iter_mut().zip(sums) {
                        *weight += sum;
                    }
                }
            }
        }
        add_totals(self.bias, back, examples);
    }
}
