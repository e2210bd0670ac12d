//! One example at a time, one hidden layer, straight into the parameters: where so little is to be done, what surrounds the
//! arithmetic counts. The numbers of the example lie side by side, and all is summed up in the order of the other kernels: the bits
//! are theirs.

use super::math::exp;
use super::softmax::{classes_of, greater};
use super::{Head, HeadMut, Hidden, HiddenMut, across, activate, turn};
use crate::data::Entry;
use crate::shape::{Activation, ROW};
use wide::f32x4;

/// Weights of one output that are at hand together, with what comes and goes through them: as many as there are registers for.
const TILE: usize = 4;

impl Hidden<'_> {
    /// [`Hidden::forward_few`] of one example.
    pub(crate) fn forward_one(&self, entries: &[Entry], made: &mut [f32x4], of: Activation) {
        let height = self.rows.len() / self.bias.len();
        for (p, (bias, made)) in self.bias.iter().zip(made.as_chunks_mut::<ROW>().0).enumerate() {
            let panel = &self.rows[p * height..][..height];
            let mut sums = *bias;
            for entry in entries {
                let (x, row) = (f32x4::splat(entry.x), &panel[entry.at as usize]);
                sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += x * *weight);
            }
            *made = sums.map(|sum| activate(of, sum));
        }
    }
}

impl Head<'_> {
    /// [`Head::forward`] of one example.
    pub(crate) fn forward_one(&self, inputs: &[f32x4], logits: &mut [f32x4]) {
        let width = inputs.len();
        for ((rows, bias), logits) in self.rows.chunks_exact(4 * width).zip(self.bias).zip(logits) {
            let mut sums = [f32x4::ZERO; 4];
            for (c, x) in inputs.chunks(ROW).enumerate() {
                for (k, sum) in sums.iter_mut().enumerate() {
                    let row = &rows[k * width + c * ROW..][..x.len()];
                    match (x.first_chunk::<ROW>(), row.first_chunk::<ROW>()) {
                        (Some(x), Some(row)) => {
                            x.iter().zip(row).for_each(|(x, weight)| *sum += *x * *weight)
                        }
                        _ => x.iter().zip(row).for_each(|(x, weight)| *sum += *x * *weight),
                    }
                }
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
        let width = inputs.len();
        let numbers: &[f32] = bytemuck::cast_slice(slopes);
        for (c, (x, back)) in inputs.chunks(TILE).zip(back.chunks_mut(TILE)).enumerate() {
            let mut sums = [f32x4::ZERO; TILE];
            for (o, slope) in numbers[..outputs].iter().enumerate() {
                let (row, slope) = (&mut self.rows[o * width + c * TILE..][..x.len()], f32x4::splat(*slope));
                match (x.first_chunk::<TILE>(), row.first_chunk_mut::<TILE>()) {
                    (Some(x), Some(row)) => through(&mut sums, row, x, slope),
                    _ => through(&mut sums, row, x, slope),
                }
            }
            for ((back, x), sum) in back.iter_mut().zip(x).zip(sums) {
                *back = turn(of, sum, *x);
            }
        }
        self.bias.iter_mut().zip(slopes).for_each(|(bias, slope)| *bias += *slope);
    }
}

#[inline(always)]
fn through(sums: &mut [f32x4; TILE], row: &mut [f32x4], x: &[f32x4], slope: f32x4) {
    for ((sum, weight), x) in sums.iter_mut().zip(row).zip(x) {
        *sum += slope * *weight;
        *weight += slope * *x;
    }
}

impl HiddenMut<'_> {
    /// [`HiddenMut::add_few`] of one example.
    pub(crate) fn descend_one(&mut self, entries: &[Entry], back: &[f32x4]) {
        let height = self.rows.len() / self.bias.len();
        for (p, (bias, back)) in self.bias.iter_mut().zip(back.as_chunks::<ROW>().0).enumerate() {
            let panel = &mut self.rows[p * height..][..height];
            bias.iter_mut().zip(back).for_each(|(bias, back)| *bias += *back);
            for entry in entries {
                let (x, row) = (f32x4::splat(entry.x), &mut panel[entry.at as usize]);
                row.iter_mut().zip(back).for_each(|(weight, back)| *weight += x * *back);
            }
        }
    }
}
