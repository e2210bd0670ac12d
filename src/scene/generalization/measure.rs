//! What the reader asks for, and what comes of it.

use super::This;
use super::plan::{Asked, Work};
use crate::job::Request;
use crate::scene::Revision;
use crate::scene::model::AHEAD;
use crate::scene::sweep::share_done;
use crate::value::Value;

impl This {
    /// Takes what is asked for now. Nothing heavy begins without the reader's asking: what is asked anew waits for it.
    pub(super) fn ask(&mut self) {
        let asked = Asked::of(&self.settings);
        if asked != self.asked {
            (self.wanted, self.chosen) = (false, None);
            self.asked = asked;
            self.turn += 1;
        }
    }
    /// What is lacking next, each under its place among all that is asked for.
    pub(super) fn lacking(&self) -> Vec<(String, Request)> {
        let all = self.asked.work().into_iter().enumerate();
        let lacking = all.filter(|(_, work)| self.wanted && !self.results.knows(work));
        let next = lacking.take(AHEAD);
        next.map(|(k, work)| (format!("{}-{k}", self.turn), Request::Plain(work.to_value()))).collect()
    }
    pub(super) fn found_out(&mut self, key: &str, report: &Value) {
        let place =
            key.strip_prefix(&format!("{}-", self.turn)).and_then(|place| place.parse::<usize>().ok());
        let Some(work) = place.and_then(|place| self.asked.work().get(place).copied()) else { return };
        self.model.results.receive(work, report);
        if let Work::Run(_) = work {
            self.list(self.asked.same_rate());
            self.list(self.asked);
            self.note();
        }
        self.wanted &= !self.known();
    }
    /// Lists a setting among those that were measured, once it has a pair.
    fn list(&mut self, asked: Asked) {
        if !self.results.gaps(&asked).is_empty() {
            match self.model.listed.iter_mut().find(|other| other.is_about(&asked)) {
                Some(known) => *known = asked,
                None => self.model.listed.push(asked),
            }
        }
    }
    pub(super) fn share_done(&self) -> Option<f64> {
        let pieces = self.asked.work().into_iter();
        let pieces = pieces.map(|work| (work.cost(&self.asked), self.results.progress(&work)));
        self.wanted.then(|| share_done(pieces))
    }
    /// Axes grow with what is measured: both layers depend on it.
    pub(super) fn revision(&self) -> Revision {
        let stamp = self.stamp(self.results.changes << 1 | u64::from(self.wanted));
        Revision { still: stamp, moving: stamp }
    }
}
