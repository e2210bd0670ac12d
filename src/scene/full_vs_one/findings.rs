//! What the scene asks, and the lecture's claims against what was measured.

use super::This;
use crate::scene::model::{Findings, Question};
use crate::scene::{Args, Claim, number};
use crate::value::Value;

impl This {
    /// Index of the run with the largest and of the one with the smallest batch; nothing where they are one.
    fn extremes(&self) -> Option<(usize, usize)> {
        let key = |&(_, size): &(usize, &usize)| *size;
        let big = self.sizes.iter().enumerate().max_by_key(key)?.0;
        let small = self.sizes.iter().enumerate().min_by_key(key)?.0;
        (self.sizes[big] != self.sizes[small]).then_some((big, small))
    }
    /// Excess loss of a run after its first epoch, and the share of its updates until then that raised the loss.
    fn first_epoch(&self, run: usize) -> (f64, f64, u64) {
        let lane = &self.race.lanes[run];
        let points = lane.trace().points();
        let updates = lane.run().per_epoch();
        let first: Vec<_> = points.iter().take_while(|point| point.update <= updates).collect();
        let raised =
            first.windows(2).filter(|pair| pair[1].loss > pair[0].loss || pair[1].loss.is_nan()).count();
        let end = first[first.len() - 1];
        (self.stage.excess(end.loss), raised as f64 / (first.len() - 1).max(1) as f64, end.update)
    }

    /// The question, where two batch sizes differ.
    pub(super) fn asked(&self) -> Option<Question> {
        let (big, small) = self.extremes()?;
        Some(Question {
            ask: "predict.full-vs-one",
            choices: vec!["predict.full-vs-one.large", "predict.full-vs-one.small"],
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
    pub(super) fn found(&self) -> Findings {
        let Some((big, small)) = self.extremes().filter(|_| self.race.clock.ended()) else {
            return Findings::default();
        };
        if self.race.lanes.iter().any(|lane| lane.run().diverged_at().is_some()) {
            let claims = vec![Claim::report("claim.full-vs-one.diverged", Vec::new())];
            return Findings { right: None, claims };
        }
        let (large, large_raised, large_updates) = self.first_epoch(big);
        let (little, little_raised, little_updates) = self.first_epoch(small);
        let small_ahead = little < large;
        let sizes = || -> Args {
            vec![("large", (self.sizes[big] as f64).into()), ("small", (self.sizes[small] as f64).into())]
        };
        let with = |more: Args| sizes().into_iter().chain(more).collect::<Args>();
        let ahead = with(vec![
            ("large-updates", (large_updates as f64).into()),
            ("small-updates", (little_updates as f64).into()),
            ("large-excess", number(large).into()),
            ("small-excess", number(little).into()),
        ]);
        let mut claims = vec![Claim::tested("claim.full-vs-one.ahead", small_ahead, ahead)];
        let percent = |share: f64| Value::from((100.0 * share).round());
        let seeds = self.repeats(big, small);
        claims.extend(
            seeds.map(|(ahead, args)| Claim::tested("claim.full-vs-one.seeds", ahead > 0.5, with(args))),
        );
        let raised =
            with(vec![("large-raised", percent(large_raised)), ("small-raised", percent(little_raised))]);
        claims.push(Claim::tested("claim.full-vs-one.noisy", little_raised > large_raised, raised));
        let end = |run: usize| self.stage.excess(self.race.lanes[run].trace().last().loss);
        let overtaken = end(big) < end(small);
        let key = if overtaken { "claim.full-vs-one.overtaken" } else { "claim.full-vs-one.still-ahead" };
        let ends = with(vec![
            ("large-excess", number(end(big)).into()),
            ("small-excess", number(end(small)).into()),
        ]);
        claims.push(Claim::conditional(key, ends));
        Findings { right: Some(usize::from(small_ahead)), claims }
    }
}
