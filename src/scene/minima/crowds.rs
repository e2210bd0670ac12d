//! The crowds that are released: what is known of them, and whether more is wanted.

use crate::analysis::{BINS, Basin, FRAMES};
use crate::job::unpacked;
use crate::value::Value;

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
    /// Takes what a job has found for so many crowds.
    pub(super) fn receive(&mut self, found: &Value, crowds: usize) {
        if !self.running() {
            return;
        }
        let counts = |list: &Value| -> Vec<u32> {
            let items = list.as_list().unwrap_or_default();
            items.iter().map(|item| item.as_number().unwrap_or(0.0) as u32).collect()
        };
        let list = |name: &str| found.get(name).and_then(Value::as_list);
        let part = |name: &str, crowd: usize| {
            list(name).and_then(|all| all.get(crowd)).map(counts).unwrap_or_default()
        };
        let basin = |crowd: usize| -> Option<Basin> {
            let places = list("places").and_then(|all| all.get(crowd)).and_then(Value::as_text);
            let (row, beyond) = (part("rows", crowd), part("beyond", crowd));
            let places = places.map(unpacked).unwrap_or_default();
            let whole = row.len() == 2 && beyond.len() == FRAMES && places.len() == FRAMES * BINS;
            whole.then(|| Basin { runs: row[0], flat: row[1], places, beyond })
        };
        let Some(basins) = (0..crowds).map(basin).collect::<Option<Vec<_>>>() else { return };
        self.basins = basins;
        let progress = found.get("progress").and_then(Value::as_number).unwrap_or(1.0);
        self.state = if progress < 1.0 { State::Running(progress) } else { State::Ended };
    }
}
