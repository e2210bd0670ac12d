//! Live numbers, the question, and the lecture's claims against what was measured.

use super::Escape;
use super::crowd::Crowd;
use crate::analysis::wilson;
use crate::decimal::fixed;
use crate::objective::Objective;
use crate::scene::{Args, Claim, Prediction, Readout, Standing, Swatch};
use crate::value::Value;

fn percent(share: f64) -> Value {
    (libm::round(1000.0 * share) / 10.0).into()
}

impl Escape {
    /// One row a crowd.
    pub(super) fn rows(&self) -> Vec<Readout> {
        let update = self.shown();
        let row = |(index, crowd): (usize, &Crowd)| {
            let (low, high) = wilson(crowd.gone(update), crowd.len());
            let values = vec![
                ("readout.update", update.to_string()),
                ("readout.gone", format!("{} %", fixed(100.0 * crowd.share(update), 3))),
                ("readout.interval", format!("{}–{}", fixed(100.0 * low, 3), fixed(100.0 * high, 3))),
                ("readout.median", crowd.median(update).map_or("–".to_owned(), |k| k.to_string())),
            ];
            let args = vec![("size", (crowd.size as f64).into()), ("momentum", crowd.momentum.into())];
            Readout { swatch: Swatch::Run(index), label: "run.escape", args, values, diverged_at: None }
        };
        self.crowds.iter().enumerate().map(row).collect()
    }

    /// The two crowds that differ most in batch size (large, small), or else in momentum (less, more).
    fn pair(&self) -> Option<(bool, &Crowd, &Crowd)> {
        let by = |key: fn(&Crowd) -> f64| {
            let most = self.crowds.iter().max_by(|a, b| key(a).total_cmp(&key(b)))?;
            let least = self.crowds.iter().min_by(|a, b| key(a).total_cmp(&key(b)))?;
            (key(most) != key(least)).then_some((most, least))
        };
        if let Some((large, small)) = by(|crowd| crowd.size as f64) {
            return Some((true, large, small));
        }
        by(|crowd| crowd.momentum).map(|(more, less)| (false, less, more))
    }

    /// The question, where crowds differ.
    pub(super) fn question(&self) -> Option<Prediction> {
        let (batch, first, second) = self.pair()?;
        let (question, choices) = if batch {
            ("predict.escape", vec!["predict.escape.large", "predict.escape.small"])
        } else {
            ("predict.escape.momentum", vec!["predict.escape.less", "predict.escape.more"])
        };
        let args = vec![
            ("count", (first.len() as f64).into()),
            ("updates", (self.updates() as f64).into()),
            ("large", (first.size as f64).into()),
            ("small", (second.size as f64).into()),
            ("less", first.momentum.into()),
            ("more", second.momentum.into()),
        ];
        Some(Prediction { question, choices, chosen: self.chosen, args })
    }

    /// The claims, once the runs have ended.
    pub(super) fn findings(&self) -> Vec<Claim> {
        if !self.ended() {
            return Vec::new();
        }
        let last = self.updates();
        // Earlier is better where as many have left: the area under the curve of those gone.
        let sooner = |a: &Crowd, b: &Crowd| {
            let area = |crowd: &Crowd| (0..=last).map(|k| crowd.share(k)).sum::<f64>();
            area(a) > area(b)
        };
        let median =
            |crowd: &Crowd| Value::from(crowd.median(last).map_or("–".to_owned(), |k| k.to_string()));
        let standing = |holds: bool| Some(if holds { Standing::Holds } else { Standing::Fails });
        let mut claims = Vec::new();
        let Some((batch, first, second)) = self.pair() else { return claims };
        if let Some(choice) = self.chosen {
            let right = (choice == 1) == sooner(second, first);
            let key = if right { "claim.prediction.right" } else { "claim.prediction.wrong" };
            claims.push(Claim { key, standing: None, args: Vec::new() });
        }
        let args = |a: &Crowd, b: &Crowd| -> Args {
            vec![
                ("updates", (last as f64).into()),
                ("large", (a.size as f64).into()),
                ("small", (b.size as f64).into()),
                ("less", a.momentum.into()),
                ("more", b.momentum.into()),
                ("first", percent(a.share(last))),
                ("second", percent(b.share(last))),
                ("first-median", median(a)),
                ("second-median", median(b)),
            ]
        };
        if batch {
            claims.push(Claim {
                key: "claim.escape.batch",
                standing: standing(sooner(second, first)),
                args: args(first, second),
            });
        }
        // Momentum is compared at one batch size, the first that comes with two of them.
        let twins = self.crowds.iter().enumerate().find_map(|(k, a)| {
            let other = self.crowds[k + 1..].iter().find(|b| b.size == a.size && b.momentum != a.momentum)?;
            Some(if a.momentum < other.momentum { (a, other) } else { (other, a) })
        });
        if let Some((less, more)) = twins {
            claims.push(Claim {
                key: "claim.escape.momentum",
                standing: standing(sooner(more, less)),
                args: args(less, more),
            });
        }
        let full =
            self.crowds.iter().any(|crowd| crowd.size == self.noise.examples() && crowd.gone(last) == 0);
        if full {
            claims.push(Claim { key: "claim.escape.full", standing: None, args: Vec::new() });
        }
        claims
    }
}
