//! A run under way, and what is found of it.

use crate::description;
use downhill_engine::value::Value;
use downhill_engine::{Experiment, Legs};
use downhill_network::data::{DIGITS, Data, Set};
use downhill_network::{Moment, Status, Training};
use std::rc::Rc;

/// Numbers in each row of [`Work::MEASURED`] and of [`Work::AVERAGED`].
pub const MEASURES: usize = 6;

/// What a host has begun.
pub struct Work {
    run: Run,
    doubles: Vec<f64>,
    singles: Vec<f32>,
}

enum Run {
    Simulation {
        legs: Legs,
        moments: usize,
        dim: usize,
        /// θ and losses of the present portion.
        thetas: Vec<f64>,
        losses: Vec<f64>,
        made: u64,
    },
    Training(Box<Training>),
}

impl Work {
    /// Of an experiment: θ of the moments of the last portion, one after the other.
    pub const THETA: u32 = 0;
    /// Of an experiment: their losses.
    pub const LOSS: u32 = 1;
    /// Of a training: what was measured, [`MEASURES`] numbers a moment: update, epoch, loss and accuracy on what trains, loss and
    /// accuracy on what validates.
    pub const MEASURED: u32 = 2;
    /// Of a training: its parameters, in single precision.
    pub const PARAMETERS: u32 = 3;
    /// Of a training: how the mean of its parameters does, as one moment of [`Self::MEASURED`], and that mean, in single precision.
    /// One row or none.
    pub const AVERAGED: u32 = 4;

    /// Reads an experiment.
    ///
    /// # Errors
    /// A sentence that names the field, its value and what is allowed.
    pub fn simulation(given: &[Vec<u8>]) -> Result<Self, String> {
        let experiment =
            Experiment::from_value(&description(given.first())?).map_err(|error| error.to_string())?;
        let (moments, dim) = (experiment.moments(), experiment.dim());
        Ok(Self::of(Run::Simulation {
            legs: Legs::new(experiment),
            moments,
            dim,
            thetas: Vec::new(),
            losses: Vec::new(),
            made: 0,
        }))
    }
    /// Reads a training; see [`crate::train`].
    ///
    /// # Errors
    /// A sentence that names the field, its value and what is allowed.
    pub fn training(given: &[Vec<u8>]) -> Result<Self, String> {
        let (rest, data) = (description(given.first())?, description(given.get(1))?);
        let data = match (given.get(2), given.get(3)) {
            (Some(inputs), Some(labels)) => {
                let inputs: Vec<f32> =
                    inputs.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
                Data::new(&inputs, labels, data.get("train").unwrap_or(&Value::Null))
                    .map_err(|error| error.to_string())?
            }
            (file, _) => {
                let file = |set| match set {
                    Set::Digits => Some(DIGITS.to_vec()),
                    Set::Mnist => file.cloned(),
                };
                Data::from_value(&data, file).map_err(|error| error.to_string())?
            }
        };
        let training = Training::from_value(Rc::new(data), &rest).map_err(|error| error.to_string())?;
        Ok(Self::of(Run::Training(Box::new(training))))
    }
    fn of(run: Run) -> Self {
        Self { run, doubles: Vec::new(), singles: Vec::new() }
    }

    /// Makes about so many updates more, and tells how many moments or updates were made: 0 at the end.
    pub fn go_on(&mut self, updates: usize) -> usize {
        match &mut self.run {
            Run::Simulation { legs, thetas, losses, made, .. } => {
                thetas.clear();
                losses.clear();
                while losses.len() < updates
                    && let Some((theta, loss)) = legs.next_leg()
                {
                    thetas.extend_from_slice(theta);
                    losses.extend_from_slice(loss);
                }
                *made += losses.len() as u64;
                losses.len()
            }
            Run::Training(training) => training.step(updates as u64) as usize,
        }
    }
    /// Moments of the whole experiment.
    pub fn moments(&self) -> usize {
        if let Run::Simulation { moments, .. } = self.run { moments } else { 0 }
    }
    /// Coordinates of θ.
    pub fn dim(&self) -> usize {
        if let Run::Simulation { dim, .. } = self.run { dim } else { 0 }
    }
    /// Updates made.
    pub fn updates(&self) -> u64 {
        match &self.run {
            Run::Simulation { made, .. } => made.saturating_sub(1),
            Run::Training(training) => training.update(),
        }
    }
    /// Whether it diverged.
    pub fn diverged(&self) -> bool {
        match &self.run {
            Run::Simulation { legs, .. } => legs.diverged_at().is_some(),
            Run::Training(training) => training.status() == Status::Diverged,
        }
    }

    /// Has the rows of one kind ready in [`Self::doubles`] and [`Self::singles`]; tells how many there are, 0 of an unknown kind.
    pub fn rows(&mut self, kind: u32) -> usize {
        let Self { run, doubles, singles } = self;
        match (run, kind) {
            (Run::Simulation { thetas, losses, .. }, Self::THETA) => {
                doubles.clone_from(thetas);
                losses.len()
            }
            (Run::Simulation { losses, .. }, Self::LOSS) => {
                doubles.clone_from(losses);
                losses.len()
            }
            (Run::Training(training), Self::MEASURED) => {
                let measured = training.history().iter().flat_map(|moment| measures(training, moment));
                *doubles = measured.collect();
                training.history().len()
            }
            (Run::Training(training), Self::PARAMETERS) => {
                *singles = training.network().parameters();
                singles.len()
            }
            (Run::Training(training), Self::AVERAGED) => {
                let Some((network, moment)) = training.averaged() else { return 0 };
                *doubles = measures(training, &moment).to_vec();
                *singles = network.parameters();
                1
            }
            _ => 0,
        }
    }
    /// What [`Self::rows`] has ready in double precision.
    pub fn doubles(&self) -> &[f64] {
        &self.doubles
    }
    /// What [`Self::rows`] has ready in single precision.
    pub fn singles(&self) -> &[f32] {
        &self.singles
    }
}

fn measures(training: &Training, moment: &Moment) -> [f64; MEASURES] {
    let Moment { update, train, validation } = moment;
    let epoch = *update as f64 / training.per_epoch() as f64;
    [*update as f64, epoch, train.loss, train.accuracy, validation.loss, validation.accuracy]
}

#[cfg(test)]
mod tests {
    use super::*;
    use downhill_engine::simulate;

    fn given(text: &str) -> Vec<Vec<u8>> {
        vec![text.as_bytes().to_vec()]
    }

    #[test]
    fn portions_together_are_the_whole() {
        for rule in ["momentum", "adam"] {
            let text = format!(r#"{{"objective":"booth","optimizer":"{rule}","steps":5000,"seed":3}}"#);
            let mut work = Work::simulation(&given(&text)).unwrap();
            let (mut theta, mut loss) = (Vec::new(), Vec::new());
            while work.go_on(1) > 0 {
                assert_eq!(work.rows(Work::THETA) * 2, work.doubles().len());
                theta.extend_from_slice(work.doubles());
                assert_eq!(work.rows(Work::LOSS), work.doubles().len());
                loss.extend_from_slice(work.doubles());
            }
            let whole = simulate(&description(given(&text).first()).unwrap()).unwrap();
            assert_eq!((work.moments(), work.dim(), work.updates()), (5001, 2, 5000));
            assert_eq!((theta, loss), (whole.theta, whole.loss));
        }
    }
    #[test]
    fn a_divergence_ends_it() {
        let text = r#"{"objective":"booth","optimizer":{"name":"sgd","learningRate":1000},"steps":5000}"#;
        let mut work = Work::simulation(&given(text)).unwrap();
        let mut moments = 0;
        while work.go_on(100_000) > 0 {
            moments += work.rows(Work::LOSS);
        }
        assert!(work.diverged() && moments < 20 && moments as u64 == work.updates() + 1);
    }
    #[test]
    fn what_is_wrong_is_said() {
        let message = |given: &[Vec<u8>]| Work::simulation(given).err().unwrap();
        assert_eq!(message(&given("7")), "experiment is 7; allowed: an object");
        assert!(message(&[]).starts_with("a description is not JSON: "));
        let message = |given: &[&[u8]]| {
            let given: Vec<_> = given.iter().map(|part| part.to_vec()).collect();
            Work::training(&given).err().unwrap()
        };
        assert_eq!(message(&[b"{}", b"7"]), "data is 7; allowed: an object");
        assert_eq!(
            message(&[br#"{"epochs":-1}"#, br#""digits""#]),
            "epochs is -1; allowed: 0…1000000, whole"
        );
        assert!(message(&[b"{}", b"{}", &[0; 8], &[0]]).starts_with("data.inputs is \"2 numbers\""));
    }
}
