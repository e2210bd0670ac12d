//! Hidden layers: stored input by input.

use crate::data::Entry;

use super::{BLOCK, Column, GROUP, across, activate, add_totals, dots, each, groups, outer, turn};
use crate::shape::{Activation, ROW, Row};
use wide::f32x4;

/// Inputs that a tile goes through at once: a panel's part and the examples' part stay in the nearest cache together.
const DEPTH: usize = 16;

/// A hidden layer's weights: panels of 32 outputs, each a row for every input.
#[derive(Clone, Copy)]
pub(crate) struct Hidden<'a> {
    pub(crate) rows: &'a [Row],
    pub(crate) bias: &'a [Row],
    pub(crate) outputs: usize,
}

/// The same, to be added to.
pub(crate) struct HiddenMut<'a> {
    pub(crate) rows: &'a mut [Row],
    pub(crate) bias: &'a mut [Row],
    pub(crate) outputs: usize,
}

/// Pairs of vectors of a panel that are in use.
fn pairs(outputs: usize, panel: usize) -> usize {
    (outputs - panel * 4 * ROW).div_ceil(8).min(ROW / 2)
}

impl Hidden<'_> {
    /// What the layer makes of a block's inputs.
    pub(crate) fn forward(&self, inputs: &[Column], made: &mut [Column], examples: usize, of: Activation) {
        let height = 4 * inputs.len();
        for (p, bias) in self.bias.iter().enumerate() {
            let (panel, made) = (&self.rows[p * height..][..height], &mut made[p * ROW..][..ROW]);
            for (column, bias) in made.iter_mut().zip(bias) {
                column.as_flattened_mut()[..examples].fill(*bias);
            }
            for (rows, inputs) in panel.chunks(4 * DEPTH).zip(inputs.chunks(DEPTH)) {
                let rows = rows.as_chunks::<4>().0;
                for pair in 0..pairs(self.outputs, p) {
                    let Some(made) = made[2 * pair..].first_chunk_mut() else { continue };
                    match pair {
                        0 => tiles::<0>(rows, inputs, made, examples),
                        1 => tiles::<1>(rows, inputs, made, examples),
                        2 => tiles::<2>(rows, inputs, made, examples),
                        _ => tiles::<3>(rows, inputs, made, examples),
                    }
                }
            }
            for column in made.iter_mut() {
                column.as_flattened_mut()[..examples]
                    .iter_mut()
                    .for_each(|sum| [*sum] = activate(of, [*sum]));
            }
        }
    }
    /// Takes what has come back to the layer's sums on to its inputs, which were made by hidden units.
    pub(crate) fn backward(
        &self,
        back: &[Column],
        inputs: &[Column],
        on: &mut [Column],
        examples: usize,
        of: Activation,
    ) {
        let height = 4 * inputs.len();
        for (i, (on, inputs)) in on.iter_mut().zip(inputs).enumerate() {
            for (group, count) in groups(examples) {
                for first in (0..count).step_by(2) {
                    let mut sums = [[f32x4::ZERO; 4]; 2];
                    for p in 0..self.bias.len() {
                        let used = 2 * pairs(self.outputs, p);
                        let Some(rows) = self.rows[p * height + 4 * i..].first_chunk::<4>() else { continue };
                        let rows = rows.each_ref().map(|row| &row[..used]);
                        dots(&mut sums, rows, &back[p * ROW..][..used], (group, first));
                    }
                    for (e, sums) in sums.into_iter().enumerate() {
                        [on[group][first + e]] = turn(of, [across(sums)], [inputs[group][first + e]]);
                    }
                }
            }
        }
    }
}

/// One pair of a panel's vectors, all examples of the block.
fn tiles<const PAIR: usize>(rows: &[[Row; 4]], inputs: &[Column], made: &mut [Column; 2], examples: usize) {
    for (group, count) in groups(examples) {
        match count {
            1 => tile::<PAIR, 1>(rows, inputs, made, group),
            2 => tile::<PAIR, 2>(rows, inputs, made, group),
            3 => tile::<PAIR, 3>(rows, inputs, made, group),
            _ => tile::<PAIR, GROUP>(rows, inputs, made, group),
        }
    }
}

/// Up to four examples by eight outputs.
#[inline(always)]
fn tile<const PAIR: usize, const EXAMPLES: usize>(
    rows: &[[Row; 4]],
    inputs: &[Column],
    made: &mut [Column; 2],
    group: usize,
) {
    let mut sums: [[f32x4; 2]; EXAMPLES] = std::array::from_fn(|e| [made[0][group][e], made[1][group][e]]);
    for (rows, column) in rows.iter().zip(inputs) {
        let four = &column[group];
        for (k, row) in rows.iter().enumerate() {
            let (a, b) = (row[2 * PAIR], row[2 * PAIR + 1]);
            for (sums, x) in sums.iter_mut().zip(four) {
                let x = f32x4::splat(x.as_array()[k]);
                sums[0] += x * a;
                sums[1] += x * b;
            }
        }
    }
    for (e, [a, b]) in sums.into_iter().enumerate() {
        made[0][group][e] = a;
        made[1][group][e] = b;
    }
}

impl HiddenMut<'_> {
    /// Adds Σ over examples of the product of inputs and what has come back.
    pub(crate) fn add(&mut self, inputs: &[Column], back: &[Column], examples: usize) {
        let height = 4 * inputs.len();
        for (i, inputs) in inputs.iter().enumerate() {
            let inputs = &inputs.as_flattened()[..examples];
            for p in 0..self.bias.len() {
                let Some(rows) = self.rows[p * height + 4 * i..].first_chunk_mut::<4>() else { continue };
                for pair in 0..pairs(self.outputs, p) {
                    let back = &back[p * ROW + 2 * pair..][..2];
                    let eights = [&back[0].as_flattened()[..examples], &back[1].as_flattened()[..examples]];
                    for (row, [a, b]) in rows.iter_mut().zip(outer(inputs, eights)) {
                        row[2 * pair] += a;
                        row[2 * pair + 1] += b;
                    }
                }
            }
        }
        add_totals(self.bias.as_flattened_mut(), back, examples);
    }
}

/// The same where few inputs are not 0: each is told by what is listed of it.
impl Hidden<'_> {
    /// [`Hidden::forward`] of examples by their entries.
    pub(crate) fn forward_few<'a>(
        &self,
        examples: impl Iterator<Item = &'a [Entry]> + Clone,
        made: &mut [Column],
        of: Activation,
    ) {
        let height = self.rows.len() / self.bias.len();
        for ((panel, bias), made) in
            self.rows.chunks_exact(height).zip(self.bias).zip(made.as_chunks_mut::<ROW>().0)
        {
            for (e, entries) in examples.clone().enumerate() {
                let mut sums = *bias;
                for entry in entries {
                    let (x, row) = (f32x4::splat(entry.x), &panel[entry.at as usize]);
                    for (sum, weight) in sums.iter_mut().zip(row) {
                        *sum += x * *weight;
                    }
                }
                for (column, unit) in made.iter_mut().zip(activate(of, sums)) {
                    column[e / GROUP][e % GROUP] = unit;
                }
            }
        }
    }
}

impl HiddenMut<'_> {
    /// [`HiddenMut::add`] of examples by their entries.
    pub(crate) fn add_few<'a>(
        &mut self,
        examples: impl Iterator<Item = &'a [Entry]> + Clone,
        back: &[Column],
    ) {
        let height = self.rows.len() / self.bias.len();
        let panels = self.rows.chunks_exact_mut(height).zip(self.bias.iter_mut());
        for ((panel, bias), back) in panels.zip(back.as_chunks::<ROW>().0) {
            let mut sums = [f32x4::ZERO; ROW];
            for (e, entries) in examples.clone().enumerate() {
                let back = back.each_ref().map(|column| column[e / GROUP][e % GROUP]);
                sums.iter_mut().zip(back).for_each(|(sum, back)| *sum += back);
                each(entries, |entry| {
                    let (x, row) = (f32x4::splat(entry.x), &mut panel[entry.at as usize]);
                    for (weight, back) in row.iter_mut().zip(back) {
                        *weight += x * back;
                    }
                });
            }
            bias.iter_mut().zip(sums).for_each(|(to, sum)| *to += sum);
        }
    }
}

const _: () = assert!(BLOCK.is_multiple_of(GROUP));
