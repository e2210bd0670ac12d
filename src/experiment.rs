//! What decides everything: same experiment, same seed, same run, bit for bit.

mod parse;

use crate::batch::{Order, Plan};
use crate::objective::Objective;
use crate::optimizer::{Optimizer, Sgd};
use crate::param::Param;
use crate::run::Run;
use crate::schedule::Schedule;
#[cfg(feature = "library")]
use crate::walk::Walk;
use std::rc::Rc;

/// Seeds are whole numbers that a double holds exactly, 0…2³²−1.
pub const SEED: Param = Param::integer("seed", 0.0, 4_294_967_295.0, "1");

/// One run before it begins.
///
/// ```
/// use downhill_engine::batch::Order;
/// use downhill_engine::objective::Noise;
/// let experiment = downhill_engine::Experiment::sgd(std::rc::Rc::new(Noise::new()), 0.05);
/// let mut run = experiment.batch(1, Order::Reshuffle).steps(100).run();
/// while run.step() {}
/// assert_eq!((run.update(), run.examples_seen()), (100, 100));
/// ```
pub struct Experiment {
    objective: Rc<dyn Objective>,
    optimizer: Box<dyn Optimizer>,
    learning_rate: f64,
    schedule: Schedule,
    batch: Plan,
    start: Vec<f64>,
    steps: u64,
    seed: u64,
}

impl Experiment {
    /// Descent on `objective`: full batch, constant learning rate, the objective's own start, 50 updates, seed 1.
    pub fn new(objective: Rc<dyn Objective>, optimizer: Box<dyn Optimizer>, learning_rate: f64) -> Self {
        let (batch, start) = (Plan::Drawn(objective.examples(), Order::Sequential), objective.start());
        let schedule = Schedule::Constant;
        Self { objective, optimizer, learning_rate, schedule, batch, start, steps: 50, seed: 1 }
    }
    /// [`Experiment::new`] with stochastic gradient descent.
    pub fn sgd(objective: Rc<dyn Objective>, learning_rate: f64) -> Self {
        Self::new(objective, Box::new(Sgd), learning_rate)
    }
    /// With mini-batches of `size` examples, kept within 1…N, drawn by `order`.
    pub fn batch(mut self, size: usize, order: Order) -> Self {
        self.batch = Plan::Drawn(size, order);
        self
    }
    /// With a learning rate that changes.
    pub fn schedule(mut self, schedule: Schedule) -> Self {
        self.schedule = schedule;
        self
    }
    /// From `start`: coordinates that are missing keep the objective's own, surplus ones are ignored.
    pub fn start(mut self, start: &[f64]) -> Self {
        for (own, given) in self.start.iter_mut().zip(start) {
            *own = *given;
        }
        self
    }
    /// With so many updates.
    pub fn steps(mut self, steps: u64) -> Self {
        self.steps = steps;
        self
    }
    /// With the chance of `seed`.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }
    /// Coordinates of θ.
    #[cfg(feature = "library")]
    pub fn dim(&self) -> usize {
        self.start.len()
    }
    /// Moments of the whole run: its start, and one for each update.
    #[cfg(feature = "library")]
    pub fn moments(&self) -> usize {
        self.steps as usize + 1
    }
    /// The run, standing at its start.
    pub fn run(self) -> Run {
        let Self { objective, optimizer, learning_rate, schedule, batch, start, steps, seed } = self;
        let batches = batch.batches(objective.examples(), seed);
        Run::new(objective, optimizer, learning_rate, schedule, batches, start, steps)
    }
    /// The same run as a walk over its objective, and its number of updates; the run itself, where there is no walk.
    #[cfg(feature = "library")]
    pub(crate) fn walk(self) -> Result<(Rc<dyn Objective>, Walk, u64), Box<Run>> {
        // A walk on a surface takes every batch for its one example.
        let repeated = self.objective.examples() == 1 && matches!(self.batch, Plan::Listed(_));
        let (Some(rule), true, false) =
            (self.optimizer.plain(), Walk::DIMENSIONS.contains(&self.objective.dim()), repeated)
        else {
            return Err(Box::new(self.run()));
        };
        let Self { objective, learning_rate, schedule, batch, start, steps, seed, .. } = self;
        let batches = batch.batches(objective.examples(), seed);
        Ok((objective, Walk::new(rule, learning_rate, schedule, batches, start), steps))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::read;
    use crate::objective::{LinearRegression, Noise};
    use crate::simulate::Simulation;

    fn described(text: &str) -> Simulation {
        Simulation::of(Experiment::from_value(&read(text)).unwrap())
    }

    #[test]
    fn builder_and_description_have_the_same_defaults() {
        let built = Simulation::of(Experiment::sgd(Rc::new(Noise::new()), 0.05));
        assert_eq!(built.loss.len(), 51);
        assert_eq!(
            built,
            described(r#"{"objective":"noise","optimizer":{"name":"sgd","learningRate":0.05}}"#)
        );
    }

    /// The calls may come in any order: the seed is taken when the run begins.
    #[test]
    fn everything_built_is_everything_described() {
        let data = crate::data::DataSet::Linreg20.pairs();
        let built = Experiment::sgd(Rc::new(LinearRegression::new(data)), 0.05)
            .seed(7)
            .batch(3, Order::Once)
            .schedule(Schedule::Cosine { steps: 30 })
            .start(&[1.0, -1.0])
            .steps(40);
        let text = r#"{"objective":{"name":"linear-regression","data":"linreg20"},
            "optimizer":{"name":"sgd","learningRate":0.05},"schedule":{"name":"cosine","steps":30},
            "batch":{"size":3,"order":"once"},"start":[1,-1],"steps":40,"seed":7}"#;
        assert_eq!(Simulation::of(built), described(text));
    }

    #[test]
    fn odd_arguments_are_made_to_fit() {
        let new = || Experiment::sgd(Rc::new(Noise::new()), 0.05);
        assert_eq!(new().start(&[0.5]).run().theta(), [0.5, 0.0]);
        assert_eq!(new().start(&[0.5, 0.25, 9.0]).run().theta(), [0.5, 0.25]);
        let mut run = new().batch(99, Order::Reshuffle).run();
        run.step();
        assert_eq!(run.batch().len(), 20);
        let mut run = new().batch(0, Order::Reshuffle).run();
        run.step();
        assert_eq!(run.batch().len(), 1);
    }
}
