//! The shares of minima in random landscapes: what is known of them, and whether more is wanted.

use crate::analysis::{DIMENSIONS, Share};
use crate::job::{Request, ShareRequest};

/// What the workers have found.
#[derive(Default)]
pub(super) struct Shares {
    /// Lowest dimension first.
    pub(super) known: Vec<Share>,
    /// Part of the work that is done, while it is wanted.
    progress: Option<f64>,
    /// How often any of this changed.
    pub(super) changes: u64,
}

impl Shares {
    /// Begins anew, or stops.
    pub(super) fn want(&mut self, wanted: bool) {
        if wanted {
            self.known.clear();
        }
        self.progress = wanted.then_some(0.0);
        self.changes += 1;
    }
    /// What is known is of other settings.
    pub(super) fn forget(&mut self) {
        self.known.clear();
        self.want(false);
    }
    pub(super) fn measuring(&self) -> bool {
        self.progress.is_some()
    }
    /// Part of the work that is done, 0…1, while it is wanted.
    pub(super) fn progress(&self) -> Option<f64> {
        self.progress
    }
    /// A job for each dimension, while they are wanted.
    pub(super) fn jobs(&self, samples: u32, seed: u64) -> Vec<(String, Request)> {
        let last = if self.measuring() { DIMENSIONS } else { 0 };
        let job = |dimension| {
            (format!("dimension-{dimension}"), Request::Share(ShareRequest { dimension, samples, seed }))
        };
        (1..=last).map(job).collect()
    }
    /// Takes what is known of one dimension.
    pub(super) fn receive(&mut self, share: Share, samples: u32) {
        self.known.retain(|other| other.dimension != share.dimension);
        self.known.push(share);
        self.known.sort_by_key(|share| share.dimension);
        let drawn: f64 = self.known.iter().map(|share| f64::from(share.samples)).sum();
        let progress = drawn / (f64::from(samples) * DIMENSIONS as f64);
        self.progress = self.progress.and((progress < 1.0).then_some(progress));
        self.changes += 1;
    }
}
