//! The curve with its balls and arrows, and the strip of ends.

use super::strip::Strip;
use super::{CURVE_PANEL, STRIP_PANEL, This, curve};
use crate::chart::{Axis, DASHED, Mark, Of, Picture, SOLID, Shape, Xy, faint, ink, padded};
use crate::objective::{HillCurve, Objective};
use crate::scene::lane::eased;
use crate::scene::{Label, Side, surfaces};

/// Steps of a ball that leave a dot.
const TAIL: usize = 60;

/// Axes of a curve: its domain, and room above for arrows.
pub(super) fn axes(objective: &dyn Objective) -> (Axis, Axis) {
    let (low, high) = objective.domain()[0];
    let values = (0..=200).map(|k| objective.loss(&[low + (high - low) * f64::from(k) / 200.0]));
    let values = values.filter(|value| value.is_finite());
    let (least, most) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), v| (a.min(v), b.max(v)));
    let (least, most) =
        if least < most { (least, most) } else { (least.min(1e9) - 1.0, most.max(-1e9) + 1.0) };
    let (bottom, _) = padded(least, most, 0.12);
    (Axis::linear(low, high), Axis::linear(bottom, most + 0.32 * (most - least)))
}

impl This {
    pub(super) fn curve_axes(&self) -> (Axis, Axis) {
        self.axes.clone()
    }
    /// Axes of the strip: λ along, where the ball ends up.
    pub(super) fn strip_axes(&self) -> (Axis, Axis) {
        let (low, high) = self.objective.domain()[0];
        (Axis::linear(0.0, 1.0), Axis::linear(low, high))
    }

    /// Where the ball of a run is: on the curve, also between two updates.
    fn ball(&self, run: usize) -> Xy {
        let moment = self.race.lanes[run].at(self.time(), self.pace());
        let x = match moment.next {
            Some(next) if moment.slow => {
                eased((moment.now.theta[0], 0.0), (next.theta[0], 0.0), moment.share).0
            }
            _ => moment.xy.0,
        };
        (x, self.loss(x))
    }

    /// The curve.
    pub(super) fn curve_still(&self) -> Picture {
        let picture = Picture::new(self.curve_axes());
        let (low, high) = (picture.x.low, picture.x.high);
        let at = |k: i32| low + (high - low) * f64::from(k) / 400.0;
        let points = (0..=400).map(|k| (at(k), self.loss(at(k)))).collect();
        picture.with([Mark::path(points, ink(Of::Text), 2.2, SOLID)])
    }
    /// The balls, and the three arrows of the update under way.
    pub(super) fn curve_moving(&self) -> Picture {
        let mut picture = Picture::new(self.curve_axes());
        for run in [1, 0] {
            let lane = &self.race.lanes[run];
            let update = lane.at(self.time(), self.pace()).now.update as usize;
            let points = lane.trace().points();
            let from = update.saturating_sub(TAIL);
            let tail =
                points[from..=update.min(points.len() - 1)].iter().map(|p| (p.theta[0], p.loss)).collect();
            let own = Of::Run(run);
            picture.marks.push(Mark::dots(tail, Shape::Circle, 2.4, faint(own, 0.75)));
            let (points, shape) = (vec![self.ball(run)], Shape::RUNS[run]);
            picture.marks.push(Mark::Dots { points, shape, radius: 8.0, ink: ink(own), rim: true });
        }
        for (from, to, of, dash) in self.arrows() {
            // A force of nothing is still there: the slide's "−gradient = 0" at the local minimum.
            picture.marks.push(Mark::dots(vec![from], Shape::Circle, 2.0, ink(of)));
            picture.marks.push(Mark::Arrow { from, to, ink: ink(of), width: 3.2, dash });
        }
        picture
    }

    /// λ × the last movement, −ηg from its head, and their sum: each on a line of its own above the ball.
    fn arrows(&self) -> [(Xy, Xy, Of, Xy); 3] {
        let (x, memory, push) = self.parts();
        let (_, up) = &self.axes;
        let row = |k: f64| self.loss(x) + (0.075 * k + 0.03) * (up.high - up.low);
        [
            ((x, row(3.0)), (x + memory, row(3.0)), Of::Memory, DASHED),
            ((x + memory, row(2.0)), (x + memory + push, row(2.0)), Of::Gradient, SOLID),
            ((x, row(1.0)), (x + memory + push, row(1.0)), Of::Run(0), SOLID),
        ]
    }

    /// A dot for every λ at the place where its ball ends, once the run has ended.
    pub(super) fn strip_still(&self) -> Picture {
        let mut picture = Picture::new(self.strip_axes());
        let (low, high, top) = (picture.y.low, picture.y.high, self.top());
        picture.marks.push(Mark::path(vec![(0.0, top), (1.0, top)], faint(Of::Muted, 0.8), 1.2, DASHED));
        let Some(strip) = self.strip() else { return picture };
        if let Some(least) = strip.threshold() {
            let bars = vec![[least, 0.99, low, high]];
            picture.marks.push(Mark::Bars { bars, ink: faint(Of::Run(0), 0.10) });
        }
        let inside = |&&(_, x): &&Xy| x >= low && x <= high;
        for (over, of) in [(false, Of::Muted), (true, Of::Run(0))] {
            let side = |&&(_, x): &&Xy| (x > top) == over;
            let points = strip.ends().iter().filter(inside).filter(side).copied().collect();
            picture.marks.push(Mark::dots(points, Shape::Circle, 1.8, ink(of)));
        }
        picture
    }
    /// The λ that is set.
    pub(super) fn strip_moving(&self) -> Picture {
        let picture = Picture::new(self.strip_axes());
        let (low, high, momentum) = (picture.y.low, picture.y.high, self.momentum());
        let line = Mark::path(vec![(momentum, low), (momentum, high)], faint(Of::Text, 0.55), 1.4, SOLID);
        let picture = picture.with([line]);
        if !self.race.clock.ended() {
            return picture;
        }
        let (points, shape) = (vec![(momentum, self.end_on_strip())], Shape::RUNS[0]);
        picture.with([Mark::Dots { points, shape, radius: 5.5, ink: ink(Of::Run(0)), rim: true }])
    }

    /// Words in the pictures.
    pub(super) fn words(&self) -> Vec<Label> {
        let label = |panel, at, side, of, key| Label { panel, at, side, of, key, args: Vec::new() };
        let mut words = Vec::new();
        let (across, up) = &self.axes;
        let names = ["label.memory", "label.push", "label.movement"];
        for ((from, to, of, _), key) in self.arrows().into_iter().zip(names) {
            // Towards the middle of the picture, where there is room.
            let (side, end) = if from.0 > (across.low + across.high) / 2.0 {
                (Side::Left, from.0.min(to.0))
            } else {
                (Side::Right, from.0.max(to.0))
            };
            words.push(label(CURVE_PANEL, (end, from.1), side, of, key));
        }
        // Places are named under the curve, where no arrows are, and beside each other.
        let width = across.high - across.low;
        let mut name = |x: f64, aside: f64, key| {
            let at = (x + aside * width, self.loss(x) - 0.01 * (up.high - up.low));
            words.push(label(CURVE_PANEL, at, Side::Below, Of::Muted, key));
        };
        if let Some(trap) = self.trap() {
            name(trap, -0.045, "label.trap");
            name(self.top(), 0.02, "label.hill");
        }
        match curve(&self.settings) {
            Some(HillCurve::Hill | HillCurve::Slide) => name(-1.3, 0.0, "label.plateau"),
            Some(HillCurve::Plateau) => name(0.0, 0.0, "label.plateau"),
            Some(HillCurve::Quartic) | None => {}
        }
        if let Some((run, update, at)) = surfaces::undefined(&self.race) {
            words.push(Label {
                panel: CURVE_PANEL,
                at: (at[0], self.loss(at[0])),
                side: Side::Below,
                of: Of::Run(run),
                key: "label.undefined",
                args: surfaces::undefined_args(update),
            });
        }
        if let Some(least) = self.strip().and_then(Strip::threshold) {
            let at = (least, across.low + 0.2 * width);
            let args = vec![("least", crate::decimal::fixed(least, 3).into())];
            words.push(Label {
                panel: STRIP_PANEL,
                at,
                side: Side::Left,
                of: Of::Run(0),
                key: "label.least",
                args,
            });
        }
        // A few large λ come back over the hill: their dots lie below it, where all else is above.
        let top = self.top();
        let back = self.strip().and_then(|strip| {
            let least = strip.threshold()?;
            strip.ends().iter().find(|(momentum, x)| *momentum > least && *x <= top)
        });
        words.extend(back.map(|at| label(STRIP_PANEL, *at, Side::Below, Of::Muted, "label.back")));
        let key = if self.trap().is_some() { "label.hill-top" } else { "label.edge" };
        let (_, height) = self.strip_axes();
        let at = (0.0, self.top() + 0.06 * (height.high - height.low));
        if !self.race.clock.ended() {
            let middle = (0.5, 0.5 * (height.low + self.top()));
            words.push(label(STRIP_PANEL, middle, Side::Upon, Of::Muted, "label.strip-waits"));
        }
        if self.has_hill() {
            words.push(label(STRIP_PANEL, at, Side::Right, Of::Muted, key));
        }
        words
    }
}
