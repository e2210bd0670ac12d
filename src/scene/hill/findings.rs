//! The formula with its numbers, the question, and the lecture's claims against what was measured.

use super::strip::Strip;
use super::{LEARNING_RATE, MOMENTUM, This};
use crate::decimal::fixed;
use crate::param::Given;
use crate::scene::model::{Findings, Question};
use crate::scene::{Args, Claim, Sentence, number, surfaces};
use crate::value::Value;

impl This {
    /// The update under way as a formula, with its numbers under it.
    pub(super) fn formula(&self) -> Sentence {
        let (_, memory, push) = self.parts();
        let short = |x: f64| Value::from(fixed(x, 3));
        ("formula.hill", vec![("m", short(memory + push)), ("l", short(memory)), ("g", short(push))])
    }

    fn settings_args(&self) -> Args {
        vec![
            ("momentum", self.settings.text(&MOMENTUM).into()),
            ("rate", self.settings.text(&LEARNING_RATE).into()),
            ("steps", (self.updates() as f64).into()),
        ]
    }
    /// What the scene asks.
    pub(super) fn asked(&self) -> Question {
        Question {
            ask: if self.trap().is_some() { "predict.hill" } else { "predict.hill.plateau" },
            choices: vec!["predict.hill.both", "predict.hill.momentum", "predict.hill.neither"],
            args: self.settings_args(),
        }
    }

    /// What the run showed, in one sentence: whether each ball got beyond, and the least λ that does.
    fn verdict(&self, over: [bool; 2]) -> Sentence {
        let least = self.strip().and_then(Strip::threshold);
        let key = match (over, least) {
            ([true, false], _) => "verdict.hill.momentum",
            ([true, true], _) => "verdict.hill.both",
            ([false, true], _) => "verdict.hill.plain",
            ([false, false], None) => "verdict.hill.none",
            // A large λ may come back although a lower one is enough.
            ([false, false], Some(least)) if self.momentum() > least => "verdict.hill.back",
            ([false, false], Some(_)) => "verdict.hill.neither",
        };
        let [with, plain] = self.ends().map(|end| fixed(end, 3).into());
        let momentum = self.settings.text(&MOMENTUM).into();
        let mut args = vec![("momentum", momentum), ("with", with), ("plain", plain)];
        args.extend(least.map(|least| ("least", fixed(least, 3).into())));
        (key, args)
    }

    /// The claims, once the run has ended.
    pub(super) fn found(&self) -> Findings {
        if !self.race.clock.ended() || !self.has_hill() {
            return Findings::default();
        }
        if let Some((_, at, _)) = surfaces::undefined(&self.race) {
            let verdict = Some(("describe.undefined", surfaces::undefined_args(at)));
            return Findings { verdict, ..Findings::default() };
        }
        let ends = self.ends();
        let over = ends.map(|end| end > self.top());
        let mut args = self.settings_args();
        args.extend([("with", number(ends[0]).into()), ("plain", number(ends[1]).into())]);
        let first = match over {
            [true, false] => Claim::report("claim.hill.over", args),
            [false, false] => Claim::report("claim.hill.neither", args),
            [true, true] => Claim::report("claim.hill.both", args),
            [false, true] => Claim::report("claim.hill.plain", args),
        };
        let mut args = self.settings_args();
        let second = match self.strip().and_then(Strip::threshold) {
            Some(least) => {
                args.push(("least", fixed(least, 4).into()));
                Claim::report("claim.hill.threshold", args)
            }
            None => Claim::report("claim.hill.none", args),
        };
        let right = [[true, true], [true, false], [false, false]].iter().position(|case| *case == over);
        Findings { right, verdict: Some(self.verdict(over)), claims: vec![first, second] }
    }
}
