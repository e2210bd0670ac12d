//! What a moment of the run shows: cards on their way or a batch in play, and the gradients there.

use super::This;
use super::cloud::GradientCloud;
use crate::batch::{ORDER, Order};
use crate::chart::Xy;
use crate::scene::Revision;
use std::rc::Rc;

/// Part of an epoch's first update in which the cards are gathered, shuffled and dealt.
const DEAL: f64 = 0.45;
/// Seconds that the waiting figure takes to deal, and for which it shows one batch.
const TEASER: (f64, f64) = (2.2, 0.8);

/// What a moment of the run shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Now {
    /// Epoch, from 0.
    pub(super) epoch: usize,
    /// The batch in play, counted over all epochs; nothing while cards are dealt.
    pub(super) batch: Option<usize>,
    /// Updates made when its gradient is taken.
    pub(super) at: usize,
    /// How far gathering, shuffling and dealing has got, 0…1.
    pub(super) deal: Option<f64>,
}

impl This {
    /// What the present moment shows.
    pub(super) fn now(&self) -> Now {
        let (m, last) = (self.per_epoch(), self.made().max(1));
        let order = self.settings.choice(&ORDER);
        let time = self.race.clock.time();
        if time == 0.0 {
            // Dealing once, then batch after batch, over and over; who wants no motion sees the first batch.
            let (dealing, each) = if order == Order::Replacement { (0.0, TEASER.1) } else { TEASER };
            let time = self.waited % (dealing + each * m as f64);
            if time < dealing && self.waited > 0.0 {
                return Now { epoch: 0, batch: None, at: 0, deal: Some(time / dealing) };
            }
            let batch = ((time - dealing).max(0.0) / each) as usize % m;
            return Now { epoch: 0, batch: Some(batch), at: 0, deal: None };
        }
        let update = (time + 1e-9).floor();
        let share = time - update;
        if share < 1e-9 || update as usize >= last {
            // At rest: the batch that has just been used, and the place where its gradient was taken.
            let batch = (update as usize).min(last) - 1;
            return Now { epoch: batch / m, batch: Some(batch), at: batch, deal: None };
        }
        let batch = update as usize;
        // The first epoch's cards lie dealt.
        let deals = batch.is_multiple_of(m) && batch > 0 && share < DEAL && order != Order::Replacement;
        let deal = deals.then_some(share / DEAL);
        Now { epoch: batch / m, batch: (!deals).then_some(batch), at: batch, deal }
    }
    /// θ at which the gradients of this moment are taken.
    pub(super) fn theta(&self, now: Now) -> [f64; 2] {
        let points = self.lane().trace().points();
        let theta = &points[now.at.min(points.len() - 1)].theta;
        [theta[0], theta[1]]
    }
    /// ∇ℓᵢ(θ) of every example.
    pub(super) fn gradients(&self, theta: [f64; 2]) -> Vec<Xy> {
        let one = |i| {
            let mut g = [0.0; 2];
            self.stage.objective().add_example_gradient(i, &theta, &mut g);
            (g[0], g[1])
        };
        (0..self.n()).map(one).collect()
    }
    /// Tells apart what the cards show: they lie still while a batch is in play.
    pub(super) fn revision_of_cards(&self) -> Revision {
        let now = self.now();
        let lit = self.lit().map_or(0, |example| example as u64 + 1);
        let played = now.batch.map_or(0, |batch| batch as u64 + 1);
        let dealt = now.deal.map_or(0, f64::to_bits);
        let turned = self.aspect.to_bits() ^ dealt;
        Revision {
            still: self.stamp(0),
            moving: [self.changes, turned, (now.epoch as u64) << 40 | played << 16 | lit],
        }
    }
    /// Tells apart what is drawn of θ and of the batch in play: nothing of it moves while cards are dealt.
    pub(super) fn revision_at_theta(&self) -> Revision {
        let (x, y) = self.lane().at(self.race.clock.time(), self.race.clock.rate()).xy;
        let theta = (x.to_bits() ^ y.to_bits().rotate_left(32)).wrapping_add(self.passed() as u64);
        let [_, _, batch] = self.revision_of_cards().moving;
        let idle = u64::from(self.idling());
        Revision { still: self.stamp(0), moving: [self.changes, theta, batch ^ idle << 63] }
    }
    /// The example that is lit up.
    pub(super) fn lit(&self) -> Option<usize> {
        self.pointed.or(self.tapped).filter(|&example| example < self.n())
    }
    /// A pointer is above an example, on its card or among the data.
    pub(super) fn point(&mut self, example: Option<usize>) {
        if self.pointed != example {
            self.pointed = example;
            self.race.moved();
        }
    }
    /// The possible batch gradients at this moment.
    pub(super) fn cloud(&self) -> Rc<GradientCloud> {
        let now = self.now();
        let mut kept = self.cloud.borrow_mut();
        if let Some(cloud) = kept.as_ref().filter(|cloud| cloud.at == now.at) {
            return cloud.clone();
        }
        let gradients = self.gradients(self.theta(now));
        let replace = self.settings.choice(&ORDER) == Order::Replacement;
        let cloud = Rc::new(GradientCloud::new(now.at, &gradients, self.size(), replace, &self.cloud_axes()));
        *kept = Some(cloud.clone());
        cloud
    }
}
