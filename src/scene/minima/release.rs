//! Releasing the crowds: what is asked for, and ways to break the hypothesis.

use super::{PARTICLES, RATE_RULE, RELEASE, Release, SCALE, STRETCH, This};
use crate::analysis::BasinRequest;
use crate::batch::ORDER;
use crate::param::{Given, Param};
use crate::scene::settings::SEED;

impl This {
    /// What is asked for one crowd.
    pub(super) fn request(&self, crowd: usize, size: usize) -> BasinRequest {
        BasinRequest {
            size,
            rate: self.rate(size),
            runs: self.settings.number(&PARTICLES) as u32,
            updates: self.updates() as u32,
            from: self.released(),
            order: self.settings.choice(&ORDER),
            coordinate: (self.settings.number(&SCALE), self.settings.number(&STRETCH)),
            stream: crowd as u32,
            seed: self.settings.number(&SEED) as u64,
        }
    }
    /// Between which places the runs are released, in the functions' own coordinate.
    pub(super) fn released(&self) -> (f64, f64) {
        match self.settings.choice(&RELEASE) {
            Release::Sharp => (-2.0, -1.0),
            Release::Everywhere => (-4.0, 4.0),
        }
    }
    /// Releases the runs; those after the first with the next seed.
    pub(super) fn release(&mut self) -> bool {
        if self.crowds.ended() {
            let next = self.settings.after(&SEED);
            self.settings.put(&SEED, &next);
            self.rebuild();
        }
        self.let_go()
    }
    fn let_go(&mut self) -> bool {
        self.crowds.release();
        self.restart();
        self.reports += 1;
        true
    }
    /// Stops them; what is known is kept.
    pub(super) fn cancel(&mut self) -> bool {
        self.crowds.cancel();
        self.reports += 1;
        false
    }
    /// Changes one thing, all others of its kind as the lecture has them, and releases the runs.
    pub(super) fn break_it(&mut self, change: &[(&'static Param, &'static str)]) -> bool {
        for param in [&RATE_RULE.param, &STRETCH, &SCALE] {
            let change = change.iter().find(|(own, _)| own.name == param.name);
            self.settings.put(param, change.map_or(param.default, |(_, text)| text));
        }
        self.rebuild();
        self.let_go()
    }
}
