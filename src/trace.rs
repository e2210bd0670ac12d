//! What a run leaves behind: bounded, however long it was.

use crate::run::Run;

/// One moment of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Point {
    /// Updates made.
    pub update: u64,
    /// Examples used by them.
    pub examples: u64,
    /// θ.
    pub theta: Vec<f64>,
    /// The full objective at θ.
    pub loss: f64,
    /// ‖∇L(θ)‖ of the full objective.
    pub gradient_norm: f64,
    /// The examples of the update that led here; none at the start.
    pub batch: Vec<usize>,
}

/// A run's moments, at most a given number of them: every `stride`-th update, and always the first, the last and
/// the one of least loss. The stride doubles whenever the room is full.
#[derive(Clone, Debug)]
pub struct Trace {
    kept: Vec<Point>,
    last: Point,
    best: Point,
    stride: u64,
    room: usize,
}

impl Trace {
    /// An empty trace with room for `room` ≥ 4 moments.
    pub fn new(room: usize) -> Self {
        let best = Point { loss: f64::INFINITY, ..Point::default() };
        Self { kept: Vec::new(), last: Point::default(), best, stride: 1, room: room.max(4) - 2 }
    }

    /// Takes down where `run` stands. Call it at the start and after every update.
    pub fn record(&mut self, run: &Run) {
        let last = &mut self.last;
        last.update = run.update();
        last.examples = run.examples_seen();
        last.theta.clear();
        last.theta.extend_from_slice(run.theta());
        last.loss = run.loss();
        last.batch.clear();
        last.batch.extend_from_slice(run.batch());
        let keep = run.update().is_multiple_of(self.stride);
        let better = run.loss() < self.best.loss;
        if keep || better || run.status() != crate::run::Status::Running {
            let mut gradient = vec![0.0; run.theta().len()];
            run.objective().gradient(run.theta(), &mut gradient);
            self.last.gradient_norm = gradient.iter().map(|g| g * g).sum::<f64>().sqrt();
        }
        if better {
            self.best.clone_from(&self.last);
        }
        if keep {
            self.kept.push(self.last.clone());
            if self.kept.len() > self.room {
                self.stride *= 2;
                self.kept.retain(|point| point.update.is_multiple_of(self.stride));
            }
        }
    }

    /// The moments, in order.
    pub fn points(&self) -> Vec<&Point> {
        let mut points: Vec<&Point> = self.kept.iter().collect();
        if let Err(place) = points.binary_search_by_key(&self.best.update, |point| point.update)
            && self.best.loss.is_finite()
        {
            points.insert(place, &self.best);
        }
        if points.last().is_some_and(|point| point.update < self.last.update) {
            points.push(&self.last);
        }
        points
    }
    /// The latest moment.
    pub fn last(&self) -> &Point {
        &self.last
    }
    /// The moment of least loss so far.
    pub fn best(&self) -> &Point {
        &self.best
    }
    /// Whether no update was left out.
    pub fn is_complete(&self) -> bool {
        self.stride == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::Experiment;

    fn traced(steps: u64, room: usize, rate: f64) -> Trace {
        let quadratic = crate::objective::chosen("quadratic").build(&crate::param::Defaults);
        let mut run = Experiment::sgd(quadratic, rate).start(&[1.7320508, 1.0]).steps(steps).run();
        let mut trace = Trace::new(room);
        trace.record(&run);
        while run.step() {
            trace.record(&run);
        }
        if run.diverged_at().is_some() {
            trace.record(&run);
        }
        trace
    }

    #[test]
    fn a_million_updates_take_no_more_room_than_a_thousand() {
        let trace = traced(1_000_000, 1000, 1e-6);
        let points = trace.points();
        assert!(points.len() <= 1000 && points.len() >= 400);
        assert_eq!((points[0].update, points[points.len() - 1].update), (0, 1_000_000));
        assert!(points.windows(2).all(|pair| pair[0].update < pair[1].update));
        assert!(!trace.is_complete());
    }

    #[test]
    fn the_best_moment_stays() {
        // Above the stability limit 2/50 the loss falls first (flat direction) and then grows (steep direction).
        let trace = traced(1500, 16, 0.0402);
        let best = trace.best().update;
        assert!(best > 0 && best < 1500);
        assert!(trace.points().iter().any(|point| point.update == best));
    }
}
