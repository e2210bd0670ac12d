//! Seconds per update and per epoch against batch size, and losses against seconds.

use super::losses::TRAINED;
use super::plan::{EPOCH, SIZES};
use super::results::Results;
use super::{Net, This, Way};
use crate::chart::{Axis, DASHED, DASHES, Mark, Of, Picture, SOLID, Shape, Xy, faint, ink};
use crate::scene::cost::fit::Spread;

/// Seconds of one update, and of one epoch, that a picture shows at least: what most machines need.
fn usual(net: Net) -> [(f64, f64); 2] {
    match net {
        Net::Small => [(1e-7, 1.0), (1e-3, 1.0)],
        Net::Middle => [(1e-6, 1.0), (1e-2, 10.0)],
        Net::Large => [(1e-5, 10.0), (0.1, 100.0)],
    }
}

/// Whole decades that hold the usual range and all values.
fn decades((low, high): (f64, f64), values: impl Iterator<Item = f64>) -> Axis {
    let (low, high) = values.fold((low, high), |(low, high), x| (low.min(x), high.max(x)));
    let decade = |x: f64, round: fn(f64) -> f64| libm::pow(10.0, round(libm::log10(x)));
    // What would lie upon the frame is given room.
    Axis::log(0.8 * decade(low, libm::floor), 1.3 * decade(high, libm::ceil))
}

/// Batch sizes, with room for the names of lines that end at the largest one.
fn sizes(high: f64) -> Axis {
    Axis { ticked: (1.0, 1e5), ..Axis::log(0.25, high) }
}

/// What the lecture's slide looks like, as batch size and share of the height: an update costs the same up to a thousand examples,
/// and more beyond; an epoch less and less.
const SLIDE: [Xy; 3] = [(1.0, 0.16), (1000.0, 0.16), (60_000.0, 0.32)];
const SLIDE_OF_EPOCHS: [Xy; 3] = [(1.0, 0.66), (1000.0, 0.22), (60_000.0, 0.16)];

/// Colour, dash and mark of a way.
pub(super) fn look(way: Way) -> (Of, (f64, f64), Shape) {
    (Of::Run(way.place()), DASHES[way.place()], Shape::RUNS[way.place()])
}

/// Time for an epoch of updates of so many examples.
pub(super) fn epoch(size: usize, seconds: f64) -> f64 {
    EPOCH / size as f64 * seconds
}

impl This {
    /// All times of a way.
    pub(super) fn medians(&self, way: Way) -> Vec<(usize, Spread)> {
        self.results.medians(self.asked.series(way))
    }
    pub(super) fn update_axes(&self) -> (Axis, Axis) {
        let [range, _] = usual(self.asked.net);
        let times = Way::ALL.into_iter().flat_map(|way| self.medians(way));
        (sizes(3e6), decades(range, times.flat_map(|(_, spread)| [spread.low, spread.high])))
    }
    pub(super) fn epoch_axes(&self) -> (Axis, Axis) {
        let [_, range] = usual(self.asked.net);
        let times = Way::ALL.into_iter().flat_map(|way| self.medians(way));
        (sizes(2.2e5), decades(range, times.map(|(size, spread)| epoch(size, spread.median))))
    }
    /// Where a way's examples take as long as all else: on its fitted line, twice the floor. Nothing where that lies outside of what
    /// was measured.
    pub(super) fn saturated(&self, way: Way) -> Option<Xy> {
        let (series, medians) = (self.asked.series(way), self.medians(way));
        let fit = self.results.fit(series)?;
        let at = fit
            .saturation()
            .filter(|at| *at >= 2.0 && *at <= medians.last().map_or(1.0, |last| last.0 as f64))?;
        Some((at, 2.0 * fit.floor))
    }
    /// The medians with their whiskers, up to where an update costs about the same, and what the lecture says of the present way.
    pub(super) fn update_moving(&self) -> Picture {
        let mut picture = Picture::new(self.update_axes());
        self.sketch(&mut picture, SLIDE);
        if let Some(time) = self.median(self.asked.way, self.asked.base(self.asked.way)) {
            let line = vec![(self.asked.base(self.asked.way) as f64, time), (1e5, time)];
            picture.marks.push(Mark::path(line, ink(Of::Gradient), 1.4, DASHED));
        }
        for way in Way::ALL {
            let (of, dash, _) = look(way);
            if let Some((at, time)) = self.saturated(way) {
                let line = vec![(at, picture.y.low), (at, time)];
                picture.marks.push(Mark::path(line, faint(of, 0.8), 1.3, DASHED));
            }
            for (size, Spread { low, high, .. }) in self.medians(way) {
                let whisker = vec![(size as f64, low), (size as f64, high)];
                picture.marks.push(Mark::path(whisker, faint(of, 0.55), 3.0, SOLID));
            }
            let points =
                self.medians(way).iter().map(|(size, spread)| (*size as f64, spread.median)).collect();
            self.line(&mut picture, way, points, dash);
        }
        picture
    }
    pub(super) fn epoch_moving(&self) -> Picture {
        let mut picture = Picture::new(self.epoch_axes());
        self.sketch(&mut picture, SLIDE_OF_EPOCHS);
        for way in Way::ALL {
            let point = |(size, spread): &(usize, Spread)| (*size as f64, epoch(*size, spread.median));
            let points = self.medians(way).iter().map(point).collect();
            self.line(&mut picture, way, points, look(way).1);
        }
        picture
    }
    /// Before anything is known, where dots will stand and the way the lecture's slide goes: no time is drawn that was not measured.
    fn sketch(&self, picture: &mut Picture, slide: [Xy; 3]) {
        if self.has_some() {
            return;
        }
        let (low, top) = (picture.y.low, picture.y.value(0.88));
        for size in SIZES.map(|size| size as f64) {
            let post = vec![(size, low), (size, top)];
            picture.marks.push(Mark::path(post, faint(Of::Muted, 0.35), 1.2, DASHED));
        }
        let line = slide.map(|(size, up)| (size, picture.y.value(up))).to_vec();
        picture.marks.push(Mark::path(line, faint(Of::Muted, 0.8), 2.0, DASHED));
    }
    fn line(&self, picture: &mut Picture, way: Way, points: Vec<Xy>, dash: (f64, f64)) {
        let (of, _, shape) = look(way);
        let width = if way == self.asked.way { 2.6 } else { 1.7 };
        picture.marks.push(Mark::path(points.clone(), ink(of), width, dash));
        picture.marks.push(Mark::Dots { points, shape, radius: 4.6, ink: ink(of), rim: true });
    }

    pub(super) fn seconds_axes(&self) -> (Axis, Axis) {
        let all: Vec<Xy> = TRAINED.into_iter().flat_map(|size| self.losses(size)).collect();
        let x = decades((1e-5, 0.1), all.iter().map(|(seconds, _)| *seconds));
        let most = all.iter().map(|(_, loss)| *loss).filter(|loss| loss.is_finite()).fold(2.4, f64::max);
        (x, Axis::ticked(0.0, 1.2 * most.min(10.0), 0.0, most.min(10.0)))
    }
    /// One line a batch size.
    pub(super) fn seconds_moving(&self) -> Picture {
        let mut picture = Picture::new(self.seconds_axes());
        for (place, size) in TRAINED.into_iter().enumerate() {
            picture.marks.push(Mark::path(self.losses(size), ink(Of::Run(place)), 2.2, DASHES[place]));
        }
        picture
    }
}

impl Results {
    /// Batch sizes that were left out of a series.
    pub(super) fn left_out(&self, series: super::plan::Series) -> Option<(usize, f64)> {
        let size = super::plan::SIZES
            .into_iter()
            .find(|size| self.timing(series, *size).is_none() && series.left_out(self, *size))?;
        Some((size, self.forecast(series, size)?))
    }
}
