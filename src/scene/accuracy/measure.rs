//! What the reader asks for: measuring, giving it up, and the file of the larger data.

use super::{AccuracyScene, This};
use crate::scene::Revision;
use crate::scene::model::Model;
use crate::value::Value;
use downhill_network::data::Set;

/// How the file of a data set stands that is not part of the program.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum File {
    /// Nobody has asked for it, or it was given up.
    Absent,
    /// So much of it is here, 0…1.
    Coming(f64),
    /// It is here.
    Here,
    /// It could not be had.
    Failed,
}

impl This {
    /// Whether the data are not here yet.
    pub(super) fn lacks_file(&self) -> bool {
        self.plan.asked.data == Set::Mnist && self.file != File::Here
    }
    /// Whether something is computed or fetched.
    pub(super) fn busy(&self) -> bool {
        AccuracyScene::progress(self).is_some()
    }
    /// Asks for the file of the data.
    pub(super) fn fetch(&mut self) {
        if matches!(self.file, File::Absent | File::Failed) {
            self.file = File::Coming(0.0);
        }
        self.results.changes += 1;
    }
    pub(super) fn receive_file(&mut self, report: &Value) {
        let progress = report.get("progress").and_then(Value::as_number).unwrap_or_default();
        self.file = match report.get("failed") {
            Some(Value::Bool(true)) => File::Failed,
            _ if progress >= 1.0 => File::Here,
            _ => File::Coming(progress),
        };
        if self.file == File::Failed {
            self.wanted = false;
            self.watch.cancel();
        }
        self.results.changes += 1;
    }
    /// Trains what is lacking, and one run once more to be watched.
    pub(super) fn measure(&mut self) -> bool {
        (self.wanted, self.given_up) = (!self.plan.known, false);
        self.watch.want();
        if self.lacks_file() {
            self.fetch();
        }
        true
    }
    /// Stops what is under way; what is known is kept.
    pub(super) fn cancel(&mut self) -> bool {
        (self.wanted, self.given_up) = (false, true);
        self.watch.cancel();
        if let File::Coming(_) = self.file {
            self.file = File::Absent;
        }
        self.results.changes += 1;
        false
    }
    /// Tells apart what the sweep shows.
    pub(super) fn revision(&self) -> u64 {
        let chosen = self.chosen.map_or(0, |choice| choice as u64 + 1);
        let step = self.step().map_or(0, |step| step as u64 + 1);
        self.results.changes << 8 | chosen << 4 | step
    }
    pub(super) fn revision_of_watch(&self) -> Revision {
        let shown = if self.watch.glimpses.is_empty() { self.page() } else { self.shown() };
        Revision { still: self.stamp(0), moving: [self.changes, self.watch.changes, shown as u64] }
    }
}
