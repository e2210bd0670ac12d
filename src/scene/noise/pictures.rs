//! The full loss and those of the batches, as curves or as surfaces, and their gradient norms as bars.

use super::{BATCH, FULL, NORMS, NoiseScene};
use crate::chart::{Axis, Field, Mark, Of, Picture, SOLID, Shape, Xy, faint, ink};
use crate::decimal::raised;
use crate::scene::lane::eased;
use crate::scene::{Label, Layer, Side};

/// Points of a curve.
const POINTS: usize = 320;
/// Grid of a batch's surface.
const GRID: (usize, usize) = (72, 54);
/// Part of an update in which the point changes over to the next batch's loss.
const SWITCH: f64 = 0.4;
/// Length of an arrow on a map over that of its gradient.
const ARROW: f64 = 0.35;

fn path(points: Vec<Xy>, ink: crate::chart::Ink, width: f64) -> Mark {
    Mark::path(points, ink, width, SOLID)
}
fn ball(run: usize, at: Xy) -> Mark {
    Mark::Dots { points: vec![at], shape: Shape::RUNS[run], radius: 7.5, ink: ink(Of::Run(run)), rim: true }
}

impl NoiseScene {
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
    fn rider(&self) -> Xy {
        let now = self.now();
        if self.idling() {
            let share = (self.idle / super::moment::TEASER).fract();
            let m = self.per_epoch();
            let x = self.start()[0];
            let (from, to) = (self.batch_loss((now.batch + m - 1) % m, x), self.batch_loss(now.batch, x));
            return eased((x, from), (x, to), (share / SWITCH).min(1.0));
        }
        let clock = &self.stage.race.clock;
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
    /// L and the losses of this epoch's batches; the two balls.
    pub(super) fn curve_picture(&self, layer: Layer) -> Picture {
        let mut picture = Picture::new(self.curve_axes());
        let now = self.now();
        if layer == Layer::Under {
            let (batches, _) = self.epoch(now.batch);
            for batch in batches {
                let points = self.curve(|x| self.objective.batch_loss(batch, &[x]));
                picture.under.push(path(points, faint(Of::Run(0), 0.22), 1.1));
            }
            picture.under.push(path(self.curve(|x| self.objective.loss(&[x])), ink(Of::Text), 3.0));
            return picture;
        }
        picture.over.push(path(self.curve(|x| self.batch_loss(now.batch, x)), ink(Of::Run(0)), 2.2));
        let full = self.lane(1).at(self.stage.race.clock.time(), self.stage.race.clock.rate());
        let x = full.xy.0;
        picture.over.push(ball(1, (x, self.objective.loss(&[x]))));
        let at = self.rider();
        let (from, to) = self.movement();
        if (from - to).abs() > 0.01 {
            picture.over.push(Mark::Arrow {
                from: (from, at.1),
                to: (to, at.1),
                ink: ink(Of::Gradient),
                width: 2.4,
                dash: SOLID,
            });
        }
        picture.over.push(ball(0, at));
        picture
    }
    /// From where to where this batch moves θ.
    fn movement(&self) -> (f64, f64) {
        let now = self.now();
        let x = self.theta(now)[0];
        let mut g = [0.0];
        self.objective.batch_gradient(&self.deals[now.batch], &[x], &mut g);
        (x, x - self.settings.number("learning-rate") * g[0])
    }

    /// Axes of θ against updates.
    pub(super) fn path_axes(&self) -> (Axis, Axis) {
        let (low, high) = self.objective.domain()[0];
        (Axis::linear(0.0, self.stage.race.clock.duration()), Axis::linear(low, high))
    }
    /// Both runs' θ against updates.
    pub(super) fn path_picture(&self, layer: Layer) -> Picture {
        let mut picture = Picture::new(self.path_axes());
        if layer == Layer::Over {
            let clock = &self.stage.race.clock;
            for run in [1, 0] {
                let lane = self.lane(run);
                let moment = lane.at(clock.time(), clock.rate());
                picture.over.extend(moment.curve(run, |point| point.update as f64, |point| point.theta[0]));
            }
        }
        picture
    }

    /// The full loss as a map, with both paths and this batch's gradient.
    pub(super) fn map_picture(&self, layer: Layer) -> Picture {
        let mut picture = self.stage.map(layer);
        if layer == Layer::Under {
            return picture;
        }
        let now = self.now();
        let theta = self.theta(now);
        let mut arrows = Vec::new();
        if self.idling() {
            for batch in self.epoch(now.batch).0 {
                arrows.push(self.arrow(batch, &theta, faint(Of::Run(0), 0.35), 1.2));
            }
        }
        arrows.push(self.arrow(&self.deals[now.batch], &theta, ink(Of::Gradient), 2.6));
        picture.over.splice(0..0, arrows);
        picture
    }
    fn arrow(&self, batch: &[usize], theta: &[f64], ink: crate::chart::Ink, width: f64) -> Mark {
        let mut g = [0.0; 2];
        self.objective.batch_gradient(batch, theta, &mut g);
        let from = (theta[0], theta[1]);
        let to = (from.0 - ARROW * g[0], from.1 - ARROW * g[1]);
        Mark::Arrow { from, to, ink, width, dash: SOLID }
    }
    /// The loss of the batch in play as contour lines, beside the map of L.
    pub(super) fn batch_picture(&self, layer: Layer) -> Picture {
        let mut picture = Picture::new(self.stage.map_axes());
        let now = self.now();
        let batch = &self.deals[now.batch];
        if layer == Layer::Under {
            let range = |axis: &Axis| (axis.low, axis.high);
            let loss = |(x, y)| self.objective.batch_loss(batch, &[x, y]);
            let field = Field::sample(range(&picture.x), range(&picture.y), GRID.0, GRID.1, loss);
            for line in field.lines(field.levels()) {
                picture.under.push(path(line, faint(Of::Run(0), 0.6), 1.1));
            }
            return picture;
        }
        let theta = self.theta(now);
        picture.over.push(self.arrow(batch, &theta, ink(Of::Gradient), 2.6));
        let clock = &self.stage.race.clock;
        let at =
            if self.idling() { (theta[0], theta[1]) } else { self.lane(0).at(clock.time(), clock.rate()).xy };
        picture.over.push(ball(0, at));
        picture
    }

    fn steepest(&self) -> f64 {
        let epoch = self.now().batch / self.per_epoch();
        self.steepest.get(epoch).copied().unwrap_or(1.0)
    }
    /// Axes of the bars: L first, then this epoch's batches.
    pub(super) fn norm_axes(&self) -> (Axis, Axis) {
        let bars = self.per_epoch() as f64;
        (Axis::bare(-1.9, bars - 0.3), Axis::linear(0.0, 1.12 * self.steepest()))
    }
    /// ‖∇L‖ and ‖∇Lᵏ‖ of this epoch's batches at the present θ.
    pub(super) fn norm_picture(&self, layer: Layer) -> Picture {
        let mut picture = Picture::new(self.norm_axes());
        if layer == Layer::Under {
            return picture;
        }
        let now = self.now();
        let theta = self.theta(now);
        let (batches, place) = self.epoch(now.batch);
        let top = self.steepest() * 1.12;
        let bar = |k: f64, height: f64| [k - 0.38, k + 0.38, 0.0, height.min(top)];
        let others = batches.iter().enumerate().filter(|(k, _)| *k != place);
        let bars = others.map(|(k, batch)| bar(k as f64, self.norm(Some(batch), &theta))).collect();
        picture.over.push(Mark::Bars { bars, ink: faint(Of::Run(0), 0.35) });
        let played = vec![bar(place as f64, self.norm(Some(&batches[place]), &theta))];
        picture.over.push(Mark::Bars { bars: played, ink: ink(Of::Run(0)) });
        // A norm of nothing is still a bar: a thin one.
        let full = self.norm(None, &theta).max(0.006 * top);
        picture.over.push(Mark::Bars { bars: vec![bar(-1.3, full)], ink: ink(Of::Text) });
        picture
    }

    /// Words in the pictures.
    pub(super) fn words(&self) -> Vec<Label> {
        let now = self.now();
        let place = now.batch % self.per_epoch() + 1;
        let args = || vec![("batch", raised(place).into())];
        let label = |panel, at, side, of, key| Label { panel, at, side, of, key, args: Vec::new() };
        let mut words = Vec::new();
        if self.is_curve() {
            let (x, _) = self.curve_axes();
            // At the left edge all curves lie together, far from the valleys.
            let edge = x.value(0.07);
            words.push(label(
                FULL,
                (edge, self.objective.loss(&[edge]) - 0.03),
                Side::Below,
                Of::Text,
                "label.full-loss",
            ));
            let rider = self.rider();
            let side = if x.share(rider.0) > 0.7 { Side::Left } else { Side::Right };
            let near = (rider.0 + if side == Side::Left { -0.1 } else { 0.1 }, rider.1);
            words.push(Label { args: args(), ..label(FULL, near, side, Of::Run(0), "label.batch-loss") });
        } else {
            let (x, y) = self.stage.map_axes();
            let corner = (x.value(0.015), y.value(0.95));
            words.push(label(FULL, corner, Side::Right, Of::Text, "label.full-loss"));
            words.push(Label {
                args: args(),
                ..label(BATCH, corner, Side::Right, Of::Run(0), "label.batch-loss")
            });
        }
        let (_, norms) = self.norm_axes();
        let theta = self.theta(now);
        let top = |height: f64| height.min(norms.high * 0.86);
        words.push(label(
            NORMS,
            (-1.3, top(self.norm(None, &theta))),
            Side::Above,
            Of::Text,
            "label.full-loss",
        ));
        let played = ((place - 1) as f64, top(self.norm(Some(&self.deals[now.batch]), &theta)));
        words.push(Label {
            args: args(),
            ..label(NORMS, played, Side::Above, Of::Run(0), "label.batch-loss")
        });
        words
    }
}
