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
///
/// ```
/// use downhill_engine::{Experiment, objective, run::Status, trace::Trace};
/// let mut run = Experiment::sgd(objective::from_value(&"booth".into())?, 0.05).steps(1000).run();
/// let mut trace = Trace::new(100, &run);
/// while run.status() == Status::Running {
///     run.step();
///     trace.record(&run);
/// }
/// trace.settle(&run);
/// assert!(trace.points().len() <= 100 && trace.last().update == 1000);
/// # Ok::<(), downhill_engine::fields::FieldError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Trace {
    points: Vec<Point>,
    /// Index of the moment of least loss.
    best: usize,
    /// Least and greatest finite loss of all updates.
    range: (f64, f64),
    stride: u64,
    room: usize,
}

impl Trace {
    /// The trace of `run`, which stands at its start, with room for `room` ≥ 4 moments.
    pub fn new(room: usize, run: &Run) -> Self {
        let range = (f64::INFINITY, f64::NEG_INFINITY);
        let mut trace = Self { points: Vec::new(), best: 0, range, stride: 1, room: room.max(4) - 2 };
        trace.record(run);
        trace.settle(run);
        trace
    }

    /// Takes down where `run` stands, if that is to be kept; call it after every update, and [`Trace::settle`] after the
    /// last of some.
    pub fn record(&mut self, run: &Run) {
        let loss = run.loss();
        if loss.is_finite() {
            self.range = (self.range.0.min(loss), self.range.1.max(loss));
        }
        let least = self.points.get(self.best).map_or(f64::INFINITY, |best| best.loss);
        let better = loss < least || (loss.is_finite() && !least.is_finite());
        let keep = run.update().is_multiple_of(self.stride);
        if keep || better {
            self.take(run, better);
        }
        if keep {
            self.measure(self.points.len() - 1, run);
            let beside = !self.points[self.best].update.is_multiple_of(self.stride);
            if self.points.len() > self.room + usize::from(beside) {
                self.thin();
            }
        }
    }
    /// Takes down where `run` stands in any case, and measures the gradients that only count once somebody looks: at the
    /// last moment and at the best.
    pub fn settle(&mut self, run: &Run) {
        if self.last().update < run.update() {
            self.take(run, false);
        }
        for place in [self.best, self.points.len() - 1] {
            self.measure(place, run);
        }
    }
    /// Takes a moment down as the last one, and as the best if it is.
    fn take(&mut self, run: &Run, better: bool) {
        let kept = |place: usize| self.points[place].update.is_multiple_of(self.stride);
        let (last, best) = (self.points.len().saturating_sub(1), self.best);
        // A last moment that is there for nothing else makes room.
        if self.points.is_empty() || kept(last) || (last == best && !better) {
            self.points.push(Point::default());
        }
        let place = self.points.len() - 1;
        let drop = better && best < place && !self.points[best].update.is_multiple_of(self.stride);
        self.write(place, run);
        if better {
            self.best = place;
        }
        if drop {
            self.points.remove(best);
            self.best -= 1;
        }
    }
    fn write(&mut self, place: usize, run: &Run) {
        let point = &mut self.points[place];
        point.update = run.update();
        point.examples = run.examples_seen();
        point.theta.clear();
        point.theta.extend_from_slice(run.theta());
        point.loss = run.loss();
        point.gradient_norm = f64::NAN;
        point.batch.clear();
        point.batch.extend_from_slice(run.batch());
    }
    fn measure(&mut self, place: usize, run: &Run) {
        let point = &mut self.points[place];
        let mut gradient = vec![0.0; point.theta.len()];
        run.objective().gradient(&point.theta, &mut gradient);
        point.gradient_norm = gradient.iter().map(|g| g * g).sum::<f64>().sqrt();
    }
    /// Every other moment goes.
    fn thin(&mut self) {
        self.stride *= 2;
        let (best, last) = (self.best().update, self.last().update);
        self.points.retain(|point| {
            point.update.is_multiple_of(self.stride) || point.update == best || point.update == last
        });
        self.best = self.points.partition_point(|point| point.update < best);
    }

    /// The moments, in order; there is always one.
    pub fn points(&self) -> &[Point] {
        &self.points
    }
    /// The latest moment.
    pub fn last(&self) -> &Point {
        &self.points[self.points.len() - 1]
    }
    /// The moment of least loss so far.
    pub fn best(&self) -> &Point {
        &self.points[self.best]
    }
    /// The least and the greatest finite loss of all updates, also of those left out; (∞, −∞) where none is finite.
    pub fn range(&self) -> (f64, f64) {
        self.range
    }
    /// The least loss that counts, where all above one that counts do; ∞ where there is none.
    pub fn least(&self, counts: impl Fn(f64) -> bool) -> f64 {
        if counts(self.range.0) {
            return self.range.0;
        }
        let losses = self.points.iter().map(|point| point.loss);
        losses.filter(|loss| counts(*loss)).fold(f64::INFINITY, f64::min)
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
    use crate::objective::chosen;
    use crate::param::Defaults;
    use proptest::prelude::*;

    fn run(steps: u64, rate: f64) -> Run {
        let quadratic = chosen("quadratic").build(&Defaults);
        Experiment::sgd(quadratic, rate).start(&[1.7320508, 1.0]).steps(steps).run()
    }
    fn traced(mut run: Run, room: usize) -> Trace {
        let mut trace = Trace::new(room, &run);
        while run.status() == crate::run::Status::Running {
            run.step();
            trace.record(&run);
        }
        trace.settle(&run);
        trace
    }

    #[test]
    fn a_million_updates_take_no_more_room_than_a_thousand() {
        let trace = traced(run(1_000_000, 1e-6), 1000);
        let points = trace.points();
        assert!(points.len() <= 1000 && points.len() >= 400);
        assert_eq!((points[0].update, points[points.len() - 1].update), (0, 1_000_000));
        assert!(points.windows(2).all(|pair| pair[0].update < pair[1].update));
        assert!(!trace.is_complete());
    }

    #[test]
    fn the_best_moment_stays() {
        // Above the stability limit 2/50 the loss falls first (flat direction) and then grows (steep direction).
        let trace = traced(run(1500, 0.0402), 16);
        let best = trace.best().update;
        assert!(best > 0 && best < 1500);
        assert!(trace.points().iter().any(|point| point.update == best));
    }

    proptest! {
        /// However the updates are portioned: the moments that are kept, their range and their best are what a list of
        /// all updates says.
        #[test]
        fn a_trace_says_what_all_updates_say(
            portions in prop::collection::vec(1_u64..200, 1..30),
            room in 4_usize..40,
            rate in 0.001..0.2,
            objective in prop::sample::select(vec!["quadratic", "linear-regression", "saddle"]),
        ) {
            let objective = chosen(objective).build(&Defaults);
            let of = Experiment::sgd(objective.clone(), rate).batch(1, crate::batch::Order::Reshuffle);
            let mut run = of.start(&[1.5, -0.5]).steps(portions.iter().sum()).run();
            let mut trace = Trace::new(room, &run);
            let mut all = vec![(0, run.loss(), run.theta().to_vec())];
            for portion in portions {
                for _ in 0..portion {
                    if run.status() == crate::run::Status::Running {
                        run.step();
                        trace.record(&run);
                        all.push((run.update(), run.loss(), run.theta().to_vec()));
                    }
                }
                trace.settle(&run);
                let points = trace.points();
                prop_assert!(points.len() <= room);
                prop_assert!(points.windows(2).all(|pair| pair[0].update < pair[1].update));
                for point in points {
                    let (update, loss, theta) = &all[point.update as usize];
                    prop_assert_eq!((point.update, point.loss.to_bits(), &point.theta), (*update, loss.to_bits(), theta));
                    let mut g = vec![0.0; theta.len()];
                    objective.gradient(theta, &mut g);
                    let norm = g.iter().map(|g| g * g).sum::<f64>().sqrt();
                    prop_assert_eq!(point.gradient_norm.to_bits(), norm.to_bits());
                }
                let last = all[all.len() - 1].0;
                let strided = (0..=last).step_by(trace.stride as usize);
                let mut kept: Vec<u64> = strided.chain([trace.best().update, last]).collect();
                kept.sort_unstable();
                kept.dedup();
                prop_assert!(points.iter().map(|point| point.update).eq(kept));
                let finite = || all.iter().map(|update| update.1).filter(|loss| loss.is_finite());
                let range = (finite().fold(f64::INFINITY, f64::min), finite().fold(f64::NEG_INFINITY, f64::max));
                prop_assert_eq!(trace.range(), range);
                prop_assert_eq!(trace.best().loss, range.0);
                let middle = (range.0 + range.1) / 2.0;
                for floor in [range.0, middle] {
                    let above = points.iter().map(|point| point.loss).filter(|loss| *loss > floor);
                    prop_assert_eq!(trace.least(|loss| loss > floor), above.fold(f64::INFINITY, f64::min));
                }
            }
        }
    }
}
