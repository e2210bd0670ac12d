//! One run that is looked into on its way.

use super::{PAGES, This, WATCHED};
use downhill_network::job::{Glimpse, TrainingReport, TrainingRequest};

/// What is asked for, and what is known of it.
#[derive(Default)]
pub(super) struct Watch {
    request: Option<TrainingRequest>,
    wanted: bool,
    /// Whether all of it is known.
    ended: bool,
    progress: f64,
    pub(super) glimpses: Vec<Glimpse>,
    /// How often any of this, or what is shown of it, changed.
    pub(super) changes: u64,
}

impl Watch {
    /// Another run is to be watched, or none yet: what is known of the one before is void.
    fn ask(&mut self, request: Option<TrainingRequest>) {
        if self.request != request {
            let (wanted, changes) = (self.wanted, self.changes + 1);
            *self = Self { request, wanted, changes, ..Self::default() };
        }
    }
    pub(super) fn want(&mut self) {
        self.wanted = true;
    }
    pub(super) fn cancel(&mut self) {
        self.wanted = false;
    }
    pub(super) fn wanted(&self) -> Option<TrainingRequest> {
        self.request.filter(|_| self.wanted && !self.ended)
    }
    pub(super) fn is_known(&self) -> bool {
        self.ended
    }
    pub(super) fn progress(&self) -> Option<f64> {
        self.wanted().map(|_| self.progress)
    }
    pub(super) fn receive(&mut self, report: TrainingReport) {
        self.ended = report.end.is_some();
        self.progress = report.progress;
        self.glimpses = report.glimpses;
        self.changes += 1;
    }
}

impl This {
    /// Watches the first seed of a batch size, once its learning rate is known: one of the runs that count.
    pub(super) fn choose_watched(&mut self) {
        let asked = &self.plan.asked;
        let size = self.watched_size();
        let place = asked.sizes().iter().position(|other| *other == size);
        let rate = place.map_or(Some(asked.rate), |place| self.plan.rates[place]);
        let request = rate.map(|rate| TrainingRequest {
            data: asked.data,
            hidden: super::plan::HIDDEN,
            optimizer: asked.optimizer,
            rate,
            size,
            updates: asked.updates(size),
            seed: asked.seed,
            inside: true,
        });
        self.watch.ask(request);
    }
    pub(super) fn watched_size(&self) -> usize {
        self.settings.whole(&WATCHED).clamp(1, self.plan.asked.examples())
    }
    /// Index of the moment that is shown.
    pub(super) fn shown(&self) -> usize {
        let last = self.watch.glimpses.len().saturating_sub(1);
        ((self.race.clock.time() + 1e-9) as usize).min(last)
    }
    pub(super) fn glimpse(&self) -> Option<&Glimpse> {
        self.watch.glimpses.get(self.shown())
    }
    /// The page of digits that is shown while the figure waits.
    pub(super) fn page(&self) -> usize {
        (self.waited * PAGES) as usize
    }
    /// Goes to the moment nearest to a place in the picture of the losses.
    pub(super) fn go_to(&mut self, (update, _): (f64, f64)) {
        let far = |k: &usize| (self.watch.glimpses[*k].update as f64 - update).abs();
        let nearest = (0..self.watch.glimpses.len()).min_by(|a, b| far(a).total_cmp(&far(b)));
        if let Some(k) = nearest {
            self.race.go(k as f64);
        }
    }
}
