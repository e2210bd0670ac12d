//! The same two runs with other seeds: how many leave.

use super::findings::LEAST;
use super::start::distance;
use super::{GONE, This};
use crate::analysis::Estimate;
use crate::batch::{ORDER, Order};
use crate::param::Given;
use crate::scene::Standing;
use crate::scene::record::{Cell, Outcome};
use crate::scene::settings::SEED;
use std::cell::RefCell;

/// Seeds that are tried.
pub(super) const SEEDS: usize = 100;

thread_local! {
    /// For the reader's record, which is in a later part of the program and fetches it from here.
    static LATEST: RefCell<Option<Outcome>> = const { RefCell::new(None) };
}

/// What was found last, once.
pub(in crate::scene) fn latest() -> Option<Outcome> {
    LATEST.take()
}

/// What is known of them.
#[derive(Default)]
pub(super) struct Seeds {
    tried: usize,
    /// Runs with small batches that left, and runs with the full one.
    left: [usize; 2],
}

impl This {
    /// Whether the full batch involves no chance.
    fn certain(&self) -> bool {
        self.settings.choice(&ORDER) != Order::Replacement
    }
    /// Whether seeds are left to try, for those who look deeper; two full batches are not compared.
    pub(super) fn trying(&self) -> bool {
        self.deep && self.size() < self.objective.examples() && self.seeds.tried < SEEDS
    }
    /// Tries further seeds, about so many updates of them.
    pub(super) fn try_seeds(&mut self, updates: u64) {
        let (size, n, mut made) = (self.size(), self.objective.examples(), 0);
        let start = self.start_point();
        while self.trying() && made < updates {
            let seed = (self.settings.number(&SEED) as u64 + self.seeds.tried as u64) % (1 << 32);
            let leaves = |size: usize| {
                let mut run = self.experiment(size, seed).run();
                while run.step() {}
                (distance(&start, run.theta()) > GONE, run.update())
            };
            let small = leaves(size);
            let full = if self.certain() { (self.way(1) > GONE, 0) } else { leaves(n) };
            made += 1 + small.1 + full.1;
            for (count, (left, _)) in self.model.seeds.left.iter_mut().zip([small, full]) {
                *count += usize::from(left);
            }
            self.seeds.tried += 1;
        }
        self.note();
    }
    /// Leaves for the reader's record what the seeds came to, where the full loss is flat and single examples' are not.
    fn note(&self) {
        let Some([small, full]) = self.shares().filter(|_| self.noisy()) else { return };
        let difference = small.minus(full);
        LATEST.set(Some(Outcome {
            cell: Cell::Gradient,
            query: crate::scene::Scene::query(self),
            sizes: [self.size(), self.objective.examples()].map(|size| size as f64),
            values: [small.value, full.value],
            difference,
            standing: Standing::of(difference, LEAST),
            repeats: SEEDS,
        }));
    }
    /// The share of runs that left, small batches and full batch; nothing before all seeds are tried.
    pub(super) fn shares(&self) -> Option<[Estimate; 2]> {
        let Seeds { tried, left } = self.seeds;
        let full = if self.certain() {
            Estimate::exact(left[1] as f64 / tried.max(1) as f64)
        } else {
            Estimate::share(left[1], tried)
        };
        (tried == SEEDS).then(|| [Estimate::share(left[0], tried), full])
    }
}
