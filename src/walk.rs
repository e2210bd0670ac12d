//! The loop of [`crate::run::Run`] for those who want every step and nothing else: compiled for each objective and
//! for the plain rules, with one dynamic call for thousands of updates. The bits are those of a `Run`.

use crate::batch::Batches;
use crate::objective::{Curve, Objective, Surface};
use crate::optimizer::plain::{lecture, nesterov, pytorch, sgd};
use crate::optimizer::{Form, Plain};
use crate::run::inside;
use crate::schedule::Schedule;
use std::cell::Cell;

/// Where such a run stands, and what leads it on.
pub struct Walk {
    rule: Plain,
    learning_rate: f64,
    schedule: Schedule,
    batches: Batches,
    theta: Vec<f64>,
    /// What the rule keeps.
    m: Vec<f64>,
    /// Learning rates of the present leg.
    rates: Vec<f64>,
    update: u64,
}

impl Walk {
    /// Numbers of coordinates that it is compiled for.
    pub(crate) const DIMENSIONS: std::ops::RangeInclusive<usize> = 1..=2;

    pub(crate) fn new(
        rule: Plain,
        learning_rate: f64,
        schedule: Schedule,
        batches: Batches,
        theta: Vec<f64>,
    ) -> Self {
        let m = vec![0.0; theta.len()];
        Self { rule, learning_rate, schedule, batches, theta, m, rates: Vec::new(), update: 0 }
    }
    /// θ now.
    pub fn theta(&self) -> &[f64] {
        &self.theta
    }

    /// Walks over an objective of one or two coordinates, and nowhere on another one. How fast a sum over examples is
    /// depends on how its losses are added up: it does so for all points together.
    pub fn over<O: Objective + ?Sized>(
        &mut self,
        objective: &O,
        thetas: &mut [f64],
        losses: &mut [f64],
    ) -> usize {
        let made = match objective.dim() {
            1 => self.over_sum::<1, O>(objective, thetas, losses),
            2 => self.over_sum::<2, O>(objective, thetas, losses),
            _ => 0,
        };
        let losses = &mut losses[..made];
        objective.losses(&thetas[..made * objective.dim()], losses);
        losses.iter().position(|loss| !loss.is_finite()).map_or(made, |last| last + 1)
    }
    fn over_sum<const D: usize, O: Objective + ?Sized>(
        &mut self,
        objective: &O,
        thetas: &mut [f64],
        losses: &mut [f64],
    ) -> usize {
        let slope = |batches: &mut Batches, theta: [f64; D]| {
            let mut gradient = [0.0; D];
            objective.batch_gradient(batches.next_batch(), &theta, &mut gradient);
            gradient
        };
        self.look_ahead(losses.len());
        let rows = thetas.as_chunks_mut::<D>().0;
        // The rule is chosen at every update: beside a sum this costs nothing.
        let rule = self.rule;
        self.updates(
            rows,
            losses,
            slope,
            |_| 0.0,
            |x, m, g, rate| match rule {
                Plain::Sgd => sgd(x, g, rate),
                Plain::Momentum(Form::Lecture, momentum) => lecture(momentum, x, m, g, rate),
                Plain::Momentum(Form::PyTorch, momentum) => pytorch(momentum, x, m, g, rate),
                Plain::Nesterov(momentum) => nesterov(momentum, x, m, g, rate),
            },
        )
    }
    /// Walks on a surface. Its loss costs next to nothing while an update waits for the one before.
    pub fn on_plane<S: Surface + ?Sized>(
        &mut self,
        surface: &S,
        thetas: &mut [f64],
        losses: &mut [f64],
    ) -> usize {
        let slope = |_: &mut Batches, [x, y]: [f64; 2]| surface.gradient(x, y).map(unsigned);
        self.leg(thetas, losses, slope, |[x, y]| surface.value(x, y))
    }
    /// Walks on a surface whose value and gradient are found together: once an update.
    pub fn on_both(
        &mut self,
        both: impl Fn([f64; 2]) -> (f64, [f64; 2]),
        thetas: &mut [f64],
        losses: &mut [f64],
    ) -> usize {
        let Ok(at) = <[f64; 2]>::try_from(&*self.theta) else { return 0 };
        let here = Cell::new(both(at).1);
        let slope = |_: &mut Batches, _: [f64; 2]| here.get().map(unsigned);
        self.leg(thetas, losses, slope, |theta| {
            let (value, gradient) = both(theta);
            here.set(gradient);
            value
        })
    }
    /// Walks on a curve.
    pub fn on_line<C: Curve + ?Sized>(&mut self, curve: &C, thetas: &mut [f64], losses: &mut [f64]) -> usize {
        let slope = |_: &mut Batches, [x]: [f64; 1]| [unsigned(curve.slope(x))];
        self.leg(thetas, losses, slope, |[x]| curve.value(x))
    }

    /// Takes down the learning rates of so many updates.
    #[inline(never)]
    fn look_ahead(&mut self, updates: usize) {
        let rate = |k| self.schedule.rate(self.learning_rate, self.update + k as u64);
        if self.schedule == Schedule::Constant {
            self.rates.resize(updates, self.learning_rate);
        } else {
            self.rates.clear();
            self.rates.extend((0..updates).map(rate));
        }
    }
    /// As many updates as there is room for, but none after one that diverges; tells how many it made.
    #[inline(always)]
    fn leg<const D: usize>(
        &mut self,
        thetas: &mut [f64],
        losses: &mut [f64],
        slope: impl Fn(&mut Batches, [f64; D]) -> [f64; D],
        loss: impl Fn([f64; D]) -> f64,
    ) -> usize {
        self.look_ahead(losses.len());
        let rows = thetas.as_chunks_mut::<D>().0;
        // A loop for each rule: a choice at every update would cost a tenth of it.
        match self.rule {
            Plain::Sgd => self.updates(rows, losses, slope, loss, |x, _, g, rate| sgd(x, g, rate)),
            Plain::Momentum(Form::Lecture, momentum) => {
                self.updates(rows, losses, slope, loss, |x, m, g, rate| lecture(momentum, x, m, g, rate))
            }
            Plain::Momentum(Form::PyTorch, momentum) => {
                self.updates(rows, losses, slope, loss, |x, m, g, rate| pytorch(momentum, x, m, g, rate))
            }
            Plain::Nesterov(momentum) => {
                self.updates(rows, losses, slope, loss, |x, m, g, rate| nesterov(momentum, x, m, g, rate))
            }
        }
    }
    #[inline(always)]
    fn updates<const D: usize>(
        &mut self,
        rows: &mut [[f64; D]],
        losses: &mut [f64],
        slope: impl Fn(&mut Batches, [f64; D]) -> [f64; D],
        loss: impl Fn([f64; D]) -> f64,
        rule: impl Fn(&mut f64, &mut f64, f64, f64),
    ) -> usize {
        let (Ok(mut theta), Ok(mut m)) = (<[f64; D]>::try_from(&*self.theta), <[f64; D]>::try_from(&*self.m))
        else {
            return 0;
        };
        let mut made = 0;
        for ((row, height), rate) in rows.iter_mut().zip(losses).zip(&self.rates) {
            let gradient = slope(&mut self.batches, theta);
            for d in 0..D {
                rule(&mut theta[d], &mut m[d], gradient[d], *rate);
            }
            made += 1;
            (*row, *height) = (theta, loss(theta));
            if !inside(&theta, *height) {
                break;
            }
        }
        self.theta.copy_from_slice(&theta);
        self.m.copy_from_slice(&m);
        self.update += made as u64;
        made
    }
}

/// 0 + g: g but for the sign of zero. The next update would wait for a sum; a jump it need not wait for, and the box
/// keeps it a jump.
#[inline(always)]
fn unsigned(g: f64) -> f64 {
    if g == 0.0 { std::hint::black_box(0.0) } else { g }
}
