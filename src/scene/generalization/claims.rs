//! What the lecture says against what was measured, and the table.

use super::findings::{LEAST, parts, times};
use super::plan::Asked;
use super::published::PUBLISHED;
use super::{Ask, This};
use crate::analysis::Estimate;
use crate::chart::{Of, Shape};
use crate::decimal::{fixed, tenths};
use crate::scene::sweep::mean;
use crate::scene::{Args, Claim, Readout, Standing, Swatch};
use downhill_network::job::Solution;

impl This {
    /// All that is known of the present setting, whatever is asked about it now.
    pub(super) fn claims(&self) -> Vec<Claim> {
        let mut claims = Vec::new();
        if let Some(gap) = self.gap() {
            claims.push(Claim::tested(
                "claim.generalization.gap",
                Standing::of_distance(gap, LEAST),
                self.arguments(),
            ));
        }
        if let Some((taken, _)) = self.closed().filter(|_| self.asked.factor != 1.0 && self.gap().is_some()) {
            let mut args: Args =
                self.arguments().into_iter().filter(|(name, _)| !["low", "high"].contains(name)).collect();
            args.extend(parts(["closed", "low", "high"], taken, tenths));
            claims.push(Claim::tested("claim.generalization.rate", Standing::of(taken, LEAST), args));
        }
        let out = self.results.left_out(&self.asked);
        if out > 0 {
            claims.push(Claim::report("claim.generalization.left-out", self.arguments()));
        }
        let whole = Asked { ask: Ask::Sharpness, ..self.asked };
        if whole.work().iter().all(|work| self.results.knows(work)) {
            let keys = ["claim.generalization.eigenvalue", "claim.generalization.box"];
            for (measure, key) in keys.into_iter().enumerate() {
                let Some((log, standing)) = self.sharper(measure) else { continue };
                let mut args = times(["times", "low", "high"], log);
                let couples = self.sharpness(measure);
                args.push(("pairs", (couples.len() as f64).into()));
                args.push(("small", (self.asked.small as f64).into()));
                for (which, name) in ["value-small", "value-large"].into_iter().enumerate() {
                    let logs = couples.iter().map(|couple| libm::log(couple[which])).sum::<f64>();
                    args.push((name, fixed(libm::exp(logs / couples.len() as f64), 2).into()));
                }
                claims.push(Claim::tested(key, standing, args));
            }
            let residual = self.results.sharpness(&self.asked).into_iter().flatten().map(|of| of.residual);
            let residual = fixed(residual.fold(0.0, f64::max), 1).into();
            claims.push(Claim::report("claim.generalization.residual", vec![("residual", residual)]));
        }
        if let Some(hill) = self.hill() {
            let args = vec![
                ("hill", fixed(hill.loss, 2).into()),
                ("at", fixed(hill.at, 2).into()),
                ("ends", fixed(hill.ends, 2).into()),
            ];
            claims.push(Claim::report("claim.generalization.line", args));
        }
        claims
    }

    /// One row a setting that was measured, and those that were published.
    pub(super) fn rows(&self) -> Vec<Readout> {
        let mut rows: Vec<Readout> = self.listed().iter().map(|asked| self.row(asked)).collect();
        for published in PUBLISHED {
            let dash = || "–".to_owned();
            let values = vec![
                ("readout.pairs", dash()),
                ("readout.rates", dash()),
                ("readout.epochs-needed", dash()),
                ("readout.trained", dash()),
                ("readout.test-small", published.small.to_owned()),
                ("readout.test-large", published.large.to_owned()),
                ("readout.gap", format!("{:.2}", published.gap())),
            ];
            let args = vec![("network", published.name.into())];
            let swatch = Swatch::Symbol(Shape::Diamond, Of::Muted);
            rows.push(Readout { swatch, label: "run.published", args, values, diverged_at: None });
        }
        rows
    }
    fn row(&self, asked: &Asked) -> Readout {
        let pairs = self.results.pairs(asked);
        let column = |which: usize, of: fn(&Solution) -> f64| -> Vec<f64> {
            pairs.iter().map(|both| of(&both[which])).collect()
        };
        let said = |values: Vec<f64>| {
            let Some(mean) = mean(&values) else { return "–".to_owned() };
            match Estimate::mean(values.into_iter()) {
                Some(Estimate { low, high, .. }) => {
                    format!("{} ({}–{})", tenths(mean), tenths(low.max(0.0)), tenths(high.min(100.0)))
                }
                None => tenths(mean),
            }
        };
        let both = |of: fn(&Solution) -> f64, say: fn(f64) -> String| {
            let [small, large] = [0, 1].map(|which| mean(&column(which, of)).map_or("–".to_owned(), say));
            format!("{small} / {large}")
        };
        let gap = match (self.results.gap(asked), mean(&self.results.gaps(asked))) {
            (Some(Estimate { value, low, high }), _) => {
                format!("{} ({} … {})", tenths(value), tenths(low), tenths(high))
            }
            (None, mean) => mean.map_or("–".to_owned(), tenths),
        };
        let values = vec![
            ("readout.pairs", pairs.len().to_string()),
            ("readout.rates", format!("{} / {}", asked.rate, asked.large_rate())),
            ("readout.epochs-needed", both(|end| end.epochs as f64, |x| libm::round(x).to_string())),
            ("readout.trained", both(|end| 100.0 * end.train.accuracy, tenths)),
            ("readout.test-small", said(column(0, |end| 100.0 * end.test.accuracy))),
            ("readout.test-large", said(column(1, |end| 100.0 * end.test.accuracy))),
            ("readout.gap", gap),
        ];
        let (label, args) = super::words::name(asked);
        let swatch = Swatch::Symbol(Shape::Circle, super::pictures::HERE);
        Readout { swatch, label, args, values, diverged_at: None }
    }
}
