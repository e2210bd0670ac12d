//! One crowd of runs, and what is kept of its way.

use crate::chart::{Cloud, Of};
use crate::ensemble::Ensemble;
use std::rc::Rc;

/// A run has left the saddle once its second coordinate is beyond this.
pub(super) const GATE: f64 = 1.0;

type Range = (f64, f64);

/// Runs of one batch size and momentum.
pub(super) struct Crowd {
    ensemble: Ensemble,
    index: usize,
    /// Batch size.
    pub(super) size: usize,
    /// Momentum λ.
    pub(super) momentum: f64,
    view: (Range, Range),
    left: Vec<bool>,
    /// Runs that had left by each update.
    gone: Vec<usize>,
    /// Where the crowd stood after each update.
    frames: Vec<Rc<[u16]>>,
}

impl Crowd {
    /// A crowd at its start, shown in colour `index` over the ranges `view`.
    pub(super) fn new(
        ensemble: Ensemble,
        index: usize,
        size: usize,
        momentum: f64,
        view: (Range, Range),
    ) -> Self {
        let left = vec![false; ensemble.len()];
        let (gone, frames) = (Vec::new(), Vec::new());
        let mut crowd = Self { ensemble, index, size, momentum, view, left, gone, frames };
        crowd.record();
        crowd
    }
    /// Makes up to so many updates of single runs.
    pub(super) fn work(&mut self, updates: u64) {
        let before = self.ensemble.update();
        self.ensemble.work(updates);
        if self.ensemble.update() > before {
            self.record();
        }
    }
    fn record(&mut self) {
        for (left, (_, y)) in self.left.iter_mut().zip(self.ensemble.positions()) {
            *left |= y.abs() > GATE as f32;
        }
        self.gone.push(self.left.iter().filter(|left| **left).count());
        let cloud = Cloud::count(Of::Run(self.index), self.view, self.ensemble.positions());
        self.frames.push(cloud.counts);
    }
    /// Updates that all its runs have made.
    pub(super) fn update(&self) -> usize {
        self.frames.len() - 1
    }
    /// Runs.
    pub(super) fn len(&self) -> usize {
        self.left.len()
    }
    /// Where it stood after `update`, at most the last one made.
    pub(super) fn cloud(&self, update: usize) -> Cloud {
        let counts = self.frames[update.min(self.update())].clone();
        Cloud { of: Of::Run(self.index), counts, total: self.len() }
    }
    /// How many had left by `update`.
    pub(super) fn gone(&self, update: usize) -> usize {
        self.gone[update.min(self.update())]
    }
    /// Which share had left by `update`.
    pub(super) fn share(&self, update: usize) -> f64 {
        self.gone(update) as f64 / self.len() as f64
    }
    /// The update by which half of all runs had left, if that is at or before `update`.
    pub(super) fn median(&self, update: usize) -> Option<usize> {
        (0..=update.min(self.update())).find(|&k| 2 * self.gone[k] >= self.len())
    }
}
