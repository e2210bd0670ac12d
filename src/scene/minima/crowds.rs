//! The crowds that are released: what is known of them, and whether more is wanted.

use crate::analysis::Basin;

/// How a release stands.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum State {
    /// Nobody has asked for it.
    #[default]
    Waiting,
    /// Part of the runs that have ended, 0…1.
    Running(f64),
    /// The reader has stopped it; what is known is kept.
    Cancelled,
    /// All runs have ended.
    Ended,
}

/// All crowds of one release.
#[derive(Default)]
pub(super) struct Crowds {
    /// What is known, one a batch size; nothing before the first report.
    pub(super) basins: Vec<Basin>,
    state: State,
}

impl Crowds {
    pub(super) fn ended(&self) -> bool {
        self.state == State::Ended
    }
    /// Part of the runs that have ended, while they run.
    pub(super) fn progress(&self) -> Option<f64> {
        if let State::Running(share) = self.state { Some(share) } else { None }
    }
    pub(super) fn running(&self) -> bool {
        self.progress().is_some()
    }
    /// Whether it was cancelled before anything was known: there is nothing to play.
    pub(super) fn is_void(&self) -> bool {
        self.state == State::Cancelled && self.basins.is_empty()
    }
    /// Releases the runs, unless they have been, or the reader has cancelled them.
    pub(super) fn begin(&mut self) {
        if self.state == State::Waiting {
            self.release();
        }
    }
    /// Releases the runs, unless they are under way or have ended.
    pub(super) fn want(&mut self) {
        if matches!(self.state, State::Waiting | State::Cancelled) {
            self.release();
        }
    }
    /// Releases the runs, whatever has been.
    pub(super) fn release(&mut self) {
        self.basins.clear();
        self.state = State::Running(0.0);
    }
    /// Stops a release.
    pub(super) fn cancel(&mut self) {
        if self.running() {
            self.state = State::Cancelled;
        }
    }
    /// Takes a cancelled release that nothing is known of for one that nobody has asked for.
    pub(super) fn pardon(&mut self) {
        if self.is_void() {
            self.state = State::Waiting;
        }
    }
    /// Other settings: what is known is void. Who has released runs once wants to see what the change does to them; who
    /// has cancelled them is not overruled.
    pub(super) fn settings_changed(&mut self) {
        self.basins.clear();
        if self.running() || self.ended() {
            self.release();
        }
    }
    /// Takes what is known of one of so many crowds, each of so many runs.
    pub(super) fn receive(&mut self, crowd: usize, basin: Basin, crowds: usize, runs: f64) {
        if !self.running() || crowd >= crowds {
            return;
        }
        if self.basins.is_empty() {
            self.basins = vec![Basin::none(); crowds];
        }
        self.basins[crowd] = basin;
        let ended: u32 = self.basins.iter().map(|basin| basin.runs).sum();
        let progress = f64::from(ended) / (runs * crowds as f64);
        self.state = if progress < 1.0 { State::Running(progress) } else { State::Ended };
    }
}
