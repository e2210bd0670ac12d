//! What runs have shown, kept by what was asked of each: whatever is asked again costs nothing.

use super::plan::{Asked, At, Entry, Plan};
use crate::analysis::Estimate;
use downhill_network::job::{EntryReport, EntryRequest};
use std::collections::BTreeMap;

/// Tells requests apart, and has an order.
pub(super) type Key = [u64; 8];

/// The key of a request.
pub(super) fn key(request: &EntryRequest) -> Key {
    let EntryRequest { optimizer, rate, momentum, warmup, swap, size, epochs, seed } = *request;
    [optimizer as u64, rate.to_bits(), momentum.to_bits(), warmup, swap, size as u64, epochs, seed]
}

/// All runs that are known, whole or in part.
#[derive(Default)]
pub(super) struct Results {
    runs: BTreeMap<Key, EntryReport>,
    /// How often one of them has ended.
    pub(super) changes: u64,
}

/// A quantity of one entry over its seeds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Mean {
    pub(super) value: f64,
    /// The 95 % interval of the mean; nothing for few seeds.
    pub(super) interval: Option<(f64, f64)>,
}

/// Validation accuracy at the end.
pub(super) fn accuracy(run: &EntryReport) -> f64 {
    run.epochs.last().map_or(0.0, |[_, validation]| *validation)
}

/// Whether a run has failed: it diverged, or gets fewer than three quarters of the examples right that it learnt from.
pub(super) fn failed(run: &EntryReport) -> bool {
    run.diverged || run.epochs.last().is_none_or(|[train, _]| *train < 0.75)
}

impl Results {
    pub(super) fn receive(&mut self, request: &EntryRequest, report: EntryReport) {
        // What is known whole stays as it is: its seconds would be others.
        if self.ended(request).is_none() {
            self.changes += u64::from(report.ended);
            self.runs.insert(key(request), report);
        }
    }
    pub(super) fn ended(&self, request: &EntryRequest) -> Option<&EntryReport> {
        self.runs.get(&key(request)).filter(|run| run.ended)
    }
    pub(super) fn progress(&self, request: &EntryRequest) -> f64 {
        self.runs.get(&key(request)).map_or(0.0, |run| if run.ended { 1.0 } else { run.progress })
    }
    /// The runs of an entry that have ended.
    pub(super) fn of(&self, plan: &Plan, place: usize, at: At) -> Vec<&EntryReport> {
        plan.runs(place, at).filter_map(|request| self.ended(&request)).collect()
    }
    /// Mean validation accuracy of those.
    pub(super) fn mean(&self, plan: &Plan, place: usize, at: At) -> Option<Mean> {
        let runs = self.of(plan, place, at);
        let values = runs.iter().map(|run| accuracy(run));
        let value = values.clone().sum::<f64>() / runs.len() as f64;
        let interval = Estimate::mean(values).map(|mean| (mean.low.max(0.0), mean.high.min(1.0)));
        (!runs.is_empty()).then_some(Mean { value, interval })
    }
    /// By how much `more` exceeds `less`, seed by seed, in what `of` says of a run.
    pub(super) fn gap(
        &self,
        plan: &Plan,
        [more, less]: [usize; 2],
        at: At,
        of: impl Fn(&EntryReport) -> f64,
    ) -> Option<Estimate> {
        let pairs = plan.runs(more, at).zip(plan.runs(less, at));
        let both = pairs.filter_map(|(a, b)| Some(of(self.ended(&a)?) - of(self.ended(&b)?)));
        Estimate::mean(both.collect::<Vec<_>>().into_iter())
    }
    /// Mean seconds of an entry's runs; nothing where none were taken.
    pub(super) fn seconds(&self, plan: &Plan, place: usize, at: At) -> Option<f64> {
        let taken: Vec<f64> = self.of(plan, place, at).iter().filter_map(|run| run.seconds).collect();
        (!taken.is_empty()).then(|| taken.iter().sum::<f64>() / taken.len() as f64)
    }
    /// Mean validation accuracy at the start and after each epoch, of the runs that have come to their last one.
    pub(super) fn course(&self, plan: &Plan, place: usize, at: At) -> Vec<f64> {
        let whole = plan.asked.epochs as usize + 1;
        let runs = self.of(plan, place, at);
        let count = runs.len() as f64;
        let at_epoch = |epoch: usize| {
            // One that diverged stays where it stopped.
            let value =
                |run: &&EntryReport| run.epochs.get(epoch).or(run.epochs.last()).map_or(0.0, |[_, v]| *v);
            runs.iter().map(value).sum::<f64>() / count
        };
        if runs.is_empty() { Vec::new() } else { (0..whole).map(at_epoch).collect() }
    }
    /// Mean training accuracy of a rate's trials; nothing before all are known.
    pub(super) fn tried(&self, asked: &Asked, entry: &Entry, rate: f64) -> Option<f64> {
        let train = |run: &EntryReport| run.epochs.last().map_or(0.0, |[train, _]| *train);
        let trials = asked.trials(entry, rate).map(|request| self.ended(&request).map(train));
        let trials = trials.collect::<Option<Vec<f64>>>()?;
        Some(trials.iter().sum::<f64>() / trials.len() as f64)
    }
}
