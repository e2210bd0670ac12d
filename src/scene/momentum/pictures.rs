//! What this scene draws of its own: the arrows of an update, the weights of earlier gradients, the λ×η plane.

use super::{MAP, PLANE, This, WEIGHTS_SHOWN};
use crate::analysis::Rule;
use crate::chart::{Axis, DASHED, Field, Ink, Mark, Of, Picture, SOLID, Shape, Xy, faint, ink};
use crate::scene::{Label, Side, number};
use std::rc::Rc;

/// Grid of the plane's map.
const CELLS: usize = 150;

fn plus(a: Xy, b: Xy) -> Xy {
    (a.0 + b.0, a.1 + b.1)
}

fn arrow(from: Xy, by: Xy, ink: Ink, width: f64, dash: Xy) -> Mark {
    Mark::Arrow { from, to: plus(from, by), ink, width, dash }
}

impl This {
    /// The paths with the arrows of the update under way, head to tail, and the gradient that is looked at.
    pub(super) fn arrows(&self) -> Picture {
        let lanes = self.race.lanes.iter().enumerate().rev();
        let paths = lanes.flat_map(|(index, lane)| lane.at(self.time(), self.pace()).on_map(index));
        let mut picture = Picture::new(self.map_axes()).with(paths);
        let (update, ago) = (self.update(), self.looked_at());
        if ago > 0 {
            let points = self.race.lanes[0].trace().points();
            let theta = &points[update.number - ago].theta;
            let at = (theta[0], theta[1]);
            let (g, rate) = (self.gradient(at), self.learning_rate());
            picture.marks.push(Mark::dots(vec![at], Shape::Ring, 9.0, ink(Of::Gradient)));
            picture.marks.push(arrow(at, (-rate * g.0, -rate * g.1), faint(Of::Gradient, 0.8), 2.5, SOLID));
        }
        picture.with([
            arrow(update.at, update.memory, ink(Of::Memory), 3.0, DASHED),
            arrow(plus(update.at, update.memory), update.push, ink(Of::Gradient), 3.0, SOLID),
            arrow(update.at, update.movement(), ink(Of::Run(0)), 3.5, SOLID),
        ])
    }

    pub(super) fn weights_axes(&self) -> (Axis, Axis) {
        let highest = self.learning_rate() * if self.rule() == Rule::Nesterov { 2.0 } else { 1.0 };
        (Axis::linear(-0.6, WEIGHTS_SHOWN as f64 - 0.4), Axis::linear(0.0, 1.15 * highest))
    }
    /// Bars: how much each earlier gradient counts in the present movement.
    pub(super) fn weights_moving(&self) -> Picture {
        let looked_at = self.looked_at();
        let bar = |ago: usize| {
            let k = ago as f64;
            let strength = if ago == looked_at { 1.0 } else { 0.42 };
            let bars = vec![[k - 0.36, k + 0.36, 0.0, self.weight(ago)]];
            Mark::Bars { bars, ink: faint(Of::Gradient, strength) }
        };
        Picture::new(self.weights_axes()).with((0..=self.update().number.min(WEIGHTS_SHOWN - 1)).map(bar))
    }

    pub(super) fn plane_axes(&self) -> (Axis, Axis) {
        (Axis::linear(0.0, 1.0), Axis::linear(0.0, self.top()))
    }
    /// The λ×η plane: rates as shading, and what theory says about them as lines.
    pub(super) fn plane_still(&self) -> Picture {
        let (rule, condition) = (self.rule(), self.condition());
        let rates = || {
            // Where a run does not converge all is one: the lightest band.
            let rate = |(momentum, rate): Xy| rule.rate(rate, momentum, 1.0, condition).min(1.0);
            Rc::new(Field::sample((0.0, 1.0), (0.0, self.top()), CELLS, CELLS, rate))
        };
        let field = Some(self.plane.get_or_init(rates).clone());
        let curve = |f: &dyn Fn(f64) -> f64| -> Vec<Xy> {
            (0..=100).map(|k| (f64::from(k) / 100.0, f(f64::from(k) / 100.0))).collect()
        };
        let limit = curve(&|momentum| rule.limit(momentum) / condition);
        let slow = curve(&|momentum| rule.damping(momentum).0);
        let fast = curve(&|momentum| rule.damping(momentum).1 / condition);
        let (rate, momentum, _) = rule.optimum(1.0, condition);
        let (points, shape) = (vec![(momentum, rate)], Shape::Diamond);
        Picture { field, ..Picture::new(self.plane_axes()) }.with([
            Mark::path(limit, ink(Of::Text), 2.0, SOLID),
            Mark::path(slow, ink(Of::Memory), 1.8, DASHED),
            Mark::path(fast, ink(Of::Memory), 1.8, DASHED),
            Mark::Dots { points, shape, radius: 5.0, ink: ink(Of::Text), rim: true },
        ])
    }
    /// The reader's λ and η, and the same η without momentum.
    pub(super) fn plane_moving(&self) -> Picture {
        let rate = self.learning_rate().min(self.top());
        let dot = |momentum: f64, index: usize| {
            let (points, shape) = (vec![(momentum, rate)], Shape::RUNS[index]);
            Mark::Dots { points, shape, radius: 5.5, ink: ink(Of::Run(index)), rim: true }
        };
        Picture::new(self.plane_axes()).with([dot(0.0, 1), dot(self.momentum(), 0)])
    }

    /// Words in the pictures.
    pub(super) fn words(&self) -> Vec<Label> {
        let parts = self.update();
        let label = |panel, at, side, of, key| Label { panel, at, side, of, key, args: Vec::new() };
        let mut words = Vec::new();
        let (across, _) = self.map_axes();
        // An arrow too short to be seen has no name either.
        let width = across.high - across.low;
        let room = 0.035 * width;
        let (memory, push, movement) = (parts.memory, parts.push, parts.movement());
        // The three arrows make a triangle: names stand outside it.
        let turn = if memory.0 * push.1 - memory.1 * push.0 >= 0.0 { 1.0 } else { -1.0 };
        let outside = |(dx, dy): Xy, turn: f64, aslant: f64| {
            let (nx, ny) = (turn * dy, -turn * dx);
            if nx.abs() > aslant * ny.abs() {
                if nx > 0.0 { Side::Right } else { Side::Left }
            } else if ny > 0.0 {
                Side::Above
            } else {
                Side::Below
            }
        };
        let joint = plus(parts.at, memory);
        for (from, by, turn, of, key) in [
            (parts.at, memory, turn, Of::Memory, "label.memory"),
            (joint, push, turn, Of::Gradient, "label.push"),
            (parts.at, movement, -turn, Of::Run(0), "label.movement"),
        ] {
            // With nothing remembered the movement is the push, and one name is enough.
            let alone = libm::hypot(memory.0, memory.1) <= room;
            let length = libm::hypot(by.0, by.1);
            if length <= room || (alone && key == "label.movement") {
                continue;
            }
            if alone || key == "label.movement" {
                // At its head, beyond the ball that lands there.
                let (away, side) = if by.0 < 0.0 { (-1.0, Side::Left) } else { (1.0, Side::Right) };
                let head = plus(from, by);
                words.push(label(MAP, (head.0 + 0.025 * away * width, head.1), side, of, key));
            } else {
                // Beside its middle, clear of the marks around it.
                let aside = 0.02 * width * turn / length;
                let at = (from.0 + by.0 / 2.0 + aside * by.1, from.1 + by.1 / 2.0 - aside * by.0);
                words.push(label(
                    MAP,
                    at,
                    outside(by, turn, if key == "label.push" { 1.2 } else { 0.5 }),
                    of,
                    key,
                ));
            }
        }
        if !self.deep {
            return words;
        }
        let (rule, condition) = (self.rule(), self.condition());
        let (rate, momentum, _) = rule.optimum(1.0, condition);
        let side = if momentum > 0.6 { Side::Left } else { Side::Right };
        words.push(label(PLANE, (momentum, rate), side, Of::Text, "label.optimum"));
        words.push(label(PLANE, (0.02, 0.9 * self.top()), Side::Right, Of::Muted, "label.unstable"));
        let here = (self.momentum(), self.learning_rate().min(self.top()));
        let side = if here.0 > 0.5 { Side::Left } else { Side::Right };
        let at = (here.0 + if here.0 > 0.5 { -0.035 } else { 0.035 }, here.1);
        let args = vec![("factor", number(self.rates()[0]).into())];
        words.push(Label { panel: PLANE, at, side, of: Of::Run(0), key: "label.here", args });
        words
    }
}
