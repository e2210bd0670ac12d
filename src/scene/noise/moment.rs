//! What a moment of the run shows: the batch in play, and the gradients where the ball is.

use super::This;

/// Seconds for which the waiting figure shows one batch's loss.
const TEASER: f64 = 0.7;

/// What a moment of the small batch's run shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Played {
    /// The batch in play, counted over all epochs.
    pub(super) batch: usize,
    /// Updates made when its gradient is taken.
    pub(super) at: usize,
}

impl This {
    /// What the present moment shows.
    pub(super) fn now(&self) -> Played {
        if self.idling() {
            return Played { batch: (self.waited / TEASER) as usize % self.per_epoch(), at: 0 };
        }
        let moment = self.lane(0).at(self.race.clock.time(), self.race.clock.rate());
        let update = moment.now.update as usize;
        // At rest the batch that has just been used is still shown.
        match moment.next {
            Some(next) if moment.share > 1e-9 => Played { batch: next.update as usize - 1, at: update },
            _ => Played { batch: update.max(1) - 1, at: update.max(1) - 1 },
        }
    }
    /// θ at which the gradient of this moment is taken.
    pub(super) fn theta(&self, now: Played) -> Vec<f64> {
        let points = self.lane(0).trace().points();
        points[now.at.min(points.len() - 1)].theta.clone()
    }
    pub(super) fn norm(&self, batch: Option<&[usize]>, theta: &[f64]) -> f64 {
        let mut g = vec![0.0; theta.len()];
        match batch {
            Some(batch) => self.objective.batch_gradient(batch, theta, &mut g),
            None => self.objective.gradient(theta, &mut g),
        }
        g.iter().map(|g| g * g).sum::<f64>().sqrt()
    }
    /// The batches of the epoch that a batch belongs to, and its place among them.
    pub(super) fn epoch(&self, batch: usize) -> (&[Vec<usize>], usize) {
        let m = self.per_epoch();
        let first = batch / m * m;
        (&self.deals[first..(first + m).min(self.deals.len())], batch - first)
    }
}
