//! The full loss after every update, and what each update did to the loss of its own batch.

use super::{LOSSES, This};
use crate::chart::{Axis, Mark, Of, Picture, SOLID, Shape, Xy, faint, ink};
use crate::decimal::raised;
use crate::scene::{Label, Side};

/// How far above the largest full loss the axis reaches for a batch, at most, as a factor.
const ABOVE: f64 = 20.0;

/// The loss of a batch before and after the update that it made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct BatchLoss {
    pub(super) before: f64,
    pub(super) after: f64,
}

impl This {
    pub(super) fn measure_losses(&self) -> Vec<BatchLoss> {
        let points = self.lane().trace().points();
        let objective = self.stage.objective();
        let one = |(pair, batch): (&[crate::trace::Point], &Vec<usize>)| {
            let loss = |theta: &[f64]| objective.batch_loss(batch, theta);
            BatchLoss { before: loss(&pair[0].theta), after: loss(&pair[1].theta) }
        };
        points.windows(2).zip(&self.deals).map(one).collect()
    }
    /// Updates along; losses up: those of all examples, and as far above them as a batch has its own.
    pub(super) fn losses_axes(&self) -> (Axis, Axis) {
        let points = self.lane().trace().points();
        let full = || points.iter().map(|point| point.loss).filter(|loss| loss.is_finite() && *loss > 0.0);
        let high = full().fold(1e-9, f64::max).min(1e9);
        let low = full().fold(high, f64::min).max(1e-6 * high);
        let own = self.losses.iter().map(|loss| loss.before.min(ABOVE * high)).fold(high, f64::max);
        (Axis::linear(0.0, self.race.clock.duration()), Axis::log(low / 5.0, own * 1.6))
    }
    /// The batch of an example in the epoch that is shown, or the batch in play.
    fn loss_in_play(&self) -> Option<usize> {
        let (now, m, made) = (self.now(), self.per_epoch(), self.passed());
        let own = self.lit().and_then(|example| {
            self.epoch(now.epoch).iter().position(|batch| batch.contains(&example)).map(|k| now.epoch * m + k)
        });
        own.or(now.batch).filter(|&batch| batch <= made && batch < self.losses.len())
    }
    /// Updates made so far.
    pub(super) fn passed(&self) -> usize {
        (self.race.clock.time() + 1e-9) as usize
    }
    /// The loss of a batch now that it is, or was, in play.
    fn loss_so_far(&self, batch: usize) -> f64 {
        if batch < self.passed() {
            return self.losses[batch].after;
        }
        let (x, y) = self.lane().at(self.race.clock.time(), self.race.clock.rate()).xy;
        self.stage.objective().batch_loss(&self.deals[batch], &[x, y])
    }
    /// The full loss, thick where it rose; an arrow for the loss of every batch so far.
    pub(super) fn losses_moving(&self) -> Picture {
        let axes = self.losses_axes();
        let clip =
            |loss: f64| if loss.is_finite() { loss.clamp(axes.1.low, axes.1.high) } else { axes.1.high };
        let mut picture = Picture::new(axes.clone());
        let points = self.lane().trace().points();
        let made = self.passed();
        let full: Vec<Xy> =
            points.iter().take(made + 1).enumerate().map(|(k, point)| (k as f64, clip(point.loss))).collect();
        let shown = self.loss_in_play();
        let seen = self.losses.iter().enumerate().filter(|(k, _)| *k < made || Some(*k) == shown);
        for (k, loss) in seen {
            let x = k as f64 + 0.5;
            let (from, to) = ((x, clip(loss.before)), (x, clip(self.loss_so_far(k))));
            let (own, width) =
                if Some(k) == shown { (ink(Of::Run(0)), 3.0) } else { (faint(Of::Run(0), 0.45), 1.6) };
            picture.marks.push(Mark::dots(vec![from], Shape::Circle, 1.2 * width, own));
            picture.marks.push(Mark::Arrow { from, to, ink: own, width, dash: SOLID });
        }
        picture.marks.push(Mark::path(full.clone(), ink(Of::Text), 2.2, SOLID));
        for pair in full.windows(2).filter(|pair| pair[1].1 > pair[0].1) {
            picture.marks.push(Mark::path(pair.to_vec(), ink(Of::Run(1)), 4.5, SOLID));
        }
        picture.with([Mark::dots(full, Shape::Circle, 3.0, ink(Of::Text))])
    }
    /// Names of the two kinds of loss.
    pub(super) fn loss_words(&self) -> Vec<Label> {
        let (x, y) = self.losses_axes();
        let clip = |loss: f64| loss.clamp(y.value(0.1), y.value(0.9));
        let label = |at, side, of, key, args| Label { panel: LOSSES, at, side, of, key, args };
        let points = self.lane().trace().points();
        let last = self.passed().min(points.len() - 1);
        let at = last as f64;
        let side = if x.share(at) > 0.9 { Side::Above } else { Side::Right };
        let mut words = vec![label((at, clip(points[last].loss)), side, Of::Text, "label.full-loss", vec![])];
        if let Some(batch) = self.loss_in_play() {
            let (before, after) = (self.losses[batch].before, self.loss_so_far(batch));
            let at = batch as f64 + 0.5;
            let side = if x.share(at) < 0.7 { Side::Right } else { Side::Left };
            let args = vec![("batch", raised(batch % self.per_epoch() + 1).into())];
            words.push(label(
                (at, clip((before * after).sqrt())),
                side,
                Of::Run(0),
                "label.batch-loss",
                args,
            ));
        }
        words
    }
}
