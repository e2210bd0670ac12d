//! Words in the pictures, and the idea that is explained.

use super::findings::{name, short};
use super::pictures::look;
use super::plan::At;
use super::results::FAILED;
use super::{COURSE, ENTRIES, Idea, SHOWN, Scope, TRIED, This};
use crate::chart::{Of, Xy};
use crate::decimal::tenths;
use crate::scene::sweep::On;
use crate::scene::{Args, Label, Sentence, Side};

fn label(panel: usize, at: Xy, side: Side, of: Of, key: &'static str, args: Args) -> Label {
    Label { panel, at, side, of, key, args }
}

impl This {
    /// Words in the pictures.
    pub(super) fn words(&self) -> Vec<Label> {
        let mut words = self.names();
        words.extend(self.numbers());
        words.extend(self.course_labels());
        if self.deep {
            words.extend(self.tried_labels());
        }
        words
    }
    fn name_args(&self, place: usize) -> Args {
        vec![("number", (self.plan.entries[place].number as f64 + 1.0).into())]
    }
    /// The name of each row, and what stands there while nothing is known.
    fn names(&self) -> Vec<Label> {
        let (x, y) = self.entry_axes();
        let row = |place: usize| {
            let of = if self.stands_out(place) { Of::Text } else { Of::Muted };
            let key = name(self.plan.entries[place].idea);
            label(ENTRIES, (x.low, -(place as f64)), Side::Right, of, key, self.name_args(place))
        };
        let mut words: Vec<Label> = self.places().map(row).collect();
        let (low, high) = self.span();
        if !self.has_some() {
            let key = if self.wanted { "label.measuring" } else { "label.not-measured" };
            // Between two rows, right of their names.
            let at = (0.5 * (low + high), if self.places().len() > 2 { -1.5 } else { -0.5 });
            words.push(label(ENTRIES, at, Side::Upon, Of::Muted, key, Vec::new()));
        }
        if self.plan.asked.on() == On::Training && self.has_some() {
            let (at, of) = ((FAILED, y.low), Of::Gradient);
            words.push(label(ENTRIES, at, Side::Above, of, "label.large-batch.failure", Vec::new()));
        }
        if !self.level().is_empty() {
            let at = (x.low, y.low + 0.45);
            words.push(label(ENTRIES, at, Side::Right, Of::Run(2), "label.large-batch.level", Vec::new()));
        }
        words
    }
    /// Behind each row what it came to.
    fn numbers(&self) -> Vec<Label> {
        let (x, _) = self.entry_axes();
        let mut words = Vec::new();
        for place in self.places() {
            let tuned = self.mean(place, At::Tuned).map(|mean| (mean, At::Tuned));
            let shared = || self.mean(place, At::Shared).map(|mean| (mean, At::Shared));
            let Some((mean, at)) = tuned.or_else(shared) else { continue };
            let reference = self.plan.entries[place].idea == Idea::Reference;
            let of = if reference && at == At::Shared { Of::Text } else { look(at).0 };
            let (key, args): (_, Args) = if self.plan.asked.scope == Scope::Warmup {
                let (failed, runs) = self.failures(place);
                let args = vec![("failed", (failed as f64).into()), ("runs", (runs as f64).into())];
                ("label.large-batch.failed", args)
            } else {
                ("label.percent", vec![("percent", tenths(100.0 * mean.value).into())])
            };
            words.push(label(ENTRIES, (x.high, -(place as f64)), Side::Left, of, key, args));
        }
        words
    }
    /// The entry that is explained, and the small batch.
    fn course_labels(&self) -> Vec<Label> {
        let mut words = Vec::new();
        if let Some(end) = self.risen() {
            let (of, rate) = (Of::Muted, short(self.plan.asked.entry(Idea::Warmup).rate));
            let args = vec![("rate", rate.into())];
            words.push(label(COURSE, (end, 0.1), Side::Right, of, "label.large-batch.risen", args));
        }
        for place in self.places() {
            let reference = self.plan.entries[place].idea == Idea::Reference;
            if !reference && !self.stands_out(place) {
                continue;
            }
            let course = self.course(place, self.at());
            let share = if reference { 0.35 } else { 0.62 };
            let Some(at) = course.get((share * course.len() as f64) as usize) else { continue };
            let of = if reference { Of::Text } else { look(self.at()).0 };
            let side = if reference { Side::Above } else { Side::Below };
            let key = name(self.plan.entries[place].idea);
            words.push(label(COURSE, *at, side, of, key, self.name_args(place)));
        }
        words
    }
    fn tried_labels(&self) -> Vec<Label> {
        let mut words = Vec::new();
        for place in self.places().filter(|place| self.stands_out(*place)) {
            if let Some((at, rate)) = self.kept(place).zip(self.plan.best[place]) {
                let args = vec![("rate", short(rate).into())];
                words.push(label(TRIED, at, Side::Above, look(At::Tuned).0, "label.large-batch.kept", args));
            }
        }
        if self.places().all(|place| self.tried(place).is_empty()) {
            let at = (self.tried_axes().0.value(0.5), 0.5);
            let key = if self.wanted { "label.tuning" } else { "label.not-measured" };
            words.push(label(TRIED, at, Side::Upon, Of::Muted, key, Vec::new()));
        }
        words
    }
    /// The idea that is explained, in two sentences, with its source.
    pub(super) fn idea(&self) -> Sentence {
        let (text, source) = match self.settings.choice(&SHOWN) {
            Idea::Same => ("label.idea.same", "label.source.none"),
            Idea::Sqrt => ("label.idea.sqrt", "label.source.sqrt"),
            Idea::Linear => ("label.idea.linear", "label.source.goyal"),
            Idea::Warmup if self.plan.asked.scope == Scope::Warmup => {
                ("label.idea.warm-up-near", "label.source.goyal")
            }
            Idea::Warmup => ("label.idea.warm-up", "label.source.goyal"),
            Idea::Rmsprop => ("label.idea.rmsprop", "label.source.akiba"),
            Idea::Lars => ("label.idea.lars", "label.source.lars"),
            Idea::Lamb => ("label.idea.lamb", "label.source.lamb"),
            Idea::Swap => ("label.idea.swap", "label.source.swap"),
            Idea::Own => ("label.idea.own", "label.source.none"),
            Idea::Reference => ("label.idea.reference", "label.source.none"),
        };
        let shown = self.settings.choice(&SHOWN);
        let number = self.plan.place(shown).map_or(0, |place| self.plan.entries[place].number) + 1;
        let title = if shown == Idea::Own { "choice.shown.own" } else { name(shown) };
        let args = vec![
            ("name", title.into()),
            ("number", (number as f64).into()),
            ("idea", text.into()),
            ("source", source.into()),
        ];
        ("caption.large-batch", args)
    }
}
