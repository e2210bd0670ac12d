//! The two losses above, the crowds below them; shares with their intervals; the gaps against the shift.

use super::{GAPS, MinimaScene, SHARES, VALLEYS};
use crate::analysis::{BINS, wilson};
use crate::chart::{Axis, CELLS, Cloud, DASHED, Mark, Of, Picture, SOLID, Shape, faint, ink};
use crate::decimal::fixed;
use crate::objective::{Minima, Objective};
use crate::scene::{Label, Layer, Side};

/// Points of a curve.
const POINTS: usize = 360;
/// Range of the loss, and height of the strip of one crowd below it.
const LOSS: (f64, f64) = (-1.28, 0.3);
const STRIP: f64 = 0.22;
/// Largest shift.
const MOST: f64 = 0.6;

impl MinimaScene {
    /// θ along; loss above, and below it room for the crowds.
    pub(super) fn valley_axes(&self) -> (Axis, Axis) {
        let (low, high) = self.objective.domain()[0];
        let floor = LOSS.0 - STRIP * self.sizes.len() as f64 - 0.08;
        // Room on the right for the numbers of the crowds.
        (Axis::linear(low, high + 0.09 * (high - low)), Axis::ticked(floor, LOSS.1, LOSS.0, LOSS.1))
    }
    /// Middle of the strip of a crowd.
    fn strip(&self, crowd: usize) -> f64 {
        LOSS.0 - STRIP * (crowd as f64 + 0.5) - 0.04
    }
    /// Losses, barrier and minima; crowds and two single runs.
    pub(super) fn valley_picture(&self, layer: Layer) -> Picture {
        let mut picture = Picture::new(self.valley_axes());
        let (bottom, top) = (picture.y.low, picture.y.high);
        if layer == Layer::Under {
            let w = |k: usize| -4.0 + 8.0 * k as f64 / POINTS as f64;
            let curve =
                |loss: &dyn Fn(f64) -> f64| (0..=POINTS).map(|k| (self.u(w(k)), loss(w(k)))).collect();
            let upright = |w: f64, from: f64| vec![(self.u(w), from), (self.u(w), top)];
            picture.under.push(Mark::path(
                upright(Minima::BARRIER, bottom),
                faint(Of::Muted, 0.8),
                1.2,
                DASHED,
            ));
            for crowd in 0..=self.sizes.len() {
                let y = self.strip(crowd) + STRIP / 2.0;
                let line = vec![(picture.x.low, y), (picture.x.high, y)];
                picture.under.push(Mark::path(line, faint(Of::Muted, 0.3), 1.0, SOLID));
            }
            picture.under.push(Mark::path(curve(&|w| self.test.loss(w)), ink(Of::Gradient), 2.2, DASHED));
            let train = |w: f64| self.objective.loss(&[self.u(w)]);
            picture.under.push(Mark::path(curve(&train), ink(Of::Text), 2.6, SOLID));
            for w in [Minima::SHARP, Minima::FLAT] {
                let (from, to) = ((self.u(w), train(w)), (self.u(w), self.test.loss(w)));
                picture.under.push(Mark::Arrow { from, to, ink: ink(Of::Gradient), width: 2.4, dash: SOLID });
            }
            return picture;
        }
        picture.clouds = self.clouds();
        let (large, small) = self.extremes();
        for (lane, crowd) in self.race.lanes.iter().zip([large, small]) {
            let x = lane.at(self.time(), 30.0).xy.0;
            let at = (x, self.objective.loss(&[x]));
            let of = Of::Run(crowd);
            let shape = Shape::RUNS[crowd % Shape::RUNS.len()];
            picture.over.push(Mark::Dots { points: vec![at], shape, radius: 6.5, ink: ink(of), rim: true });
            if self.crowds.basins.is_empty() {
                let at = (x, self.strip(crowd));
                picture.over.push(Mark::Dots {
                    points: vec![at],
                    shape,
                    radius: 4.0,
                    ink: ink(of),
                    rim: false,
                });
            }
        }
        picture
    }
    /// Densities of all crowds; built anew only where they have changed.
    fn clouds(&self) -> Vec<Cloud> {
        let now = (self.reports, self.frame());
        let mut kept = self.clouds.borrow_mut();
        if kept.0 != now {
            *kept = (now, (0..self.crowds.basins.len()).map(|crowd| self.cloud(crowd)).collect());
        }
        kept.1.clone()
    }
    /// Density of one crowd along its strip.
    fn cloud(&self, crowd: usize) -> Cloud {
        let basin = &self.crowds.basins[crowd];
        let (_, y) = self.valley_axes();
        let row = |at: f64| (y.share(at) * CELLS.1 as f64) as usize;
        let (low, high) = (row(self.strip(crowd) - 0.38 * STRIP), row(self.strip(crowd) + 0.38 * STRIP));
        let mut counts = vec![0_u16; CELLS.0 * CELLS.1];
        let places = &basin.places[self.frame() * BINS..(self.frame() + 1) * BINS];
        let (x, _) = self.valley_axes();
        let (left, right) = self.objective.domain()[0];
        for (bin, &count) in places.iter().enumerate() {
            let at = left + (right - left) * (bin as f64 + 0.5) / BINS as f64;
            let column = (x.share(at) * CELLS.0 as f64) as usize;
            for row in low..=high {
                let cell = &mut counts[row * CELLS.0 + column];
                *cell = cell.saturating_add(count.min(u32::from(u16::MAX)) as u16);
            }
        }
        // A strip has fewer places than a plane: a fiftieth of the crowd in one is half of the most.
        Cloud { of: Of::Run(crowd), counts: counts.into(), total: basin.runs as usize * 30 }
    }

    /// Crowds side by side, room for their names below zero.
    pub(super) fn share_axes(&self) -> (Axis, Axis) {
        (Axis::bare(-0.6, self.sizes.len() as f64 - 0.4), Axis::ticked(-0.14, 1.06, 0.0, 1.0))
    }
    /// Share of each crowd that ends in the flat valley, with its 95 % interval; a ring for the moment shown.
    pub(super) fn share_picture(&self, layer: Layer) -> Picture {
        let mut picture = Picture::new(self.share_axes());
        if layer == Layer::Under {
            return picture;
        }
        let frame = self.frame();
        for (crowd, basin) in self.crowds.basins.iter().enumerate() {
            let (x, of) = (crowd as f64, Of::Run(crowd));
            let share = f64::from(basin.flat) / f64::from(basin.runs.max(1));
            picture
                .over
                .push(Mark::Bars { bars: vec![[x - 0.3, x + 0.3, 0.0, share]], ink: faint(of, 0.35) });
            let (low, high) = wilson(basin.flat as usize, basin.runs as usize);
            picture.over.push(Mark::path(vec![(x, low), (x, high)], ink(of), 2.4, SOLID));
            for end in [low, high] {
                picture.over.push(Mark::path(vec![(x - 0.14, end), (x + 0.14, end)], ink(of), 2.0, SOLID));
            }
            let shown = f64::from(basin.beyond[frame]) / f64::from(basin.runs.max(1));
            let points = vec![(x, shown)];
            picture.over.push(Mark::Dots {
                points,
                shape: Shape::Ring,
                radius: 4.5,
                ink: ink(Of::Text),
                rim: false,
            });
        }
        picture
    }

    /// The shift along, test loss minus training loss up.
    pub(super) fn gap_axes(&self) -> (Axis, Axis) {
        let ends = [-MOST, 0.0, MOST].into_iter();
        let gaps = ends.flat_map(|shift| [Minima::SHARP, Minima::FLAT].map(|w| self.test.gap(w, shift)));
        let (low, high) = gaps.fold((-0.1, 0.4), |(a, b): (f64, f64), gap| (a.min(gap), b.max(gap)));
        (Axis::linear(-MOST, MOST), Axis::linear(low - 0.06, high + 0.1))
    }
    /// The gap at each minimum for every shift.
    pub(super) fn gap_picture(&self, layer: Layer) -> Picture {
        let mut picture = Picture::new(self.gap_axes());
        if layer == Layer::Over {
            return picture;
        }
        let zero = vec![(-MOST, 0.0), (MOST, 0.0)];
        picture.under.push(Mark::path(zero, faint(Of::Muted, 0.9), 1.2, SOLID));
        let shift = self.test.shift;
        let now = vec![(shift, picture.y.low), (shift, picture.y.high)];
        picture.under.push(Mark::path(now, faint(Of::Muted, 0.7), 1.0, DASHED));
        for (w, dash, shape) in [(Minima::SHARP, SOLID, Shape::Circle), (Minima::FLAT, DASHED, Shape::Square)]
        {
            let at = |k: i32| MOST * f64::from(k) / 40.0;
            let points = (-40..=40).map(|k| (at(k), self.test.gap(w, at(k)))).collect();
            picture.under.push(Mark::path(points, ink(Of::Gradient), 2.0, dash));
            let points = vec![(shift, self.test.gap(w, shift))];
            picture.under.push(Mark::Dots { points, shape, radius: 5.5, ink: ink(Of::Gradient), rim: true });
        }
        picture
    }

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
            // Beside the canyon, and under the valley: there the handle is not in the way.
            let (at, side) = if w < 0.0 {
                ((self.u(w), (train(w) + self.test.loss(w)) / 2.0), Side::Left)
            } else {
                ((self.u(w), train(w).min(self.test.loss(w)) - 0.03), Side::Below)
            };
            words.push(label(VALLEYS, at, side, Of::Gradient, "label.gap", args));
        }
        words.push(label(
            VALLEYS,
            (self.u(-3.95), train(-3.95) - 0.1),
            Side::Right,
            Of::Text,
            "label.training",
            vec![],
        ));
        // Right of the barrier the test loss falls: above it there is room.
        let at = 0.45 + self.test.shift;
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
            words.push(label(VALLEYS, at, Side::Right, of, "run.batch-size", size()));
            if let Some(basin) = self.crowds.basins.get(crowd) {
                let percent = fixed(100.0 * f64::from(basin.flat) / f64::from(basin.runs.max(1)), 3);
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
            let at = (-0.5, 0.97);
            words.push(label(
                SHARES,
                at,
                Side::Right,
                Of::Text,
                "label.running",
                vec![("percent", percent.into())],
            ));
        }
        let (_, gaps) = self.gap_axes();
        for (w, key) in [(Minima::SHARP, "label.sharp"), (Minima::FLAT, "label.flat")] {
            let shift = if self.test.shift > 0.0 { -0.4 } else { 0.4 };
            let side = match (w < 0.0, shift < 0.0) {
                (true, true) => Side::Right,
                (true, false) => Side::Left,
                _ => Side::Above,
            };
            let at = (shift, self.test.gap(w, shift).min(gaps.high - 0.1));
            words.push(label(GAPS, at, side, Of::Gradient, key, vec![]));
        }
        words
    }
}
