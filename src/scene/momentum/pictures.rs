//! What this scene draws of its own: the arrows of an update, the weights of earlier gradients, the λ×η plane.

use super::{MAP, MomentumScene, PLANE, WEIGHTS, WEIGHTS_SHOWN};
use crate::chart::{DASHED, Field, Ink, Mark, Of, Picture, SOLID, Shape, Xy, faint, ink};
use crate::scene::{Label, Layer, Side, number};
use std::rc::Rc;

/// Grid of the plane's map.
const CELLS: usize = 150;

fn plus(a: Xy, b: Xy) -> Xy {
    (a.0 + b.0, a.1 + b.1)
}

fn arrow(from: Xy, by: Xy, ink: Ink, width: f64, dash: Xy) -> Mark {
    Mark::Arrow { from, to: plus(from, by), ink, width, dash }
}

fn line(points: Vec<Xy>, ink: Ink, width: f64, dash: Xy) -> Mark {
    Mark::Path { points, ink, width, dash }
}

impl MomentumScene {
    /// The map with the arrows of the update under way, head to tail, and the gradient that is looked at.
    pub(super) fn map_picture(&self, layer: Layer) -> Picture {
        if layer == Layer::Under {
            return self.stage.map(layer);
        }
        let mut picture = Picture::new(self.stage.map_axes());
        for (index, lane) in self.stage.race.lanes.iter().enumerate().rev() {
            picture.over.extend(lane.at(self.time(), self.pace()).on_map(index));
        }
        let parts = self.parts();
        let ago = self.looked_at(parts.update);
        if ago > 0 {
            let points = self.stage.race.lanes[0].trace().points();
            let theta = &points[parts.update - ago].theta;
            let at = (theta[0], theta[1]);
            let (g, rate) = (self.gradient(at), self.learning_rate());
            let ring = Mark::Dots {
                points: vec![at],
                shape: Shape::Ring,
                radius: 9.0,
                ink: ink(Of::Gradient),
                rim: false,
            };
            picture.over.push(ring);
            picture.over.push(arrow(at, (-rate * g.0, -rate * g.1), faint(Of::Gradient, 0.8), 2.5, SOLID));
        }
        picture.over.push(arrow(parts.at, parts.memory, ink(Of::Memory), 3.0, DASHED));
        picture.over.push(arrow(plus(parts.at, parts.memory), parts.push, ink(Of::Gradient), 3.0, SOLID));
        picture.over.push(arrow(parts.at, parts.movement(), ink(Of::Run(0)), 3.5, SOLID));
        picture
    }

    /// Bars: how much each earlier gradient counts in the present movement.
    pub(super) fn weights_picture(&self, layer: Layer) -> Picture {
        use crate::scene::Scene as _;
        let mut picture = Picture::new(self.axes(WEIGHTS));
        if layer == Layer::Under {
            return picture;
        }
        let update = self.parts().update;
        let looked_at = self.looked_at(update);
        for ago in 0..=update.min(WEIGHTS_SHOWN - 1) {
            let k = ago as f64;
            let strength = if ago == looked_at { 1.0 } else { 0.42 };
            let bars = vec![[k - 0.36, k + 0.36, 0.0, self.weight(ago)]];
            picture.over.push(Mark::Bars { bars, ink: faint(Of::Gradient, strength) });
        }
        picture
    }

    /// The λ×η plane: rates as shading, and what theory says about them as lines.
    pub(super) fn plane_picture(&self, layer: Layer) -> Picture {
        use crate::scene::Scene as _;
        let mut picture = Picture::new(self.axes(PLANE));
        let (rule, condition) = (self.rule(), self.condition());
        if layer == Layer::Over {
            let dot = |at: Xy, index: usize| Mark::Dots {
                points: vec![at],
                shape: Shape::RUNS[index],
                radius: 5.5,
                ink: ink(Of::Run(index)),
                rim: true,
            };
            let rate = self.learning_rate().min(self.top());
            picture.over.push(dot((0.0, rate), 1));
            picture.over.push(dot((self.momentum(), rate), 0));
            return picture;
        }
        let rates = || {
            // Where a run does not converge all is one: the lightest band.
            let rate = |(momentum, rate): Xy| rule.rate(rate, momentum, 1.0, condition).min(1.0);
            Rc::new(Field::sample((0.0, 1.0), (0.0, self.top()), CELLS, CELLS, rate))
        };
        picture.field = Some(self.plane.get_or_init(rates).clone());
        let curve = |f: &dyn Fn(f64) -> f64| -> Vec<Xy> {
            (0..=100).map(|k| (f64::from(k) / 100.0, f(f64::from(k) / 100.0))).collect()
        };
        let limit = curve(&|momentum| rule.limit(momentum) / condition);
        picture.under.push(line(limit, ink(Of::Text), 2.0, SOLID));
        let slow = curve(&|momentum| rule.damping(momentum).0);
        let fast = curve(&|momentum| rule.damping(momentum).1 / condition);
        picture.under.push(line(slow, ink(Of::Memory), 1.8, DASHED));
        picture.under.push(line(fast, ink(Of::Memory), 1.8, DASHED));
        let (rate, momentum, _) = rule.optimum(1.0, condition);
        let optimum = Mark::Dots {
            points: vec![(momentum, rate)],
            shape: Shape::Diamond,
            radius: 5.0,
            ink: ink(Of::Text),
            rim: true,
        };
        picture.under.push(optimum);
        picture
    }

    /// Words in the pictures.
    pub(super) fn words(&self) -> Vec<Label> {
        let parts = self.parts();
        let label = |panel, at, side, of, key| Label { panel, at, side, of, key, args: Vec::new() };
        let mut words = Vec::new();
        let (across, _) = self.stage.map_axes();
        // An arrow too short to be seen has no name either.
        let room = 0.05 * (across.high - across.low);
        let (memory, push, movement) = (parts.memory, parts.push, parts.movement());
        // The three arrows make a triangle: names stand outside it.
        let turn = if memory.0 * push.1 - memory.1 * push.0 >= 0.0 { 1.0 } else { -1.0 };
        let outside = |(dx, dy): Xy, turn: f64| {
            let (nx, ny) = (turn * dy, -turn * dx);
            if nx.abs() > 0.5 * ny.abs() {
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
            let double = key == "label.movement" && libm::hypot(memory.0, memory.1) <= room;
            if libm::hypot(by.0, by.1) > room && !double {
                let middle = (from.0 + by.0 / 2.0, from.1 + by.1 / 2.0);
                words.push(label(MAP, middle, outside(by, turn), of, key));
            }
        }
        let (rule, condition) = (self.rule(), self.condition());
        let (rate, momentum, _) = rule.optimum(1.0, condition);
        let side = if momentum > 0.6 { Side::Left } else { Side::Right };
        words.push(label(PLANE, (momentum, rate), side, Of::Text, "label.optimum"));
        words.push(label(PLANE, (0.02, 0.9 * self.top()), Side::Right, Of::Muted, "label.unstable"));
        let here = (self.momentum(), self.learning_rate().min(self.top()));
        let side = if here.0 > 0.5 { Side::Left } else { Side::Right };
        let at = (here.0 + if here.0 > 0.5 { -0.035 } else { 0.035 }, here.1);
        let args = vec![("factor", number(self.rates[0]).into())];
        words.push(Label { panel: PLANE, at, side, of: Of::Run(0), key: "label.here", args });
        words
    }
}
