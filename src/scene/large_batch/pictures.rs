//! The entries in a row each; their course; what the rates that were tried gave.

use super::plan::{Asked, At};
use super::results::{FAILED, accuracy};
use super::{ALONG, Along, Idea, SHOWN, Scope, This};
use crate::chart::{Axis, DASHED, DASHES, Ink, Mark, Of, Picture, SOLID, Shape, Xy, faint, ink};
use crate::scene::model::PanelWords;
use crate::scene::sweep::{Mean, On};
use downhill_network::job::FACTORS;

/// Room for names before the axis, and for numbers behind it, over its length.
const NAMES: f64 = 0.58;
const NUMBERS: f64 = 0.3;
/// An entry below this is far from all others: once those are measured its row ends in an arrow, or they could not be told apart.
const FAR: f64 = 0.75;
/// Part of a picture's height that a line of words takes at its foot.
const WORDS: f64 = 0.09;
/// How far the two results of an entry stand from the middle of its row.
const APART: f64 = 0.17;

/// Colour, dash and mark of a result.
pub(super) fn look(at: At) -> (Of, (f64, f64), Shape) {
    match at {
        At::Shared => (Of::Run(0), SOLID, Shape::Circle),
        At::Tuned => (Of::Run(1), DASHES[1], Shape::Square),
    }
}

impl This {
    /// The results that are measured of every entry.
    pub(super) fn measured(&self) -> &'static [At] {
        if self.plan.asked.tuned { &[At::Shared, At::Tuned] } else { &[At::Shared] }
    }
    pub(super) fn places(&self) -> std::ops::Range<usize> {
        0..self.plan.entries.len()
    }
    /// Whether an entry is the one that is explained, or pointed at.
    pub(super) fn stands_out(&self, place: usize) -> bool {
        match self.pointed {
            Some(pointed) => pointed == place,
            None => self.plan.entries[place].idea == self.settings.choice(&SHOWN),
        }
    }
    /// The accuracies between which the axis runs.
    pub(super) fn span(&self) -> (f64, f64) {
        let (usual, least) = match self.plan.asked.scope {
            Scope::Same | Scope::Scaled => (0.4, 0.0),
            Scope::All => (0.85, FAR),
            Scope::Warmup => (0.0, 0.0),
        };
        let means =
            self.measured().iter().flat_map(|at| self.places().filter_map(|place| self.mean(place, *at)));
        let lows = means.map(|mean| mean.interval.map_or(mean.value, |(low, _)| low) - 0.01);
        let low = lows.filter(|low| *low > least).fold(usual, f64::min);
        ((20.0 * low).floor() / 20.0, 1.0)
    }
    pub(super) fn entry_words(&self) -> PanelWords {
        match self.plan.asked.on() {
            On::Training => ["axis.training-accuracy-along", "", "panel.large-batch.failures"],
            On::Validation => ["axis.validation-accuracy", "", "panel.large-batch.entries"],
        }
    }
    /// Accuracy along; rows up, the first one on top, without a quantity.
    pub(super) fn entry_axes(&self) -> (Axis, Axis) {
        let (low, high) = self.span();
        let length = high - low;
        let numbers = if self.plan.asked.scope == Scope::Warmup { 1.6 * NUMBERS } else { NUMBERS };
        let x = Axis::ticked(low - NAMES * length, high + numbers * length, low, high).percent();
        let rows = self.plan.entries.len() as f64;
        let foot = if self.plan.asked.scope == Scope::All { 0.9 } else { 0.0 };
        (x, Axis::bare(0.4 - rows - foot, 0.6))
    }
    /// Height of a result in its row.
    pub(super) fn height(&self, place: usize, at: At) -> f64 {
        let off = match (self.plan.asked.tuned, at) {
            (false, _) => 0.0,
            (true, At::Shared) => APART,
            (true, At::Tuned) => -APART,
        };
        off - place as f64
    }
    /// Each seed, the means with their intervals, what cannot be told from the best, and the small batch as a line through all.
    pub(super) fn entries_moving(&self) -> Picture {
        let mut picture = Picture::new(self.entry_axes());
        let (low, high) = self.span();
        let row =
            |place: &usize| [picture.x.low, picture.x.high, -0.46 - *place as f64, 0.46 - *place as f64];
        let level: Vec<[f64; 4]> = self.level().iter().map(row).collect();
        let pointed = self.pointed.iter().map(row).collect();
        picture.marks.push(Mark::Bars { bars: level, ink: faint(Of::Run(2), 0.14) });
        picture.marks.push(Mark::Bars { bars: pointed, ink: faint(Of::Text, 0.07) });
        if let Some(place) = self.plan.place(Idea::Reference) {
            let (bottom, top) = (picture.y.low, picture.y.high);
            if let Some(Mean { value, interval }) = self.mean(place, self.at()) {
                if let Some((left, right)) = interval {
                    let bars = vec![[left.max(low), right.min(high), bottom, top]];
                    picture.marks.push(Mark::Bars { bars, ink: faint(Of::Text, 0.1) });
                }
                let line = vec![(value, bottom), (value, top)];
                picture.marks.push(Mark::path(line, faint(Of::Text, 0.6), 1.2, DASHED));
            }
        }
        if self.plan.asked.on() == On::Training {
            // Its words stand under it.
            let (bottom, top) = (picture.y.low, picture.y.high);
            let line = vec![(FAILED, bottom + WORDS * (top - bottom)), (FAILED, top)];
            picture.marks.push(Mark::path(line, ink(Of::Gradient), 1.2, DASHED));
        }
        for place in self.places() {
            for at in self.measured() {
                self.result(&mut picture, place, *at, low);
            }
        }
        picture
    }
    fn result(&self, picture: &mut Picture, place: usize, at: At, low: f64) {
        let (of, _, shape) = look(at);
        let of =
            if self.plan.entries[place].idea == Idea::Reference && at == At::Shared { Of::Text } else { of };
        let y = self.height(place, at);
        let runs = self.results.of(&self.plan, place, at);
        let seeds: Vec<Xy> = runs
            .iter()
            .map(|run| (accuracy(run, self.plan.asked.on()), y))
            .filter(|(x, _)| *x >= low)
            .collect();
        picture.marks.push(Mark::dots(seeds, Shape::Circle, 1.9, faint(of, 0.5)));
        let Some(Mean { value, interval }) = self.mean(place, at) else { return };
        if value < low {
            let length = 0.05 * (picture.x.high - picture.x.low);
            let (from, to) = ((low + length, y), (low, y));
            picture.marks.push(Mark::Arrow { from, to, ink: ink(of), width: 2.0, dash: SOLID });
            return;
        }
        if let Some((left, right)) = interval {
            picture.marks.push(Mark::path(vec![(left.max(low), y), (right, y)], faint(of, 0.8), 3.0, SOLID));
        }
        picture.marks.push(Mark::Dots {
            points: vec![(value, y)],
            shape,
            radius: if self.plan.asked.tuned { 4.0 } else { 5.0 },
            ink: ink(of),
            rim: true,
        });
    }
    fn row_at(&self, (_, y): Xy) -> Option<usize> {
        let row = libm::round(-y);
        (row >= 0.0 && row < self.plan.entries.len() as f64).then_some(row as usize)
    }
    /// Chooses the entry that is explained.
    pub(super) fn choose(&mut self, at: Xy) {
        if let Some(place) = self.row_at(at) {
            let idea = self.plan.entries[place].idea;
            self.adjust(&SHOWN.param, crate::named::Named::name(idea));
        }
    }
    /// Points at an entry.
    pub(super) fn look_at(&mut self, at: Option<Xy>) {
        self.pointed = at.and_then(|at| self.row_at(at));
    }

    fn along(&self) -> Along {
        self.settings.choice(&ALONG)
    }
    pub(super) fn course_words(&self) -> PanelWords {
        let x = if self.along() == Along::Epochs { "axis.epoch" } else { "axis.seconds" };
        match self.plan.asked.on() {
            On::Training => [x, "axis.training-accuracy", "panel.large-batch.course-training"],
            On::Validation => [x, "axis.validation-accuracy-up", "panel.large-batch.course"],
        }
    }
    pub(super) fn course_axes(&self) -> (Axis, Axis) {
        let all = self.measured().iter().flat_map(|at| self.places().map(|place| self.course(place, *at)));
        let ends = all.filter_map(|course| course.last().map(|(x, _)| *x));
        let most = match self.along() {
            Along::Epochs => self.plan.asked.epochs as f64,
            Along::Seconds => ends.fold(0.001, f64::max),
        };
        (Axis::linear(0.0, 1.02 * most), Axis::ticked(0.0, 1.14, 0.0, 1.0).percent())
    }
    /// Mean accuracy against epochs or seconds; each epoch counts as an equal part of a run's seconds.
    pub(super) fn course(&self, place: usize, at: At) -> Vec<Xy> {
        let epochs = self.plan.asked.epochs as f64;
        let last = match self.along() {
            Along::Epochs => Some(epochs),
            Along::Seconds => self.results.seconds(&self.plan, place, at),
        };
        let Some(last) = last else { return Vec::new() };
        let course = self.results.course(&self.plan, place, at);
        course.into_iter().enumerate().map(|(epoch, value)| (last * epoch as f64 / epochs, value)).collect()
    }
    /// The epoch from which η is as large as without warm-up, in warm-up's own case: accuracy may fall there once more.
    pub(super) fn risen(&self) -> Option<f64> {
        let asked = &self.plan.asked;
        let shown = asked.scope == Scope::Warmup && self.along() == Along::Epochs && self.has_some();
        (shown && asked.warmup > 0 && asked.warmup < asked.epochs).then_some(asked.warmup as f64)
    }
    /// One line an entry: the one that is explained in colour, the small batch dashed.
    pub(super) fn course_moving(&self) -> Picture {
        let mut picture = Picture::new(self.course_axes());
        let line = |place: usize, at: At, ink: Ink, width: f64, dash: (f64, f64)| {
            Mark::path(self.course(place, at), ink, width, dash)
        };
        let (front, back): (Vec<usize>, Vec<usize>) =
            self.places().partition(|place| self.stands_out(*place));
        for place in back {
            let reference = self.plan.entries[place].idea == Idea::Reference;
            let (ink, dash) =
                if reference { (ink(Of::Text), DASHED) } else { (faint(Of::Muted, 0.45), SOLID) };
            picture.marks.push(line(place, self.at(), ink, if reference { 1.6 } else { 1.2 }, dash));
        }
        if let Some(end) = self.risen() {
            let line = vec![(end, 0.0), (end, 1.0)];
            picture.marks.push(Mark::path(line, faint(Of::Muted, 0.8), 1.2, DASHED));
        }
        for place in front {
            let reference = self.plan.entries[place].idea == Idea::Reference;
            for at in self.measured() {
                let (of, dash, _) = look(*at);
                let of = if reference && *at == At::Shared { Of::Text } else { of };
                picture.marks.push(line(place, *at, ink(of), 2.6, dash));
            }
        }
        picture
    }

    /// Where nothing is tuned there is nothing to draw.
    pub(super) fn tried_words(&self) -> PanelWords {
        if self.plan.asked.tuned {
            ["axis.factor", "axis.training-accuracy", "panel.large-batch.tried"]
        } else {
            [""; 3]
        }
    }
    /// Learning rate over the one to begin with along, training accuracy of its trials up.
    pub(super) fn tried_axes(&self) -> (Axis, Axis) {
        let [first, last] = [FACTORS[0], FACTORS[FACTORS.len() - 1]];
        (Axis::log(0.75 * first, 1.4 * last), Axis::ticked(0.0, 1.12, 0.0, 1.0).percent())
    }
    /// What each rate of an entry gave: factor and training accuracy.
    pub(super) fn tried(&self, place: usize) -> Vec<Xy> {
        let (asked, entry) = (&self.plan.asked, &self.plan.entries[place]);
        let rates = Asked::rates(entry).zip(FACTORS).filter(|_| asked.tuned);
        rates.filter_map(|(rate, factor)| Some((factor, self.results.tried(asked, entry, rate)?))).collect()
    }
    /// The rate that was kept, as a point of that picture.
    pub(super) fn kept(&self, place: usize) -> Option<Xy> {
        let factor = self.plan.best[place]? / self.plan.entries[place].centre;
        self.tried(place).into_iter().min_by(|a, b| (a.0 - factor).abs().total_cmp(&(b.0 - factor).abs()))
    }
    /// One line an entry, the rate that was kept marked.
    pub(super) fn tried_moving(&self) -> Picture {
        let mut picture = Picture::new(self.tried_axes());
        for front in [false, true] {
            for place in self.places().filter(|place| self.stands_out(*place) == front) {
                let (of, width) = if front { (ink(Of::Run(1)), 2.4) } else { (faint(Of::Muted, 0.5), 1.2) };
                picture.marks.push(Mark::path(self.tried(place), of, width, SOLID));
                let points = self.kept(place).into_iter().collect();
                let (shape, radius) = (Shape::Square, if front { 5.5 } else { 3.5 });
                picture.marks.push(Mark::Dots { points, shape, radius, ink: of, rim: true });
            }
        }
        picture
    }
    /// Whether anything is drawn.
    pub(super) fn has_some(&self) -> bool {
        self.places().any(|place| self.mean(place, At::Shared).is_some())
    }
}
