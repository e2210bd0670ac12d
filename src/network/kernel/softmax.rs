//! Softmax and cross-entropy. An example's classes lie in a few vectors; the greatest logit and the sum of four examples are found
//! together.

use super::math::exp;
use super::{Column, GROUP, across, groups};
use wide::f32x4;

/// All ones where a class of column `c` is one of `classes`.
#[inline(always)]
fn mask(c: usize, classes: usize) -> f32x4 {
    let first = (4 * c) as f32;
    f32x4::new([first, first + 1.0, first + 2.0, first + 3.0]).simd_lt(f32x4::splat(classes as f32))
}

#[inline(always)]
fn greater(a: f32x4, b: f32x4) -> f32x4 {
    a.simd_lt(b).select(b, a)
}

/// Turns the logits of one group into exponentials of what they are below the greatest; tells the sums and the greatest
/// logits of its examples.
#[inline(always)]
fn exponentials(logits: &mut [Column], (group, count): (usize, usize), classes: usize) -> [f32x4; 2] {
    let Some((last, full)) = logits.split_last_mut() else { return [f32x4::ONE; 2] };
    let used = mask(full.len(), classes);
    let mut tops = [f32x4::splat(f32::MIN); GROUP];
    for (e, top) in tops[..count].iter_mut().enumerate() {
        last[group][e] = used.select(last[group][e], f32x4::splat(f32::MIN));
        *top = full.iter().fold(last[group][e], |top, column| greater(top, column[group][e]));
    }
    let [a, b, c, d] = f32x4::transpose(tops);
    let top = greater(greater(a, b), greater(c, d));
    let mut sums = [f32x4::ZERO; GROUP];
    for (e, (sum, top)) in sums[..count].iter_mut().zip(top.to_array()).enumerate() {
        let top = f32x4::splat(top);
        for column in full.iter_mut() {
            column[group][e] = exp(column[group][e] - top);
            *sum += column[group][e];
        }
        last[group][e] = used & exp(last[group][e] - top);
        *sum += last[group][e];
    }
    [across(sums), top]
}

/// Turns logits into the slopes of `scale` times the summed loss: scale · (p − y).
pub(crate) fn slopes(logits: &mut [Column], labels: &[u8], classes: usize, scale: f32) {
    for (group, count) in groups(labels.len()) {
        let [sum, _] = exponentials(logits, (group, count), classes);
        let share = (f32x4::splat(scale) / sum).to_array();
        for column in logits.iter_mut() {
            for (four, share) in column[group][..count].iter_mut().zip(share) {
                *four *= f32x4::splat(share);
            }
        }
        for (e, label) in labels[group * GROUP..][..count].iter().enumerate() {
            if let Some(column) = logits.get_mut(usize::from(label / 4)) {
                column[group][e].as_mut_array()[usize::from(label % 4)] -= scale;
            }
        }
    }
}

/// Tells of each example its loss and the class that is likeliest, the first of equal ones. The logits are used up.
pub(crate) fn losses(logits: &mut [Column], labels: &[u8], classes: usize, mut tell: impl FnMut(f64, u8)) {
    for (group, count) in groups(labels.len()) {
        let logit = |logits: &[Column], e: usize, class: u8| {
            let column = logits.get(usize::from(class / 4));
            column.map_or(f32::NAN, |column| column[group][e].as_array()[usize::from(class % 4)])
        };
        let labels = &labels[group * GROUP..][..count];
        let mut told = [(0.0, 0); GROUP];
        for ((e, label), told) in labels.iter().enumerate().zip(&mut told) {
            let better = |best, class: usize| {
                let class = class as u8;
                if logit(logits, e, class) > logit(logits, e, best) { class } else { best }
            };
            *told = (f64::from(logit(logits, e, *label)), (1..classes.min(256)).fold(0, better));
        }
        let [sum, top] = exponentials(logits, (group, count), classes).map(f32x4::to_array);
        for ((right, best), (sum, top)) in told.into_iter().take(count).zip(sum.into_iter().zip(top)) {
            tell(libm::log(f64::from(sum)) + f64::from(top) - right, best);
        }
    }
}
