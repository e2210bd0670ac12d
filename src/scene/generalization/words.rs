//! Words in the pictures.

use super::around::CURVES;
use super::pictures::{HERE, PLACES, height};
use super::plan::Asked;
use super::published::PUBLISHED;
use super::{ALONG, Ask, EXAMPLES, HIDDEN, LEARNING_RATE, SIDES, SMALL, This, WIDE};
use crate::chart::{Axis, Of, Xy};
use crate::decimal::{fixed, parse, tenths};
use crate::param::Param;
use crate::scene::{Args, Label, Sentence, Side};

fn label(panel: usize, at: Xy, side: Side, of: Of, key: &'static str, args: Args) -> Label {
    Label { panel, at, side, of, key, args }
}

/// A place by its shares of both axes.
fn at((x, y): &(Axis, Axis), across: f64, up: f64) -> Xy {
    (x.value(across), y.value(up))
}

/// What a setting is called: its labels, and what else is not as usual.
pub(super) fn name(asked: &Asked) -> Sentence {
    let usual = |param: &Param| parse(param.default).unwrap_or_default();
    let mut more = String::new();
    let parts: [(&str, f64, f64); 5] = [
        ("η × ", asked.factor, 1.0),
        ("η = ", asked.rate, usual(&LEARNING_RATE)),
        ("h = ", asked.hidden as f64, usual(&HIDDEN)),
        ("N = ", asked.examples as f64, usual(&EXAMPLES)),
        ("B = ", asked.small as f64, usual(&SMALL)),
    ];
    for (letter, value, _) in parts.iter().filter(|(_, value, usual)| value != usual) {
        more.push_str(&format!(" · {letter}{value}"));
    }
    let key = if asked.wrong == 0 { "run.clean-labels" } else { "run.wrong-labels" };
    (key, vec![("wrong", (asked.wrong as f64).into()), ("more", more.into())])
}

impl This {
    /// Words in the pictures.
    pub(super) fn words(&self) -> Vec<Label> {
        let mut words = match self.asked.ask {
            Ask::Gap => self.gap_words(),
            Ask::Around => self.line_words(WIDE, false),
            Ask::Sharpness => self.ratio_words(),
        };
        for side in 0..SIDES.len() {
            words.extend(match self.asked.ask {
                Ask::Around => self.plane_words(side),
                _ => self.couple_words(side),
            });
        }
        if self.deep {
            words.extend(self.line_words(ALONG, true));
        }
        words
    }
    /// What stands where nothing is known yet.
    fn nothing(&self, panel: usize, at: Xy) -> Label {
        let key = match (self.wanted, self.unlearnt() && self.asked.ask == Ask::Around) {
            (true, _) => "label.measuring",
            (false, true) => "label.unlearnt",
            (false, false) => "label.not-measured",
        };
        label(panel, at, Side::Upon, Of::Muted, key, Vec::new())
    }

    fn gap_words(&self) -> Vec<Label> {
        let axes = self.wide_axes();
        let named = |line: usize| (at(&axes, 0.0, 0.0).0, height(line));
        let heading = |line, key| label(WIDE, named(line), Side::Right, Of::Text, key, Vec::new());
        let mut words = vec![
            heading(0, "label.generalization.published"),
            heading(PUBLISHED.len() + 1, "label.generalization.here"),
        ];
        for (k, row) in PUBLISHED.iter().enumerate() {
            let args =
                vec![("network", row.name.into()), ("small", row.small.into()), ("large", row.large.into())];
            let key = "label.generalization.network";
            words.push(label(WIDE, named(k + 1), Side::Right, Of::Muted, key, args));
        }
        for (k, (asked, line)) in self.listed().iter().zip(self.gap_lines()).enumerate() {
            let (key, args) = name(asked);
            let of = if line.now { HERE } else { Of::Muted };
            words.push(label(WIDE, named(PUBLISHED.len() + 2 + k), Side::Right, of, key, args));
            if line.values.is_empty() {
                words.push(self.nothing(WIDE, (axes.0.value(0.78), line.y)));
            }
        }
        words
    }
    fn ratio_words(&self) -> Vec<Label> {
        let axes = self.wide_axes();
        let mut words = Vec::new();
        let keys = ["label.generalization.eigenvalue", "label.generalization.box"];
        for (line, key) in self.ratio_lines().into_iter().zip(keys) {
            words.push(label(WIDE, (axes.0.low, line.y + 0.85), Side::Right, Of::Text, key, Vec::new()));
            if line.values.is_empty() {
                words.push(self.nothing(WIDE, (axes.0.value(0.5), line.y)));
            }
            if let Some(mean) = line.mean {
                let args = vec![("times", fixed(mean.value, 2).into())];
                words.push(label(
                    WIDE,
                    (mean.value, line.y - 0.38),
                    Side::Below,
                    HERE,
                    "label.generalization.times",
                    args,
                ));
            }
        }
        words
    }
    fn couple_words(&self, side: usize) -> Vec<Label> {
        let panel = SIDES[side];
        let mut words = Vec::new();
        for (which, beside) in [Side::Left, Side::Right].into_iter().enumerate() {
            let Some(spot) = self.middle(side, which) else { continue };
            // The axis tells of what: beside a narrow picture there is room for the number alone.
            let value = match self.asked.ask {
                Ask::Gap => tenths(100.0 * spot.1),
                _ => fixed(spot.1, 2),
            };
            let args = vec![("value", value.into())];
            words.push(label(panel, spot, beside, Of::Run(which), "label.generalization.value", args));
        }
        let axes = self.side_axes(side);
        if words.is_empty() {
            return vec![self.nothing(panel, at(&axes, 0.5, 0.5))];
        }
        for (which, size) in [self.asked.small, self.asked.examples].into_iter().enumerate() {
            let spot = (PLACES[which], axes.1.value(0.055));
            let args = vec![("size", (size as f64).into())];
            words.push(label(panel, spot, Side::Upon, Of::Run(which), "run.batch-size", args));
        }
        words
    }
    fn plane_words(&self, at_one: usize) -> Vec<Label> {
        let (panel, axes) = (SIDES[at_one], self.plane_axes(at_one));
        let Some(plane) = self.plane(at_one) else { return vec![self.nothing(panel, at(&axes, 0.5, 0.5))] };
        let size = if at_one == 0 { self.asked.small } else { self.asked.examples };
        let args = vec![("size", (size as f64).into())];
        let mut words = vec![label(panel, (0.0, 0.0), Side::Right, Of::Run(at_one), "run.batch-size", args)];
        let most = plane.losses.iter().copied().filter(|loss| loss.is_finite()).fold(0.0, f64::max);
        let args = vec![("loss", fixed(most, 2).into())];
        words.push(label(
            panel,
            at(&axes, 0.02, 0.93),
            Side::Right,
            Of::Text,
            "label.generalization.most",
            args,
        ));
        words
    }
    fn line_words(&self, panel: usize, accuracy: bool) -> Vec<Label> {
        let axes = self.line_axes(accuracy);
        let line = self.line();
        if line.is_empty() {
            return vec![self.nothing(panel, at(&axes, 0.5, 0.5))];
        }
        let mut words = Vec::new();
        for (which, size) in [self.asked.small, self.asked.examples].into_iter().enumerate() {
            let spot = (which as f64, axes.1.value(0.955));
            let args = vec![("size", (size as f64).into())];
            words.push(label(panel, spot, Side::Right, Of::Run(which), "run.batch-size", args));
        }
        let below = if accuracy { Side::Below } else { Side::Above };
        let keys = [("label.on-training", Side::Above), ("label.on-test", below)];
        for ((column, of, _), (key, side)) in CURVES.into_iter().zip(keys) {
            if let Some(point) = line.iter().find(|point| point[0] >= 0.5) {
                let spot = (point[0], point[column + usize::from(accuracy)]);
                words.push(label(panel, spot, side, of, key, Vec::new()));
            }
        }
        words
    }
}
