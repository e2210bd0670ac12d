//! What the scene asks, and the lecture's claims against what was measured.

use super::band::Band;
use super::{EPOCHS, MATCH, This};
use crate::analysis::Estimate;
use crate::decimal::fixed;
use crate::param::Given;
use crate::scene::lane::TimeAxis;
use crate::scene::model::{Findings, Question};
use crate::scene::{Args, Claim, Standing, number, percent};
use crate::value::Value;

impl This {
    /// Index of the run with the largest and of the one with the smallest batch; nothing where they are one.
    fn extremes(&self) -> Option<(usize, usize)> {
        let key = |&(_, size): &(usize, &usize)| *size;
        let big = self.sizes.iter().enumerate().max_by_key(key)?.0;
        let small = self.sizes.iter().enumerate().min_by_key(key)?.0;
        (self.sizes[big] != self.sizes[small]).then_some((big, small))
    }
    /// Excess loss of the run that is shown after its first epoch, and the updates that it had made.
    fn first_epoch(&self, run: usize) -> (f64, u64) {
        let lane = &self.race.lanes[run];
        let points = lane.trace().points();
        let updates = lane.run().per_epoch();
        let end = &points[points.partition_point(|point| point.update <= updates) - 1];
        (self.stage.excess(end.loss), end.update)
    }

    /// The question, where two batch sizes differ.
    pub(super) fn asked(&self) -> Option<Question> {
        let (big, small) = self.extremes()?;
        let step_for_step = self.settings.choice(&MATCH) == TimeAxis::Updates;
        Some(Question {
            ask: if step_for_step { "predict.full-vs-one.updates" } else { "predict.full-vs-one" },
            choices: vec!["predict.full-vs-one.large", "predict.full-vs-one.small"],
            args: vec![
                ("large", (self.sizes[big] as f64).into()),
                ("small", (self.sizes[small] as f64).into()),
                ("updates", (self.most() as f64).into()),
            ],
        })
    }

    /// What was measured of both runs with each seed, and the mean of their differences, seed by seed: positive where
    /// the first is larger. Nothing where there are too few seeds.
    fn over_seeds(&self, of: fn(&Band) -> &[f64], (more, less): (usize, usize)) -> Option<Seeds> {
        let pairs = of(self.bands.get(more)?).iter().zip(of(self.bands.get(less)?));
        let count = pairs.len();
        let mean = |side: &dyn Fn((&f64, &f64)) -> f64| pairs.clone().map(side).sum::<f64>() / count as f64;
        Some(Seeds {
            count,
            difference: Estimate::mean(pairs.clone().map(|(a, b)| a - b))?,
            more: mean(&|(a, _)| *a),
            less: mean(&|(_, b)| *b),
            ahead: mean(&|(a, b)| f64::from(u8::from(b < a))),
        })
    }

    /// The claims, once the run has ended.
    pub(super) fn found(&self) -> Findings {
        let clock = &self.race.clock;
        let epoch = clock.duration() / self.settings.number(&EPOCHS);
        let Some((big, small)) = self.extremes().filter(|_| clock.time() >= epoch * (1.0 - 1e-9)) else {
            return Findings::default();
        };
        if self.race.lanes.iter().any(|lane| lane.run().diverged_at().is_some()) {
            let verdict = Some(("claim.full-vs-one.diverged", Vec::new()));
            return Findings { right: None, verdict, claims: Vec::new() };
        }
        let args = |more: Args| -> Args {
            let sizes =
                [("large", (self.sizes[big] as f64).into()), ("small", (self.sizes[small] as f64).into())];
            sizes.into_iter().chain(more).collect()
        };
        let mut claims = Vec::new();
        if let Some(seeds) = self.over_seeds(|band| &band.first, (big, small)) {
            let standing = Standing::of(seeds.difference, seeds.least());
            let more = seeds.args(["large-excess", "small-excess"], &|x| number(x).into());
            claims.push(Claim::tested("claim.full-vs-one.seeds", standing, args(more)));
        }
        let [(large, large_updates), (little, little_updates)] =
            [big, small].map(|run| self.first_epoch(run));
        claims.push(Claim::report(
            "claim.full-vs-one.ahead",
            args(vec![
                ("large-updates", (large_updates as f64).into()),
                ("small-updates", (little_updates as f64).into()),
                ("large-excess", number(large).into()),
                ("small-excess", number(little).into()),
            ]),
        ));
        if let Some(seeds) = self.over_seeds(|band| &band.raised, (small, big)) {
            let more = seeds.args(["small-raised", "large-raised"], &percent);
            let standing = Standing::of(seeds.difference, LEAST_RAISED);
            claims.push(Claim::tested("claim.full-vs-one.noisy", standing, args(more)));
        }
        if let Some(seeds) = self.over_seeds(|band| &band.last, (small, big)) {
            let more = seeds.args(["small-excess", "large-excess"], &|x| number(x).into());
            // Which is lower at the end is a matter of how many epochs there were.
            let (key, standing) = match Standing::of(seeds.difference, seeds.least()) {
                Standing::Unclear => ("claim.full-vs-one.level", Standing::Unclear),
                _ if seeds.difference.value > 0.0 => ("claim.full-vs-one.overtaken", Standing::Conditional),
                _ => ("claim.full-vs-one.still-ahead", Standing::Conditional),
            };
            claims.push(Claim::tested(key, standing, args(more)));
        }
        // What was asked: after one epoch, or after as many updates as the smallest batch makes in one.
        let [big_asked, small_asked] =
            [big, small].map(|run| self.stage.excess(self.race.lanes[run].at(epoch, 1.0).now.loss));
        let ends = [big, small].map(|run| self.stage.excess(self.race.lanes[run].trace().last().loss));
        let small_ahead = small_asked < big_asked;
        let winner = self.sizes[if small_ahead { small } else { big }];
        let times = f64::max(big_asked, small_asked) / f64::min(big_asked, small_asked);
        let after = match self.settings.choice(&MATCH) {
            TimeAxis::Updates => "verdict.full-vs-one.updates",
            TimeAxis::Epochs | TimeAxis::Examples => "verdict.full-vs-one.epoch",
        };
        let longer = clock.ended() && clock.duration() > epoch * (1.0 + 1e-9);
        let then = match (longer, (ends[1] < ends[0]) == small_ahead) {
            (false, _) => "",
            (true, true) => "verdict.full-vs-one.stayed",
            (true, false) => "verdict.full-vs-one.passed",
        };
        if !clock.ended() {
            claims.clear();
        }
        let verdict = vec![
            ("size", (winner as f64).into()),
            ("times", fixed(times, 3).into()),
            ("after", after.into()),
            ("then", then.into()),
        ];
        let verdict = Some(("verdict.full-vs-one", verdict));
        Findings { right: Some(usize::from(small_ahead)), verdict, claims }
    }
}

/// Part of the larger mean by which two mean losses must differ to be spoken of.
const LEAST: f64 = 0.1;
/// And two shares of updates.
const LEAST_RAISED: f64 = 0.05;

/// Two runs compared seed by seed.
struct Seeds {
    count: usize,
    difference: Estimate,
    more: f64,
    less: f64,
    /// Share of the seeds with which the second is the lower one.
    ahead: f64,
}

impl Seeds {
    fn least(&self) -> f64 {
        LEAST * self.more.max(self.less)
    }
    fn args(&self, [more, less]: [&'static str; 2], text: &dyn Fn(f64) -> Value) -> Args {
        vec![
            ("seeds", (self.count as f64).into()),
            (more, text(self.more)),
            (less, text(self.less)),
            ("ahead", (100.0 * self.ahead).round().into()),
            ("difference", text(self.difference.value)),
            ("low", text(self.difference.low)),
            ("high", text(self.difference.high)),
        ]
    }
}
