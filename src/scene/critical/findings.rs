//! The lecture's claims against what was measured: of the escape once it has ended, of the shares once they are known.

use super::words::{short, tidy};
use super::{This, UPDATES};
use crate::analysis::{DIMENSIONS, Estimate, Verdict};
use crate::decimal::fixed;
use crate::param::Given;
use crate::scene::model::Findings;
use crate::scene::{Args, Claim, Sentence, Standing, number};

/// What two shares of minima must differ by to be spoken of.
const LEAST: f64 = 0.05;

impl This {
    /// The claims.
    pub(super) fn what_was_found(&self) -> Findings {
        let (mut claims, mut right, mut verdict) = (Vec::new(), None, None);
        if self.race.clock.ended() {
            let back = self.came_back();
            right = Some(usize::from(!back));
            verdict = Some(self.verdict_of_escape(back));
            if self.lens.verdict != Verdict::NotCritical {
                claims.push(self.claim_of_escape(back));
            }
        }
        claims.extend(self.claim_of_shares());
        Findings { right, verdict, claims }
    }

    /// What became of the two runs, in one sentence.
    fn verdict_of_escape(&self, back: bool) -> Sentence {
        let ends = self.race.lanes.iter().map(|lane| lane.trace().last().loss);
        let [low, high] = self.lens.eigen.values.map(|value| short(value, self.lens.zero()));
        let args: Args = vec![
            ("from", short(self.lens.loss, 1e-6).into()),
            ("to", short(ends.fold(f64::INFINITY, f64::min), 1e-3).into()),
            ("low", low.into()),
            ("high", high.into()),
            ("norm", fixed(self.lens.gradient_norm(), 3).into()),
            ("steps", self.settings.number(&UPDATES).into()),
        ];
        let key = match (self.lens.verdict, back) {
            (Verdict::Minimum, true) => "verdict.critical.back",
            (Verdict::Saddle | Verdict::Maximum, false) => "verdict.critical.away",
            (Verdict::Saddle | Verdict::Maximum, true) => "verdict.critical.slow",
            (Verdict::NotCritical, false) => "verdict.critical.slope",
            (Verdict::NotCritical, true) => "verdict.critical.slope-slow",
            (_, true) => "verdict.critical.undecided-back",
            (_, false) => "verdict.critical.undecided-away",
        };
        (key, args)
    }

    fn claim_of_escape(&self, back: bool) -> Claim {
        let ends = self.race.lanes.iter().map(|lane| lane.trace().last().loss);
        let args: Args = vec![
            ("from", tidy(self.lens.loss, 1e-6).into()),
            ("to", number(ends.fold(f64::INFINITY, f64::min)).into()),
            ("low", tidy(self.lens.eigen.values[0], self.lens.zero()).into()),
            ("steps", self.settings.number(&UPDATES).into()),
        ];
        match (self.lens.verdict, back) {
            (Verdict::Minimum, true) => Claim::report("claim.critical.back", args),
            (Verdict::Saddle | Verdict::Maximum, false) => Claim::report("claim.critical.escape", args),
            (Verdict::Saddle | Verdict::Maximum, true) => Claim::report("claim.critical.slow", args),
            (_, true) => Claim::report("claim.critical.undecided-back", args),
            (_, false) => Claim::report("claim.critical.undecided-away", args),
        }
    }

    /// In one dimension against many; nothing before all are measured.
    fn claim_of_shares(&self) -> Option<Claim> {
        let known = &self.shares.known;
        let (first, last) = (known.first()?, known.last()?);
        if self.shares.measuring() || known.len() < DIMENSIONS {
            return None;
        }
        let rarer = Estimate::around(first.field, first.field_error)
            .minus(Estimate::around(last.field, last.field_error));
        let args = vec![
            ("low", fixed(rarer.low, 3).into()),
            ("high", fixed(rarer.high, 3).into()),
            ("one", number(first.field).into()),
            ("many", fixed(last.field, 2).into()),
            ("error", fixed(1.96 * last.field_error, 1).into()),
            ("dimension", (last.dimension as f64).into()),
            ("samples", f64::from(first.samples).into()),
        ];
        Some(Claim::tested("claim.critical.rare", Standing::of(rarer, LEAST), args))
    }
}
