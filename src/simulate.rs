//! The library in one call.

use crate::experiment::Experiment;
use crate::fields::FieldError;
use crate::run::{Run, Status, inside};
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

/// Updates whose results are handed on together: they stay in the nearest cache until then.
const LEG: usize = 1024;

impl Simulation {
    /// Runs `experiment` to its end.
    pub fn of(experiment: Experiment) -> Self {
        let (moments, dim) = (experiment.moments(), experiment.dim());
        let (mut theta, mut loss) = (Vec::with_capacity(moments * dim), Vec::with_capacity(moments));
        let diverged_at = each(experiment, |thetas, losses| {
            theta.extend_from_slice(thetas);
            loss.extend_from_slice(losses);
        });
        theta.resize(moments * dim, f64::NAN);
        loss.resize(moments, f64::NAN);
        Self { theta, loss, diverged_at }
    }
}

/// Runs `experiment` to its end and hands on θ and the loss of each moment, in order, many moments at a time; the last
/// one is the end, or what the update that diverged led to. Tells which update that was.
pub fn each(experiment: Experiment, mut take: impl FnMut(&[f64], &[f64])) -> Option<u64> {
    let (objective, mut walk, steps) = match experiment.walk() {
        Ok(walk) => walk,
        Err(run) => return one_by_one(*run, take),
    };
    let dim = walk.theta().len();
    take(walk.theta(), &[objective.loss(walk.theta())]);
    let (mut thetas, mut losses) = (vec![0.0; LEG * dim], vec![0.0; LEG]);
    let mut made = 0;
    while made < steps {
        let leg = (steps - made).min(LEG as u64) as usize;
        let (thetas, losses) = (&mut thetas[..leg * dim], &mut losses[..leg]);
        let leg = objective.walk(&mut walk, thetas, losses);
        take(&thetas[..leg * dim], &losses[..leg]);
        made += leg as u64;
        if !inside(&thetas[(leg - 1) * dim..leg * dim], losses[leg - 1]) {
            return Some(made);
        }
    }
    None
}

/// The same by the common loop.
fn one_by_one(mut run: Run, mut take: impl FnMut(&[f64], &[f64])) -> Option<u64> {
    let (mut thetas, mut losses) = (run.theta().to_vec(), vec![run.loss()]);
    while run.status() == Status::Running {
        run.step();
        if losses.len() == LEG {
            take(&thetas, &losses);
            thetas.clear();
            losses.clear();
        }
        thetas.extend_from_slice(run.theta());
        losses.push(run.loss());
    }
    take(&thetas, &losses);
    run.diverged_at()
}

/// Runs a description to its end.
///
/// # Errors
/// As [`Experiment::from_value`].
///
/// ```
/// use downhill_engine::value::map;
/// let optimizer = map([("name", "sgd".into()), ("learningRate", 0.05.into())]);
/// let experiment = map([("objective", "booth".into()), ("optimizer", optimizer), ("steps", 200.0.into())]);
/// let result = downhill_engine::simulate(&experiment)?;
/// assert!(result.loss[200] < 1e-12 && result.theta.len() == 402);
/// # Ok::<(), downhill_engine::fields::FieldError>(())
/// ```
pub fn simulate(value: &Value) -> Result<Simulation, FieldError> {
    Experiment::from_value(value).map(Simulation::of)
}
