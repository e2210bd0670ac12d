use super::{Readout, Sentence, Swatch};
use crate::chart::{DASHES, Mark, Of, SOLID, Shape, Xy, faint, ink};
use crate::decimal::fixed;
use crate::experiment::Experiment;
use crate::named::named;
use crate::run::{Run, Status};
use crate::trace::{Point, Trace};
use crate::value::Value;

/// Moments kept of one run: enough for a smooth line, few enough to draw in a frame.
const ROOM: usize = 4096;
/// Steps behind the ball that get a dot of their own.
const TAIL: usize = 40;

named! {
    /// How moments are put on the common axis.
    pub(super) enum TimeAxis {
        /// By epochs.
        Epochs = "epochs",
        /// By updates.
        Updates = "updates",
        /// By examples used.
        Examples = "examples",
    }
}

/// One run of a race, with what it leaves behind.
pub(super) struct Lane {
    run: Run,
    trace: Trace,
    axis: TimeAxis,
    label: Sentence,
}

impl Lane {
    /// The run of `experiment`, standing at its start; its name is a key with parts.
    pub(super) fn new(experiment: Experiment, axis: TimeAxis, label: Sentence) -> Self {
        let run = experiment.run();
        let trace = Trace::new(ROOM, &run);
        Self { run, trace, axis, label }
    }
    /// Computes up to so many updates more.
    pub(super) fn work(&mut self, updates: u64) {
        let before = self.run.update();
        while self.run.update() - before < updates && self.run.status() == Status::Running {
            self.run.step();
            self.trace.record(&self.run);
        }
        self.trace.settle(&self.run);
    }
    /// Whether there are updates left to compute.
    pub(super) fn pending(&self) -> bool {
        self.run.status() == Status::Running
    }
    /// Its name.
    pub(super) fn name(&self) -> Sentence {
        self.label.clone()
    }
    /// Its run.
    pub(super) fn run(&self) -> &Run {
        &self.run
    }
    /// Its moments.
    pub(super) fn trace(&self) -> &Trace {
        &self.trace
    }
    /// Where on the common axis a moment lies.
    pub(super) fn time(&self, point: &Point) -> f64 {
        match self.axis {
            TimeAxis::Epochs => point.update as f64 / self.run.per_epoch() as f64,
            TimeAxis::Updates => point.update as f64,
            TimeAxis::Examples => point.examples as f64,
        }
    }
    /// What the lane shows at `time`; `rate` is the units that pass in one second of play.
    pub(super) fn at(&self, time: f64, rate: f64) -> Moment<'_> {
        let points = self.trace.points();
        // An update is reached when time is within rounding of it.
        let reached = points.partition_point(|point| self.time(point) <= time * (1.0 + 1e-12) + 1e-12).max(1);
        let (now, next) = (&points[reached - 1], points.get(reached));
        let mut moment = Moment { points, reached, now, next, xy: xy(now), share: 0.0, slow: false };
        if let Some(next) = next {
            let (from, to) = (self.time(now), self.time(next));
            moment.share = ((time - from) / (to - from)).clamp(0.0, 1.0);
            moment.slow = (to - from) / rate > 0.12;
            // The update lands in the last quarter: before it the batch is being worked through.
            let lead = if moment.slow { 0.75 } else { 0.0 };
            let t = ((moment.share - lead) / (1.0 - lead)).clamp(0.0, 1.0);
            moment.xy = eased(xy(now), xy(next), t);
        }
        moment
    }
    /// The times nearest to `time` before and after it at which the lane updates.
    pub(super) fn neighbours(&self, time: f64) -> (Option<f64>, Option<f64>) {
        let slack = 1e-9 * (1.0 + time.abs());
        let mut before = None;
        for point in self.trace.points() {
            let at = self.time(point);
            if at < time - slack {
                before = Some(at);
            } else if at > time + slack {
                return (before, Some(at));
            }
        }
        (before, None)
    }
    /// The update at which it diverged, if that lies at or before `time`.
    pub(super) fn diverged_at(&self, time: f64) -> Option<u64> {
        let last = self.time(self.trace.last());
        self.run.diverged_at().filter(|_| time >= last - 1e-9 * (1.0 + last))
    }
    /// Its row of live numbers at `time`.
    pub(super) fn readout(&self, index: usize, time: f64, excess: Option<f64>) -> Readout {
        let now = self.at(time, 1.0).now;
        let mut values = vec![("readout.update", now.update.to_string())];
        if self.run.objective().examples() > 1 {
            let epoch = now.update as f64 / self.run.per_epoch() as f64;
            values.push(("readout.epoch", fixed(epoch, 3)));
            values.push(("readout.examples", now.examples.to_string()));
        }
        values.push(("readout.loss", number(now.loss)));
        if let Some(floor) = excess {
            values.push(("readout.excess", number((now.loss - floor).max(0.0))));
        }
        values.push(("readout.gradient", number(now.gradient_norm)));
        let (label, args) = self.name();
        Readout { swatch: Swatch::Run(index), label, args, values, diverged_at: self.diverged_at(time) }
    }
}

/// A lane at one time.
pub(super) struct Moment<'a> {
    points: &'a [Point],
    reached: usize,
    /// The last update reached.
    pub(super) now: &'a Point,
    /// The update under way.
    pub(super) next: Option<&'a Point>,
    /// Where the ball is.
    pub(super) xy: Xy,
    /// How far the update under way has got, 0…1.
    pub(super) share: f64,
    /// Whether one update takes long enough to watch.
    pub(super) slow: bool,
}

impl Moment<'_> {
    /// Path, step dots, direction and ball on a map.
    pub(super) fn on_map(&self, index: usize) -> Vec<Mark> {
        let of = Of::Run(index);
        let mut path: Vec<Xy> = self.points[..self.reached].iter().map(xy).collect();
        let tail = path[path.len().saturating_sub(TAIL)..].to_vec();
        let mut marks = Vec::new();
        let stride = (path.len() / 5).max(1);
        let arrows: Vec<(Xy, Xy)> =
            path.windows(2).skip(stride / 2).step_by(stride).take(5).map(|pair| (pair[0], pair[1])).collect();
        path.push(self.xy);
        marks.push(Mark::Path { points: path, ink: faint(of, 0.92), width: 2.0, dash: dash(index) });
        for (from, to) in arrows {
            let middle = ((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0);
            marks.push(Mark::Arrow { from, to: middle, ink: ink(of), width: 2.0, dash: SOLID });
        }
        marks.push(Mark::Dots { points: tail, shape: Shape::Circle, radius: 2.2, ink: ink(of), rim: false });
        if self.slow && self.share > 0.0 {
            marks.push(Mark::Arc {
                at: self.xy,
                radius: 12.0,
                share: self.share,
                ink: faint(of, 0.75),
                width: 2.5,
            });
        }
        marks.push(self.ball(index, self.xy));
        marks
    }
    /// Curve of a quantity against time, with the ball at its end.
    pub(super) fn curve(
        &self,
        index: usize,
        time: impl Fn(&Point) -> f64,
        value: impl Fn(&Point) -> f64,
    ) -> Vec<Mark> {
        let points: Vec<Xy> = self.points[..self.reached].iter().map(|p| (time(p), value(p))).collect();
        let end = points[points.len() - 1];
        vec![
            Mark::Path { points, ink: ink(Of::Run(index)), width: 1.8, dash: dash(index) },
            self.ball(index, end),
        ]
    }
    fn ball(&self, index: usize, at: Xy) -> Mark {
        Mark::Dots { points: vec![at], shape: shape(index), radius: 5.5, ink: ink(Of::Run(index)), rim: true }
    }
}

/// The first two coordinates of θ; with one coordinate, the point on the curve of the loss.
fn xy(point: &Point) -> Xy {
    (point.theta[0], point.theta.get(1).copied().unwrap_or(point.loss))
}
/// From 0 to 1 as t does, starting and ending gently.
pub(super) fn gentle(t: f64) -> f64 {
    t * t * (3.0 - 2.0 * t)
}
/// From `a` to `b` as t goes from 0 to 1, starting and ending gently.
pub(super) fn eased(a: Xy, b: Xy, t: f64) -> Xy {
    let share = gentle(t);
    (a.0 + (b.0 - a.0) * share, a.1 + (b.1 - a.1) * share)
}
/// The dashes of run `index`.
pub(super) fn dash(index: usize) -> (f64, f64) {
    DASHES[index % DASHES.len()]
}
fn shape(index: usize) -> Shape {
    Shape::RUNS[index % Shape::RUNS.len()]
}

/// A share for a sentence: percent, to a tenth.
pub(super) fn percent(share: f64) -> Value {
    (libm::round(1000.0 * share) / 10.0).into()
}
/// A live number: three significant digits.
pub(super) fn number(x: f64) -> String {
    fixed(x, 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ball_starts_and_lands_gently() {
        let at = |t: f64| eased((1.0, -2.0), (3.0, 2.0), t);
        assert_eq!([at(0.0), at(0.5), at(1.0)], [(1.0, -2.0), (2.0, 0.0), (3.0, 2.0)]);
        let speed = |t: f64| (at(t + 1e-3).0 - at(t - 1e-3).0) / 2e-3;
        assert!(speed(0.001) < 0.02 && speed(0.999) < 0.02 && speed(0.5) > 2.9);
    }
}
