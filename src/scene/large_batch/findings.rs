//! The questions, and what the papers say against what was measured.

use super::plan::{Asked, At};
use super::results::{accuracy, failed};
use super::{Idea, Scope, This};
use crate::analysis::Estimate;
use crate::decimal::{tenths, text};
use crate::scene::model::{Findings, Question};
use crate::scene::sweep::{Mean, On};
use crate::scene::{Args, Claim, Sentence, Standing};
use crate::value::Value;
use downhill_network::job::FACTORS;

/// What two accuracies must differ by to be spoken of, and two shares of failed runs.
pub(super) const LEAST: f64 = 0.01;
const LEAST_SHARE: f64 = 0.1;

/// The ideas that are held against linear scaling alone.
const FURTHER: [Idea; 5] = [Idea::Warmup, Idea::Rmsprop, Idea::Lars, Idea::Lamb, Idea::Swap];

/// A learning rate, to three digits.
pub(super) fn short(rate: f64) -> String {
    let unit = libm::pow(10.0, 2.0 - libm::floor(libm::log10(rate)));
    text(libm::round(rate * unit) / unit)
}

/// A difference and the ends of its interval, as parts of a sentence.
fn parts(gap: Estimate) -> Args {
    let named = [("difference", gap.value), ("low", gap.low), ("high", gap.high)];
    named.map(|(name, x)| (name, Value::from(tenths(100.0 * x)))).to_vec()
}

impl This {
    pub(super) fn mean(&self, place: usize, at: At) -> Option<Mean> {
        self.results.mean(&self.plan, place, at, self.plan.asked.on())
    }
    pub(super) fn gap(&self, pair: [usize; 2], at: At) -> Option<Estimate> {
        self.results.gap(&self.plan, pair, at, |run| accuracy(run, On::Validation))
    }
    /// Runs of an entry that have ended, and how many of them have failed.
    pub(super) fn failures(&self, place: usize) -> (usize, usize) {
        let runs = self.results.of(&self.plan, place, At::Shared);
        (runs.iter().filter(|run| failed(run)).count(), runs.len())
    }
    /// What the comparison now rests on: a rule that only scales η has nothing of its own once η is tuned.
    pub(super) fn at(&self) -> At {
        if self.plan.asked.tuned && self.plan.asked.scope == Scope::All { At::Tuned } else { At::Shared }
    }
    /// By how much one idea does better than another, as things are compared now.
    fn between(&self, more: Idea, less: Idea) -> Option<Estimate> {
        self.gap([self.plan.place(more)?, self.plan.place(less)?], self.at())
    }
    /// The large batch with the highest mean; the reader's own entries are beside the comparison.
    fn best(&self) -> Option<usize> {
        let of_paper = |place: &usize| !matches!(self.plan.entries[*place].idea, Idea::Reference | Idea::Own);
        let value = |place: &usize| self.mean(*place, self.at()).map_or(0.0, |mean| mean.value);
        self.places().filter(of_paper).max_by(|a, b| value(a).total_cmp(&value(b)))
    }
    /// The entries that cannot be told from the best one, it among them; none where it is alone, or before all is known.
    pub(super) fn level(&self) -> Vec<usize> {
        let Some(best) = self.best().filter(|_| self.plan.known && self.plan.asked.scope == Scope::All)
        else {
            return Vec::new();
        };
        let lead = |place: usize| self.gap([best, place], self.at());
        let near = |place: &usize| {
            let large = self.plan.entries[*place].idea != Idea::Reference;
            large && (*place == best || lead(*place).is_some_and(|lead| lead.low <= 0.0))
        };
        let level: Vec<usize> = self.places().filter(near).collect();
        if level.len() > 1 { level } else { Vec::new() }
    }
    /// How each further idea stands against linear scaling: ahead, behind, or not to be told, by the sign of its whole interval.
    fn standings(&self) -> Vec<(Idea, Estimate, Standing)> {
        let stand = |idea: Idea| {
            let gap = self.between(idea, Idea::Linear)?;
            Some((idea, gap, Standing::of(gap, 0.0)))
        };
        FURTHER.into_iter().filter_map(stand).collect()
    }

    /// The numbers of every sentence.
    fn arguments(&self) -> Args {
        let asked = &self.plan.asked;
        let value = |idea: Idea| {
            let mean = self.plan.place(idea).and_then(|place| self.mean(place, self.at()));
            Value::from(mean.map_or("–".to_owned(), |mean| tenths(100.0 * mean.value)))
        };
        let rate = |idea: Idea| short(asked.entry(idea).rate).into();
        vec![
            ("size", (asked.size as f64).into()),
            ("small", (super::plan::SMALL as f64).into()),
            ("times", (asked.size as f64 / super::plan::SMALL as f64).into()),
            ("rate-small", rate(Idea::Reference)),
            ("rate-linear", rate(Idea::Linear)),
            ("updates", ((asked.epochs * Asked::per_epoch(asked.size)) as f64).into()),
            ("updates-small", ((asked.epochs * Asked::per_epoch(super::plan::SMALL)) as f64).into()),
            ("epochs", (asked.epochs as f64).into()),
            ("warmup", (asked.warmup as f64).into()),
            ("seeds", (asked.seeds as f64).into()),
            ("further", (FURTHER.len() as f64).into()),
            ("tries", (FACTORS.len() as f64).into()),
            ("reference", value(Idea::Reference)),
            ("same", value(Idea::Same)),
            ("sqrt", value(Idea::Sqrt)),
            ("linear", value(Idea::Linear)),
        ]
    }

    /// The question of what is set.
    pub(super) fn asked(&self) -> Question {
        let asked = &self.plan.asked;
        let few = ["predict.large-batch.none", "predict.large-batch.few", "predict.large-batch.most"];
        let (ask, choices) = match (asked.scope, asked.tuned) {
            (Scope::Same, _) => (
                "predict.large-batch.same",
                ["predict.large-batch.over", "predict.large-batch.between", "predict.large-batch.under"],
            ),
            (Scope::Scaled, _) => (
                "predict.large-batch.scaled",
                ["predict.large-batch.third", "predict.large-batch.two-thirds", "predict.large-batch.more"],
            ),
            (Scope::All, false) => ("predict.large-batch.all", few),
            (Scope::All, true) => ("predict.large-batch.tuned", few),
            (Scope::Warmup, _) => (
                "predict.large-batch.warm-up",
                ["predict.large-batch.fewer", "predict.large-batch.as-many", "predict.large-batch.many"],
            ),
        };
        Question { ask, choices: choices.to_vec(), args: self.arguments() }
    }

    /// What was measured, once all of it is known.
    pub(super) fn found(&self) -> Findings {
        if !self.plan.known {
            return Findings::default();
        }
        let found = match self.plan.asked.scope {
            Scope::Same => self.found_same(),
            Scope::Scaled => self.found_scaled(),
            Scope::All => self.found_all(),
            Scope::Warmup => self.found_warmup(),
        };
        let mut found = found.unwrap_or_default();
        found.claims.extend(self.own_claims());
        found
    }
    fn found_same(&self) -> Option<Findings> {
        let gap = self.between(Idea::Reference, Idea::Same)?;
        let same = self.mean(self.plan.place(Idea::Same)?, self.at())?.value;
        let mut args = self.arguments();
        args.extend(parts(gap));
        let right = usize::from(same < 0.85) + usize::from(same < 0.65);
        let claim = Claim::tested("claim.large-batch.same", Standing::of(gap, LEAST), args.clone());
        Some(Findings {
            right: Some(right),
            verdict: Some(("verdict.large-batch.same", args)),
            claims: vec![claim],
        })
    }
    /// What linear scaling regains.
    fn scaling(&self) -> Option<(Estimate, Claim)> {
        let back = self.between(Idea::Linear, Idea::Same)?;
        let mut args = self.arguments();
        args.extend(parts(back));
        Some((back, Claim::tested("claim.large-batch.linear", Standing::of(back, LEAST), args)))
    }
    fn found_scaled(&self) -> Option<Findings> {
        let lost = self.between(Idea::Reference, Idea::Same)?;
        let (back, claim) = self.scaling()?;
        let mut args = claim.args.clone();
        let claims = vec![claim];
        args.push(("lost", tenths(100.0 * lost.value).into()));
        if Standing::of(lost, LEAST) != Standing::Holds {
            return Some(Findings {
                right: None,
                verdict: Some(("verdict.large-batch.no-gap", args)),
                claims,
            });
        }
        let share = back.value / lost.value;
        args.push(("share", libm::round(100.0 * share).into()));
        let right = usize::from(share > 1.0 / 3.0) + usize::from(share > 2.0 / 3.0);
        Some(Findings { right: Some(right), verdict: Some(("verdict.large-batch.scaled", args)), claims })
    }
    fn found_all(&self) -> Option<Findings> {
        let all = self.standings();
        if all.len() < FURTHER.len() {
            return None;
        }
        let mut args = self.arguments();
        let count = |wanted: Standing| all.iter().filter(|(_, _, standing)| *standing == wanted).count();
        let better = count(Standing::Holds);
        args.extend(
            [("better", better), ("worse", count(Standing::Fails)), ("unclear", count(Standing::Unclear))]
                .map(|(name, count)| (name, (count as f64).into())),
        );
        let best = self.best()?;
        let linear = self.plan.place(Idea::Linear)?;
        args.extend(self.against(best, self.gap([best, linear], self.at())?, self.called(best)));
        args.push(("others", (self.level().len().saturating_sub(1) as f64).into()));
        let tuned = self.plan.asked.tuned;
        let mut claims: Vec<Claim> =
            self.scaling().filter(|_| !tuned).map(|(_, claim)| claim).into_iter().collect();
        let key = if tuned { "claim.large-batch.tuned" } else { "claim.large-batch.idea" };
        claims.extend(
            all.into_iter()
                .map(|(idea, gap, standing)| Claim::tested(key, standing, self.of_idea(idea, gap))),
        );
        if tuned {
            claims.extend(self.of_tuning());
        }
        let verdict = match (tuned, better > 0) {
            (false, true) => "verdict.large-batch.all",
            (false, false) => "verdict.large-batch.all-none",
            (true, true) => "verdict.large-batch.tuned",
            (true, false) => "verdict.large-batch.tuned-none",
        };
        let right = Some(usize::from(better > 0) + usize::from(better > 2));
        Some(Findings { right, verdict: Some((verdict, args)), claims })
    }
    /// What tuning makes of the rules that only scale η, and of the small batch.
    fn of_tuning(&self) -> Vec<Claim> {
        let said = |value: f64| Value::from(tenths(100.0 * value));
        let rate = |idea: Idea| self.plan.place(idea).and_then(|place| self.plan.rate(place, At::Tuned));
        let small = self.plan.place(Idea::Reference);
        let small = small.and_then(|place| self.mean(place, At::Shared).zip(self.mean(place, At::Tuned)));
        let one = rate(Idea::Linear).map(|rate| {
            let args = [self.arguments(), vec![("rate", short(rate).into())]].concat();
            Claim::report("claim.large-batch.one-rule", args)
        });
        let small = rate(Idea::Reference).zip(small).map(|(rate, (shared, tuned))| {
            let own = vec![
                ("rate", short(rate).into()),
                ("shared", said(shared.value)),
                ("tuned", said(tuned.value)),
            ];
            Claim::report("claim.large-batch.small-tuned", [self.arguments(), own].concat())
        });
        one.into_iter().chain(small).collect()
    }
    /// The name of an entry, as a part of a sentence.
    fn called(&self, place: usize) -> (&'static str, Value) {
        ("name", name(self.plan.entries[place].idea).into())
    }
    /// What is said of one idea against linear scaling.
    fn of_idea(&self, idea: Idea, gap: Estimate) -> Args {
        let place = self.plan.place(idea).unwrap_or_default();
        [self.arguments(), self.against(place, gap, self.called(place))].concat()
    }
    /// What is said of an entry that is called so, and of its distance from another.
    fn against(&self, place: usize, gap: Estimate, called: (&'static str, Value)) -> Args {
        let value = self.mean(place, self.at()).map_or("–".to_owned(), |mean| tenths(100.0 * mean.value));
        [vec![called, ("value", value.into())], parts(gap)].concat()
    }
    /// The reader's own entries, against linear scaling where that is measured.
    fn own_claims(&self) -> Vec<Claim> {
        let own = (0..self.plan.entries.len()).filter(|place| self.plan.entries[*place].idea == Idea::Own);
        let claim = |place: usize| {
            let linear = self.plan.place(Idea::Linear)?;
            let gap = self.gap([place, linear], self.at())?;
            let number = self.plan.entries[place].number + 1;
            let args = self.against(place, gap, ("number", (number as f64).into()));
            Some(Claim::report("claim.large-batch.own", [self.arguments(), args].concat()))
        };
        own.filter_map(claim).collect()
    }
    fn found_warmup(&self) -> Option<Findings> {
        let places = [self.plan.place(Idea::Linear)?, self.plan.place(Idea::Warmup)?];
        let fewer =
            self.results.gap(&self.plan, places, At::Shared, |run| f64::from(u8::from(failed(run))))?;
        let standing = Standing::of(fewer, LEAST_SHARE);
        let mut args = self.arguments();
        for (place, [count, low, high]) in
            places.into_iter().zip([["without", "w-low", "w-high"], ["with", "u-low", "u-high"]])
        {
            let (lost, runs) = self.failures(place);
            let share = Estimate::share(lost, runs);
            args.push((count, (lost as f64).into()));
            args.extend(
                [(low, share.low), (high, share.high)].map(|(name, x)| (name, crate::scene::percent(x))),
            );
        }
        args.extend([("low", fewer.low), ("high", fewer.high), ("difference", fewer.value)].map(
            |(name, x)| {
                (name, format!("{}{}", if x < 0.0 { "−" } else { "" }, libm::round(100.0 * x.abs())).into())
            },
        ));
        if places.iter().all(|place| self.failures(*place).0 == 0) {
            return Some(Findings {
                right: None,
                verdict: Some(("verdict.large-batch.no-failure", args)),
                claims: Vec::new(),
            });
        }
        let (right, key) = match standing {
            Standing::Holds => (Some(0), "verdict.large-batch.fewer"),
            _ if fewer.high < 0.0 => (Some(2), "verdict.large-batch.many"),
            Standing::Fails => (Some(1), "verdict.large-batch.as-many"),
            _ => (None, "verdict.large-batch.unclear"),
        };
        let mut claims = vec![Claim::tested("claim.large-batch.warm-up", standing, args.clone())];
        claims.extend(self.dip_claim());
        Some(Findings { right, verdict: Some((key, args)), claims })
    }

    /// The present state in a sentence.
    pub(super) fn sentence(&self) -> Sentence {
        if let Some(verdict) = self.found().verdict {
            return verdict;
        }
        let known =
            (0..self.plan.entries.len()).filter(|place| self.mean(*place, At::Shared).is_some()).count();
        let mut args = self.arguments();
        args.push(("known", (known as f64).into()));
        args.push(("entries", (self.plan.entries.len() as f64).into()));
        (if known > 0 { "describe.large-batch" } else { "describe.large-batch.waiting" }, args)
    }
}

/// The key of an idea's name.
pub(super) fn name(idea: Idea) -> &'static str {
    match idea {
        Idea::Same => "label.large-batch.same",
        Idea::Sqrt => "label.large-batch.sqrt",
        Idea::Linear => "label.large-batch.linear",
        Idea::Warmup => "label.large-batch.warm-up",
        Idea::Rmsprop => "label.large-batch.rmsprop",
        Idea::Lars => "label.large-batch.lars",
        Idea::Lamb => "label.large-batch.lamb",
        Idea::Swap => "label.large-batch.swap",
        Idea::Own => "label.large-batch.own",
        Idea::Reference => "label.large-batch.reference",
    }
}
