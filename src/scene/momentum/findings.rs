//! The formula with its numbers, the question, and the lecture's claims against what was measured.

use super::MomentumScene;
use crate::analysis::Rule;
use crate::scene::{Args, Claim, Prediction, Standing, number};

impl MomentumScene {
    /// The update under way as a formula, with its numbers under it.
    pub(super) fn formula(&self) -> (&'static str, Args) {
        let parts = self.parts();
        let key = match self.rule() {
            Rule::HeavyBall => "formula.heavy-ball",
            Rule::Nesterov => "formula.nesterov",
        };
        let (movement, memory, push) = (parts.movement(), parts.memory, parts.push);
        let mut args: Args =
            vec![("t", (parts.update as f64).into()), ("next", (parts.update as f64 + 1.0).into())];
        for (name, value) in [
            ("mx", movement.0),
            ("my", movement.1),
            ("lx", memory.0),
            ("ly", memory.1),
            ("gx", push.0),
            ("gy", push.1),
        ] {
            // As many decimals whatever the size, so that the formula keeps its width on a phone.
            args.push((name, format!("{value:.3}").replace('-', "−").into()));
        }
        (key, args)
    }

    /// What the scene asks.
    pub(super) fn question(&self) -> Prediction {
        Prediction {
            question: "predict.momentum",
            choices: vec!["predict.momentum.with", "predict.momentum.without"],
            chosen: self.chosen,
            args: vec![
                ("steps", self.steps().into()),
                ("rate", self.settings.text("learning-rate").into()),
                ("momentum", self.settings.text("momentum").into()),
            ],
        }
    }

    /// The claims, once the run has ended.
    pub(super) fn findings(&self) -> Vec<Claim> {
        if !self.stage.race.clock.ended() {
            return Vec::new();
        }
        let rule = self.rule();
        let (rate, momentum, condition) = (self.learning_rate(), self.momentum(), self.condition());
        let lanes = &self.stage.race.lanes;
        let ends = [0, 1].map(|run| self.stage.excess(lanes[run].trace().last().loss));
        let better = ends[0] < ends[1];
        let holds = |holds: bool| Some(if holds { Standing::Holds } else { Standing::Fails });
        let mut claims = Vec::new();
        if let Some(choice) = self.chosen {
            let right = (choice == 0) == better;
            let key = if right { "claim.prediction.right" } else { "claim.prediction.wrong" };
            claims.push(Claim { key, standing: None, args: Vec::new() });
        }
        if lanes.iter().any(|lane| lane.run().diverged_at().is_some())
            || rate * condition >= rule.limit(momentum)
        {
            let args = vec![
                ("limit", number(rule.limit(momentum) / condition).into()),
                ("plain", number(2.0 / condition).into()),
            ];
            claims.push(Claim { key: "claim.momentum.unstable", standing: None, args });
            return claims;
        }
        claims.push(Claim {
            key: if better { "claim.momentum.ahead" } else { "claim.momentum.behind" },
            standing: Some(if better { Standing::Conditional } else { Standing::Fails }),
            args: vec![
                ("steps", self.steps().into()),
                ("with", number(ends[0]).into()),
                ("without", number(ends[1]).into()),
            ],
        });
        // m = −η Σ λᵏ g, added up anew from the gradients on the path.
        let points = lanes[0].trace().points();
        let last = points.len() - 1;
        let mut sum = (0.0, 0.0);
        for ago in 0..last {
            let point = points[last - 1 - ago];
            let g = self.gradient((point.theta[0], point.theta[1]));
            let weight = self.weight(ago);
            sum = (sum.0 - weight * g.0, sum.1 - weight * g.1);
        }
        let (to, from) = (&points[last].theta, &points[last - 1].theta);
        let off = libm::hypot(to[0] - from[0] - sum.0, to[1] - from[1] - sum.1);
        claims.push(Claim {
            key: "claim.momentum.sum",
            standing: holds(off < 1e-9),
            args: vec![("steps", (last as f64).into()), ("off", crate::decimal::fixed(off, 1).into())],
        });
        let theory = rule.rate(rate, momentum, 1.0, condition);
        let (best_rate, best_momentum, best) = rule.optimum(1.0, condition);
        claims.push(Claim {
            key: "claim.momentum.rate",
            standing: holds((self.rates[0] / theory - 1.0).abs() < 0.01),
            args: vec![
                ("measured", number(self.rates[0]).into()),
                ("theory", number(theory).into()),
                ("best", number(best).into()),
                ("rate", number(best_rate).into()),
                ("momentum", number(best_momentum).into()),
            ],
        });
        if rule == Rule::Nesterov {
            let args = vec![
                ("limit", number(rule.limit(momentum) / condition).into()),
                ("heavy", number(Rule::HeavyBall.limit(momentum) / condition).into()),
                ("heavy-factor", number(Rule::HeavyBall.rate(rate, momentum, 1.0, condition)).into()),
                ("factor", number(theory).into()),
            ];
            claims.push(Claim { key: "claim.momentum.nesterov", standing: None, args });
        }
        claims
    }
}
