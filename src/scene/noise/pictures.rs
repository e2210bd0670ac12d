//! The full loss and those of the batches, as curves or as surfaces.

use super::{LEARNING_RATE, This};
use crate::chart::{Axis, Field, Ink, Mark, Of, Picture, SOLID, Shape, Xy, faint, ink};
use crate::param::Given;
use crate::scene::lane::eased;

/// Points of a curve.
const POINTS: usize = 320;
/// Grid of a batch's surface: as fine as its lines are smooth, since each batch asks for them anew.
const GRID: (usize, usize) = (36, 27);
/// Part of an update in which the point changes over to the next batch's loss.
const SWITCH: f64 = 0.4;
/// How opaque the curves are of batches that are not in play.
const FAINT: f64 = 0.2;
/// Length of an arrow on a map over that of its gradient.
const ARROW: f64 = 0.35;

fn path(points: Vec<Xy>, ink: Ink, width: f64) -> Mark {
    Mark::path(points, ink, width, SOLID)
}
fn ball(run: usize, at: Xy) -> Mark {
    Mark::Dots { points: vec![at], shape: Shape::RUNS[run], radius: 7.5, ink: ink(Of::Run(run)), rim: true }
}

impl This {
    fn curve(&self, loss: impl Fn(f64) -> f64) -> Vec<Xy> {
        let (low, high) = self.objective.domain()[0];
        let at = |k: usize| low + (high - low) * k as f64 / POINTS as f64;
        (0..=POINTS).map(|k| (at(k), loss(at(k)))).collect()
    }
    fn batch_loss(&self, batch: usize, x: f64) -> f64 {
        self.objective.batch_loss(&self.deals[batch], &[x])
    }
    /// Axes of the curves: deep enough for the deepest of all.
    pub(super) fn curve_axes(&self) -> (Axis, Axis) {
        let (low, high) = self.objective.domain()[0];
        (Axis::linear(low, high), Axis::linear(-1.9, 0.4))
    }
    /// The ball of the small batches: on the loss of its batch, changing over to it first.
    pub(super) fn rider(&self) -> Xy {
        let now = self.now();
        if self.idling() {
            let start = self.start_point();
            return (start[0], self.objective.loss(&start));
        }
        let clock = &self.race.clock;
        let moment = self.lane(0).at(clock.time(), clock.rate());
        let x = moment.now.theta[0];
        let Some(next) = moment.next.filter(|_| moment.share > 1e-9) else {
            return (x, self.batch_loss(now.batch, x));
        };
        let before = match now.batch.checked_sub(1) {
            Some(batch) => self.batch_loss(batch, x),
            None => self.objective.loss(&[x]),
        };
        if moment.share < SWITCH {
            return eased((x, before), (x, self.batch_loss(now.batch, x)), moment.share / SWITCH);
        }
        let at = eased((x, 0.0), (next.theta[0], 0.0), (moment.share - SWITCH) / (1.0 - SWITCH)).0;
        (at, self.batch_loss(now.batch, at))
    }
    /// L and the losses of this epoch's batches.
    pub(super) fn curves_still(&self) -> Picture {
        let (batches, _) = self.epoch(self.now().batch);
        let thin = batches.iter().map(|batch| {
            path(self.curve(|x| self.objective.batch_loss(batch, &[x])), faint(Of::Run(0), FAINT), 1.0)
        });
        let full = path(self.curve(|x| self.objective.loss(&[x])), ink(Of::Text), 3.0);
        Picture::new(self.curve_axes()).with(thin).with([full])
    }
    /// The loss of the batch in play; the two balls.
    pub(super) fn curves_moving(&self) -> Picture {
        let mut picture = Picture::new(self.curve_axes());
        let now = self.now();
        picture.marks.push(path(self.curve(|x| self.batch_loss(now.batch, x)), ink(Of::Run(0)), 2.6));
        let x = self.lane(1).at(self.race.clock.time(), self.race.clock.rate()).xy.0;
        picture.marks.push(ball(1, (x, self.objective.loss(&[x]))));
        let at = self.rider();
        let (from, to) = self.movement();
        if (from - to).abs() > 0.01 {
            let y = self.looked_at().1;
            let (from, to) = ((from, y), (to, y));
            picture.marks.push(Mark::Arrow { from, to, ink: ink(Of::Gradient), width: 2.4, dash: SOLID });
        }
        picture.with([ball(0, at)])
    }
    /// Where the loss of the batch in play is looked at: where the ball is; before the first run above or below it.
    pub(super) fn looked_at(&self) -> Xy {
        let (x, y) = self.rider();
        (x, if self.idling() { self.batch_loss(self.now().batch, x) } else { y })
    }
    /// From where to where this batch moves θ.
    pub(super) fn movement(&self) -> (f64, f64) {
        let now = self.now();
        let x = self.theta(now)[0];
        let mut g = [0.0];
        self.objective.batch_gradient(&self.deals[now.batch], &[x], &mut g);
        (x, x - self.settings.number(&LEARNING_RATE) * g[0])
    }

    pub(super) fn full_axes(&self) -> (Axis, Axis) {
        if self.is_curve() { self.curve_axes() } else { self.map_axes() }
    }
    /// θ against updates, or the plane.
    pub(super) fn batch_axes(&self) -> (Axis, Axis) {
        if !self.is_curve() {
            return self.map_axes();
        }
        let (low, high) = self.objective.domain()[0];
        (Axis::linear(0.0, self.race.clock.duration()), Axis::linear(low, high))
    }
    /// Both runs' θ against updates.
    pub(super) fn path_moving(&self) -> Picture {
        let (time, rate) = (self.race.clock.time(), self.race.clock.rate());
        let curves = [1, 0].into_iter().flat_map(|run| {
            let moment = self.lane(run).at(time, rate);
            moment.curve(run, |point| point.update as f64, |point| point.theta[0])
        });
        Picture::new(self.batch_axes()).with(curves)
    }

    /// This batch's gradient, before the first run those of all, and both paths.
    pub(super) fn map_moving(&self) -> Picture {
        let mut picture = Picture::new(self.map_axes());
        let now = self.now();
        let theta = self.theta(now);
        if self.idling() {
            let batches = self.epoch(now.batch).0.iter();
            let arrows = batches.map(|batch| self.arrow(batch, &theta, faint(Of::Run(0), 0.35), 1.2));
            picture.marks.extend(arrows);
        }
        picture.marks.push(self.arrow(&self.deals[now.batch], &theta, ink(Of::Gradient), 2.6));
        picture.with(self.paths().marks)
    }
    fn arrow(&self, batch: &[usize], theta: &[f64], ink: Ink, width: f64) -> Mark {
        let mut g = [0.0; 2];
        self.objective.batch_gradient(batch, theta, &mut g);
        let from = (theta[0], theta[1]);
        let to = (from.0 - ARROW * g[0], from.1 - ARROW * g[1]);
        Mark::Arrow { from, to, ink, width, dash: SOLID }
    }
    /// The loss of the batch in play as contour lines, beside the map of L; nothing for a curve.
    pub(super) fn batch_still(&self) -> Picture {
        let picture = Picture::new(self.batch_axes());
        if self.is_curve() {
            return picture;
        }
        let batch = &self.deals[self.now().batch];
        let range = |axis: &Axis| (axis.low, axis.high);
        let loss = |(x, y)| self.objective.batch_loss(batch, &[x, y]);
        let field = Field::sample(range(&picture.x), range(&picture.y), GRID.0, GRID.1, loss);
        let lines = field.lines(field.levels()).into_iter();
        picture.with(lines.map(|line| path(line, faint(Of::Run(0), 0.6), 1.1)))
    }
    /// The gradient of the batch in play, and the ball.
    pub(super) fn batch_moving(&self) -> Picture {
        let now = self.now();
        let theta = self.theta(now);
        let at = if self.idling() {
            (theta[0], theta[1])
        } else {
            self.lane(0).at(self.race.clock.time(), self.race.clock.rate()).xy
        };
        let arrow = self.arrow(&self.deals[now.batch], &theta, ink(Of::Gradient), 2.6);
        Picture::new(self.map_axes()).with([arrow, ball(0, at)])
    }
}
