use super::lane::Lane;
use super::{Clock, Readout, Timeline};

/// Runs side by side, and the clock over them.
pub struct Race {
    /// The runs.
    pub(super) lanes: Vec<Lane>,
    /// Present moment.
    pub(super) clock: Clock,
    moves: u64,
}

impl Race {
    /// No runs yet.
    pub(super) fn new() -> Self {
        Self { lanes: Vec::new(), clock: Clock::new(1.0, 1.0), moves: 0 }
    }
    /// Takes new runs, standing at their start; the race lasts `duration` on its axis and `seconds` at speed 1.
    pub(super) fn run(&mut self, lanes: Vec<Lane>, duration: f64, seconds: f64) {
        self.clock.resize(duration, seconds);
        self.lanes = lanes;
        self.moved();
    }
    /// Computes up to so many updates, shared among the runs; tells how many were made.
    pub(super) fn work(&mut self, updates: u64) -> u64 {
        let share = updates / self.lanes.len().max(1) as u64 + 1;
        self.lanes.iter_mut().map(|lane| lane.work(share)).sum()
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
    /// Where it stands in time.
    pub(super) fn timeline(&self) -> Timeline {
        Timeline {
            time: self.clock.time(),
            duration: self.clock.duration(),
            ended: self.clock.ended(),
            pending: self.pending(),
            rests: false,
        }
    }
    /// Goes to a moment.
    pub(super) fn go(&mut self, time: f64) {
        self.clock.set(time);
        self.moved();
    }
    /// Plays on.
    pub(super) fn advance(&mut self, seconds: f64) {
        self.clock.advance(seconds);
        self.moved();
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
