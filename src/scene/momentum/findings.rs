//! The formula with its numbers, the question, and the lecture's claims against what was measured.

use super::{LEARNING_RATE, This, UPDATES};
use crate::analysis::{Estimate, Rule};
use crate::decimal::fixed;
use crate::param::Given;
use crate::rng::Rng;
use crate::scene::model::{Findings, Question};
use crate::scene::{Args, Claim, Sentence, Standing, number};

/// Starts from which both rules are compared.
const STARTS: usize = 100;
/// The factor between two losses from which it is spoken of.
const LEAST: f64 = 2.0;

impl This {
    /// The update under way as a formula, with its numbers under it.
    pub(super) fn formula(&self) -> Sentence {
        let parts = self.update();
        let key = match self.rule() {
            Rule::HeavyBall => "formula.heavy-ball",
            Rule::Nesterov => "formula.nesterov",
        };
        let (movement, memory, push) = (parts.movement(), parts.memory, parts.push);
        let mut args = Args::new();
        for (name, value) in [
            ("mx", movement.0),
            ("my", movement.1),
            ("lx", memory.0),
            ("ly", memory.1),
            ("gx", push.0),
            ("gy", push.1),
        ] {
            args.push((name, fixed(value, 3).into()));
        }
        (key, args)
    }

    /// What the scene asks.
    pub(super) fn asked(&self) -> Question {
        let mut args = self.both();
        args.push(("steps", self.settings.number(&UPDATES).into()));
        Question {
            ask: "predict.momentum",
            choices: vec!["predict.momentum.with", "predict.momentum.without"],
            args,
        }
    }

    /// The claims, once the run has ended.
    pub(super) fn found(&self) -> Findings {
        if !self.race.clock.ended() {
            return Findings::default();
        }
        let lanes = &self.race.lanes;
        let ends = [0, 1].map(|run| self.stage.excess(lanes[run].trace().last().loss));
        let better = ends[0] < ends[1];
        let right = Some(usize::from(!better));
        let (rule, rate, condition) = (self.rule(), self.learning_rate(), self.condition());
        let limit = rule.limit(self.momentum());
        if lanes.iter().any(|lane| lane.run().diverged_at().is_some()) || rate * condition >= limit {
            let args =
                vec![("limit", number(limit / condition).into()), ("plain", number(2.0 / condition).into())];
            let verdict = vec![
                ("rate", self.settings.text(&LEARNING_RATE).into()),
                ("limit", fixed(limit / condition, 3).into()),
                ("plain", fixed(2.0 / condition, 3).into()),
            ];
            return Findings {
                right,
                verdict: Some(("verdict.momentum.unstable", verdict)),
                claims: vec![Claim::report("claim.momentum.unstable", args)],
            };
        }
        let args = vec![
            ("steps", self.settings.number(&UPDATES).into()),
            ("with", number(ends[0]).into()),
            ("without", number(ends[1]).into()),
        ];
        let key = if better { "claim.momentum.ahead" } else { "claim.momentum.behind" };
        let mut claims: Vec<Claim> = self.over_starts().into_iter().collect();
        claims.extend([Claim::report(key, args), self.unrolled(), self.rate_of_convergence()]);
        if rule == Rule::Nesterov {
            claims.push(self.against_heavy_ball());
        }
        let key = if better { "verdict.momentum.ahead" } else { "verdict.momentum.behind" };
        let verdict = vec![("with", fixed(ends[0], 3).into()), ("without", fixed(ends[1], 3).into())];
        Findings { right, verdict: Some((key, verdict)), claims }
    }

    /// Both rules from starts all over the objective's domain: by what factor momentum ends lower, as the mean of its logarithm.
    fn over_starts(&self) -> Option<Claim> {
        let factor = *self.elsewhere.get_or_init(|| Estimate::mean(self.factors().into_iter()));
        let factor = factor?;
        let args = vec![
            ("steps", self.settings.number(&UPDATES).into()),
            ("starts", (STARTS as f64).into()),
            ("factor", fixed(libm::pow(10.0, factor.value), 3).into()),
            ("low", fixed(libm::pow(10.0, factor.low), 3).into()),
            ("high", fixed(libm::pow(10.0, factor.high), 3).into()),
        ];
        Some(Claim::tested("claim.momentum.starts", Standing::of(factor, libm::log10(LEAST)), args))
    }
    fn factors(&self) -> Vec<f64> {
        let mut rng = Rng::new(1);
        let floor = self.stage.floor();
        let domain = self.stage.objective().domain();
        let factor = |_| {
            let start = [0, 1].map(|k| {
                let (low, high): (f64, f64) = domain[k];
                low + (high - low) * rng.uniform()
            });
            let end = |momentum: bool| {
                let mut run = self.experiment(momentum, &start).run();
                while run.step() {}
                // What has diverged, or has arrived, is as far away as numbers go.
                let excess = (run.loss() - floor).clamp(1e-300, 1e300);
                libm::log10(if excess.is_nan() { 1e300 } else { excess })
            };
            end(false) - end(true)
        };
        (0..STARTS).map(factor).collect()
    }

    /// m = −η Σ λᵏ g, added up anew from the gradients on the path.
    fn unrolled(&self) -> Claim {
        let points = self.race.lanes[0].trace().points();
        let last = points.len() - 1;
        let mut sum = (0.0, 0.0);
        for ago in 0..last {
            let point = &points[last - 1 - ago];
            let g = self.gradient((point.theta[0], point.theta[1]));
            let weight = self.weight(ago);
            sum = (sum.0 - weight * g.0, sum.1 - weight * g.1);
        }
        let (to, from) = (&points[last].theta, &points[last - 1].theta);
        let off = libm::hypot(to[0] - from[0] - sum.0, to[1] - from[1] - sum.1);
        let args = vec![("steps", (last as f64).into()), ("off", fixed(off, 1).into())];
        Claim::report("claim.momentum.sum", args)
    }

    /// The measured factor per update against the spectral radius.
    fn rate_of_convergence(&self) -> Claim {
        let (rule, condition) = (self.rule(), self.condition());
        let theory = rule.rate(self.learning_rate(), self.momentum(), 1.0, condition);
        let (best_rate, best_momentum, best) = rule.optimum(1.0, condition);
        let args = vec![
            ("measured", number(self.rates()[0]).into()),
            ("theory", number(theory).into()),
            ("best", number(best).into()),
            ("rate", number(best_rate).into()),
            ("momentum", number(best_momentum).into()),
        ];
        Claim::report("claim.momentum.rate", args)
    }

    fn against_heavy_ball(&self) -> Claim {
        let (rule, condition) = (self.rule(), self.condition());
        let (rate, momentum) = (self.learning_rate(), self.momentum());
        let args = vec![
            ("limit", number(rule.limit(momentum) / condition).into()),
            ("heavy", number(Rule::HeavyBall.limit(momentum) / condition).into()),
            ("heavy-factor", number(Rule::HeavyBall.rate(rate, momentum, 1.0, condition)).into()),
            ("factor", number(rule.rate(rate, momentum, 1.0, condition)).into()),
        ];
        Claim::report("claim.momentum.nesterov", args)
    }
}
