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
    moves: u64,
}

impl Race {
    /// No runs yet.
    pub(super) fn new() -> Self {
        Self { lanes: Vec::new(), clock: Clock::new(1.0, 1.0), stop: None, moves: 0 }
    }
    /// Takes new runs, standing at their start; the race lasts `duration` on its axis and `seconds` at speed 1.
    pub(super) fn run(&mut self, lanes: Vec<Lane>, duration: f64, seconds: f64) {
        self.clock.resize(duration, seconds);
        self.lanes = lanes;
        self.moved();
    }
    /// Computes up to so many updates, shared among the runs.
    pub(super) fn work(&mut self, updates: u64) {
        let share = updates / self.lanes.len().max(1) as u64 + 1;
        self.lanes.iter_mut().for_each(|lane| lane.work(share));
        self.moved();
    }
    /// Computes the runs to their ends.
    pub(super) fn finish(&mut self) {
        self.work(u64::MAX >> 8);
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
    /// Goes to a moment.
    pub(super) fn go(&mut self, time: f64) {
        self.clock.set(time);
        self.moved();
    }
    /// Plays on, not past the moment `known`, and rests at the stop.
    pub(super) fn advance(&mut self, seconds: f64, known: f64) {
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
