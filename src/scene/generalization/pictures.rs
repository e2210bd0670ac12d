//! Rows of single pairs with their means: gaps beside the published ones, and how many times as sharp; both values of each pair.

use super::plan::Asked;
use super::published::PUBLISHED;
use super::{Ask, This};
use crate::analysis::Estimate;
use crate::chart::{Axis, DASHED, Mark, Of, Picture, SOLID, Shape, Xy, faint, ink};
use crate::scene::model::PanelWords;
use crate::scene::sweep::mean;

/// Settings that are listed at most.
const LISTED: usize = 4;
/// Lines of the picture: two headings, the published ones, those measured here.
const LINES: usize = PUBLISHED.len() + LISTED + 2;
/// Part of the picture's width that names take.
const NAMES: f64 = 0.36;
/// Colour of what is measured here.
pub(super) const HERE: Of = Of::Run(2);

/// One row: where it stands, single values, their mean.
pub(super) struct Line {
    pub(super) y: f64,
    pub(super) values: Vec<f64>,
    pub(super) mean: Option<Estimate>,
    /// Whether it is what is asked for now.
    pub(super) now: bool,
}

/// Middle of a line, from above.
pub(super) fn height(line: usize) -> f64 {
    (LINES - line) as f64 - 0.5
}

impl This {
    /// The settings that are listed: the latest ones, and the present one in any case.
    pub(super) fn listed(&self) -> Vec<Asked> {
        let mut all = self.listed.clone();
        match all.iter_mut().find(|other| other.is_about(&self.asked)) {
            Some(known) => *known = self.asked,
            None => all.push(self.asked),
        }
        while all.len() > LISTED {
            let old = all.iter().position(|other| !other.is_about(&self.asked));
            all.remove(old.unwrap_or_default());
        }
        all
    }
    /// What was measured of each, and where it stands.
    pub(super) fn gap_lines(&self) -> Vec<Line> {
        let line = |(k, asked): (usize, &Asked)| Line {
            y: height(PUBLISHED.len() + 2 + k),
            values: self.results.gaps(asked),
            mean: self.results.gap(asked),
            now: asked.is_about(&self.asked),
        };
        self.listed().iter().enumerate().map(line).collect()
    }
    /// How many times as sharp the large batch's solution is, by two measures.
    pub(super) fn ratio_lines(&self) -> [Line; 2] {
        [0, 1].map(|measure| {
            let values: Vec<f64> = self.log_ratios(measure);
            let logs = Estimate::mean(values.iter().copied());
            let power = |x: f64| libm::exp(x);
            let mean = logs.map(|log| Estimate {
                value: power(log.value),
                low: power(log.low),
                high: power(log.high),
            });
            let values = values.into_iter().map(power).collect();
            Line { y: if measure == 0 { 2.75 } else { 0.75 }, values, mean, now: true }
        })
    }

    pub(super) fn wide_words(&self) -> PanelWords {
        match self.asked.ask {
            Ask::Gap => ["axis.gap-in-points", "", "panel.generalization.gap"],
            Ask::Around => ["axis.between", "axis.loss", "panel.generalization.line"],
            Ask::Sharpness => ["axis.times-as-sharp", "", "panel.generalization.ratios"],
        }
    }
    pub(super) fn wide_axes(&self) -> (Axis, Axis) {
        match self.asked.ask {
            Ask::Gap => {
                let all: Vec<f64> = self.gap_lines().into_iter().flat_map(|line| line.values).collect();
                let (low, high) = all.iter().fold((-2.0, 6.0), |(low, high): (f64, f64), gap| {
                    (low.min(gap - 0.4), high.max(gap + 0.4))
                });
                let names = (high - low) * NAMES / (1.0 - NAMES);
                (Axis::ticked(low - names, high, low, high), Axis::bare(0.0, LINES as f64))
            }
            Ask::Around => self.line_axes(false),
            Ask::Sharpness => {
                let all = self.ratio_lines().into_iter().flat_map(|line| line.values);
                let (low, high) =
                    all.fold((0.2, 20.0), |(low, high): (f64, f64), x| (low.min(0.7 * x), high.max(1.4 * x)));
                (Axis::log(low, high), Axis::bare(0.0, 4.0))
            }
        }
    }
    pub(super) fn wide_moving(&self) -> Picture {
        let mut picture = Picture::new(self.wide_axes());
        match self.asked.ask {
            Ask::Gap => {
                picture.marks.push(upright(0.0, LINES as f64));
                for (k, row) in PUBLISHED.iter().enumerate() {
                    let (at, y) = (row.gap(), height(k + 1));
                    picture.marks.push(Mark::path(
                        vec![(0.0, y), (at, y)],
                        faint(Of::Muted, 0.5),
                        1.4,
                        SOLID,
                    ));
                    let (points, ink) = (vec![(at, y)], ink(Of::Muted));
                    picture.marks.push(Mark::Dots {
                        points,
                        shape: Shape::Diamond,
                        radius: 4.6,
                        ink,
                        rim: true,
                    });
                }
                let y = height(PUBLISHED.len() + 1) + 0.5;
                let rule = vec![(picture.x.low, y), (picture.x.high, y)];
                picture.marks.push(Mark::path(rule, faint(Of::Muted, 0.35), 1.0, SOLID));
                for line in self.gap_lines() {
                    draw(&mut picture, &line, 0.5);
                }
            }
            Ask::Around => return self.line_moving(false),
            Ask::Sharpness => {
                picture.marks.push(upright(1.0, 4.0));
                for line in self.ratio_lines() {
                    draw(&mut picture, &line, 0.6);
                }
            }
        }
        picture
    }

    pub(super) fn side_words(&self, side: usize) -> PanelWords {
        match (self.asked.ask, side) {
            (Ask::Gap, 0) => ["", "axis.training-accuracy", "panel.generalization.training"],
            (Ask::Gap, _) => ["", "axis.test-accuracy", "panel.generalization.test"],
            (Ask::Around, 0) => {
                ["axis.first-direction", "axis.second-direction", "panel.generalization.small"]
            }
            (Ask::Around, _) => {
                ["axis.first-direction", "axis.second-direction", "panel.generalization.large"]
            }
            (Ask::Sharpness, 0) => ["", "axis.eigenvalue", "panel.generalization.eigenvalue"],
            (Ask::Sharpness, _) => ["", "axis.box", "panel.generalization.box"],
        }
    }
    /// Both values of every pair: small batch, full batch.
    pub(super) fn couples(&self, side: usize) -> Vec<[f64; 2]> {
        if self.asked.ask == Ask::Sharpness {
            return self.sharpness(side);
        }
        let pairs = self.results.pairs(&self.asked);
        let accuracy = |both: &[downhill_network::job::Solution; 2]| {
            both.map(|end| if side == 0 { end.train.accuracy } else { end.test.accuracy })
        };
        pairs.iter().map(accuracy).collect()
    }
    pub(super) fn side_axes(&self, side: usize) -> (Axis, Axis) {
        let x = Axis::bare(0.0, 1.0);
        match self.asked.ask {
            Ask::Around => self.plane_axes(side),
            Ask::Gap => {
                // One range for both pictures: only then are they seen to differ.
                let all = [0, 1].into_iter().flat_map(|side| self.couples(side)).flatten();
                let low = libm::floor(10.0 * all.fold(0.85, f64::min)) / 10.0;
                (x, Axis::ticked(low - 0.12 * (1.0 - low), 1.0 + 0.1 * (1.0 - low), low, 1.0).percent())
            }
            Ask::Sharpness => {
                let usual = if side == 0 { (0.5, 10.0) } else { (0.1, 2.0) };
                let all = self.couples(side).into_iter().flatten();
                let reach = |(low, high): (f64, f64), x: f64| (low.min(0.7 * x), high.max(1.4 * x));
                let (low, high) = all.fold(usual, reach);
                (x, Axis::log(low * libm::pow(low / high, 0.12), high))
            }
        }
    }
    /// A faint line for each pair, and the means with their intervals.
    pub(super) fn side_moving(&self, side: usize) -> Picture {
        if self.asked.ask == Ask::Around {
            return self.plane_moving(side);
        }
        let mut picture = Picture::new(self.side_axes(side));
        let couples = self.couples(side);
        for [small, large] in &couples {
            let points = vec![(PLACES[0], *small), (PLACES[1], *large)];
            picture.marks.push(Mark::path(points, faint(Of::Muted, 0.4), 1.2, SOLID));
        }
        for (k, shape) in [Shape::Circle, Shape::Square].into_iter().enumerate() {
            let points = couples.iter().map(|couple| (PLACES[k], couple[k])).collect();
            picture.marks.push(Mark::dots(points, shape, 2.2, faint(Of::Run(k), 0.6)));
            if let Some(spot) = self.middle(side, k) {
                let points = vec![spot];
                picture.marks.push(Mark::Dots {
                    points,
                    shape,
                    radius: 5.5,
                    ink: ink(Of::Run(k)),
                    rim: true,
                });
            }
        }
        picture
    }
    pub(super) fn side_still(&self, side: usize) -> Picture {
        if self.asked.ask == Ask::Around {
            self.plane_still(side)
        } else {
            Picture::new(self.side_axes(side))
        }
    }
    /// Mean of one batch size in a picture of couples: of logarithms where the axis is one of ratios.
    pub(super) fn middle(&self, side: usize, which: usize) -> Option<Xy> {
        let log = self.asked.ask == Ask::Sharpness;
        let value = |couple: &[f64; 2]| if log { libm::log(couple[which]) } else { couple[which] };
        let values: Vec<f64> = self.couples(side).iter().map(value).collect();
        mean(&values).map(|mean| (PLACES[which], if log { libm::exp(mean) } else { mean }))
    }
}

/// Where small and large stand in a picture of couples.
pub(super) const PLACES: [f64; 2] = [0.3, 0.7];

/// Where both are equal.
fn upright(x: f64, top: f64) -> Mark {
    Mark::path(vec![(x, 0.0), (x, top)], faint(Of::Muted, 0.9), 1.2, DASHED)
}

/// A faint dot for each pair, the interval, the mean.
fn draw(picture: &mut Picture, line: &Line, spread: f64) {
    let Line { y, values, mean: estimate, now } = line;
    // Equal values would hide each other.
    let off = |k: usize| spread * ((k * 3 % 7) as f64 / 6.0 - 0.5);
    let points = values.iter().enumerate().map(|(k, value)| (*value, y + off(k))).collect();
    picture.marks.push(Mark::dots(points, Shape::Circle, 2.3, faint(HERE, if *now { 0.55 } else { 0.35 })));
    let strength = if *now { 1.0 } else { 0.65 };
    if let Some(Estimate { low, high, .. }) = estimate {
        picture.marks.push(Mark::path(vec![(*low, *y), (*high, *y)], faint(HERE, strength), 3.0, SOLID));
    }
    // Of ratios the mean is known with their interval alone.
    let log = picture.x.log;
    if let Some(value) = estimate.map(|mean| mean.value).or_else(|| mean(values).filter(|_| !log)) {
        let (points, ink) = (vec![(value, *y)], faint(HERE, strength));
        picture.marks.push(Mark::Dots { points, shape: Shape::Circle, radius: 5.2, ink, rim: true });
    }
}
