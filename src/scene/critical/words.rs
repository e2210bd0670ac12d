//! The verdict and its numbers, the list of critical points, and the words in the pictures.

use super::pictures::{LENS, sign, symbol};
use super::{CriticalScene, MAP, SHARES, This};
use crate::analysis::{Reading, Verdict};
use crate::chart::Of;
use crate::decimal::fixed;
use crate::scene::model::Model;
use crate::scene::{Label, Readout, Sentence, Side, Swatch, number};

/// A number that may be nothing but rounding.
pub(super) fn tidy(x: f64, zero: f64) -> String {
    if x.abs() < 1e-3 * zero { "0".to_owned() } else { number(x) }
}

/// The same where three digits are enough.
pub(super) fn short(x: f64, zero: f64) -> String {
    if x.abs() < 1e-3 * zero { "0".to_owned() } else { fixed(x, 3) }
}

impl This {
    /// The verdict and the numbers it rests on.
    pub(super) fn verdict(&self) -> Sentence {
        let key = match self.lens.verdict {
            _ if self.undefined() => "caption.undefined",
            Verdict::NotCritical => "caption.not-critical",
            Verdict::Minimum => "caption.minimum",
            Verdict::Maximum => "caption.maximum",
            Verdict::Saddle => "caption.saddle",
            Verdict::Degenerate => "caption.flat",
        };
        let zero = self.lens.zero();
        let [xx, xy, yy] = self.lens.hessian.map(|entry| tidy(entry, zero));
        let [low, high] = self.lens.eigen.values.map(|value| tidy(value, zero));
        let (vx, vy) = self.lens.eigen.vectors[0];
        let args = vec![
            ("x", tidy(self.lens.at.0, 1e-6).into()),
            ("y", tidy(self.lens.at.1, 1e-6).into()),
            ("norm", tidy(self.lens.gradient_norm(), zero).into()),
            ("zero", fixed(zero, 1).into()),
            ("low", low.into()),
            ("high", high.into()),
            ("xx", xx.into()),
            ("xy", xy.into()),
            ("yy", yy.into()),
            ("vx", fixed(vx, 3).into()),
            ("vy", fixed(vy, 3).into()),
        ];
        (key, args)
    }

    /// Whether the function, or a derivative, has no value under the lens.
    pub(super) fn undefined(&self) -> bool {
        let Reading { loss, gradient: (gx, gy), hessian: [xx, xy, yy], .. } = self.lens;
        [loss, gx, gy, xx, xy, yy].iter().any(|number| !number.is_finite())
    }
    /// The lens, and every critical point of the map.
    pub(super) fn rows(&self) -> Vec<Readout> {
        let row = |swatch, label, reading: &crate::analysis::Reading| {
            let zero = reading.zero();
            let [low, high] = reading.eigen.values;
            let values = vec![
                ("readout.theta1", tidy(reading.at.0, 1e-6)),
                ("readout.theta2", tidy(reading.at.1, 1e-6)),
                ("readout.loss", tidy(reading.loss, 1e-6)),
                ("readout.gradient", tidy(reading.gradient_norm(), zero)),
                ("readout.low", tidy(low, zero)),
                ("readout.high", tidy(high, zero)),
            ];
            Readout { swatch, label, args: Vec::new(), values, diverged_at: None }
        };
        let lens = match self.lens.verdict {
            _ if self.undefined() => "run.lens.undefined",
            Verdict::NotCritical => "run.lens.not-critical",
            Verdict::Minimum => "run.lens.minimum",
            Verdict::Maximum => "run.lens.maximum",
            Verdict::Saddle => "run.lens.saddle",
            Verdict::Degenerate => "run.lens.flat",
        };
        let mut rows = vec![row(Swatch::Symbol(crate::chart::Shape::Ring, Of::Text), lens, &self.lens)];
        for found in &self.found {
            let label = match found.reading.verdict {
                _ if found.line => "run.line",
                Verdict::Minimum => "run.minimum",
                Verdict::Maximum => "run.maximum",
                Verdict::Saddle => "run.saddle",
                Verdict::Degenerate | Verdict::NotCritical => "run.flat",
            };
            let (shape, of) = symbol(found.reading.verdict);
            rows.push(row(Swatch::Symbol(shape, of), label, &found.reading));
        }
        rows
    }

    /// Words in the pictures.
    pub(super) fn words(&self) -> Vec<Label> {
        let mut words = self.built.hollow(&self.stage, &self.race, CriticalScene::FIRST_RUN);
        let (cx, cy) = self.lens.at;
        let zero = self.lens.zero();
        for k in (0..2).filter(|_| !self.undefined()) {
            let (vx, vy) = self.lens.eigen.vectors[k];
            // Each number at that end of its arrow that points to the right, or else up.
            let right = vx.abs() > 0.4;
            let ahead = if right { vx } else { vy };
            let (vx, vy) = if ahead < 0.0 { (-vx, -vy) } else { (vx, vy) };
            let (mut x, mut y) = (1.12 * self.reach(k) * vx, 1.12 * self.reach(k) * vy);
            let radius = LENS * self.width();
            if !right {
                (x, y) = (radius * vx, radius * vy);
            } else if k == 0 && vy.abs() > 0.4 {
                // The runs leave along this arrow: its number stands beside their way, beyond the lens.
                (x, y) = (radius * (vx + 0.5 * vy.abs()), radius * (vy - 0.5 * vx * vy.signum()));
            }
            let value = self.lens.eigen.values[k];
            let side = if right { Side::Right } else { Side::Above };
            words.push(Label {
                panel: MAP,
                at: (cx + x, cy + y),
                side,
                of: sign(value, zero),
                key: "label.curvature",
                args: vec![("value", short(value, zero).into())],
            });
        }
        let (dx, dy) = self.downhill();
        if libm::hypot(dx, dy) > 0.3 * LENS * self.width() {
            let side = if dx < 0.0 { Side::Left } else { Side::Right };
            let at = (cx + dx, cy + dy);
            let args = Vec::new();
            words.push(Label { panel: MAP, at, side, of: Of::Gradient, key: "label.downhill", args });
        }
        let label = |at, side, of, key| Label { panel: SHARES, at, side, of, key, args: Vec::new() };
        words.push(label((4.2, 0.075), Side::Right, Of::Run(0), "label.field"));
        words.push(label((3.25, 0.014), Side::Left, Of::Run(1), "label.goe"));
        words.push(label((6.1, 0.019), Side::Right, Of::Muted, "label.coin"));
        if let Some(progress) = self.shares.progress() {
            let mut busy = label((4.5, 1.6e-4), Side::Above, Of::Text, "label.measuring");
            busy.args = vec![("percent", (progress * 100.0).floor().into())];
            words.push(busy);
        }
        words
    }
}
