//! The library in one call.

use crate::experiment::Experiment;
use crate::fields::FieldError;
use crate::value::Value;

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

impl Simulation {
    /// Runs `experiment` to its end.
    pub fn of(experiment: Experiment) -> Self {
        let mut run = experiment.run();
        let (steps, dim) = (run.steps() as usize, run.theta().len());
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
        Self { theta, loss, diverged_at: run.diverged_at() }
    }
}

/// Runs a description to its end.
///
/// # Errors
/// As [`Experiment::from_value`].
///
/// ```
/// use downhill::value::map;
/// let optimizer = map([("name", "sgd".into()), ("learningRate", 0.05.into())]);
/// let experiment = map([("objective", "booth".into()), ("optimizer", optimizer), ("steps", 200.0.into())]);
/// let result = downhill::simulate(&experiment)?;
/// assert!(result.loss[200] < 1e-12 && result.theta.len() == 402);
/// # Ok::<(), downhill::fields::FieldError>(())
/// ```
pub fn simulate(value: &Value) -> Result<Simulation, FieldError> {
    Experiment::from_value(value).map(Simulation::of)
}
