//! Softmax and cross-entropy. An example's classes lie in a few vectors; the greatest logit and the sum of four examples are found
//! together.

use super::math::{exp, greater};
use super::{Column, GROUP, across, groups};
use wide::f32x4;

/// The numbers of the classes in column `c`.
#[inline(always)]
pub(super) fn classes_of(c: usize) -> f32x4 {
    f32x4::new([0.0, 1.0, 2.0, 3.0]) + f32x4::splat((4 * c) as f32)
}

/// Turns the logits of the first examples of one group into exponentials of what they are below the greatest; tells the sums and the
/// greatest logits of these examples.
#[inline(always)]
fn exponentials<const EXAMPLES: usize>(logits: &mut [Column], group: usize, classes: usize) -> [f32x4; 2] {
    let Some((last, full)) = logits.split_last_mut() else { return [f32x4::ONE; 2] };
    let used = classes_of(full.len()).simd_lt(f32x4::splat(classes as f32));
    let last = &mut last[group];
    let mut tops = [f32x4::splat(f32::MIN); GROUP];
    for e in 0..EXAMPLES {
        last[e] = used.select(last[e], f32x4::splat(f32::MIN));
        tops[e] = full.iter().fold(last[e], |top, column| greater(top, column[group][e]));
    }
    let [a, b, c, d] = f32x4::transpose(tops);
    let top = greater(greater(a, b), greater(c, d));
    let tops = top.to_array().map(f32x4::splat);
    let mut sums = [f32x4::ZERO; GROUP];
    for column in full.iter_mut() {
        let four = &mut column[group];
        for e in 0..EXAMPLES {
            four[e] = exp(four[e] - tops[e]);
            sums[e] += four[e];
        }
    }
    for e in 0..EXAMPLES {
        last[e] = used & exp(last[e] - tops[e]);
        sums[e] += last[e];
    }
    [across(sums), top]
}

/// Turns logits into the slopes of `scale` times the summed loss: scale · (p − y).
pub(crate) fn slopes(logits: &mut [Column], labels: &[u8], classes: usize, scale: f32) {
    for (group, count) in groups(labels.len()) {
        let labels = &labels[group * GROUP..][..count];
        match *labels {
            [a] => slopes_of([a], logits, group, classes, scale),
            [a, b] => slopes_of([a, b], logits, group, classes, scale),
            [a, b, c] => slopes_of([a, b, c], logits, group, classes, scale),
            [a, b, c, d, ..] => slopes_of([a, b, c, d], logits, group, classes, scale),
            [] => {}
        }
    }
}

/// The same of up to four examples.
fn slopes_of<const EXAMPLES: usize>(
    labels: [u8; EXAMPLES],
    logits: &mut [Column],
    group: usize,
    classes: usize,
    scale: f32,
) {
    let [sum, _] = exponentials::<EXAMPLES>(logits, group, classes);
    let shares = (f32x4::splat(scale) / sum).to_array().map(f32x4::splat);
    let labels = labels.map(|label| f32x4::splat(f32::from(label)));
    for (c, column) in logits.iter_mut().enumerate() {
        let (here, four) = (classes_of(c), &mut column[group]);
        for e in 0..EXAMPLES {
            // Not by changing one number of a vector: whoever loads the vector next would wait for it.
            let right = here.simd_eq(labels[e]) & f32x4::splat(scale);
            four[e] = four[e] * shares[e] - right;
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
        let [sum, top] = exponentials::<GROUP>(logits, group, classes).map(f32x4::to_array);
        for ((right, best), (sum, top)) in told.into_iter().take(count).zip(sum.into_iter().zip(top)) {
            tell(libm::log(f64::from(sum)) + f64::from(top) - right, best);
        }
    }
}
