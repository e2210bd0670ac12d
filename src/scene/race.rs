use super::lane::Lane;
use super::{Clock, Readout};

/// Runs side by side, and the clock over them.
pub(super) struct Race {
    /// The runs.
    pub(super) lanes: Vec<Lane>,
    /// Present moment.
    pub(super) clock: Clock,
    /// Where play rests until it is asked for again.
    pub(super) stop: Option<f64>,
    /// The moment that was asked for and is not computed yet.
    wanted: Option<f64>,
    moves: u64,
}

impl Race {
    /// No runs yet.
    pub(super) fn new() -> Self {
        Self { lanes: Vec::new(), clock: Clock::new(1.0, 1.0), stop: None, wanted: None, moves: 0 }
    }
    /// Takes new runs, standing at their start; the race lasts `duration` on its axis and `seconds` at speed 1.
    pub(super) fn run(&mut self, lanes: Vec<Lane>, duration: f64, seconds: f64) {
        let wanted = self.wanted.map(|time| time / self.clock.duration() * duration);
        self.clock.resize(duration, seconds);
        self.lanes = lanes;
        self.go(wanted.unwrap_or(self.clock.time()));
    }
    /// Computes up to so many updates, shared among the runs. What is shown stays until [`Race::look`].
    pub(super) fn work(&mut self, updates: u64) {
        let share = updates / self.lanes.len().max(1) as u64 + 1;
        self.lanes.iter_mut().for_each(|lane| lane.work(share));
    }
    /// Shows what has been computed, as far as it was asked for.
    pub(super) fn look(&mut self) {
        self.go(self.wanted.unwrap_or(self.clock.time()));
    }
    /// Computes the runs to their ends.
    pub(super) fn finish(&mut self) {
        self.work(u64::MAX >> 8);
        self.look();
    }
    /// The last moment that all runs have been computed to.
    pub(super) fn known(&self) -> f64 {
        let pending = self.lanes.iter().filter(|lane| lane.pending());
        pending.map(|lane| lane.time(lane.trace().last())).fold(f64::INFINITY, f64::min)
    }
    /// Whether there are updates left to compute.
    pub(super) fn pending(&self) -> bool {
        self.lanes.iter().any(Lane::pending)
    }
    /// What moves is out of date.
    pub(super) fn moved(&mut self) {
        self.moves += 1;
    }
    /// How often something moved.
    pub(super) fn moves(&self) -> u64 {
        self.moves
    }
    /// Goes to a moment; to one that is not computed yet as far as can be, and on with what is computed.
    pub(super) fn go(&mut self, time: f64) {
        let known = self.known();
        self.wanted = (time > known).then(|| time.min(self.clock.duration()));
        self.clock.set(if time > known { known } else { time });
        self.moved();
    }
    /// Plays on, not past the moment `known` or what is computed, and rests at the stop. A moment that was asked for
    /// comes first.
    pub(super) fn advance(&mut self, seconds: f64, known: f64) {
        if self.wanted.is_some() {
            return;
        }
        let known = known.min(self.known());
        let (before, after) = (self.clock.time(), self.clock.after(seconds));
        match self.stop {
            Some(stop) if before < stop && after >= stop => return self.go(stop.min(known)),
            Some(stop) if before >= stop => self.stop = None,
            _ => {}
        }
        self.go(after.min(known));
    }
    /// Goes to the next or previous multiple of `stride`.
    pub(super) fn stride(&mut self, direction: i32, stride: f64) {
        let place = self.clock.time() / stride;
        let next = if direction > 0 { (place + 1e-6).floor() + 1.0 } else { (place - 1e-6).ceil() - 1.0 };
        self.go(next * stride);
    }
    /// Goes to the next or previous moment at which some run updates.
    pub(super) fn step(&mut self, direction: i32) {
        let time = self.clock.time();
        let neighbours = self.lanes.iter().map(|lane| lane.neighbours(time));
        let target = if direction > 0 {
            neighbours.filter_map(|(_, after)| after).fold(f64::INFINITY, f64::min)
        } else {
            neighbours.filter_map(|(before, _)| before).fold(f64::NEG_INFINITY, f64::max)
        };
        if target.is_finite() {
            self.go(target);
        }
    }
    /// Live numbers of every run; `floor` is the lowest loss, where it is known.
    pub(super) fn readouts(&self, floor: Option<f64>) -> Vec<Readout> {
        let time = self.clock.time();
        self.lanes.iter().enumerate().map(|(index, lane)| lane.readout(index, time, floor)).collect()
    }
    /// Index of the run with the lowest loss now; there is always a run.
    pub(super) fn leader(&self) -> usize {
        let loss = |index: &usize| self.lanes[*index].at(self.clock.time(), 1.0).now.loss;
        (0..self.lanes.len()).min_by(|a, b| loss(a).total_cmp(&loss(b))).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::Experiment;
    use crate::objective::chosen;
    use crate::param::Defaults;
    use crate::scene::lane::TimeAxis;
    use proptest::prelude::*;

    const UPDATES: u64 = 3000;

    /// Two runs, of which the second is over sooner.
    fn race() -> Race {
        let lane = |steps: u64| {
            let quadratic = chosen("quadratic").build(&Defaults);
            let experiment = Experiment::sgd(quadratic, 0.01).start(&[1.0, 1.0]).steps(steps);
            Lane::new(experiment, TimeAxis::Updates, ("run.batch-size", Vec::new()))
        };
        let mut race = Race::new();
        race.run(vec![lane(UPDATES), lane(UPDATES / 3)], UPDATES as f64, 9.0);
        race
    }

    #[test]
    fn play_waits_for_the_runs() {
        let mut race = race();
        race.work(200);
        race.advance(1e3, f64::INFINITY);
        assert_eq!((race.clock.time(), race.clock.ended()), (101.0, false));
        race.advance(1.0, f64::INFINITY);
        assert_eq!(race.clock.time(), 101.0);
        race.finish();
        race.advance(1e3, f64::INFINITY);
        assert!(race.clock.ended());
    }

    #[test]
    fn other_runs_are_shown_where_those_before_were() {
        let mut one = race();
        one.go(1500.0);
        assert_eq!(one.clock.time(), 0.0);
        let lanes = race().lanes;
        one.run(lanes, 2.0 * UPDATES as f64, 9.0);
        one.finish();
        assert_eq!(one.clock.time(), 3000.0);
    }

    proptest! {
        /// Whatever the reader does while the runs are computed.
        #[test]
        fn no_moment_is_shown_before_it_is_computed(
            acts in prop::collection::vec((0_u8..4, 0.0..1.0), 1..40),
        ) {
            let mut race = race();
            let mut asked = None;
            for (act, share) in acts {
                match act {
                    0 => race.work((1500.0 * share) as u64),
                    1 => {
                        race.go(share * UPDATES as f64);
                        asked = Some(share * UPDATES as f64);
                    }
                    2 => {
                        race.advance(share, f64::INFINITY);
                        asked = asked.filter(|asked| race.clock.time() < *asked);
                    }
                    _ => race.look(),
                }
                let (time, known) = (race.clock.time(), race.known());
                prop_assert!(time <= known);
                for lane in race.lanes.iter().filter(|lane| lane.pending()) {
                    prop_assert!(time <= lane.run().update() as f64);
                }
            }
            race.finish();
            prop_assert_eq!(race.known(), f64::INFINITY);
            if let Some(asked) = asked {
                prop_assert_eq!(race.clock.time(), asked);
            }
        }
    }
}
