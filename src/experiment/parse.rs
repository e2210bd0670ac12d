//! Experiments from a description.

use super::{Experiment, SEED};
use crate::batch;
use crate::fields::{FieldError, Fields, error};
use crate::objective::{self, Objective};
use crate::optimizer;
use crate::param::Param;
use crate::schedule::{self, Schedule};
use crate::value::Value;
use std::rc::Rc;

static STEPS: Param = Param::integer("steps", 0.0, 10_000_000.0, "50");

const FIELDS: &[&str] = &["objective", "optimizer", "schedule", "batch", "start", "steps", "seed"];

impl Experiment {
    /// Reads a description `{ objective, optimizer, schedule, batch, start, steps, seed }`; all but `objective` and
    /// `optimizer` may be left out (constant learning rate, full batch, the objective's own start, 50 updates, seed 1).
    ///
    /// # Errors
    /// A field is missing, unknown or out of range; the error names it, its value and what is allowed.
    pub fn from_value(value: &Value) -> Result<Self, FieldError> {
        let fields = Fields::new("", value, FIELDS)?;
        let missing = || error("objective", &Value::Null, "a name or an object with a name");
        Self::on(objective::from_value(fields.get("objective").ok_or_else(missing)?)?, &fields)
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
            Some(value) => schedule::from_value(value, steps)?,
            None => Schedule::Constant,
        };
        let batch = batch::from_value(fields.get("batch"), objective.examples())?;
        let start = fields.numbers("start")?.unwrap_or_else(|| objective.start());
        if start.len() != dim {
            let value = fields.get("start").unwrap_or(&Value::Null);
            return Err(error("start", value, &format!("{dim} finite numbers")));
        }
        let described = Self::new(objective, optimizer, learning_rate);
        Ok(Self { batch, ..described.schedule(schedule).start(&start).steps(steps).seed(seed) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::read;

    #[test]
    fn wrong_descriptions_name_the_field() {
        let message = |text: &str| Experiment::from_value(&read(text)).err().unwrap().to_string();
        assert_eq!(message("7"), "experiment is 7; allowed: an object");
        assert_eq!(message("{}"), "objective is null; allowed: a name or an object with a name");
        assert!(
            message(r#"{"objective":"booth"}"#).starts_with("optimizer is null; allowed: an object such as")
        );
        let with = |part: &str| message(&format!(r#"{{"objective":"booth","optimizer":"sgd",{part}}}"#));
        assert_eq!(with(r#""start":[1]"#), "start is [1]; allowed: 2 finite numbers");
        assert_eq!(with(r#""steps":0.5"#), "steps is 0.5; allowed: 0…10000000, whole");
        assert_eq!(with(r#""seed":-1"#), "seed is -1; allowed: 0…4294967295, whole");
        assert_eq!(with(r#""batch":{"size":2}"#), "batch.size is 2; allowed: 1…1, whole");
    }
}
