//! Schedules from a description.

use super::{FACTOR, Kind, STEPS, Schedule};
use crate::fields::{FieldError, Fields, error, named, numbers};
use crate::param::Choice;
use crate::value::Value;

static NAME: Choice<Kind> = Choice::new("name");

/// The schedule of a description: `{ name: "warmup", steps: 10 }` or a list of learning rates. `updates` is the length
/// of the run: cosine's default number of steps.
///
/// # Errors
/// The name is not known, or a field is unknown or out of range; the error names the field.
pub fn from_value(value: &Value, updates: u64) -> Result<Schedule, FieldError> {
    if let Value::List(_) = value {
        let rates = numbers("schedule", value)?;
        if rates.is_empty() {
            return Err(error("schedule", value, "at least one learning rate"));
        }
        return Ok(Schedule::Listed(rates));
    }
    let value = &*named(value);
    let fields = Fields::new("schedule", value, &["name", "steps", "factor"])?;
    let kind = fields.choice(&NAME)?;
    let given = fields.number(&STEPS)? as u64;
    let steps = if kind == Kind::Cosine && fields.get("steps").is_none() { updates } else { given };
    Ok(Schedule::new(kind, steps, fields.number(&FACTOR)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::read;

    #[test]
    fn descriptions_give_schedules() {
        let schedule = |text: &str| from_value(&read(text), 60).unwrap();
        assert_eq!(schedule(r#""constant""#), Schedule::Constant);
        assert_eq!(schedule(r#"{"name":"warmup"}"#), Schedule::Warmup { steps: 10 });
        assert_eq!(
            schedule(r#"{"name":"step","steps":3,"factor":0.5}"#),
            Schedule::Step { steps: 3, factor: 0.5 }
        );
        assert_eq!(schedule(r#""cosine""#), Schedule::Cosine { steps: 60 });
        assert_eq!(schedule(r#"{"name":"cosine","steps":7}"#), Schedule::Cosine { steps: 7 });
        assert_eq!(schedule("[0.1,0.2]"), Schedule::Listed(vec![0.1, 0.2]));
    }

    #[test]
    fn wrong_descriptions_name_the_field() {
        let message = |text: &str| from_value(&read(text), 60).unwrap_err().to_string();
        assert_eq!(
            message(r#""cosinus""#),
            "schedule.name is \"cosinus\"; allowed: constant | warmup | step | cosine"
        );
        assert!(message(r#"{"name":"step","steps":0}"#).starts_with("schedule.steps is 0; allowed: 1…"));
        assert_eq!(message("[]"), "schedule is []; allowed: at least one learning rate");
    }
}
