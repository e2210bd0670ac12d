//! The runs of the lab: their parameters.

use crate::batch::ORDER;
use crate::data::MOST;
use crate::experiment::Experiment;
use crate::objective::Objective;
use crate::optimizer;
use crate::param::{Choice, Given, Param};
use crate::scene::Settings;
use crate::scene::away;
use crate::scene::runs::RunList;
use crate::schedule::{self, Schedule};
use crate::value::{Value, map};
use std::rc::Rc;

pub(super) static OPTIMIZER: Param = Param::choice("optimizer", optimizer::NAMES);
pub(super) static LEARNING_RATE: Param = Param::log("learning-rate", 1e-6, 10.0, "0.01");
/// How its learning rate changes.
pub(super) static SCHEDULE: Choice<schedule::Kind> = Choice::new("schedule");
static SCHEDULE_STEPS: Param = Param::log_integer("schedule-steps", 1.0, 1_000_000.0, "50");
static FACTOR: Param = Param::number("factor", 0.0, 1.0, 0.05, "0.1");
pub(super) static BATCH_SIZE: Param = Param::integer("batch-size", 1.0, MOST as f64, "20");

/// What a run has whatever its optimiser.
static COMMON: &[&Param] =
    &[&LEARNING_RATE, &SCHEDULE.param, &SCHEDULE_STEPS, &FACTOR, &BATCH_SIZE, &ORDER.param];

/// The runs of a fresh lab.
pub(super) const USUAL: &str = "sgd,learning-rate:0.001~momentum,learning-rate:0.001~adam,learning-rate:0.05";

/// How a link writes them: the parameters of an optimiser, with its own defaults, stand in the catalogue alone.
pub(super) const RUNS: RunList = RunList { table, kept: COMMON, usual: USUAL };

fn table(optimizer: &str) -> Vec<&'static Param> {
    let own = optimizer::chosen(optimizer).params;
    [&OPTIMIZER].into_iter().chain(own.iter().copied()).chain(COMMON.iter().copied()).collect()
}

/// The parameters of `run` that matter for it now.
pub(super) fn relevant(run: &Settings, finite_sum: bool) -> Vec<&'static Param> {
    let own = optimizer::chosen(run.text(&OPTIMIZER)).params;
    let mut params: Vec<&'static Param> = vec![&OPTIMIZER, &LEARNING_RATE];
    params.extend(own);
    if finite_sum {
        params.extend([&BATCH_SIZE, &ORDER.param]);
    }
    params.push(&SCHEDULE.param);
    match run.choice(&SCHEDULE) {
        schedule::Kind::Constant => {}
        schedule::Kind::Step => params.extend([&SCHEDULE_STEPS, &FACTOR]),
        schedule::Kind::Warmup | schedule::Kind::Cosine => params.push(&SCHEDULE_STEPS),
    }
    params
}

/// Whether a parameter is folded away in the card of a run: all but those that the lecture turns.
pub(super) fn folded(param: &Param) -> bool {
    let seen = [&OPTIMIZER, &LEARNING_RATE, &BATCH_SIZE, &optimizer::MOMENTUM];
    seen.iter().all(|other| other.name != param.name)
}

/// Learning rate of a rule whose step does not grow with the gradient, on any surface.
const OWN_RATE: &str = "0.05";

/// A run like the last one, with the first optimiser that none has; `rate` suits rules whose step grows with the gradient.
pub(super) fn after(runs: &[Settings], rate: &str) -> Option<Settings> {
    let fresh = |entry: &&optimizer::Entry| runs.iter().all(|run| run.text(&OPTIMIZER) != entry.name);
    let entry = optimizer::CATALOG.iter().find(fresh)?;
    let mut next = runs.last()?.clone();
    RUNS.set(&mut next, OPTIMIZER.name, entry.name);
    next.put(&LEARNING_RATE, if entry.proportional { rate } else { OWN_RATE });
    Some(next)
}

/// Examples of a batch, of which there are no more than all.
pub(super) fn size(run: &Settings, examples: usize) -> usize {
    run.whole(&BATCH_SIZE).min(examples)
}

/// The experiment of a run, but for start, length and seed.
pub(super) fn experiment(objective: &Rc<dyn Objective>, run: &Settings) -> Experiment {
    let rule = optimizer::chosen(run.text(&OPTIMIZER)).build(run);
    let steps = run.number(&SCHEDULE_STEPS) as u64;
    Experiment::new(objective.clone(), rule, run.number(&LEARNING_RATE))
        .schedule(Schedule::new(run.choice(&SCHEDULE), steps, run.number(&FACTOR)))
        .batch(run.whole(&BATCH_SIZE), run.choice(&ORDER))
}

/// The same, described in whole.
pub(super) fn described(
    run: &Settings,
    examples: usize,
    objective: &Value,
    length: (&[f64], u64),
    seed: u64,
) -> Value {
    let rule = away::rule(optimizer::chosen(run.text(&OPTIMIZER)), run, run.number(&LEARNING_RATE));
    let steps = ("steps", run.number(&SCHEDULE_STEPS).into());
    let kind = ("name", run.text(&SCHEDULE.param).into());
    let schedule = match run.choice(&SCHEDULE) {
        schedule::Kind::Constant => map([kind]),
        schedule::Kind::Step => map([kind, steps, ("factor", run.number(&FACTOR).into())]),
        schedule::Kind::Warmup | schedule::Kind::Cosine => map([kind, steps]),
    };
    let schedule = ("schedule", schedule);
    if examples > 1 {
        let batches = away::batches(size(run, examples), run.choice(&ORDER));
        return away::experiment(objective, rule, length, [schedule, batches, away::seeded(seed)]);
    }
    away::experiment(objective, rule, length, [schedule])
}
