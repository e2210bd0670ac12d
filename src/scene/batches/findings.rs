//! The counter, the question, and the lecture's claims against what was measured.

use super::{EPOCHS, This};
use crate::analysis::Estimate;
use crate::batch::{Batches, ORDER, Order};
use crate::decimal::fixed;
use crate::param::Given;
use crate::scene::model::{Findings, Question};
use crate::scene::{Args, Claim, Readout, Standing, Swatch, percent};

/// Seeds over which batches of two epochs are compared.
const SEEDS: usize = 100;
/// The share of other batches from which it is spoken of.
const LEAST: f64 = 0.05;

impl This {
    /// One row: the counter, and the losses and gradients of the batch in play and of all examples.
    pub(super) fn rows(&self) -> Vec<Readout> {
        let (now, m) = (self.now(), self.per_epoch());
        let time = self.race.clock.time();
        let point = self.lane().at(time, 1.0).now;
        let theta = self.theta(now);
        let norm = |g: &[f64; 2]| fixed(libm::hypot(g[0], g[1]), 3);
        let (place, loss, gradient) = match now.batch {
            Some(batch) => {
                let examples = &self.deals[batch];
                let mut g = [0.0; 2];
                self.stage.objective().batch_gradient(examples, &theta, &mut g);
                let loss = self.stage.objective().batch_loss(examples, &theta);
                (format!("{}/{m}", batch % m + 1), fixed(loss, 3), norm(&g))
            }
            None => ("–".to_owned(), "–".to_owned(), "–".to_owned()),
        };
        let epochs = self.settings.text(&EPOCHS);
        let values = vec![
            ("readout.update", point.update.to_string()),
            ("readout.epoch", format!("{}/{epochs}", now.epoch + 1)),
            ("readout.batch", place),
            ("readout.examples", point.examples.to_string()),
            ("readout.loss", fixed(point.loss, 3)),
            ("readout.batch-loss", loss),
            ("readout.gradient", fixed(point.gradient_norm, 3)),
            ("readout.batch-gradient", gradient),
        ];
        let args = vec![("size", (self.size() as f64).into())];
        let diverged_at = self.lane().diverged_at(time);
        vec![Readout { swatch: Swatch::Run(0), label: "run.batch-size", args, values, diverged_at }]
    }

    /// Updates of the first epoch that raised the full loss.
    pub(super) fn raised(&self) -> usize {
        let points = self.lane().trace().points();
        let first = &points[..=self.per_epoch().min(points.len() - 1)];
        first.windows(2).filter(|pair| pair[1].loss > pair[0].loss || pair[1].loss.is_nan()).count()
    }
    /// The question.
    pub(super) fn asked(&self) -> Question {
        let m = self.per_epoch();
        Question {
            ask: if m == 1 { "predict.batches.one" } else { "predict.batches" },
            choices: vec!["predict.batches.every", "predict.batches.some"],
            args: vec![
                ("updates", (m as f64).into()),
                ("size", (self.size() as f64).into()),
                ("examples", (self.n() as f64).into()),
            ],
        }
    }

    /// The verdict after the first epoch, and the claims once the run has ended.
    pub(super) fn found(&self) -> Findings {
        let ended = self.race.clock.ended();
        if !ended && self.race.clock.time() < self.per_epoch() as f64 - 1e-9 {
            return Findings::default();
        }
        if self.lane().run().diverged_at().is_some() {
            let claims = vec![Claim::report("claim.batches.diverged", Vec::new())];
            let verdict = Some(("verdict.batches.diverged", Vec::new()));
            return Findings { right: None, verdict, claims };
        }
        let (m, n, raised) = (self.per_epoch(), self.n(), self.raised());
        let first = self.epoch(0);
        let uses: Vec<usize> =
            (0..n).map(|i| first.iter().flatten().filter(|&&used| used == i).count()).collect();
        let numbers: Args = vec![
            ("updates", (m as f64).into()),
            ("examples", (n as f64).into()),
            ("size", (self.size() as f64).into()),
            ("raised", (raised as f64).into()),
            ("never", (uses.iter().filter(|&&count| count == 0).count() as f64).into()),
            ("most", (uses.iter().copied().max().unwrap_or(0) as f64).into()),
        ];
        let once = uses.iter().all(|&count| count == 1);
        let key = if once { "claim.batches.epoch" } else { "claim.batches.not-epoch" };
        let mut claims =
            vec![Claim::report(key, numbers.clone()), Claim::report("claim.batches.raised", numbers)];
        if ended {
            claims.extend(self.differ());
        } else {
            claims.clear();
        }
        let key = match (m, raised) {
            (1, 0) => "verdict.batches.one",
            (1, _) => "verdict.batches.one-raised",
            (_, 0) => "verdict.batches.every",
            _ => "verdict.batches.some",
        };
        let args = vec![("updates", (m as f64).into()), ("raised", (raised as f64).into())];
        Findings { right: Some(usize::from(raised > 0)), verdict: Some((key, args)), claims }
    }
    /// Whether the batches of the second epoch are others than those of the first, over many seeds.
    fn differ(&self) -> Option<Claim> {
        let (n, m, order) = (self.n(), self.per_epoch(), self.settings.choice(&ORDER));
        if m < 2 || self.settings.whole(&EPOCHS) < 2 {
            return None;
        }
        let other = |seed: usize| {
            let mut batches = Batches::new(n, self.size(), order, seed as u64);
            let mut deal = || {
                let mut batch = batches.next_batch().to_vec();
                batch.sort_unstable();
                batch
            };
            let first: Vec<_> = (0..m).map(|_| deal()).collect();
            (0..m).filter(|_| !first.contains(&deal())).count() as f64 / m as f64
        };
        let others = Estimate::mean((0..SEEDS).map(other))?;
        // A share ends at 1, whatever the bell curve says.
        let share = |share: f64| percent(share.clamp(0.0, 1.0));
        let args = vec![
            ("others", share(others.value)),
            ("low", share(others.low)),
            ("high", share(others.high)),
            ("seeds", (SEEDS as f64).into()),
        ];
        Some(match order {
            // One example a batch: the same twenty batches, in another order.
            Order::Reshuffle if self.size() == 1 => Claim::report("claim.batches.singles", args),
            Order::Reshuffle | Order::Replacement => {
                Claim::tested("claim.batches.differ", Standing::of(others, LEAST), args)
            }
            Order::Once | Order::Sequential => {
                Claim::tested("claim.batches.same", Standing::of(others, LEAST), args)
            }
        })
    }
}
