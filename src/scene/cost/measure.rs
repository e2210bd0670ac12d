//! What is known, and measuring it again.

use super::{This, Way};
use crate::scene::Revision;

impl This {
    /// Whether any time is known for the present network.
    pub(super) fn has_some(&self) -> bool {
        self.ways().next().is_some()
    }
    /// The ways of which some time is known, with the present network, workers and repeats.
    pub(super) fn ways(&self) -> impl Iterator<Item = Way> + '_ {
        Way::ALL.into_iter().filter(|way| !self.results.medians(self.asked.series(*way)).is_empty())
    }
    /// Times the present way once more.
    pub(super) fn again(&mut self) -> bool {
        self.run += 1;
        let series = self.asked.series(self.asked.way);
        self.results.forget(series);
        self.measure()
    }
    /// Axes grow with what is measured: both layers depend on it.
    pub(super) fn revision_of_times(&self) -> Revision {
        let step = self.step().map_or(0, |step| step as u64 + 1);
        let stamp = self.stamp((self.results.changes + self.losses.changes) << 4 | step);
        Revision { still: stamp, moving: stamp }
    }
}
