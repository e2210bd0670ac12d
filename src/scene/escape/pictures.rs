//! The crowds on the map, when each run left, and how many are gone.

use super::{MAP, This};
use crate::analysis::GATE;
use crate::chart::{Axis, CELLS, Mark, Of, Picture, SOLID, Shape, Xy, faint, ink};
use crate::objective::Objective;
use crate::rng::Rng;
use crate::scene::lane::dash;
use crate::scene::{Label, Side};

/// Updates in one bar of the histogram.
const BIN: usize = 4;
/// Seconds for which the waiting figure shows one batch's direction.
const PROPOSAL_SECONDS: f64 = 0.6;

impl This {
    /// The map, and the lines beyond which a run counts as gone.
    pub(super) fn map_still(&self) -> Picture {
        let map = self.stage.map();
        let (left, right) = (map.x.low, map.x.high);
        let gates = [GATE, -GATE]
            .map(|y| Mark::path(vec![(left, y), (right, y)], faint(Of::Text, 0.7), 1.4, (7.0, 5.0)));
        map.with(gates)
    }
    /// The crowds; before the first run also what each would do next.
    pub(super) fn map_moving(&self) -> Picture {
        let all = 0..self.crowds.len();
        let mut picture = Picture::new(self.map_axes());
        picture.clouds = all.clone().map(|index| self.cloud(index)).collect();
        if self.shown() == 0 {
            picture.marks.extend(all.rev().map(|index| self.proposal(index)));
        } else {
            picture.marks.extend(all.rev().filter_map(|index| self.huddle(index)));
        }
        picture
    }
    /// A mark on a crowd that stands in one place, as that of the full batch does: its density is one small spot.
    fn huddle(&self, index: usize) -> Option<Mark> {
        let crowd = &self.crowds[index];
        let counts = crowd.frame(self.shown());
        let (cell, &most) = counts.iter().enumerate().max_by_key(|(_, count)| **count)?;
        if usize::from(most) * 2 < crowd.particles() {
            return None;
        }
        let (x, y) = self.map_axes();
        let share = |place: usize, of: usize| (place as f64 + 0.5) / of as f64;
        let at = (x.value(share(cell % CELLS.0, CELLS.0)), y.value(share(cell / CELLS.0, CELLS.1)));
        let shape = Shape::RUNS[index % Shape::RUNS.len()];
        Some(Mark::Dots { points: vec![at], shape, radius: 6.5, ink: ink(Of::Run(index)), rim: true })
    }

    /// Number of the batch whose direction the waiting figure shows.
    pub(super) fn proposed(&self) -> u64 {
        (self.waited / PROPOSAL_SECONDS) as u64
    }
    /// −∇Lᵇ at the start for one random batch of a crowd, another one every moment.
    fn proposal(&self, index: usize) -> Mark {
        let moment = self.proposed();
        let mut deck: Vec<usize> = (0..self.noise.examples()).collect();
        Rng::new(moment * 7 + index as u64).shuffle(&mut deck);
        let from = self.start();
        let mut g = [0.0; 2];
        self.noise.batch_gradient(&deck[..self.size(index)], &[from.0, from.1], &mut g);
        let to = (from.0 - 0.16 * g[0], from.1 - 0.16 * g[1]);
        Mark::Arrow { from, to, ink: ink(Of::Run(index)), width: 2.5, dash: SOLID }
    }

    /// Shares of runs that left in each bin, for one crowd up to an update.
    fn bins(&self, index: usize, update: usize) -> Vec<f64> {
        let crowd = &self.crowds[index];
        let gone = |k: usize| crowd.share(k.min(update));
        (0..self.updates().div_ceil(BIN)).map(|bin| gone((bin + 1) * BIN) - gone(bin * BIN)).collect()
    }
    /// Upper end of the histogram's axis: a round number above all that has been computed, so that it stands still
    /// while time runs.
    pub(super) fn highest_bar(&self) -> f64 {
        let all = (0..self.crowds.len()).flat_map(|index| self.bins(index, self.computed()));
        let highest = all.fold(0.0, f64::max);
        [0.1, 0.15, 0.2, 0.3, 0.5, 0.75].into_iter().find(|top| highest < 0.95 * top).unwrap_or(1.05)
    }

    pub(super) fn times_axes(&self) -> (Axis, Axis) {
        (Axis::linear(0.0, self.updates() as f64), Axis::linear(0.0, self.highest_bar()))
    }
    /// When the runs left: an outline for each crowd.
    pub(super) fn times_moving(&self) -> Picture {
        let mut picture = Picture::new(self.times_axes());
        for index in (0..self.crowds.len()).rev() {
            let bins = self.bins(index, self.shown());
            let edges = |bin: usize| ((bin * BIN) as f64, ((bin + 1) * BIN) as f64);
            let bars = bins.iter().enumerate().map(|(bin, &share)| {
                let (from, to) = edges(bin);
                [from, to, 0.0, share]
            });
            picture.marks.push(Mark::Bars { bars: bars.collect(), ink: faint(Of::Run(index), 0.22) });
            let outline = bins.iter().enumerate().flat_map(|(bin, &share)| {
                let (from, to) = edges(bin);
                [(from, share), (to, share)]
            });
            picture.marks.push(Mark::path(outline.collect(), ink(Of::Run(index)), 1.8, dash(index)));
        }
        picture
    }

    pub(super) fn gone_axes(&self) -> (Axis, Axis) {
        (Axis::linear(0.0, self.updates() as f64), Axis::linear(0.0, 1.04))
    }
    /// Share of runs that are gone, up to the present.
    pub(super) fn gone_moving(&self) -> Picture {
        let mut picture = Picture::new(self.gone_axes());
        let update = self.shown();
        for (index, crowd) in self.crowds.iter().enumerate().rev() {
            let points: Vec<Xy> = (0..=update).map(|k| (k as f64, crowd.share(k))).collect();
            picture.marks.push(Mark::path(points, ink(Of::Run(index)), 2.0, dash(index)));
        }
        let now = vec![(update as f64, 0.0), (update as f64, 1.04)];
        picture.with([Mark::path(now, faint(Of::Muted, 0.35), 1.0, SOLID)])
    }

    /// Words in the pictures.
    pub(super) fn words(&self) -> Vec<Label> {
        let (x, _) = self.map_axes();
        let at = (x.low + 0.02 * (x.high - x.low), GATE);
        let label = |at, side, key| Label { panel: MAP, at, side, of: Of::Text, key, args: Vec::new() };
        vec![
            label((at.0, at.1 + 0.08), Side::Right, "label.gone"),
            // Beside it: the runs come from the right, go beyond it, and leave up and down.
            label((0.18, -0.42), Side::Right, "label.saddle"),
        ]
    }
}
