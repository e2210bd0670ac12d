//! Live numbers, the question, and the lecture's claim against what was measured.

use super::{GONE, NoiseScene};
use crate::scene::{Args, Claim, Prediction, Readout, Standing, number};

/// A norm; what only rounding keeps from zero is zero.
fn norm(x: f64) -> String {
    if x < 1e-9 { "0".to_owned() } else { number(x) }
}

impl NoiseScene {
    /// One row a run.
    pub(super) fn rows(&self) -> Vec<Readout> {
        let time = self.stage.race.clock.time();
        let now = self.now();
        let mut rows = self.stage.race.readouts(None);
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
        let start = self.start();
        let (batches, _) = self.epoch(0);
        let mean =
            batches.iter().map(|batch| self.norm(Some(batch), &start)).sum::<f64>() / batches.len() as f64;
        vec![
            ("size", (self.size() as f64).into()),
            ("updates", self.settings.text("updates").into()),
            ("norm", norm(self.norm(None, &start)).into()),
            ("mean", norm(mean).into()),
            ("small", norm(self.way(0)).into()),
            ("full", norm(self.way(1)).into()),
            ("far", GONE.into()),
        ]
    }

    /// The question.
    pub(super) fn question(&self) -> Option<Prediction> {
        let flat = self.norm(None, &self.start()) < 1e-9;
        Some(Prediction {
            question: if flat { "predict.noise" } else { "predict.noise.slope" },
            choices: vec!["predict.noise.small", "predict.noise.both", "predict.noise.neither"],
            chosen: self.chosen,
            args: self.numbers(),
        })
    }

    /// The claims, once the run has ended.
    pub(super) fn findings(&self) -> Vec<Claim> {
        if !self.stage.race.clock.ended() {
            return Vec::new();
        }
        let left = [self.way(0) > GONE, self.way(1) > GONE];
        let mut claims = Vec::new();
        let mut claim = |key, standing| claims.push(Claim { key, standing, args: self.numbers() });
        if let Some(choice) = self.chosen {
            let right = left == [[true, false], [true, true], [false, false]][choice.min(2)];
            claim(if right { "claim.prediction.right" } else { "claim.prediction.wrong" }, None);
        }
        let start = self.start();
        let flat = self.norm(None, &start) < 1e-9;
        let all_flat = (0..self.objective.examples()).all(|i| self.norm(Some(&[i]), &start) < 1e-9);
        let full = self.size() == self.objective.examples();
        let (key, standing) = match left {
            _ if all_flat => ("claim.noise.trap", Standing::Fails),
            [true, false] => ("claim.noise.left", Standing::Holds),
            [false, false] if full => ("claim.noise.full", Standing::Conditional),
            [false, false] => ("claim.noise.neither", Standing::Fails),
            [true, true] => ("claim.noise.both", Standing::Conditional),
            [false, true] => ("claim.noise.reversed", Standing::Fails),
        };
        claim(key, Some(standing));
        if flat && !left[1] && self.settings.text("function") == "saddle" {
            claim("claim.noise.rounding", None);
        }
        if left[0] && !left[1] && self.settings.text("function") != "network" {
            claim("claim.noise.network", None);
        }
        claims
    }
}
