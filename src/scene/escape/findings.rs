//! Live numbers, the question, and the lecture's claims against what was measured.

use super::{EscapeScene, This};
use crate::analysis::{Crowd, wilson};
use crate::decimal::fixed;
use crate::objective::Objective;
use crate::scene::model::{Findings, Model, Question};
use crate::scene::{Args, Claim, Readout, Swatch};
use crate::value::Value;

fn percent(share: f64) -> Value {
    (libm::round(1000.0 * share) / 10.0).into()
}

/// Indices of two crowds, and whether they differ in batch size (then the larger comes first) or in momentum alone (then
/// the smaller).
struct Pair {
    batch: bool,
    first: usize,
    second: usize,
}

impl This {
    /// One row a crowd.
    pub(super) fn rows(&self) -> Vec<Readout> {
        let update = self.shown();
        let row = |(index, crowd): (usize, &Crowd)| {
            let (low, high) = wilson(crowd.gone(update), crowd.particles());
            let values = vec![
                ("readout.update", update.to_string()),
                ("readout.gone", format!("{} %", fixed(100.0 * crowd.share(update), 3))),
                ("readout.interval", format!("{}–{}", fixed(100.0 * low, 3), fixed(100.0 * high, 3))),
                ("readout.median", crowd.median(update).map_or("–".to_owned(), |k| k.to_string())),
            ];
            let args =
                vec![("size", (self.size(index) as f64).into()), ("momentum", self.momentum(index).into())];
            Readout { swatch: Swatch::Run(index), label: "run.escape", args, values, diverged_at: None }
        };
        self.crowds.iter().enumerate().map(row).collect()
    }

    /// The two crowds that differ most in batch size, or else in momentum.
    fn pair(&self) -> Option<Pair> {
        let by = |key: &dyn Fn(usize) -> f64| {
            let all = 0..self.crowds.len();
            let most = all.clone().max_by(|a, b| key(*a).total_cmp(&key(*b)))?;
            let least = all.min_by(|a, b| key(*a).total_cmp(&key(*b)))?;
            (key(most) != key(least)).then_some((most, least))
        };
        if let Some((first, second)) = by(&|index| self.size(index) as f64) {
            return Some(Pair { batch: true, first, second });
        }
        by(&|index| self.momentum(index)).map(|(second, first)| Pair { batch: false, first, second })
    }

    /// The question, where crowds differ.
    pub(super) fn asked(&self) -> Option<Question> {
        let Pair { batch, first, second } = self.pair()?;
        let (ask, choices) = if batch {
            ("predict.escape", vec!["predict.escape.large", "predict.escape.small"])
        } else {
            ("predict.escape.momentum", vec!["predict.escape.less", "predict.escape.more"])
        };
        let mut args = self.names(first, second);
        args.push(("count", (self.crowds[first].particles() as f64).into()));
        Some(Question { ask, choices, args })
    }
    fn names(&self, first: usize, second: usize) -> Args {
        vec![
            ("updates", (self.updates() as f64).into()),
            ("large", (self.size(first) as f64).into()),
            ("small", (self.size(second) as f64).into()),
            ("less", self.momentum(first).into()),
            ("more", self.momentum(second).into()),
        ]
    }

    /// Earlier is better where as many have left: the area under the curve of those gone.
    fn sooner(&self, a: usize, b: usize) -> bool {
        let area = |index: usize| (0..=self.updates()).map(|k| self.crowds[index].share(k)).sum::<f64>();
        area(a) > area(b)
    }

    /// The claims, once the runs have ended.
    pub(super) fn found(&self) -> Findings {
        let Some(Pair { batch, first, second }) = self.pair().filter(|_| EscapeScene::ended(self)) else {
            return Findings::default();
        };
        let last = self.updates();
        let args = |a: usize, b: usize| -> Args {
            let median = |index: usize| {
                Value::from(self.crowds[index].median(last).map_or("–".to_owned(), |k| k.to_string()))
            };
            let mut args = self.names(a, b);
            args.extend([
                ("first", percent(self.crowds[a].share(last))),
                ("second", percent(self.crowds[b].share(last))),
                ("first-median", median(a)),
                ("second-median", median(b)),
            ]);
            args
        };
        let mut claims = Vec::new();
        if batch {
            claims.push(Claim::tested("claim.escape.batch", self.sooner(second, first), args(first, second)));
        }
        // Momentum is compared at one batch size, the first that comes with two of them.
        let all = 0..self.crowds.len();
        let twins = all.clone().find_map(|a| {
            let alike = |b: &usize| self.size(*b) == self.size(a) && self.momentum(*b) != self.momentum(a);
            let b = (a + 1..self.crowds.len()).find(alike)?;
            Some(if self.momentum(a) < self.momentum(b) { (a, b) } else { (b, a) })
        });
        if let Some((less, more)) = twins {
            claims.push(Claim::tested("claim.escape.momentum", self.sooner(more, less), args(less, more)));
        }
        let stuck =
            |index: usize| self.size(index) == self.noise.examples() && self.crowds[index].gone(last) == 0;
        if all.clone().any(stuck) {
            claims.push(Claim::report("claim.escape.full", Vec::new()));
        }
        Findings { right: Some(usize::from(self.sooner(second, first))), claims }
    }
}
