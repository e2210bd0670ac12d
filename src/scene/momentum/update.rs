//! One update, taken apart: what momentum brings, what the gradient adds, and how much each earlier gradient counts.

use super::This;
use crate::analysis::Rule;
use crate::chart::Xy;

/// One update, as its arrows show it.
pub(super) struct Update {
    /// Number of the update, from 0.
    pub(super) number: usize,
    /// Where it starts.
    pub(super) at: Xy,
    /// What momentum brings: λ times the last movement.
    pub(super) memory: Xy,
    /// −ηg.
    pub(super) push: Xy,
}

impl Update {
    pub(super) fn movement(&self) -> Xy {
        (self.memory.0 + self.push.0, self.memory.1 + self.push.1)
    }
}

impl This {
    /// Factor on the gradient of `ago` updates ago in the present movement.
    pub(super) fn weight(&self, ago: usize) -> f64 {
        let (rate, momentum) = (self.learning_rate(), self.momentum());
        let power = |k: usize| libm::pow(momentum, k as f64);
        match (self.rule(), ago) {
            (Rule::HeavyBall, _) => rate * power(ago),
            (Rule::Nesterov, 0) => rate * (1.0 + momentum),
            (Rule::Nesterov, _) => rate * power(ago + 1),
        }
    }
    pub(super) fn gradient(&self, at: Xy) -> Xy {
        let mut g = [0.0; 2];
        self.stage.objective().gradient(&[at.0, at.1], &mut g);
        (g[0], g[1])
    }
    /// The update under way at the present moment.
    pub(super) fn update(&self) -> Update {
        let lane = &self.race.lanes[0];
        let update = lane.at(self.time(), self.pace()).now.update as usize;
        let points = lane.trace().points();
        let (rate, momentum) = (self.learning_rate(), self.momentum());
        let place = |k: usize| (points[k].theta[0], points[k].theta[1]);
        // The velocity v ← λv − ηg, from the start: what the heavy ball moves by, and what Nesterov looks ahead with.
        let mut velocity = (0.0, 0.0);
        let mut push = (0.0, 0.0);
        let last = update.min(points.len() - 1);
        for k in 0..=last {
            let g = self.gradient(place(k));
            push = (-rate * g.0, -rate * g.1);
            if k < last || self.rule() == Rule::Nesterov {
                velocity = (momentum * velocity.0 + push.0, momentum * velocity.1 + push.1);
            }
        }
        let memory = (momentum * velocity.0, momentum * velocity.1);
        Update { number: last, at: place(last), memory, push }
    }
    /// The earlier gradient under the pointer, or else the one picked; at most the first of the run.
    pub(super) fn looked_at(&self) -> usize {
        let made = self.race.lanes[0].at(self.time(), self.pace()).now.update as usize;
        self.hovered.unwrap_or(self.picked).min(made)
    }
}
