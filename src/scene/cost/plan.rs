//! What is asked for, and which batch size is timed next.

use super::results::Results;
use super::{NETWORK, Net, REPEATS, WAY, WORKERS, Way};
use crate::named::Named;
use crate::scene::Settings;
use crate::value::{Value, map};

/// Batch sizes, from one example to all of MNIST's.
pub(super) const SIZES: [usize; 6] = [1, 10, 100, 1000, 10_000, 60_000];
/// Examples of an epoch.
pub(super) const EPOCH: f64 = 60_000.0;
/// The two batch sizes that the lecture compares.
pub(super) const LARGE: usize = 1000;

/// Seconds of one update, as far as one can see, from which on a batch size is left out; from which on it has fewer repeats.
const LONGEST: f64 = 1.5;
const LONG: f64 = 0.2;
const FEW: usize = 3;

/// Which numbers belong together: one way on one network.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Series {
    pub(super) net: Net,
    pub(super) way: Way,
    /// Workers, where they are several.
    pub(super) workers: usize,
    pub(super) repeats: usize,
}

/// What is asked for: a way, and the workers it would have were it that way.
pub(super) type Asked = Series;

/// What is timed next: a batch size of a series, so often.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Next {
    pub(super) series: Series,
    pub(super) size: usize,
    pub(super) repeats: usize,
}

impl Asked {
    pub(super) fn of(settings: &Settings) -> Self {
        Self {
            net: settings.choice(&NETWORK),
            way: settings.choice(&WAY),
            workers: settings.whole(&WORKERS),
            repeats: settings.whole(&REPEATS),
        }
    }
    /// The numbers of one way.
    pub(super) fn series(&self, way: Way) -> Series {
        let workers = if way == Way::Workers { self.workers } else { 1 };
        Series { net: self.net, way, workers, repeats: self.repeats }
    }
    /// What is to be timed: the way that is asked for, and one core with SIMD to compare it with.
    fn wanted(&self) -> impl Iterator<Item = Series> + use<> {
        let asked = *self;
        let compared = (asked.way != Way::Simd).then_some(Way::Simd);
        compared.into_iter().chain([asked.way]).map(move |way| asked.series(way))
    }
    /// The smallest batch that is compared: one example, or, where workers share it, as many as there are workers.
    pub(super) fn base(&self, way: Way) -> usize {
        let least = if way == Way::Workers { self.workers } else { 1 };
        SIZES.into_iter().find(|size| *size >= least).unwrap_or(LARGE)
    }
    /// The batch size that is timed next; nothing where all of them are known or left out.
    pub(super) fn next(&self, results: &Results) -> Option<Next> {
        self.wanted().find_map(|series| {
            let size = SIZES.into_iter().find(|size| !results.settled(series, *size))?;
            // What is compared needs all of them.
            let long = size > LARGE && results.forecast(series, size).is_some_and(|seconds| seconds > LONG);
            let repeats = if long { FEW.min(series.repeats) } else { series.repeats };
            Some(Next { series, size, repeats })
        })
    }
    /// Part of the work that is done, 0…1; `part` of the batch size that is timed now.
    pub(super) fn progress(&self, results: &Results, part: f64) -> f64 {
        let next = self.next(results);
        let (mut done, mut all) = (0.0, 0.0);
        for series in self.wanted() {
            for size in SIZES {
                // Every measurement warms up and has its repeats; the largest batches take longer than that.
                let cost = if size < 10_000 { 1.0 } else { 1.6 };
                let here = next.is_some_and(|next| (next.series, next.size) == (series, size));
                let share =
                    if results.settled(series, size) { 1.0 } else { f64::from(u8::from(here)) * part };
                done += cost * share;
                all += cost;
            }
        }
        done / all
    }
}

impl Series {
    /// Whether an update of so many examples is left out because it would take too long.
    pub(super) fn left_out(&self, results: &Results, size: usize) -> bool {
        results.forecast(*self, size).is_some_and(|seconds| seconds > LONGEST)
    }
}

impl Next {
    /// The key of its job.
    pub(super) fn key(&self) -> String {
        format!("{}-{}", self.series.way.name(), self.size)
    }
    /// The job; `run` tells it from earlier ones that asked the same.
    pub(super) fn job(&self, run: u64) -> Value {
        let Series { net, way, workers, .. } = self.series;
        map([
            ("name", "timing".into()),
            ("way", way.name().into()),
            ("widths", net.widths().to_vec().into()),
            ("size", (self.size as f64).into()),
            ("workers", (workers as f64).into()),
            ("repeats", (self.repeats as f64).into()),
            ("alone", true.into()),
            ("crew", (workers as f64).into()),
            ("run", (run as f64).into()),
        ])
    }
}
