//! Every update of one run, undecimated: `{ name: "trajectory", experiment }`. Each report has what is new since the last one:
//! `theta` (one after the other), `loss`, and the `batches` that led there where there is more than one example.

use super::{Job, Report};
use crate::experiment::Experiment;
use crate::fields::FieldError;
use crate::run::{Run, Status};
use crate::value::{Value, map};

/// Its name in a description.
pub const NAME: &str = "trajectory";

/// Updates of one portion.
const PORTION: usize = 4000;

/// A run that is written down whole.
pub struct Trajectory {
    run: Run,
    theta: Vec<f64>,
    loss: Vec<f64>,
    batches: Vec<Value>,
}

/// The work of a description, which no scene asks for.
///
/// # Errors
/// As [`Trajectory::new`].
pub fn begin(description: &Value) -> Result<Box<dyn Job>, FieldError> {
    Ok(Box::new(Trajectory::new(description.get("experiment").unwrap_or(&Value::Null))?))
}

impl Trajectory {
    /// The run of a description, at its start.
    ///
    /// # Errors
    /// As [`Experiment::from_value`].
    pub fn new(experiment: &Value) -> Result<Self, FieldError> {
        let run = Experiment::from_value(experiment)?.run();
        let mut new = Self { run, theta: Vec::new(), loss: Vec::new(), batches: Vec::new() };
        new.write();
        Ok(new)
    }
    fn write(&mut self) {
        self.theta.extend_from_slice(self.run.theta());
        self.loss.push(self.run.loss());
    }
}

impl Job for Trajectory {
    fn work(&mut self) -> bool {
        let many = self.run.objective().examples() > 1;
        for _ in 0..PORTION {
            if self.run.status() != Status::Running {
                break;
            }
            self.run.step();
            self.write();
            if many {
                let batch: Vec<f64> = self.run.batch().iter().map(|i| *i as f64).collect();
                self.batches.push(batch.into());
            }
        }
        self.run.status() != Status::Running
    }
    fn report(&mut self) -> Report {
        let diverged = self.run.diverged_at().map(|at| at as f64);
        Report::Plain(map([
            ("name", NAME.into()),
            ("progress", self.progress().into()),
            ("theta", std::mem::take(&mut self.theta).into()),
            ("loss", std::mem::take(&mut self.loss).into()),
            ("batches", Value::List(std::mem::take(&mut self.batches))),
            ("divergedAt", diverged.into()),
        ]))
    }
    fn progress(&self) -> f64 {
        if self.run.status() == Status::Running {
            self.run.update() as f64 / self.run.steps() as f64
        } else {
            1.0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::read;
    use crate::simulate::simulate;

    #[test]
    fn portions_add_up_to_the_whole_run() {
        let text = r#"{"objective":"noise","optimizer":{"name":"sgd","learningRate":0.05},
            "batch":{"size":3,"order":"reshuffle"},"steps":9001,"seed":3}"#;
        let whole = simulate(&read(text)).unwrap();
        let mut job = Trajectory::new(&read(text)).unwrap();
        let (mut theta, mut loss, mut batches) = (Vec::new(), Vec::new(), 0);
        loop {
            let done = job.work();
            let Report::Plain(report) = job.report() else { panic!() };
            let numbers = |name: &str| {
                let list = report.get(name).and_then(Value::as_list).unwrap_or_default();
                list.iter().filter_map(Value::as_number).collect::<Vec<_>>()
            };
            theta.extend(numbers("theta"));
            loss.extend(numbers("loss"));
            batches += report.get("batches").and_then(Value::as_list).unwrap().len();
            if done {
                break;
            }
        }
        assert_eq!((theta, loss, batches), (whole.theta, whole.loss, 9001));
    }
}
