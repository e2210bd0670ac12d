//! Live numbers, the question, and the lecture's claims against what was measured.

use super::{EscapeScene, This};
use crate::analysis::{Crowd, Estimate, wilson};
use crate::batch::{ORDER, Order};
use crate::decimal::fixed;
use crate::objective::Objective;
use crate::scene::model::{Findings, Model, Question};
use crate::scene::{Args, Claim, Readout, Sentence, Standing, Swatch};
use crate::value::Value;

fn percent(share: f64) -> Value {
    tenth(100.0 * share)
}
fn tenth(x: f64) -> Value {
    (libm::round(10.0 * x) / 10.0).into()
}

/// Part of all updates by which two mean times must differ to be spoken of.
const LEAST: f64 = 0.05;

/// Two crowds that differ in one thing: in batch size (then the larger comes first) or in momentum (then the smaller).
#[derive(Clone, Copy)]
struct Pair {
    batch: bool,
    first: usize,
    second: usize,
}

impl This {
    /// The name of a crowd.
    pub(super) fn name(&self, index: usize) -> Sentence {
        let args =
            vec![("size", (self.size(index) as f64).into()), ("momentum", self.momentum(index).into())];
        ("run.escape", args)
    }
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
            let (label, args) = self.name(index);
            Readout { swatch: Swatch::Run(index), label, args, values, diverged_at: None }
        };
        self.crowds.iter().enumerate().map(row).collect()
    }

    /// Whether all runs of a crowd are one: all examples in every batch, and so no chance.
    fn alone(&self, index: usize) -> bool {
        self.size(index) == self.noise.examples() && self.settings.choice(&ORDER) != Order::Replacement
    }
    /// Whether anything leads a crowd off the ridge: chance, or a start beside it. What else would is rounding.
    fn driven(&self, index: usize) -> bool {
        !self.alone(index) || self.start().1 != 0.0
    }
    /// The two crowds that differ most in one thing and are alike in the other; where they can, crowds with chance.
    fn pair(&self, batch: bool) -> Option<Pair> {
        let (size, momentum) = (|k| self.size(k) as f64, |k| self.momentum(k));
        let differ = |&(a, b): &(usize, usize)| {
            let (by_size, by_momentum) = (size(a) - size(b), momentum(b) - momentum(a));
            let (by, other) = if batch { (by_size, by_momentum) } else { (by_momentum, by_size) };
            if other == 0.0 { by } else { 0.0 }
        };
        let all = 0..self.crowds.len();
        let pairs =
            all.clone().flat_map(|a| all.clone().map(move |b| (a, b))).filter(|pair| differ(pair) > 0.0);
        let driven = pairs.filter(|&(first, second)| self.driven(first) || self.driven(second));
        let chance = |&(first, second): &(usize, usize)| !self.alone(first) || !self.alone(second);
        let better = |a: &(usize, usize), b: &(usize, usize)| {
            chance(a).cmp(&chance(b)).then(differ(a).total_cmp(&differ(b))).then(b.cmp(a))
        };
        driven.max_by(better).map(|(first, second)| Pair { batch, first, second })
    }

    /// The question, where crowds differ.
    pub(super) fn asked(&self) -> Option<Question> {
        let Pair { batch, first, second } = self.pair(true).or_else(|| self.pair(false))?;
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

    /// By how many updates the second crowd stays for less time than the first.
    fn sooner(&self, Pair { first, second, .. }: Pair) -> Estimate {
        let stay = |index: usize| self.crowds[index].stay(self.alone(index));
        stay(first).minus(stay(second))
    }

    /// What was measured of two crowds, and how the claim stands that the second leaves sooner.
    fn claim(&self, pair: Pair) -> Claim {
        let Pair { batch, first, second } = pair;
        let last = self.updates();
        let median = |index: usize| {
            Value::from(self.crowds[index].median(last).map_or("–".to_owned(), |k| k.to_string()))
        };
        let sooner = self.sooner(pair);
        let mut args = self.names(first, second);
        args.extend([
            ("first", percent(self.crowds[first].share(last))),
            ("second", percent(self.crowds[second].share(last))),
            ("first-median", median(first)),
            ("second-median", median(second)),
            ("sooner", tenth(sooner.value)),
            ("low", tenth(sooner.low)),
            ("high", tenth(sooner.high)),
        ]);
        if self.alone(first) && self.alone(second) {
            return Claim::report("claim.escape.one", args);
        }
        let key = if batch { "claim.escape.batch" } else { "claim.escape.momentum" };
        Claim::tested(key, Standing::of(sooner, LEAST * last as f64), args)
    }

    /// What is said of the two crowds that were asked about: how many left, or, where nearly all did, how soon half of
    /// them had.
    fn told(&self, pair: Pair) -> Sentence {
        let Pair { batch, first, second } = pair;
        let nearly_all = [first, second].iter().all(|&index| self.crowds[index].share(self.updates()) > 0.9);
        let key = match (batch, nearly_all) {
            (true, false) => "verdict.escape.batch",
            (true, true) => "verdict.escape.batch-half",
            (false, false) => "verdict.escape.momentum",
            (false, true) => "verdict.escape.momentum-half",
        };
        let count = [("count", (self.crowds[first].particles() as f64).into())];
        (key, self.claim(pair).args.into_iter().chain(count).collect())
    }

    /// The claims, once the runs have ended.
    pub(super) fn found(&self) -> Findings {
        if !EscapeScene::ended(self) {
            return Findings::default();
        }
        let pairs = [self.pair(true), self.pair(false)].into_iter().flatten();
        let mut claims: Vec<Claim> = pairs.clone().map(|pair| self.claim(pair)).collect();
        let last = self.updates();
        if (0..self.crowds.len()).any(|index| self.alone(index) && self.crowds[index].gone(last) == 0) {
            claims.push(Claim::report("claim.escape.full", Vec::new()));
        }
        let asked = pairs.clone().next();
        let verdict = asked.map(|pair| self.told(pair));
        let asked = asked.map(|pair| self.sooner(pair));
        let right = asked.filter(|sooner| sooner.low > 0.0 || sooner.high < 0.0);
        Findings { right: right.map(|sooner| usize::from(sooner.low > 0.0)), verdict, claims }
    }
}
