//! One example at a time, one hidden layer, straight into the parameters: where so little is to be done, what surrounds the
//! arithmetic counts. The numbers of the example lie side by side, and all is summed up in the order of the other kernels: the bits
//! are theirs.

use super::math::{exp, greater};
use super::softmax::classes_of;
use super::{Head, HeadMut, Hidden, HiddenMut, across, activate, each, turn};
use crate::data::Entry;
use crate::shape::{Activation, ROW};
use wide::f32x4;

impl Hidden<'_> {
    /// [`Hidden::forward_few`] of one example.
    pub(crate) fn forward_one(&self, entries: &[Entry], made: &mut [f32x4], of: Activation) {
        let height = self.rows.len() / self.bias.len();
        for (p, (bias, made)) in self.bias.iter().zip(made.as_chunks_mut::<ROW>().0).enumerate() {
            let panel = &self.rows[p * height..][..height];
            let mut sums = *bias;
            each(entries, |entry| {
                let (x, row) = (f32x4::splat(entry.x), &panel[entry.at as usize]);
                sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += x * *weight);
            });
            *made = activate(of, sums);
        }
    }
}

impl Head<'_> {
    /// [`Head::forward`] of one example.
    pub(crate) fn forward_one(&self, inputs: &[f32x4], logits: &mut [f32x4]) {
        let width = inputs.len();
        for ((rows, bias), logits) in self.rows.chunks_exact(4 * width).zip(self.bias).zip(logits) {
            let ((a, b), (c, d)) = {
                let (first, second) = rows.split_at(2 * width);
                (first.split_at(width), second.split_at(width))
            };
            // Four names and not a loop over them: they stay in registers.
            let mut sums = [f32x4::ZERO; 4];
            for ((((x, a), b), c), d) in inputs.iter().zip(a).zip(b).zip(c).zip(d) {
                sums[0] += *x * *a;
                sums[1] += *x * *b;
                sums[2] += *x * *c;
                sums[3] += *x * *d;
            }
            *logits = *bias + across(sums);
        }
    }
}

/// [`super::slopes`] of one example.
pub(crate) fn slopes_one(logits: &mut [f32x4], label: u8, classes: usize, scale: f32) {
    let Some((last, full)) = logits.split_last_mut() else { return };
    let used = classes_of(full.len()).simd_lt(f32x4::splat(classes as f32));
    let least = used.select(*last, f32x4::splat(f32::MIN));
    let top = full.iter().fold(least, |top, four| greater(top, *four));
    let [a, b, c, d] = top.to_array().map(f32x4::splat);
    let top = greater(greater(a, b), greater(c, d));
    let mut sum = f32x4::ZERO;
    for four in full.iter_mut() {
        *four = exp(*four - top);
        sum += *four;
    }
    *last = used & exp(least - top);
    let [a, b, c, d] = (sum + *last).to_array().map(f32x4::splat);
    let scale = f32x4::splat(scale);
    let (share, label) = (scale / ((a + b) + (c + d)), f32x4::splat(f32::from(label)));
    for (c, four) in logits.iter_mut().enumerate() {
        *four = *four * share - (classes_of(c).simd_eq(label) & scale);
    }
}

impl HeadMut<'_> {
    /// [`Head::backward`] and [`HeadMut::add`] of one example: a weight takes on what has come back to its output, and moves, while
    /// it is at hand. What fills up the outputs stays.
    pub(crate) fn descend_one(
        &mut self,
        inputs: &[f32x4],
        slopes: &[f32x4],
        back: &mut [f32x4],
        outputs: usize,
        of: Activation,
    ) {
        let numbers = &bytemuck::cast_slice(slopes)[..outputs];
        // As wide as there are registers for, where it comes out even.
        if inputs.len().is_multiple_of(4) {
            through::<4>(self.rows, inputs, numbers, back, of);
        } else {
            through::<2>(self.rows, inputs, numbers, back, of);
        }
        self.bias.iter_mut().zip(slopes).for_each(|(bias, slope)| *bias += *slope);
    }
}

fn through<const TILE: usize>(
    rows: &mut [f32x4],
    inputs: &[f32x4],
    slopes: &[f32],
    back: &mut [f32x4],
    of: Activation,
) {
    let rows = rows.as_chunks_mut::<TILE>().0;
    let width = inputs.len() / TILE;
    let columns = inputs.as_chunks::<TILE>().0.iter().zip(back.as_chunks_mut::<TILE>().0);
    for (c, (inputs, back)) in columns.enumerate() {
        let mut sums = [f32x4::ZERO; TILE];
        for (row, slope) in rows.iter_mut().skip(c).step_by(width).zip(slopes) {
            let slope = f32x4::splat(*slope);
            for ((sum, weight), x) in sums.iter_mut().zip(row).zip(inputs) {
                *sum += slope * *weight;
                *weight += slope * *x;
            }
        }
        *back = turn(of, sums, *inputs);
    }
}

impl HiddenMut<'_> {
    /// [`HiddenMut::add_few`] of one example.
    pub(crate) fn descend_one(&mut self, entries: &[Entry], back: &[f32x4]) {
        let height = self.rows.len() / self.bias.len();
        for (p, (bias, back)) in self.bias.iter_mut().zip(back.as_chunks::<ROW>().0).enumerate() {
            let panel = &mut self.rows[p * height..][..height];
            bias.iter_mut().zip(back).for_each(|(bias, back)| *bias += *back);
            let back = *back;
            each(entries, |entry| {
                let (x, row) = (f32x4::splat(entry.x), &mut panel[entry.at as usize]);
                row.iter_mut().zip(back).for_each(|(weight, back)| *weight += x * back);
            });
        }
    }
}
