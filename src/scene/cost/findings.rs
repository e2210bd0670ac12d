//! The question, the verdict, what the lecture says against what was measured, and the table.

use super::plan::LARGE;
use super::results::Gpu;
use super::said::{SAME, time};
use super::{OF_EPOCHS, This, Way};
use crate::named::Named;
use crate::scene::model::{Findings, Question};
use crate::scene::{Args, Claim, Readout, Sentence, Swatch};

/// How many times less an example must cost for that to be hardware at work in parallel.
const LESS: f64 = 1.25;

/// Which of three answers it is: at most so many times as long, between both, or more.
fn between(times: f64, [few, many]: [f64; 2]) -> usize {
    usize::from(times > few) + usize::from(times > many)
}

impl This {
    /// What is asked of the present way.
    pub(super) fn asked(&self) -> Question {
        let (ask, choices) = match self.asked.way {
            Way::Simd => {
                ("predict.cost.simd", ["predict.cost.twice", "predict.cost.to-100", "predict.cost.over-100"])
            }
            Way::Scalar => {
                ("predict.cost.scalar", ["predict.cost.twice", "predict.cost.to-10", "predict.cost.over-10"])
            }
            Way::Workers => {
                ("predict.cost.workers", ["predict.cost.twice", "predict.cost.to-30", "predict.cost.over-30"])
            }
            Way::Gpu => {
                ("predict.cost.gpu", ["predict.cost.twice", "predict.cost.to-100", "predict.cost.over-100"])
            }
        };
        // What is in sight already is not asked.
        let told = self.step() == Some(OF_EPOCHS) && self.known();
        let choices = if told { Vec::new() } else { choices.to_vec() };
        Question { ask, choices, args: self.arguments(self.asked.way) }
    }
    /// The answer that is right, where that can be told.
    fn right(&self) -> Option<usize> {
        match self.asked.way {
            Way::Scalar => self.slower().map(|times| between(times, [SAME, 10.0])),
            Way::Workers => self.longer(Way::Workers).map(|times| between(times, [SAME, 30.0])),
            way => self.longer(way).map(|times| between(times, [SAME, 100.0])),
        }
    }
    /// What was measured, once all of it is known.
    pub(super) fn found(&self) -> Findings {
        let claims = self.claims();
        if !self.known() {
            return Findings { claims, ..Findings::default() };
        }
        let way = self.asked.way;
        let mut args = self.arguments(way);
        let (right, key) = match (way, &self.results.gpu) {
            (Way::Gpu, Gpu::Missing) => (None, "verdict.cost.gpu-missing"),
            (Way::Gpu, Gpu::Failed(trouble)) => {
                args.push(("trouble", trouble.as_str().into()));
                (None, "verdict.cost.gpu-failed")
            }
            _ if self.step() == Some(OF_EPOCHS) => (None, "verdict.cost.epoch"),
            _ if self.right().is_none() => (None, "verdict.cost.too-long"),
            (Way::Simd, _) => (self.right(), "verdict.cost.simd"),
            (Way::Scalar, _) => (self.right(), "verdict.cost.scalar"),
            (Way::Workers, _) => (self.right(), "verdict.cost.workers"),
            (Way::Gpu, Gpu::Here { software: true, .. }) => (self.right(), "verdict.cost.gpu-software"),
            (Way::Gpu, _) => (self.right(), "verdict.cost.gpu"),
        };
        Findings { right, verdict: Some((key, args)), claims }
    }

    fn claims(&self) -> Vec<Claim> {
        let mut claims = Vec::new();
        for way in self.ways() {
            let key = match way {
                Way::Simd => "claim.cost.simd",
                Way::Scalar => "claim.cost.scalar",
                Way::Workers => "claim.cost.workers",
                Way::Gpu => "claim.cost.gpu",
            };
            if let Some(ratio) = self.ratio(way) {
                claims.push(Claim::tested(key, Self::standing(way, ratio), self.arguments(way)));
            }
        }
        claims.extend([Way::Workers, Way::Gpu].into_iter().filter_map(|way| self.reasons(way)));
        for way in self.ways() {
            if let Some((size, seconds)) = self.results.left_out(self.asked.series(way)) {
                let args = vec![
                    ("way", name(way).into()),
                    ("size", (size as f64).into()),
                    ("time", time(seconds).into()),
                ];
                claims.push(Claim::report("claim.cost.left-out", args));
            }
        }
        match &self.results.gpu {
            Gpu::Missing => claims.push(Claim::report("claim.cost.gpu-missing", Vec::new())),
            Gpu::Failed(trouble) => {
                claims
                    .push(Claim::report("claim.cost.gpu-failed", vec![("trouble", trouble.as_str().into())]));
            }
            Gpu::Here { adapter, software } => {
                let key = if *software { "claim.cost.software" } else { "claim.cost.adapter" };
                claims.push(Claim::report(key, vec![("adapter", adapter.as_str().into())]));
            }
            Gpu::Unknown => {}
        }
        if let Some(machine) = &self.results.machine {
            let args = vec![
                ("platform", machine.platform.as_str().into()),
                ("browser", machine.browser.as_str().into()),
                ("cores", machine.cores.into()),
            ];
            claims.push(Claim::report("claim.cost.machine", args));
        }
        claims
    }
    /// Which of the two reasons makes the curve of a way flat: what a call costs beside what it costs one core, and what an example
    /// costs.
    fn reasons(&self, way: Way) -> Option<Claim> {
        let (own, one) = (self.fit(way)?, self.fit(Way::Simd)?);
        let mut args: Args =
            [("floor", own.floor), ("each", own.each), ("floor-one", one.floor), ("each-one", one.each)]
                .map(|(name, seconds)| (name, time(seconds).into()))
                .to_vec();
        args.push(("workers", (self.results.crew(self.asked.series(way)) as f64).into()));
        let key = match (way, LESS * own.each < one.each) {
            (Way::Gpu, true) => "claim.cost.reasons.gpu",
            (Way::Gpu, false) => "claim.cost.reasons.gpu-slower",
            (_, true) => "claim.cost.reasons.workers",
            (_, false) => "claim.cost.reasons.workers-slower",
        };
        Some(Claim::report(key, args))
    }

    /// One row a way and batch size: what ran where, and what it came to.
    pub(super) fn rows(&self) -> Vec<Readout> {
        let mut rows = Vec::new();
        for way in Way::ALL {
            let series = self.asked.series(way);
            let fit = self.fit(way);
            for (size, spread) in self.medians(way) {
                let timing = self.results.timing(series, size);
                let place = match way {
                    Way::Simd | Way::Scalar => "1".to_owned(),
                    Way::Workers => timing.map_or(0, |timing| timing.workers).to_string(),
                    Way::Gpu => self.adapter(),
                };
                let repeats = timing.map_or("–".to_owned(), |timing| {
                    format!("{} × {}", timing.samples.len(), timing.updates)
                });
                let said = |seconds: Option<f64>| seconds.map_or("–".to_owned(), time);
                let values = vec![
                    ("readout.cost.on", place),
                    ("readout.cost.network", self.asked.net.name().to_owned()),
                    ("readout.cost.median", time(spread.median)),
                    ("readout.cost.spread", format!("{}–{}", time(spread.low), time(spread.high))),
                    ("readout.cost.repeats", repeats),
                    ("readout.cost.each", time(spread.median / size as f64)),
                    ("readout.cost.epoch", time(super::pictures::epoch(size, spread.median))),
                    ("readout.cost.floor", said(fit.map(|fit| fit.floor))),
                    ("readout.cost.slope", said(fit.map(|fit| fit.each))),
                    ("readout.cost.saturation", fit.map_or("–".to_owned(), |_| self.saturation(way))),
                ];
                let label = match way {
                    Way::Simd => "run.cost.simd",
                    Way::Scalar => "run.cost.scalar",
                    Way::Workers => "run.cost.workers",
                    Way::Gpu => "run.cost.gpu",
                };
                let args = vec![("size", (size as f64).into())];
                rows.push(Readout {
                    swatch: Swatch::Run(way.place()),
                    label,
                    args,
                    values,
                    diverged_at: None,
                });
            }
        }
        if rows.is_empty() {
            let values = vec![("readout.cost.median", "–".to_owned())];
            let args = vec![("size", (LARGE as f64).into())];
            rows.push(Readout {
                swatch: Swatch::Run(0),
                label: "run.cost.simd",
                args,
                values,
                diverged_at: None,
            });
        }
        rows
    }
    /// The present state in a sentence.
    pub(super) fn sentence(&self) -> Sentence {
        let known = self.longer(self.asked.way).is_some();
        let mut args = self.arguments(self.asked.way);
        args.push(("way", name(self.asked.way).into()));
        (if known { "describe.cost" } else { "describe.cost.waiting" }, args)
    }
}

/// The name of a way.
pub(super) fn name(way: Way) -> &'static str {
    match way {
        Way::Simd => "label.cost.simd",
        Way::Scalar => "label.cost.scalar",
        Way::Workers => "label.cost.workers",
        Way::Gpu => "label.cost.gpu",
    }
}
