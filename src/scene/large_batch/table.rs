//! The numbers of every entry.

use super::findings::{name, short};
use super::plan::{Asked, At, Entry};
use super::{Idea, Scope, This};
use crate::analysis::Estimate;
use crate::chart::{Of, Shape};
use crate::decimal::{fixed, tenths};
use crate::scene::sweep::{Mean, On};
use crate::scene::{Readout, Swatch};

impl This {
    /// One row an entry.
    pub(super) fn rows(&self) -> Vec<Readout> {
        let row = |(place, entry): (usize, &Entry)| {
            let mean = |at: At, on: On| match self.results.mean(&self.plan, place, at, on) {
                Some(Mean { value, interval: Some((low, high)) }) => {
                    format!("{} ({}–{})", tenths(100.0 * value), tenths(100.0 * low), tenths(100.0 * high))
                }
                Some(Mean { value, interval: None }) => tenths(100.0 * value),
                None => "–".to_owned(),
            };
            let gap = |at: At| {
                let reference = self.plan.place(Idea::Reference).filter(|reference| *reference != place);
                match reference.and_then(|reference| self.gap([place, reference], at)) {
                    Some(Estimate { value, low, high }) => {
                        format!(
                            "{} ({} … {})",
                            tenths(100.0 * value),
                            tenths(100.0 * low),
                            tenths(100.0 * high)
                        )
                    }
                    None => "–".to_owned(),
                }
            };
            let rate = |at: At| self.plan.rate(place, at).map_or("–".to_owned(), short);
            let seconds = self.results.seconds(&self.plan, place, At::Shared);
            let asked = &self.plan.asked;
            let mut values = vec![
                ("readout.rate", rate(At::Shared)),
                ("readout.epoch", asked.epochs.to_string()),
                ("readout.updates-made", (asked.epochs * Asked::per_epoch(entry.size)).to_string()),
                ("readout.runs", self.results.of(&self.plan, place, At::Shared).len().to_string()),
                ("readout.seconds", seconds.map_or("–".to_owned(), |seconds| fixed(seconds, 2))),
                ("readout.validation", mean(At::Shared, On::Validation)),
                ("readout.to-reference", gap(At::Shared)),
            ];
            if asked.tuned {
                values.extend([
                    ("readout.rate-tuned", rate(At::Tuned)),
                    ("readout.validation-tuned", mean(At::Tuned, On::Validation)),
                    ("readout.to-reference-tuned", gap(At::Tuned)),
                ]);
            }
            if asked.scope == Scope::Warmup {
                values.push(("readout.training", mean(At::Shared, On::Training)));
                values.push(("readout.failed", self.failures(place).0.to_string()));
            }
            let args = vec![("number", (entry.number as f64 + 1.0).into())];
            let swatch = Swatch::Symbol(
                Shape::Circle,
                if entry.idea == Idea::Reference { Of::Text } else { Of::Run(0) },
            );
            Readout { swatch, label: name(entry.idea), args, values, diverged_at: None }
        };
        self.plan.entries.iter().enumerate().map(row).collect()
    }
}
