//! Training loss against seconds: losses after so many updates, at the seconds per update that were measured here.

use super::plan::Series;
use super::{Net, This, Way};
use crate::chart::Xy;
use crate::scene::Request;
use downhill_network::data::Set;
use downhill_network::job::{Rule, TrainingReport, TrainingRequest};

/// Batch sizes that are trained, each with a colour.
pub(super) const TRAINED: [usize; 4] = [1, 10, 100, 1000];
/// Examples that train, and how often each run sees all of them.
const EXAMPLES: usize = 1024;
const EPOCHS: usize = 20;
const RATE: f64 = 0.1;

/// One run.
struct Descent {
    size: usize,
    /// Updates and losses.
    losses: Vec<(u64, f64)>,
    ended: bool,
}

/// Losses of the runs, as far as they are known.
#[derive(Default)]
pub(super) struct Losses {
    runs: Vec<Descent>,
    pub(super) changes: u64,
}

fn request(size: usize) -> TrainingRequest {
    TrainingRequest {
        data: Set::Digits,
        hidden: 32,
        optimizer: Rule::Sgd,
        rate: RATE,
        size,
        updates: (EPOCHS * EXAMPLES.div_ceil(size)) as u64,
        seed: 0,
        inside: true,
    }
}

/// Examples that have gone through after so many updates: the last batch of an epoch is smaller.
fn examples(size: usize, updates: u64) -> f64 {
    let (batches, updates) = (EXAMPLES.div_ceil(size), updates as usize);
    (updates / batches * EXAMPLES + updates % batches * size) as f64
}

impl Losses {
    pub(super) fn receive(&mut self, key: &str, report: TrainingReport) {
        let Some(size) = TRAINED.into_iter().find(|size| size.to_string() == key) else { return };
        let losses = report.glimpses.iter().map(|glimpse| (glimpse.update, glimpse.train.loss)).collect();
        self.runs.retain(|run| run.size != size);
        self.runs.push(Descent { size, losses, ended: report.end.is_some() });
        self.changes += 1;
    }
    fn of(&self, size: usize) -> Option<&Descent> {
        self.runs.iter().find(|run| run.size == size)
    }
}

impl This {
    /// The times that the runs are told in: the network of the digits on one core with SIMD.
    pub(super) fn pacing(&self) -> Option<Series> {
        let series = self.asked.series(Way::Simd);
        let all = TRAINED.iter().all(|size| self.results.spread(series, *size).is_some());
        (series.net == Net::Small && all).then_some(series)
    }
    /// The runs that are lacking, for who looks deeper and has measured.
    pub(super) fn losses_wanted(&self) -> Vec<(String, Request)> {
        let lacking = |size: &usize| !self.losses.of(*size).is_some_and(|run| run.ended);
        let wanted = self.deep && !self.wanted && self.pacing().is_some();
        let sizes = TRAINED.into_iter().filter(lacking).filter(|_| wanted);
        sizes.map(|size| (size.to_string(), Request::Plain(request(size).to_value()))).collect()
    }
    /// Seconds and losses of a batch size; the start, which takes no time, is left to the edge of the picture.
    pub(super) fn losses(&self, size: usize) -> Vec<Xy> {
        let Some(spread) = self.pacing().and_then(|series| self.results.spread(series, size)) else {
            return Vec::new();
        };
        let Some(run) = self.losses.of(size) else { return Vec::new() };
        let seconds = |updates: u64| examples(size, updates) / size as f64 * spread.median;
        run.losses
            .iter()
            .filter(|(update, _)| *update > 0)
            .map(|(update, loss)| (seconds(*update), *loss))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_batch_of_an_epoch_is_smaller() {
        assert_eq!([0, 1, 2, 3].map(|updates| examples(1000, updates)), [0.0, 1000.0, 1024.0, 2024.0]);
        assert_eq!([11, 12].map(|updates| examples(100, updates)), [1024.0, 1124.0]);
        for size in TRAINED {
            assert_eq!(examples(size, request(size).updates), (EPOCHS * EXAMPLES) as f64);
        }
    }
}
