//! One network trained until it has learnt its examples: `{ name: "solution", examples, hidden, wrong, rate, size, seed }`.

use crate::network::Measure;
use downhill_engine::fields::{FieldError, Fields};
use downhill_engine::named;
use downhill_engine::named::Named;
use downhill_engine::param::Param;
use downhill_engine::value::{Value, map};

pub(super) const NAME: &str = "solution";

/// It has learnt them when, at the end of an epoch, the training loss is at most this …
pub const LEARNT_LOSS: f64 = 0.05;
/// … and the training accuracy at least this.
pub const LEARNT_ACCURACY: f64 = 0.99;
/// After so many epochs it is given up.
pub const EPOCHS: u64 = 6000;

const EXAMPLES: Param = Param::integer("examples", 20.0, 1024.0, "150");
const HIDDEN: Param = Param::integer("hidden", 1.0, 512.0, "128");
const WRONG: Param = Param::number("wrong", 0.0, 0.9, 0.01, "0");
const RATE: Param = Param::number("rate", 0.0, 1e6, 0.01, "0.2");
const SIZE: Param = Param::integer("size", 1.0, 1024.0, "4");
const SEED: Param = Param::integer("seed", 0.0, 4_294_967_295.0, "1");
pub(super) const FIELDS: &[&str] = &["name", "examples", "hidden", "wrong", "rate", "size", "seed"];

/// What is asked for. Requests that differ in rate and size alone have the same examples, wrong labels and first weights.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SolutionRequest {
    /// Digits that train, every class with its share; all others test.
    pub examples: usize,
    /// Rectified units of the one hidden layer.
    pub hidden: usize,
    /// Share 0…1 of the training labels that are made wrong.
    pub wrong: f64,
    /// Learning rate η of plain descent.
    pub rate: f64,
    /// Batch size; batches are reshuffled every epoch.
    pub size: usize,
    /// Chance of examples, wrong labels, first weights and batches.
    pub seed: u64,
}

impl SolutionRequest {
    /// The request as plain data.
    pub fn to_value(&self) -> Value {
        map([
            ("name", NAME.into()),
            ("examples", (self.examples as f64).into()),
            ("hidden", (self.hidden as f64).into()),
            ("wrong", self.wrong.into()),
            ("rate", self.rate.into()),
            ("size", (self.size as f64).into()),
            ("seed", (self.seed as f64).into()),
        ])
    }
    /// The request of plain data; what is left out has its default.
    ///
    /// # Errors
    /// A field is unknown or out of range.
    pub fn from_value(value: &Value) -> Result<Self, FieldError> {
        let fields = Fields::new("job", value, FIELDS)?;
        Ok(Self {
            examples: fields.number(&EXAMPLES)? as usize,
            hidden: fields.number(&HIDDEN)? as usize,
            wrong: fields.number(&WRONG)?,
            rate: fields.number(&RATE)?,
            size: fields.number(&SIZE)? as usize,
            seed: fields.number(&SEED)? as u64,
        })
    }
}

named! {
    /// How a run came to its end.
    pub enum Outcome {
        /// It has learnt its examples.
        Learnt = "learnt",
        /// It had not when it was given up.
        GivenUp = "given-up",
        /// Its loss or a parameter has left all bounds.
        Diverged = "diverged",
    }
}

/// Where a run has ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Solution {
    /// How it came there.
    pub outcome: Outcome,
    /// Epochs made.
    pub epochs: u64,
    /// Updates made.
    pub updates: u64,
    /// On the examples that it learnt from, by the labels that it was told.
    pub train: Measure,
    /// On digits that it has never seen, by their true labels.
    pub test: Measure,
}

/// All that is known of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SolutionReport {
    /// Part of the work that is done, 0…1: how far its loss has come.
    pub progress: f64,
    /// Its end, once it is there.
    pub end: Option<Solution>,
}

impl SolutionReport {
    /// The report as plain data.
    pub fn to_value(&self) -> Value {
        let end = self.end.map(|end| {
            let numbers = [
                end.epochs as f64,
                end.updates as f64,
                end.train.loss,
                end.train.accuracy,
                end.test.loss,
                end.test.accuracy,
            ];
            map([("outcome", end.outcome.name().into()), ("numbers", numbers.to_vec().into())])
        });
        map([("name", NAME.into()), ("progress", self.progress.into()), ("end", end.into())])
    }
    /// The report of plain data; nothing if it is none.
    pub fn from_value(value: &Value) -> Option<Self> {
        let read = |end: &Value| {
            let numbers = super::numbers(end.get("numbers"))?;
            let [epochs, updates, loss, accuracy, test_loss, test_accuracy] = numbers[..] else {
                return None;
            };
            Some(Solution {
                outcome: Outcome::named(end.get("outcome")?.as_text()?)?,
                epochs: epochs as u64,
                updates: updates as u64,
                train: Measure { loss, accuracy },
                test: Measure { loss: test_loss, accuracy: test_accuracy },
            })
        };
        let end = match value.get("end") {
            None | Some(Value::Null) => None,
            Some(end) => Some(read(end)?),
        };
        Some(Self { progress: value.get("progress")?.as_number()?, end })
    }
}
