//! What the scene asks, and the lecture's claims against what was measured.

use super::FullVsOne;
use crate::scene::{Args, Claim, Prediction, Standing, number};
use crate::value::Value;

impl FullVsOne {
    /// Index of the run with the largest and of the one with the smallest batch; nothing where they are one.
    fn extremes(&self) -> Option<(usize, usize)> {
        let key = |&(_, size): &(usize, &usize)| *size;
        let big = self.sizes.iter().enumerate().max_by_key(key)?.0;
        let small = self.sizes.iter().enumerate().min_by_key(key)?.0;
        (self.sizes[big] != self.sizes[small]).then_some((big, small))
    }
    /// Excess loss of a run after its first epoch, and the share of its updates until then that raised the loss.
    fn first_epoch(&self, run: usize) -> (f64, f64, u64) {
        let lane = &self.stage.race.lanes[run];
        let points = lane.trace().points();
        let updates = lane.run().per_epoch();
        let first: Vec<_> = points.into_iter().take_while(|point| point.update <= updates).collect();
        let raised =
            first.windows(2).filter(|pair| pair[1].loss > pair[0].loss || pair[1].loss.is_nan()).count();
        let end = first[first.len() - 1];
        (self.stage.excess(end.loss), raised as f64 / (first.len() - 1).max(1) as f64, end.update)
    }

    /// The question, where two batch sizes differ.
    pub(super) fn question(&self) -> Option<Prediction> {
        let (big, small) = self.extremes()?;
        Some(Prediction {
            question: "predict.full-vs-one",
            choices: vec!["predict.full-vs-one.large", "predict.full-vs-one.small"],
            chosen: self.chosen,
            args: vec![
                ("large", (self.sizes[big] as f64).into()),
                ("small", (self.sizes[small] as f64).into()),
            ],
        })
    }

    /// Share of the seeds with which the small batch is lower after one epoch, and the means of both.
    fn repeats(&self, big: usize, small: usize) -> Option<(f64, Args)> {
        let (large, little) = (&self.bands.get(big)?.first, &self.bands.get(small)?.first);
        let seeds = large.len().min(little.len());
        if seeds < 2 {
            return None;
        }
        let ahead =
            large.iter().zip(little).filter(|(large, little)| little < large).count() as f64 / seeds as f64;
        let mean = |list: &[f64]| number(list[..seeds].iter().sum::<f64>() / seeds as f64);
        let args = vec![
            ("seeds", (seeds as f64).into()),
            ("ahead", (100.0 * ahead).round().into()),
            ("large-mean", mean(large).into()),
            ("small-mean", mean(little).into()),
        ];
        Some((ahead, args))
    }

    /// The claims, once the run has ended.
    pub(super) fn findings(&self) -> Vec<Claim> {
        let Some((big, small)) = self.extremes() else { return Vec::new() };
        if !self.stage.race.clock.ended() {
            return Vec::new();
        }
        if self.stage.race.lanes.iter().any(|lane| lane.run().diverged_at().is_some()) {
            return vec![Claim { key: "claim.full-vs-one.diverged", standing: None, args: Vec::new() }];
        }
        let (large, large_raised, large_updates) = self.first_epoch(big);
        let (little, little_raised, little_updates) = self.first_epoch(small);
        let small_ahead = little < large;
        let standing = |holds: bool| Some(if holds { Standing::Holds } else { Standing::Fails });
        let sizes = || -> Args {
            vec![("large", (self.sizes[big] as f64).into()), ("small", (self.sizes[small] as f64).into())]
        };
        let with = |more: Args| sizes().into_iter().chain(more).collect::<Args>();
        let mut claims = Vec::new();
        if let Some(choice) = self.chosen {
            let right = (choice == 1) == small_ahead;
            let key = if right { "claim.prediction.right" } else { "claim.prediction.wrong" };
            claims.push(Claim { key, standing: None, args: Vec::new() });
        }
        claims.push(Claim {
            key: "claim.full-vs-one.ahead",
            standing: standing(small_ahead),
            args: with(vec![
                ("large-updates", (large_updates as f64).into()),
                ("small-updates", (little_updates as f64).into()),
                ("large-excess", number(large).into()),
                ("small-excess", number(little).into()),
            ]),
        });
        let percent = |share: f64| Value::from((100.0 * share).round());
        claims.extend(self.repeats(big, small).map(|(ahead, args)| Claim {
            key: "claim.full-vs-one.seeds",
            standing: standing(ahead > 0.5),
            args: with(args),
        }));
        claims.push(Claim {
            key: "claim.full-vs-one.noisy",
            standing: standing(little_raised > large_raised),
            args: with(vec![
                ("large-raised", percent(large_raised)),
                ("small-raised", percent(little_raised)),
            ]),
        });
        let end = |run: usize| self.stage.excess(self.stage.race.lanes[run].trace().last().loss);
        let overtaken = end(big) < end(small);
        claims.push(Claim {
            key: if overtaken { "claim.full-vs-one.overtaken" } else { "claim.full-vs-one.still-ahead" },
            standing: Some(Standing::Conditional),
            args: with(vec![
                ("large-excess", number(end(big)).into()),
                ("small-excess", number(end(small)).into()),
            ]),
        });
        claims
    }
}
