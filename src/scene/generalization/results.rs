//! What jobs have found, kept by what was asked of each: whatever is asked again costs nothing.

use super::plan::{Asked, Pair, Work};
use crate::analysis::Estimate;
use crate::value::Value;
use downhill_network::job::{
    Around, AroundReport, AroundRequest, Look, Outcome, Sharpness, Solution, SolutionReport, SolutionRequest,
};
use std::collections::BTreeMap;

/// Tells requests apart, and has an order: pictures look up every pair several times a frame.
type Key = [u64; 6];

fn key(request: &SolutionRequest) -> Key {
    let SolutionRequest { examples, hidden, wrong, rate, size, seed } = *request;
    [examples as u64, hidden as u64, wrong.to_bits(), rate.to_bits(), size as u64, seed]
}

/// All that is known, whole or in part.
#[derive(Default)]
pub(super) struct Results {
    ends: BTreeMap<Key, Solution>,
    /// What was looked at, as far as it is known, and whether that is all.
    looks: Vec<(AroundRequest, Around, bool)>,
    /// How far those under way have got.
    parts: Vec<(Work, f64)>,
    /// How often anything but a progress changed.
    pub(super) changes: u64,
}

impl Results {
    pub(super) fn receive(&mut self, work: Work, report: &Value) {
        self.parts.retain(|(other, _)| *other != work);
        let known = self.knows(&work);
        let progress = match work {
            Work::Run(request) => {
                let Some(report) = SolutionReport::from_value(report) else { return };
                if let Some(end) = report.end.filter(|_| !known) {
                    self.ends.insert(key(&request), end);
                    self.changes += 1;
                }
                report.progress
            }
            Work::Around(request) => {
                let Some(report) = AroundReport::from_value(report) else { return };
                if !known && report.around != Around::Coming {
                    self.looks.retain(|(other, ..)| *other != request);
                    self.looks.push((request, report.around, report.progress >= 1.0));
                    self.changes += 1;
                }
                report.progress
            }
        };
        if !self.knows(&work) {
            self.parts.push((work, progress));
        }
    }
    pub(super) fn knows(&self, work: &Work) -> bool {
        match work {
            Work::Run(request) => self.end(request).is_some(),
            Work::Around(request) => self.looks.iter().any(|(other, _, all)| other == request && *all),
        }
    }
    /// Part of a job that is done, 0…1.
    pub(super) fn progress(&self, work: &Work) -> f64 {
        let part = || self.parts.iter().find(|(other, _)| other == work).map(|(_, part)| *part);
        if self.knows(work) { 1.0 } else { part().unwrap_or_default() }
    }
    pub(super) fn end(&self, request: &SolutionRequest) -> Option<Solution> {
        self.ends.get(&key(request)).copied()
    }
    pub(super) fn look(&self, request: &AroundRequest) -> Option<&Around> {
        self.looks.iter().find(|(other, ..)| other == request).map(|(_, around, _)| around)
    }

    /// Both ends of a pair, once they are known and if both have learnt: others do not count.
    fn learnt(&self, pair: Pair) -> Option<[Solution; 2]> {
        let [small, large] = pair.map(|request| self.end(&request));
        Some([small?, large?]).filter(|both| both.iter().all(|end| end.outcome == Outcome::Learnt))
    }
    /// The pairs that count.
    pub(super) fn pairs(&self, asked: &Asked) -> Vec<[Solution; 2]> {
        asked.pairs().filter_map(|pair| self.learnt(pair)).collect()
    }
    /// How many pairs do not count, because one run has not learnt its examples.
    pub(super) fn left_out(&self, asked: &Asked) -> usize {
        let known = asked.pairs().filter(|pair| pair.iter().all(|request| self.end(request).is_some()));
        known.count() - self.pairs(asked).len()
    }
    /// Test accuracy of the small batch less that of the full one, in points, pair by pair.
    pub(super) fn gaps(&self, asked: &Asked) -> Vec<f64> {
        self.pairs(asked).iter().map(|[small, large]| points(small) - points(large)).collect()
    }
    /// The mean of those.
    pub(super) fn gap(&self, asked: &Asked) -> Option<Estimate> {
        Estimate::mean(self.gaps(asked).into_iter())
    }
    /// For each pair that counts with both η: the gap with the same η, and what the other η takes off it.
    pub(super) fn closed(&self, asked: &Asked) -> Vec<(f64, f64)> {
        let both = asked.pairs().zip(asked.same_rate().pairs());
        let all = both.filter_map(|(other, same)| {
            let ([_, other], [small, same]) = (self.learnt(other)?, self.learnt(same)?);
            Some((points(&small) - points(&same), points(&other) - points(&same)))
        });
        all.collect()
    }
    /// Sharpness of both solutions of each pair that is known.
    pub(super) fn sharpness(&self, asked: &Asked) -> Vec<[Sharpness; 2]> {
        let all = asked.pairs().filter_map(|pair| {
            let Some(Around::Sharpness(both)) = self.look(&asked.around(pair, Look::Sharpness, 0)) else {
                return None;
            };
            Some(*both)
        });
        all.collect()
    }
}

/// Test accuracy in percent.
fn points(end: &Solution) -> f64 {
    100.0 * end.test.accuracy
}
