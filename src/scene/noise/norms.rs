//! The norms of the gradients of L and of the batches' losses, as bars.

use super::This;
use crate::chart::{Axis, Mark, Of, Picture, faint, ink};
use crate::trace::Point;

impl This {
    /// The largest norm of a batch's gradient in each epoch of the run.
    pub(super) fn measure_norms(&self) -> Vec<f64> {
        let points = self.lane(0).trace().points();
        let m = self.per_epoch();
        let steepest = |(epoch, points): (usize, &[Point])| {
            let batches = self.epoch(epoch * m).0;
            let norms = points
                .iter()
                .flat_map(|point| batches.iter().map(|batch| self.norm(Some(batch), &point.theta)));
            norms.filter(|norm| norm.is_finite()).fold(0.05, f64::max).min(1e6)
        };
        points.chunks(m).enumerate().map(steepest).collect()
    }
    fn steepest(&self) -> f64 {
        let epoch = self.now().batch / self.per_epoch();
        self.steepest.get(epoch).copied().unwrap_or(1.0)
    }
    /// Axes of the bars: L first, then this epoch's batches.
    pub(super) fn norm_axes(&self) -> (Axis, Axis) {
        let bars = self.per_epoch() as f64;
        (Axis::bare(-1.9, bars - 0.3), Axis::linear(0.0, 1.12 * self.steepest()))
    }
    /// ‖∇L‖ and ‖∇Lᵏ‖ of this epoch's batches at the present θ.
    pub(super) fn norm_moving(&self) -> Picture {
        let now = self.now();
        let theta = self.theta(now);
        let (batches, place) = self.epoch(now.batch);
        let top = self.steepest() * 1.12;
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
