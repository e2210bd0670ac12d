//! The two losses above, the crowds below them; shares with their intervals; the gaps against the shift.

use super::This;
use super::findings::{interval_at, share_at};
use crate::analysis::BINS;
use crate::chart::{Axis, CELLS, Cloud, DASHED, Mark, Of, Picture, SOLID, Shape, faint, ink};
use crate::objective::{Minima, Objective};

/// Points of a curve.
const POINTS: usize = 360;
/// Range of the loss, and height of the strip of one crowd below it.
const LOSS: (f64, f64) = (-1.28, 0.3);
const STRIP: f64 = 0.22;
/// Largest shift.
const MOST: f64 = 0.6;

impl This {
    /// θ along; loss above, and below it room for the crowds.
    pub(super) fn valley_axes(&self) -> (Axis, Axis) {
        let (low, high) = self.objective.domain()[0];
        let floor = LOSS.0 - STRIP * self.sizes.len() as f64 - 0.08;
        // Room on the right for the numbers of the crowds.
        (Axis::linear(low, high + 0.09 * (high - low)), Axis::ticked(floor, LOSS.1, LOSS.0, LOSS.1))
    }
    /// Middle of the strip of a crowd.
    pub(super) fn strip(&self, crowd: usize) -> f64 {
        LOSS.0 - STRIP * (crowd as f64 + 0.5) - 0.04
    }
    /// Losses, barrier and minima.
    pub(super) fn valley_still(&self) -> Picture {
        let mut picture = Picture::new(self.valley_axes());
        let (bottom, top) = (picture.y.low, picture.y.high);
        let w = |k: usize| -4.0 + 8.0 * k as f64 / POINTS as f64;
        let curve = |loss: &dyn Fn(f64) -> f64| (0..=POINTS).map(|k| (self.u(w(k)), loss(w(k)))).collect();
        let barrier = self.u(Minima::BARRIER);
        let barrier = vec![(barrier, bottom), (barrier, top)];
        picture.marks.push(Mark::path(barrier, faint(Of::Muted, 0.8), 1.2, DASHED));
        for crowd in 0..=self.sizes.len() {
            let y = self.strip(crowd) + STRIP / 2.0;
            let line = vec![(picture.x.low, y), (picture.x.high, y)];
            picture.marks.push(Mark::path(line, faint(Of::Muted, 0.3), 1.0, SOLID));
        }
        picture.marks.push(Mark::path(curve(&|w| self.test.loss(w)), ink(Of::Gradient), 2.2, DASHED));
        let train = |w: f64| self.objective.loss(&[self.u(w)]);
        picture.marks.push(Mark::path(curve(&train), ink(Of::Text), 2.6, SOLID));
        for w in [Minima::SHARP, Minima::FLAT] {
            let (from, to) = ((self.u(w), train(w)), (self.u(w), self.test.loss(w)));
            picture.marks.push(Mark::Arrow { from, to, ink: ink(Of::Gradient), width: 2.4, dash: SOLID });
        }
        picture
    }
    /// Crowds, and a single run of two of them; before anything is known, where the crowds wait.
    pub(super) fn valley_moving(&self) -> Picture {
        let mut picture = Picture::new(self.valley_axes());
        if self.crowds.basins.is_empty() {
            let (from, to) = self.released();
            let waiting = |crowd: usize| {
                let (y, half) = (self.strip(crowd), 0.38 * STRIP);
                let bars = vec![[self.u(from), self.u(to), y - half, y + half]];
                Mark::Bars { bars, ink: faint(Of::Run(crowd), 0.3) }
            };
            return picture.with((0..self.sizes.len()).map(waiting));
        }
        picture.clouds = self.clouds();
        let (large, small) = self.extremes();
        for (lane, crowd) in self.race.lanes.iter().zip([large, small]) {
            let x = lane.at(self.time(), 30.0).xy.0;
            let points = vec![(x, self.objective.loss(&[x]))];
            let shape = Shape::RUNS[crowd % Shape::RUNS.len()];
            picture.marks.push(Mark::Dots {
                points,
                shape,
                radius: 6.5,
                ink: ink(Of::Run(crowd)),
                rim: true,
            });
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
        (Axis::bare(-0.6, self.sizes.len() as f64 - 0.4), Axis::ticked(-0.14, 1.2, 0.0, 1.0))
    }
    /// Share of each crowd that stands in the flat valley at the moment shown, with its 95 % interval.
    pub(super) fn share_moving(&self) -> Picture {
        let mut picture = Picture::new(self.share_axes());
        let frame = self.frame();
        let known = self.crowds.basins.iter().enumerate().filter(|(_, basin)| basin.runs > 0);
        for (crowd, basin) in known {
            let (x, of) = (crowd as f64, Of::Run(crowd));
            let bars = vec![[x - 0.3, x + 0.3, 0.0, share_at(basin, frame)]];
            picture.marks.push(Mark::Bars { bars, ink: faint(of, 0.45) });
            let (low, high) = interval_at(basin, frame);
            picture.marks.push(Mark::path(vec![(x, low), (x, high)], ink(of), 2.4, SOLID));
            for end in [low, high] {
                picture.marks.push(Mark::path(vec![(x - 0.14, end), (x + 0.14, end)], ink(of), 2.0, SOLID));
            }
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
    pub(super) fn gap_still(&self) -> Picture {
        let mut picture = Picture::new(self.gap_axes());
        let zero = vec![(-MOST, 0.0), (MOST, 0.0)];
        picture.marks.push(Mark::path(zero, faint(Of::Muted, 0.9), 1.2, SOLID));
        let shift = self.test.shift;
        let now = vec![(shift, picture.y.low), (shift, picture.y.high)];
        picture.marks.push(Mark::path(now, faint(Of::Muted, 0.7), 1.0, DASHED));
        for (w, dash, shape) in [(Minima::SHARP, SOLID, Shape::Circle), (Minima::FLAT, DASHED, Shape::Square)]
        {
            let at = |k: i32| MOST * f64::from(k) / 40.0;
            let points = (-40..=40).map(|k| (at(k), self.test.gap(w, at(k)))).collect();
            picture.marks.push(Mark::path(points, ink(Of::Gradient), 2.0, dash));
            let points = vec![(shift, self.test.gap(w, shift))];
            picture.marks.push(Mark::Dots { points, shape, radius: 5.5, ink: ink(Of::Gradient), rim: true });
        }
        picture
    }
}
