//! The norms of the gradients of L and of the batches' losses, as bars.

use super::This;
use crate::chart::{Axis, Mark, Of, Picture, faint, ink};
use crate::trace::Point;

impl This {
    /// The largest norm of a single example's gradient at the start, which no batch goes beyond there; or of a batch's gradient on
    /// the way, each epoch's batches at its moments.
    pub(super) fn measure_steepest(&self) -> f64 {
        let points = self.lane(0).trace().points();
        let m = self.per_epoch();
        let norms = points.chunks(m).enumerate().flat_map(|(epoch, points)| {
            let batches = self.epoch(epoch * m).0;
            let at = move |point: &Point| {
                let theta = &point.theta;
                batches.iter().map(|batch| self.norm(Some(batch), theta)).fold(0.0, f64::max)
            };
            points.iter().map(at).collect::<Vec<_>>()
        });
        let start = self.start_point();
        let examples = (0..self.objective.examples()).map(|i| self.norm(Some(&[i]), &start));
        norms.chain(examples).filter(|norm| norm.is_finite()).fold(0.05, f64::max).min(1e6)
    }
    /// Axes of the bars: L first, then this epoch's batches.
    pub(super) fn norm_axes(&self) -> (Axis, Axis) {
        let bars = self.per_epoch() as f64;
        (Axis::bare(-1.9, bars - 0.3), Axis::linear(0.0, 1.12 * self.steepest))
    }
    /// ‖∇L‖ and ‖∇Lᵏ‖ of this epoch's batches at the present θ.
    pub(super) fn norm_moving(&self) -> Picture {
        let now = self.now();
        let theta = self.theta(now);
        let (batches, place) = self.epoch(now.batch);
        let top = self.steepest * 1.12;
        let bar = |k: f64, height: f64| [k - 0.38, k + 0.38, 0.0, height.min(top)];
        let others = batches.iter().enumerate().filter(|(k, _)| *k != place);
        let bars = others.map(|(k, batch)| bar(k as f64, self.norm(Some(batch), &theta))).collect();
        let played = vec![bar(place as f64, self.norm(Some(&batches[place]), &theta))];
        // A norm of nothing is still a bar: a thin one.
        let full = vec![bar(-1.3, self.norm(None, &theta).max(0.006 * top))];
        Picture::new(self.norm_axes()).with([
            Mark::Bars { bars, ink: faint(Of::Run(0), 0.35) },
            Mark::Bars { bars: played, ink: ink(Of::Run(0)) },
            Mark::Bars { bars: full, ink: ink(Of::Text) },
        ])
    }
}
