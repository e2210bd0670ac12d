//! What was timed, kept by what was asked: whatever is asked again costs nothing.

use super::Way;
use super::fit::{Fit, Spread, fit, spread};
use super::plan::{SIZES, Series};
use crate::value::Value;

/// What one batch size came to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Timing {
    /// Seconds per update, one a repeat.
    pub(super) samples: Vec<f64>,
    /// Updates in each repeat.
    pub(super) updates: f64,
    /// Workers that were at work.
    pub(super) workers: usize,
}

/// The machine, as far as a browser tells.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Machine {
    pub(super) cores: f64,
    pub(super) platform: String,
    pub(super) browser: String,
}

/// The graphics processor.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Gpu {
    /// Nobody has asked for it.
    #[default]
    Unknown,
    /// It is called so, and may be only a program on the processor.
    Here { adapter: String, software: bool },
    /// This browser offers none.
    Missing,
    /// It failed, for a reason.
    Failed(String),
}

impl Gpu {
    /// Whether there is nothing to be timed on.
    pub(super) fn lacking(&self) -> bool {
        matches!(self, Gpu::Missing | Gpu::Failed(_))
    }
}

/// All times that are known.
#[derive(Default)]
pub(super) struct Results {
    timings: Vec<(Series, usize, Timing)>,
    pub(super) machine: Option<Machine>,
    pub(super) gpu: Gpu,
    /// How often any of this changed.
    pub(super) changes: u64,
}

impl Results {
    /// Takes a report on a batch size; whether that was its last.
    pub(super) fn receive(&mut self, series: Series, size: usize, report: &Value) -> bool {
        let number = |name: &str| report.get(name).and_then(Value::as_number);
        let text =
            |of: &Value, name: &str| of.get(name).and_then(Value::as_text).unwrap_or_default().to_owned();
        if let Some(machine) = report.get("machine") {
            let cores = machine.get("cores").and_then(Value::as_number).unwrap_or_default();
            let [platform, browser] = ["platform", "browser"].map(|name| text(machine, name));
            self.machine = Some(Machine { cores, platform, browser });
        }
        if number("progress") != Some(1.0) {
            return false;
        }
        self.changes += 1;
        if report.get("missing").is_some() {
            self.gpu = report
                .get("trouble")
                .and_then(Value::as_text)
                .map_or(Gpu::Missing, |why| Gpu::Failed(why.to_owned()));
            return true;
        }
        if series.way == Way::Gpu {
            let software = report.get("software") == Some(&Value::Bool(true));
            self.gpu = Gpu::Here { adapter: text(report, "adapter"), software };
        }
        let samples = report.get("samples").and_then(Value::as_list).unwrap_or_default();
        let samples: Vec<f64> =
            samples.iter().filter_map(Value::as_number).filter(|time| *time > 0.0).collect();
        let (updates, workers) =
            (number("updates").unwrap_or(1.0), number("workers").unwrap_or(1.0) as usize);
        self.timings.retain(|(of, other, _)| (*of, *other) != (series, size));
        self.timings.push((series, size, Timing { samples, updates, workers }));
        true
    }
    /// Forgets the times of a series: they are to be measured again.
    pub(super) fn forget(&mut self, series: Series) {
        self.timings.retain(|(of, _, _)| *of != series);
        if series.way == Way::Gpu {
            self.gpu = Gpu::Unknown;
        }
        self.changes += 1;
    }
    pub(super) fn timing(&self, series: Series, size: usize) -> Option<&Timing> {
        self.timings
            .iter()
            .find(|(of, other, _)| (*of, *other) == (series, size))
            .map(|(_, _, timing)| timing)
    }
    pub(super) fn spread(&self, series: Series, size: usize) -> Option<Spread> {
        spread(&self.timing(series, size)?.samples)
    }
    /// Whether nothing more is to be found out about a batch size.
    pub(super) fn settled(&self, series: Series, size: usize) -> bool {
        let lacking = series.way == Way::Gpu && self.gpu.lacking();
        lacking || self.timing(series, size).is_some() || series.left_out(self, size)
    }
    /// Seconds that an update will take at most: what the largest smaller batch took, stretched to its size.
    pub(super) fn forecast(&self, series: Series, size: usize) -> Option<f64> {
        let smaller = SIZES.into_iter().rev().filter(|other| *other < size);
        let mut known = smaller.filter_map(|other| Some((other, self.spread(series, other)?.median)));
        known.next().map(|(other, seconds)| seconds * size as f64 / other as f64)
    }
    /// The medians that are known, with their batch sizes.
    pub(super) fn medians(&self, series: Series) -> Vec<(usize, Spread)> {
        SIZES.into_iter().filter_map(|size| Some((size, self.spread(series, size)?))).collect()
    }
    /// Workers that share a batch that is large enough.
    pub(super) fn crew(&self, series: Series) -> usize {
        let workers = SIZES.into_iter().filter_map(|size| Some(self.timing(series, size)?.workers));
        workers.max().unwrap_or(series.workers)
    }
    /// What a call costs and what an example costs, of those batch sizes that the whole crew is at work on: one example cannot be
    /// shared.
    pub(super) fn fit(&self, series: Series) -> Option<Fit> {
        let crew = self.crew(series);
        let shared = |size: &usize| self.timing(series, *size).is_some_and(|timing| timing.workers == crew);
        let medians = self.medians(series).into_iter().filter(|(size, _)| shared(size));
        fit(&medians.map(|(size, spread)| (size as f64, spread.median)).collect::<Vec<_>>())
    }
}
