//! What runs have shown, kept by what was asked of each: whatever is asked again costs nothing.

use super::plan::{Asked, At, Entry, Plan};
use crate::analysis::Estimate;
use crate::scene::sweep::{Mean, On, mean};
use crate::scene::tuning::tried;
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

/// Training accuracy under which a run has failed.
pub(super) const FAILED: f64 = 0.75;

/// An accuracy at the end.
pub(super) fn accuracy(run: &EntryReport, on: On) -> f64 {
    run.epochs.last().map_or(0.0, |both| on.of(*both))
}

/// Whether a run has failed: it diverged, or gets fewer than three quarters of the examples right that it learnt from.
pub(super) fn failed(run: &EntryReport) -> bool {
    run.diverged || accuracy(run, On::Training) < FAILED
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
    /// Mean accuracy of those.
    pub(super) fn mean(&self, plan: &Plan, place: usize, at: At, on: On) -> Option<Mean> {
        let values: Vec<f64> = self.of(plan, place, at).iter().map(|run| accuracy(run, on)).collect();
        Mean::of_shares(&values)
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
        mean(&taken)
    }
    /// Mean validation accuracy at the start and after each epoch, of the runs that have come to their last one.
    pub(super) fn course(&self, plan: &Plan, place: usize, at: At) -> Vec<f64> {
        let on = plan.asked.on();
        let whole = plan.asked.epochs as usize + 1;
        let runs = self.of(plan, place, at);
        let count = runs.len() as f64;
        let at_epoch = |epoch: usize| {
            // One that diverged stays where it stopped.
            let value = |run: &&EntryReport| {
                run.epochs.get(epoch).or(run.epochs.last()).map_or(0.0, |both| on.of(*both))
            };
            runs.iter().map(value).sum::<f64>() / count
        };
        if runs.is_empty() { Vec::new() } else { (0..whole).map(at_epoch).collect() }
    }
    /// Mean training accuracy of a rate's trials; nothing before all are known.
    pub(super) fn tried(&self, asked: &Asked, entry: &Entry, rate: f64) -> Option<f64> {
        let train = |run: &EntryReport| accuracy(run, On::Training);
        tried(asked.trials(entry, rate).map(|request| self.ended(&request).map(train)))
    }
}
