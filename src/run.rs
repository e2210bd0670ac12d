//! The only loop: draw a batch, take its gradient, let the optimiser update.

use crate::batch::Batches;
use crate::objective::Objective;
use crate::optimizer::Optimizer;
use crate::schedule::Schedule;
use std::rc::Rc;

/// A coordinate beyond this is called divergence: nothing on this page has a scale of its own above 10⁵.
pub const DIVERGED: f64 = 1e12;

/// Whether a run at θ, with this loss, has not diverged.
pub(crate) fn inside(theta: &[f64], loss: f64) -> bool {
    loss.abs() < f64::INFINITY && theta.iter().all(|x| x.abs() <= DIVERGED)
}

/// Whether a run ended because the objective is undefined (NaN) at a θ within all bounds, or `gradient` at the one before.
pub(crate) fn undefined(theta: &[f64], loss: f64, gradient: &[f64]) -> bool {
    (loss.is_nan() && inside(theta, 0.0)) || gradient.iter().any(|g| g.is_nan())
}

/// How a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// There are updates left.
    Running,
    /// All updates asked for are done.
    Finished,
    /// An update led out of every bound: a coordinate or the loss is not finite, or a coordinate exceeds
    /// [`DIVERGED`]. A result, not an error.
    Diverged {
        /// Number of that update, from 1.
        at: u64,
    },
}

/// A run under way.
///
/// ```
/// use downhill_engine::{Experiment, objective, run::Status};
/// let mut run = Experiment::sgd(objective::from_value(&"booth".into())?, 0.05).steps(3).run();
/// let before = run.loss();
/// while run.step() {}
/// assert!(run.loss() < before && run.status() == Status::Finished);
/// # Ok::<(), downhill_engine::fields::FieldError>(())
/// ```
pub struct Run {
    objective: Rc<dyn Objective>,
    optimizer: Box<dyn Optimizer>,
    learning_rate: f64,
    schedule: Schedule,
    batches: Batches,
    steps: u64,
    theta: Vec<f64>,
    loss: f64,
    gradient: Vec<f64>,
    update: u64,
    examples_seen: u64,
    status: Status,
}

impl Run {
    pub(crate) fn new(
        objective: Rc<dyn Objective>,
        optimizer: Box<dyn Optimizer>,
        learning_rate: f64,
        schedule: Schedule,
        batches: Batches,
        theta: Vec<f64>,
        steps: u64,
    ) -> Self {
        let loss = objective.loss(&theta);
        let gradient = vec![0.0; theta.len()];
        let status = if steps == 0 { Status::Finished } else { Status::Running };
        Self {
            objective,
            optimizer,
            learning_rate,
            schedule,
            batches,
            steps,
            theta,
            loss,
            gradient,
            update: 0,
            examples_seen: 0,
            status,
        }
    }

    /// Makes one update; false, without doing anything, where the run has ended.
    pub fn step(&mut self) -> bool {
        if self.status != Status::Running {
            return false;
        }
        let batch = self.batches.next_batch();
        self.examples_seen += batch.len() as u64;
        self.objective.batch_gradient(batch, &self.theta, &mut self.gradient);
        let rate = self.schedule.rate(self.learning_rate, self.update);
        self.optimizer.update(&mut self.theta, &self.gradient, rate);
        self.loss = self.objective.loss(&self.theta);
        self.update += 1;
        if !inside(&self.theta, self.loss) {
            self.status = Status::Diverged { at: self.update };
            return false;
        }
        if self.update == self.steps {
            self.status = Status::Finished;
        }
        true
    }

    /// How the run stands.
    pub fn status(&self) -> Status {
        self.status
    }
    /// The update at which it diverged, if it did.
    pub fn diverged_at(&self) -> Option<u64> {
        if let Status::Diverged { at } = self.status { Some(at) } else { None }
    }
    /// Whether it diverged because the objective or its gradient is undefined where it came to.
    pub fn undefined(&self) -> bool {
        self.diverged_at().is_some() && undefined(&self.theta, self.loss, &self.gradient)
    }
    /// θ now.
    pub fn theta(&self) -> &[f64] {
        &self.theta
    }
    /// The full objective at θ.
    pub fn loss(&self) -> f64 {
        self.loss
    }
    /// The mini-batch gradient of the last update, taken before it; zeros at the start.
    pub fn gradient(&self) -> &[f64] {
        &self.gradient
    }
    /// The examples of the last update; none at the start.
    pub fn batch(&self) -> &[usize] {
        self.batches.present()
    }
    /// Updates made.
    pub fn update(&self) -> u64 {
        self.update
    }
    /// Examples used by them, repeats counted.
    pub fn examples_seen(&self) -> u64 {
        self.examples_seen
    }
    /// Updates in one epoch.
    pub fn per_epoch(&self) -> u64 {
        self.batches.per_epoch() as u64
    }
    /// Updates asked for.
    pub fn steps(&self) -> u64 {
        self.steps
    }
    /// The objective.
    pub fn objective(&self) -> &Rc<dyn Objective> {
        &self.objective
    }
    /// The optimiser, to read its state.
    pub fn optimizer(&self) -> &dyn Optimizer {
        self.optimizer.as_ref()
    }
}
