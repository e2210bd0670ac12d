//! The library in one call.

use crate::experiment::Experiment;
use crate::fields::FieldError;
use crate::objective::Objective;
use crate::run::{self, Run, Status, inside};
use crate::value::Value;
use crate::walk::Walk;
use std::rc::Rc;

/// Every step of a run, undecimated.
#[derive(Clone, Debug, PartialEq)]
pub struct Simulation {
    /// θ after 0, 1 … `steps` updates: (steps + 1) · dim numbers; NaN after a divergence.
    pub theta: Vec<f64>,
    /// The full objective at each of them; NaN after a divergence.
    pub loss: Vec<f64>,
    /// The update at which the run diverged, if it did.
    pub diverged_at: Option<u64>,
    /// Whether it did so because the objective is undefined where it came to: see [`Legs::undefined`].
    pub undefined: bool,
}

/// Updates whose results are handed on together: they stay in the nearest cache until then.
const LEG: usize = 1024;

impl Simulation {
    /// Runs `experiment` to its end.
    pub fn of(experiment: Experiment) -> Self {
        let (moments, dim) = (experiment.moments(), experiment.dim());
        let (mut theta, mut loss) = (Vec::with_capacity(moments * dim), Vec::with_capacity(moments));
        let mut legs = Legs::new(experiment);
        while let Some((thetas, losses)) = legs.next_leg() {
            theta.extend_from_slice(thetas);
            loss.extend_from_slice(losses);
        }
        theta.resize(moments * dim, f64::NAN);
        loss.resize(moments, f64::NAN);
        Self { theta, loss, diverged_at: legs.diverged_at(), undefined: legs.undefined() }
    }
}

/// A run for those who want every moment, many at a time.
///
/// ```
/// use downhill_engine::{Experiment, Legs, value::map};
/// let experiment = map([("objective", "booth".into()), ("optimizer", "sgd".into()), ("steps", 5000.0.into())]);
/// let mut legs = Legs::new(Experiment::from_value(&experiment)?);
/// let mut moments = 0;
/// while let Some((thetas, losses)) = legs.next_leg() {
///     assert_eq!(thetas.len(), 2 * losses.len());
///     moments += losses.len();
/// }
/// assert_eq!((moments, legs.diverged_at()), (5001, None));
/// # Ok::<(), downhill_engine::fields::FieldError>(())
/// ```
pub struct Legs {
    way: Way,
    dim: usize,
    /// θ and losses of the present leg.
    thetas: Vec<f64>,
    losses: Vec<f64>,
    diverged_at: Option<u64>,
    undefined: bool,
}

/// What leads from one moment to the next.
enum Way {
    /// The loop that is compiled for an objective, how many updates it is to make, and how many it has made; none before the
    /// start was handed on.
    Walk { objective: Rc<dyn Objective>, walk: Box<Walk>, steps: u64, made: Option<u64> },
    /// The common loop, and whether the start was handed on.
    Run { run: Box<Run>, begun: bool },
}

impl Legs {
    /// Before the first moment, which is the start.
    pub fn new(experiment: Experiment) -> Self {
        let dim = experiment.dim();
        let way = match experiment.walk() {
            Ok((objective, walk, steps)) => Way::Walk { objective, walk: Box::new(walk), steps, made: None },
            Err(run) => Way::Run { run, begun: false },
        };
        Self { way, dim, thetas: Vec::new(), losses: Vec::new(), diverged_at: None, undefined: false }
    }

    /// θ and the losses of the next moments, in order: moments · dim numbers and as many as moments. The last moment is the
    /// end, or what the update that diverged led to; then there is nothing more.
    pub fn next_leg(&mut self) -> Option<(&[f64], &[f64])> {
        let Self { way, dim, thetas, losses, diverged_at, undefined } = self;
        let count = match way {
            Way::Walk { walk, objective, made: made @ None, .. } => {
                *thetas = walk.theta().to_vec();
                *losses = vec![objective.loss(thetas)];
                *made = Some(0);
                1
            }
            Way::Walk { objective, walk, steps, made: Some(made) } => {
                let leg = (*steps - *made).min(LEG as u64) as usize;
                if leg == 0 || diverged_at.is_some() {
                    return None;
                }
                thetas.resize(LEG * *dim, 0.0);
                losses.resize(LEG, 0.0);
                let start = walk.theta().to_vec();
                let leg = objective.walk(walk, &mut thetas[..leg * *dim], &mut losses[..leg]);
                *made += leg as u64;
                let at = |moment: usize| &thetas[moment * *dim..(moment + 1) * *dim];
                let (theta, loss) = (at(leg - 1), losses[leg - 1]);
                if !inside(theta, loss) {
                    let mut gradient = vec![0.0; *dim];
                    objective.gradient(if leg > 1 { at(leg - 2) } else { &start[..] }, &mut gradient);
                    *undefined = run::undefined(theta, loss, &gradient);
                    *diverged_at = Some(*made);
                }
                leg
            }
            Way::Run { run, begun } => {
                thetas.clear();
                losses.clear();
                let mut take = |run: &Run| {
                    thetas.extend_from_slice(run.theta());
                    losses.push(run.loss());
                };
                if !*begun {
                    take(run);
                    *begun = true;
                }
                for _ in 0..LEG {
                    if run.status() != Status::Running {
                        break;
                    }
                    run.step();
                    take(run);
                }
                (*diverged_at, *undefined) = (run.diverged_at(), run.undefined());
                losses.len()
            }
        };
        (count > 0).then(|| (&thetas[..count * *dim], &losses[..count]))
    }

    /// The update that diverged, once its leg was handed on.
    pub fn diverged_at(&self) -> Option<u64> {
        self.diverged_at
    }
    /// Whether it diverged because the objective is undefined (NaN) at a θ within all bounds, or its gradient at the one
    /// before; else the run left all bounds.
    pub fn undefined(&self) -> bool {
        self.undefined
    }
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
///
/// Descriptions and results go from thread to thread; what runs stays where it began:
///
/// ```
/// use downhill_engine::{simulate, value::map};
/// let described = |seed| map([("objective", "noise".into()), ("optimizer", "sgd".into()), ("seed", seed)]);
/// let threads = [1.0, 2.0, 3.0].map(|seed| {
///     let description = described(seed.into());
///     std::thread::spawn(move || simulate(&description))
/// });
/// for thread in threads {
///     assert_eq!(thread.join().unwrap()?.loss.len(), 51);
/// }
/// # Ok::<(), downhill_engine::fields::FieldError>(())
/// ```
pub fn simulate(value: &Value) -> Result<Simulation, FieldError> {
    Experiment::from_value(value).map(Simulation::of)
}
