//! Words in the pictures.

use super::{File, INSIDE, RATES, SWEEP, This, WATCH};
use crate::chart::{Of, Xy};
use crate::decimal::{fixed, tenths};
use crate::param::MOST;
use crate::scene::sweep::On;
use crate::scene::{Args, Label, Side};
use downhill_network::job::Shown;

fn label(panel: usize, at: Xy, side: Side, of: Of, key: &'static str, args: Args) -> Label {
    Label { panel, at, side, of, key, args }
}

impl This {
    /// Words in the pictures.
    pub(super) fn words(&self) -> Vec<Label> {
        let mut words = self.sweep_words();
        words.extend(self.inside_words());
        if self.deep {
            words.extend(self.rate_words());
            words.extend(self.watch_words());
        }
        words
    }
    fn sweep_words(&self) -> Vec<Label> {
        let (x, _) = self.sweep_axes();
        let middle = (x.value(0.5), 0.5);
        if self.lacks_file() {
            let (key, args) = match self.file {
                File::Failed => ("label.file-failed", Vec::new()),
                File::Coming(share) => {
                    ("label.file-coming", vec![("percent", libm::round(100.0 * share).into())])
                }
                File::Absent | File::Here => ("label.file-absent", Vec::new()),
            };
            return vec![label(SWEEP, middle, Side::Upon, Of::Text, key, args)];
        }
        let known = (0..self.plan.rates.len()).filter(|place| self.mean(*place, On::Training).is_some());
        let known: Vec<usize> = known.collect();
        let (Some(first), Some(last)) = (known.first(), known.last()) else {
            let tuning = self.busy() && self.plan.rates.contains(&None);
            let key = match (tuning, self.busy()) {
                (true, _) => "label.tuning",
                (false, true) => "label.measuring",
                (false, false) => "label.accuracy.waiting",
            };
            let asked = &self.plan.asked;
            let args =
                vec![("sizes", (asked.sizes().len() as f64).into()), ("seeds", (asked.seeds as f64).into())];
            let below = (middle.0, 0.34);
            let mut words = vec![label(SWEEP, below, Side::Upon, Of::Text, key, args)];
            if self.of_slide() {
                let at = (x.value(0.02), 1.1);
                words.push(label(SWEEP, at, Side::Right, Of::Muted, "label.accuracy.slide", Vec::new()));
            }
            return words;
        };
        let mut words = Vec::new();
        for (on, of, side, key) in [
            (On::Training, Of::Run(0), Side::Above, "label.on-training"),
            (On::Validation, Of::Run(1), Side::Below, "label.on-validation"),
        ] {
            let spot =
                |place: usize| self.mean(place, on).map(|mean| (self.spot(place, mean.value), mean.value));
            let (small, large) = self.ends();
            for place in [small, large].into_iter().filter(|place| known.contains(place)) {
                let side = if place == large && on == On::Training { Side::Right } else { side };
                if let Some((at, value)) = spot(place) {
                    let args = vec![("percent", tenths(100.0 * value).into())];
                    words.push(label(SWEEP, at, side, of, "label.percent", args));
                }
            }
            // The dashed line has words of its own; the names of the curves stand above the picture as well.
            let named =
                known.iter().copied().find(|place| *place > *first && *place > small && *place < *last);
            if let Some((at, _)) = named.filter(|_| self.yes().is_none()).and_then(spot) {
                words.push(label(SWEEP, at, side, of, key, Vec::new()));
            }
        }
        if let Some(level) = self.yes() {
            let (side, key) = if self.step() == Some(super::OVERFITTING) {
                (Side::Above, "label.if-over-fitting")
            } else {
                (Side::Below, "label.if-model-bias")
            };
            let at = (x.value(if side == Side::Above { 0.78 } else { 0.3 }), level);
            words.push(label(SWEEP, at, side, Of::Gradient, key, Vec::new()));
        }
        words
    }
    fn rate_words(&self) -> Vec<Label> {
        let asked = &self.plan.asked;
        // Below the lines, where none of them comes: their best points are near each other.
        let x = self.rate_axes().0.value(0.02);
        let best = |(place, &size): (usize, &usize)| {
            let rate =
                self.plan.rates[place].filter(|rate| self.results.tried(asked, size, *rate).is_some())?;
            let args = vec![("size", (size as f64).into()), ("rate", fixed(rate, 2).into())];
            let at = (x, 0.64 - 0.1 * place as f64);
            Some(label(RATES, at, Side::Right, Of::Run(place % MOST), "label.size-rate", args))
        };
        let words: Vec<Label> = asked.sizes().iter().enumerate().filter_map(best).collect();
        if words.is_empty() {
            let at = (self.rate_axes().0.value(0.5), 0.5);
            return vec![label(RATES, at, Side::Upon, Of::Muted, "label.not-tuned", Vec::new())];
        }
        words
    }
    /// The names of the rows, and of each digit what it is taken for.
    fn inside_words(&self) -> Vec<Label> {
        let rows: Vec<(&str, Args)> = match self.glimpse() {
            Some(now) => vec![
                ("label.units", vec![("update", (now.update as f64).into())]),
                ("label.batch-in-play", vec![("size", (self.watched_size() as f64).into())]),
                ("label.seen", vec![("mistakes", (now.mistakes as f64).into())]),
            ],
            None if self.strips().is_empty() => Vec::new(),
            None => vec![("label.examples", Vec::new())],
        };
        let name = |(row, (key, args))| label(INSIDE, self.name_of(row), Side::Right, Of::Text, key, args);
        // Before the first update no batch has been in play.
        let named =
            |(row, _): &(usize, _)| *row != 1 || self.glimpse().is_some_and(|now| !now.batch.is_empty());
        let mut words: Vec<Label> = rows.into_iter().enumerate().filter(named).map(name).collect();
        for (_, _, at, Shown { label: digit, answer, .. }) in self.strips() {
            let (of, key) = if answer == digit {
                (Of::Muted, "label.recognised")
            } else {
                (Of::Gradient, "label.mistaken")
            };
            let args = vec![("label", f64::from(digit).into()), ("answer", f64::from(answer).into())];
            words.push(label(INSIDE, at, Side::Upon, of, key, args));
        }
        words
    }
    fn watch_words(&self) -> Vec<Label> {
        let Some(now) = self.glimpse() else {
            let (x, y) = self.watch_axes();
            let at = (x.value(0.5), y.value(0.5));
            return vec![label(WATCH, at, Side::Upon, Of::Muted, "label.not-watched", Vec::new())];
        };
        let update = now.update as f64;
        vec![
            label(WATCH, (update, now.train.loss), Side::Below, Of::Run(0), "label.on-training", Vec::new()),
            label(
                WATCH,
                (update, now.validation.loss),
                Side::Above,
                Of::Run(1),
                "label.on-validation",
                Vec::new(),
            ),
        ]
    }
}
