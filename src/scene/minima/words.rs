//! Words in the pictures.

use super::findings::share_at;
use super::{GAPS, RATE_RULE, RateRule, SHARES, This, VALLEYS};
use crate::chart::Of;
use crate::decimal::fixed;
use crate::objective::Minima;
use crate::scene::{Label, Side};

impl This {
    /// Words in the pictures.
    pub(super) fn words(&self) -> Vec<Label> {
        let label = |panel, at, side, of, key, args| Label { panel, at, side, of, key, args };
        let (x, _) = self.valley_axes();
        let mut words = Vec::new();
        let train = |w: f64| Minima::mean_loss(&crate::objective::offsets(), w);
        let signed = |gap: f64| format!("{}{}", if gap < 0.0 { "−" } else { "+" }, fixed(gap.abs(), 2));
        for w in [Minima::SHARP, Minima::FLAT] {
            let gap = self.test.gap(w, self.test.shift);
            let args = vec![("gap", signed(gap).into())];
            let at = (self.u(w), train(w).min(self.test.loss(w)) - 0.03);
            words.push(label(VALLEYS, at, Side::Below, Of::Gradient, "label.gap", args));
        }
        words.push(label(
            VALLEYS,
            (self.u(-3.95), train(-3.95) - 0.2),
            Side::Right,
            Of::Text,
            "label.training",
            vec![],
        ));
        // Beyond a crest the test loss falls, and there is room: that of the barrier, or, where the right valley is drawn narrow, the
        // left one.
        let at = self.test.shift + if self.stretched() { -2.1 } else { 0.45 };
        words.push(label(
            VALLEYS,
            (self.u(at), self.test.loss(at) + 0.04),
            Side::Right,
            Of::Gradient,
            "label.test",
            vec![],
        ));
        for (crowd, size) in self.sizes.iter().enumerate() {
            let size = || vec![("size", (*size as f64).into())];
            let of = Of::Run(crowd);
            let at = (x.low, self.strip(crowd));
            let own = self.settings.choice(&RATE_RULE) != RateRule::Same;
            let (key, mut args) = (if own { "label.size-rate" } else { "run.batch-size" }, size());
            args.push(("rate", fixed(self.rate(self.sizes[crowd]), 2).into()));
            words.push(label(VALLEYS, at, Side::Right, of, key, args));
            if let Some(basin) = self.crowds.basins.get(crowd).filter(|basin| basin.runs > 0) {
                let percent = fixed(100.0 * share_at(basin, self.frame()), 3);
                let at = (x.high, self.strip(crowd));
                words.push(label(
                    VALLEYS,
                    at,
                    Side::Left,
                    of,
                    "label.percent",
                    vec![("percent", percent.into())],
                ));
            }
            words.push(label(SHARES, (crowd as f64, -0.075), Side::Upon, of, "label.size", size()));
        }
        if let Some(progress) = self.crowds.progress() {
            let percent = libm::round(100.0 * progress);
            let at = (-0.5, 1.12);
            words.push(label(
                SHARES,
                at,
                Side::Right,
                Of::Text,
                "label.running",
                vec![("percent", percent.into())],
            ));
        }
        if self.deep {
            words.extend(self.gap_words());
        }
        words
    }
    /// Names of the two curves of the gaps.
    fn gap_words(&self) -> [Label; 2] {
        let (_, gaps) = self.gap_axes();
        [(Minima::SHARP, "label.sharp"), (Minima::FLAT, "label.flat")].map(|(w, key)| {
            let shift = if self.test.shift > 0.0 { -0.4 } else { 0.4 };
            let side = match (w < 0.0, shift < 0.0) {
                (true, true) => Side::Right,
                (true, false) => Side::Left,
                _ => Side::Above,
            };
            let at = (shift, self.test.gap(w, shift).min(gaps.high - 0.1));
            Label { panel: GAPS, at, side, of: Of::Gradient, key, args: Vec::new() }
        })
    }
}
