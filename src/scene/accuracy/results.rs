//! What runs have shown, kept by what was asked of each: whatever is asked again costs nothing.

use super::plan::{Asked, Plan};
use crate::analysis::Estimate;
use crate::scene::sweep::{Mean, On};
use crate::scene::tuning::tried;
use downhill_network::job::{TrainingReport, TrainingRequest};

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct End {
    pub(super) train: f64,
    pub(super) validation: f64,
    pub(super) diverged: bool,
}

impl End {
    pub(super) fn on(&self, on: On) -> f64 {
        on.of([self.train, self.validation])
    }
}

/// All runs that are known, whole or in part.
#[derive(Default)]
pub(super) struct Results {
    ends: Vec<(TrainingRequest, End)>,
    /// How far those under way have got.
    parts: Vec<(TrainingRequest, f64)>,
    /// How often anything but a progress changed.
    pub(super) changes: u64,
}

impl Results {
    pub(super) fn receive(&mut self, request: TrainingRequest, report: &TrainingReport) {
        self.parts.retain(|(other, _)| *other != request);
        match report.end {
            Some([train, validation]) if self.end(&request).is_none() => {
                self.ends.push((request, End { train, validation, diverged: report.diverged }));
                self.changes += 1;
            }
            Some(_) => {}
            None => self.parts.push((request, report.progress)),
        }
    }
    pub(super) fn end(&self, request: &TrainingRequest) -> Option<End> {
        self.ends.iter().find(|(other, _)| other == request).map(|(_, end)| *end)
    }
    pub(super) fn progress(&self, request: &TrainingRequest) -> f64 {
        let part = || self.parts.iter().find(|(other, _)| other == request).map(|(_, part)| *part);
        if self.end(request).is_some() { 1.0 } else { part().unwrap_or_default() }
    }
    /// The ends of the runs of one batch size that are known.
    pub(super) fn ends(&self, plan: &Plan, place: usize) -> Vec<End> {
        plan.runs(place).filter_map(|request| self.end(&request)).collect()
    }
    /// The mean of those.
    pub(super) fn mean(&self, plan: &Plan, place: usize, on: On) -> Option<Mean> {
        let values: Vec<f64> = self.ends(plan, place).iter().map(|end| end.on(on)).collect();
        Mean::of_shares(&values)
    }
    /// By how much the batch size at `small` does better than that at `large`, seed by seed.
    pub(super) fn gap(&self, plan: &Plan, (small, large): (usize, usize), on: On) -> Option<Estimate> {
        let pairs = plan.runs(small).zip(plan.runs(large));
        let both = pairs.filter_map(|(a, b)| Some(self.end(&a)?.on(on) - self.end(&b)?.on(on)));
        Estimate::mean(both.collect::<Vec<_>>().into_iter())
    }
    /// Mean training accuracy of a rate's trials; nothing before all are known.
    pub(super) fn tried(&self, asked: &Asked, size: usize, rate: f64) -> Option<f64> {
        tried(asked.trials(size, rate).map(|request| self.end(&request).map(|end| end.train)))
    }
}
