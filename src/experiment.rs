//! The description that decides everything: same experiment, same seed, same run, bit for bit.

use crate::batch::Batches;
use crate::fields::{FieldError, Fields, error};
use crate::objective::{self, Objective};
use crate::optimizer::{self, Optimizer};
use crate::param::Param;
use crate::run::Run;
use crate::schedule::Schedule;
use crate::value::Value;
use std::rc::Rc;

/// A validated description of one run.
///
/// As plain data it reads
/// `{ objective, optimizer, schedule, batch, start, steps, seed }`; all but `objective` and `optimizer` may be left
/// out (constant learning rate, full batch, the objective's own start, 50 updates, seed 1).
pub struct Experiment {
    objective: Rc<dyn Objective>,
    optimizer: Box<dyn Optimizer>,
    learning_rate: f64,
    schedule: Schedule,
    batches: Batches,
    start: Vec<f64>,
    steps: u64,
}

const STEPS: Param = Param::integer("steps", 0.0, 10_000_000.0, "50");
/// Seeds are whole numbers that a double holds exactly, 0…2³²−1.
pub const SEED: Param = Param::integer("seed", 0.0, 4_294_967_295.0, "1");

const FIELDS: &[&str] = &["objective", "optimizer", "schedule", "batch", "start", "steps", "seed"];

impl Experiment {
    /// Reads a description.
    ///
    /// # Errors
    /// A field is missing, unknown or out of range; the error names it, its value and what is allowed.
    pub fn from_value(value: &Value) -> Result<Self, FieldError> {
        let fields = Fields::new("", value, FIELDS)?;
        let missing = |name| error(name, &Value::Null, "a name or an object with a name");
        let objective = fields.get("objective").ok_or_else(|| missing("objective"))?;
        let objective: Rc<dyn Objective> = objective::from_value(objective)?.into();
        Self::on(objective, &fields)
    }

    /// Reads a description whose objective has been built already, so that several runs can share it; a field
    /// `objective` is not looked at.
    ///
    /// # Errors
    /// As [`Experiment::from_value`].
    pub fn with_objective(objective: Rc<dyn Objective>, value: &Value) -> Result<Self, FieldError> {
        Self::on(objective, &Fields::new("", value, FIELDS)?)
    }

    fn on(objective: Rc<dyn Objective>, fields: &Fields) -> Result<Self, FieldError> {
        let dim = objective.dim();
        let steps = fields.number(&STEPS)? as u64;
        let seed = fields.number(&SEED)? as u64;
        let rule = fields.get("optimizer").ok_or_else(|| {
            error("optimizer", &Value::Null, "an object such as { name: \"sgd\", learningRate: 0.1 }")
        })?;
        let (optimizer, learning_rate) = optimizer::from_value(rule, dim)?;
        let schedule = match fields.get("schedule") {
            Some(value) => Schedule::from_value(value, steps)?,
            None => Schedule::Constant,
        };
        let batches = Batches::from_value(fields.get("batch"), objective.examples(), seed)?;
        let start = fields.numbers("start")?.unwrap_or_else(|| objective.start());
        if start.len() != dim {
            let value = fields.get("start").unwrap_or(&Value::Null);
            return Err(error("start", value, &format!("{dim} finite numbers")));
        }
        Ok(Self { objective, optimizer, learning_rate, schedule, batches, start, steps })
    }

    /// The objective.
    pub fn objective(&self) -> &Rc<dyn Objective> {
        &self.objective
    }
    /// The number of updates asked for.
    pub fn steps(&self) -> u64 {
        self.steps
    }
    /// The run, standing at its start.
    pub fn run(self) -> Run {
        let Self { objective, optimizer, learning_rate, schedule, batches, start, steps } = self;
        Run::new(objective, optimizer, learning_rate, schedule, batches, start, steps)
    }
}

/// Every step of a run, undecimated.
#[derive(Clone, Debug, PartialEq)]
pub struct Simulation {
    /// θ after 0, 1 … `steps` updates: (steps + 1) · dim numbers; NaN after a divergence.
    pub theta: Vec<f64>,
    /// The full objective at each of them; NaN after a divergence.
    pub loss: Vec<f64>,
    /// The update at which the run diverged, if it did.
    pub diverged_at: Option<u64>,
}

/// Runs a description to its end: the library in one call.
///
/// # Errors
/// As [`Experiment::from_value`].
///
/// ```
/// let text = r#"{ "objective": "booth", "optimizer": { "name": "sgd", "learningRate": 0.05 }, "steps": 200 }"#;
/// let result = downhill::simulate(&serde_json::from_str(text)?)?;
/// assert!(result.loss[200] < 1e-12 && result.theta.len() == 402);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn simulate(value: &Value) -> Result<Simulation, FieldError> {
    let experiment = Experiment::from_value(value)?;
    let (steps, dim) = (experiment.steps() as usize, experiment.objective().dim());
    let mut run = experiment.run();
    let mut theta = vec![f64::NAN; (steps + 1) * dim];
    let mut loss = vec![f64::NAN; steps + 1];
    for k in 0..=steps {
        theta[k * dim..(k + 1) * dim].copy_from_slice(run.theta());
        loss[k] = run.loss();
        if !run.step() {
            break;
        }
    }
    // The update that diverged is shown as what it led to.
    if let Some(at) = run.diverged_at() {
        let k = at as usize;
        theta[k * dim..(k + 1) * dim].copy_from_slice(run.theta());
        loss[k] = run.loss();
    }
    Ok(Simulation { theta, loss, diverged_at: run.diverged_at() })
}
