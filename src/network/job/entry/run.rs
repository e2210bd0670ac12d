//! The run of an entry.

use super::ramp::Ramp;
use super::swap::Swap;
use super::{EntryReport, EntryRequest, EntryRule, WORKERS};
use crate::data::{Data, Set};
use crate::job::ready;
use crate::training::{Recipe, Status, Training};
use downhill_engine::job::{Job, Report};
use downhill_engine::named::Named;
use downhill_engine::optimizer::{self, Optimizer};
use downhill_engine::schedule::Schedule;
use downhill_engine::value::{Value, map};

/// Multiplications of one portion: a few milliseconds. An epoch of one of SWAP's workers has fewer.
const PORTION: f64 = 1.2e7;
/// Units of the hidden layer.
const HIDDEN: usize = 32;

struct Run {
    training: Training,
    /// Updates of one portion.
    portion: u64,
    /// Epochs of the first phase, and of SWAP's second.
    phases: [u64; 2],
    swap: Option<Swap>,
    seed: u64,
    /// Seconds of all portions so far, and of those of the first phase.
    seconds: Option<f64>,
    first: f64,
}

pub(in crate::job) fn begin(description: &Value) -> Result<impl Job + 'static, String> {
    let request = EntryRequest::from_value(description).map_err(|error| error.to_string())?;
    let ready = ready(Set::Digits).map_err(|missing| missing.to_string())?;
    let size = request.size.min(ready.data.train.len());
    let last = request.swap.min(request.epochs);
    let phases = [request.epochs - last, last];
    let updates = phases[0] * ready.data.train.len().div_ceil(size) as u64;
    let recipe = Recipe {
        layers: vec![HIDDEN],
        optimizer: rule(&request, &ready.data)?,
        schedule: schedule(&request),
        ..Recipe::sgd(request.rate, size, updates, request.seed)
    };
    let each = 3.0 * (size * recipe.shape(&ready.data).parameters()) as f64;
    Ok(Run {
        training: Training::new(ready.data.clone(), recipe),
        portion: (PORTION / each).max(1.0) as u64,
        phases,
        swap: None,
        seed: request.seed,
        seconds: None,
        first: 0.0,
    })
}

/// The rule, with the catalogue's settings but for momentum: heavy ball in the lecture's form; LARS with trust coefficient .02, LAMB with
/// ε = 10⁻⁶, both without weight decay, every weight matrix and every bias a layer.
fn rule(request: &EntryRequest, data: &Data) -> Result<Box<dyn Optimizer<f32>>, String> {
    let name = ("name", request.optimizer.name().into());
    let described = match request.optimizer {
        EntryRule::RmspropWarmup => return Ok(Box::new(Ramp::new(request.momentum, request.warmup))),
        EntryRule::Momentum | EntryRule::Lars => map([name, ("momentum", request.momentum.into())]),
        EntryRule::Sgd | EntryRule::Adam | EntryRule::Lamb => map([name]),
    };
    let single = optimizer::single(&described, Recipe::parts(data, &[HIDDEN]));
    single.map(|(rule, _)| rule).map_err(|error| error.to_string())
}

/// η rises as Goyal et al. (2017) have it; the rule that turns into momentum has its own way.
fn schedule(request: &EntryRequest) -> Schedule {
    match request.warmup {
        steps if steps > 0 && request.optimizer != EntryRule::RmspropWarmup => Schedule::Warmup { steps },
        _ => Schedule::Constant,
    }
}

impl Run {
    fn diverged(&self) -> bool {
        self.training.status() == Status::Diverged || self.swap.as_ref().is_some_and(|swap| swap.diverged)
    }
    fn ended(&self) -> bool {
        let averaged = || self.swap.as_ref().map_or(0, |swap| swap.epochs.len() as u64);
        self.diverged() || self.training.status() != Status::Running && averaged() == self.phases[1]
    }
}

impl Job for Run {
    fn clock(&mut self, seconds: f64) {
        self.seconds = seconds.is_finite().then_some(seconds);
        if self.swap.is_none() {
            self.first = seconds;
        }
    }
    /// Tells that nothing is left in a portion of its own, so that the clock has all the others.
    fn work(&mut self) -> bool {
        if self.ended() {
            return true;
        }
        if self.training.status() == Status::Running {
            self.training.step(self.portion);
        } else {
            let Self { swap, training, seed, .. } = self;
            swap.get_or_insert_with(|| Swap::new(training, *seed)).step();
        }
        false
    }
    fn report(&mut self) -> Report {
        let of = |moment: &crate::Moment| [moment.train.accuracy, moment.validation.accuracy];
        let averaged = self.swap.iter().flat_map(|swap| swap.epochs.iter().copied());
        let report = EntryReport {
            progress: self.progress(),
            epochs: self.training.history().iter().map(of).chain(averaged).collect(),
            ended: self.ended(),
            diverged: self.diverged(),
            seconds: self.seconds.map(|all| self.first + (all - self.first) / WORKERS as f64),
        };
        Report::Plain(report.to_value())
    }
    fn progress(&self) -> f64 {
        if self.ended() {
            return 1.0;
        }
        let workers = WORKERS as f64;
        let made = self.training.update() as f64 / self.training.per_epoch() as f64;
        let apart = self.swap.as_ref().map_or(0, Swap::made) as f64;
        (made + apart) / (self.phases[0] as f64 + self.phases[1] as f64 * workers)
    }
}

#[cfg(test)]
mod tests;
