//! Live numbers, the question, and the lecture's claim against what was measured.

use super::seeds::SEEDS;
use super::{FUNCTION, Function, GONE, This, UPDATES};
use crate::decimal::fixed;
use crate::param::Given;
use crate::scene::model::{Findings, Question};
use crate::scene::{Args, Claim, Readout, Standing, number};
use crate::value::Value;

/// What two shares of runs must differ by to be spoken of.
pub(super) const LEAST: f64 = 0.1;

/// A norm; what only rounding keeps from zero is zero.
fn norm(x: f64) -> String {
    if x < 1e-9 { "0".to_owned() } else { fixed(x, 3) }
}

impl This {
    /// One row a run.
    pub(super) fn rows(&self) -> Vec<Readout> {
        let time = self.race.clock.time();
        let now = self.now();
        let mut rows = self.race.readouts(None);
        for (run, row) in rows.iter_mut().enumerate() {
            let point = self.lane(run).at(time, 1.0).now;
            let names =
                if self.is_curve() { &["readout.x"][..] } else { &["readout.theta1", "readout.theta2"] };
            row.values.retain(|(key, _)| *key == "readout.update" || *key == "readout.loss");
            for (k, (name, x)) in names.iter().zip(&point.theta).enumerate() {
                row.values.insert(1 + k, (name, if x.abs() < 1e-9 { "0".to_owned() } else { number(*x) }));
            }
            let steep = match run {
                0 => self.norm(Some(&self.deals[now.batch]), &self.theta(now)),
                _ => point.gradient_norm,
            };
            row.values.push(("readout.gradient", norm(point.gradient_norm)));
            row.values.push(("readout.batch-gradient", norm(steep)));
        }
        rows
    }

    fn numbers(&self) -> Args {
        let start = self.start_point();
        let (batches, _) = self.epoch(0);
        let mean =
            batches.iter().map(|batch| self.norm(Some(batch), &start)).sum::<f64>() / batches.len() as f64;
        vec![
            ("size", (self.size() as f64).into()),
            ("updates", self.settings.text(&UPDATES).into()),
            ("norm", norm(self.norm(None, &start)).into()),
            ("mean", norm(mean).into()),
            ("small", norm(self.way(0)).into()),
            ("full", norm(self.way(1)).into()),
            ("far", GONE.into()),
        ]
    }

    /// The question.
    pub(super) fn asked(&self) -> Question {
        let flat = self.norm(None, &self.start_point()) < 1e-9;
        Question {
            ask: if flat { "predict.noise" } else { "predict.noise.slope" },
            choices: vec!["predict.noise.small", "predict.noise.both", "predict.noise.neither"],
            args: self.numbers(),
        }
    }

    /// Whether any single example's loss has a slope at a place.
    fn sloped(&self, at: &[f64]) -> bool {
        (0..self.objective.examples()).any(|i| self.norm(Some(&[i]), at) >= 1e-9)
    }
    /// Whether the start is flat for the full loss alone: what leaves is carried away by noise.
    pub(super) fn noisy(&self) -> bool {
        let start = self.start_point();
        self.norm(None, &start) < 1e-9 && self.sloped(&start)
    }
    /// Whether noise helps, over all seeds.
    fn over_seeds(&self) -> Option<Claim> {
        let [small, full] = self.shares()?;
        let more = small.minus(full);
        let percent = |share: f64| Value::from((100.0 * share).round());
        let mut args = self.numbers();
        args.extend([
            ("seeds", (SEEDS as f64).into()),
            ("small-share", percent(small.value)),
            ("full-share", percent(full.value)),
            ("low", percent(more.low)),
            ("high", percent(more.high)),
        ]);
        Some(Claim::tested("claim.noise.seeds", Standing::of(more, LEAST), args))
    }

    /// The claims, once the run has ended.
    pub(super) fn found(&self) -> Findings {
        if !self.race.clock.ended() {
            return Findings::default();
        }
        let left = [self.way(0) > GONE, self.way(1) > GONE];
        let right = [[true, false], [true, true], [false, false]].iter().position(|case| *case == left);
        let start = self.start_point();
        let flat = self.norm(None, &start) < 1e-9;
        let all_flat = !self.sloped(&start);
        let full = self.size() == self.objective.examples();
        let numbers = || self.numbers();
        let mut claims: Vec<Claim> = self.over_seeds().into_iter().collect();
        let (this_run, verdict) = match left {
            _ if all_flat => ("claim.noise.trap", "verdict.noise.trap"),
            [true, false] => ("claim.noise.left", "verdict.noise.left"),
            [false, false] if full => ("claim.noise.full", "verdict.noise.full"),
            [false, false] => ("claim.noise.neither", "verdict.noise.neither"),
            [true, true] => ("claim.noise.both", "verdict.noise.both"),
            [false, true] => ("claim.noise.reversed", "verdict.noise.reversed"),
        };
        claims.push(Claim::report(this_run, numbers()));
        let function = self.settings.choice(&FUNCTION);
        if flat && !left[1] && function == Function::Saddle {
            claims.push(Claim::report("claim.noise.rounding", numbers()));
        }
        if left == [true, false] && function != Function::Network {
            claims.push(Claim::report("claim.noise.network", numbers()));
        }
        Findings { right, verdict: Some((verdict, numbers())), claims }
    }
}
