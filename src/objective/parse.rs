//! Objectives from a description.

mod regression;

use super::formula::{EXPRESSION, reader};
use super::{Entry, NAMES, Objective, Own, find};
use crate::fields::{FieldError, Fields, entry, named};
use crate::param::Param;
use crate::value::Value;
use std::rc::Rc;

/// The parameters that a description of the objective may have, beside examples, their weights and whether there is an intercept.
pub fn described(entry: &Entry) -> Vec<&'static Param> {
    let more: &[&'static Param] = match entry.own {
        Own::Nothing | Own::Formula => &[],
        Own::Targets => regression::LINEAR,
        Own::Classes => regression::LOGISTIC,
    };
    entry.params.iter().chain(more).copied().collect()
}

/// The objective that a description names: `"rosenbrock"` or `{ name: "quadratic", condition: 50 }`; a regression takes
/// examples `x` and `y`, `weights` of them, `intercept` and `l2` too.
///
/// # Errors
/// The name is not known, or a parameter is unknown or out of range; the error names the field.
///
/// ```
/// let booth = downhill_engine::objective::from_value(&"booth".into())?;
/// let mut gradient = [9.0; 2];
/// booth.gradient(&[1.0, 3.0], &mut gradient);
/// assert_eq!((booth.loss(&[1.0, 3.0]), gradient), (0.0, [0.0, 0.0]));
/// # Ok::<(), downhill_engine::fields::FieldError>(())
/// ```
pub fn from_value(value: &Value) -> Result<Rc<dyn Objective>, FieldError> {
    let value = &*named(value);
    if value.get("name").and_then(Value::as_text) == Some(EXPRESSION)
        && let Some(reader) = reader()
    {
        return (reader.from_value)(value);
    }
    let entry = entry("objective", value, find, NAMES)?;
    let camel: Vec<String> = entry.params.iter().map(|param| param.camel()).collect();
    let mut known = vec!["name"];
    known.extend(camel.iter().map(String::as_str));
    if matches!(entry.own, Own::Targets | Own::Classes) {
        known.retain(|name| !regression::KNOWN.contains(name));
        known.extend(regression::KNOWN);
    }
    let fields = Fields::new("objective", value, &known)?;
    match entry.own {
        Own::Nothing | Own::Formula => Ok(entry.build(&fields.checked(entry.params)?)),
        Own::Targets => regression::linear(&fields),
        Own::Classes => regression::logistic(&fields),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::DataSet;
    use crate::json::read;
    use crate::objective::LinearRegression;

    #[test]
    fn wrong_descriptions_name_the_field() {
        let message = |text: &str| from_value(&read(text)).err().unwrap().to_string();
        assert!(
            message(r#""rosenbrok""#).starts_with("objective.name is \"rosenbrok\"; allowed: rosenbrock | ")
        );
        assert!(
            message(r#"{"name":"quadratic","condition":0}"#)
                .starts_with("objective.condition is 0; allowed: 1…")
        );
        assert!(
            message(r#"{"name":"linear-regression","x":[1,2],"y":[1]}"#).contains("1 values of y for 2 of x")
        );
        assert!(
            message(r#"{"name":"logistic-regression","x":[[1,2]],"y":[2]}"#)
                .starts_with("objective.y[0] is 2")
        );
        assert!(message("7").starts_with("objective is 7"));
        assert_eq!(
            message(r#"{"name":"hill","curve":"cubic"}"#),
            "objective.curve is \"cubic\"; allowed: hill | slide | quartic | plateau"
        );
        assert_eq!(
            message(r#"{"name":"logistic-regression","data":"linreg20"}"#),
            "objective.data is \"linreg20\"; allowed: linnerud"
        );
        assert_eq!(
            message(r#"{"name":"booth","x":[1]}"#),
            "objective.x is [1]; allowed: no such field; known: name"
        );
    }

    #[test]
    fn descriptions_choose_data_curve_and_coordinate() {
        let objective = |text: &str| from_value(&read(text)).unwrap();
        let loss = |text: &str, theta: &[f64]| objective(text).loss(theta);
        assert_eq!(loss(r#"{"name":"hill","curve":"quartic"}"#, &[2.0]), -8.0 / 3.0);
        let pairs = DataSet::Linreg20.pairs();
        let own = LinearRegression::new(pairs).loss(&[0.5, 1.0]);
        assert_eq!(loss(r#"{"name":"linear-regression","data":"linreg20"}"#, &[0.5, 1.0]), own);
        assert_eq!(objective(r#"{"name":"linear-regression","x":[1,2,3],"y":[1,2,3]}"#).examples(), 3);
        assert_eq!(objective(r#"{"name":"logistic-regression","x":[[1,2]],"y":[1]}"#).examples(), 1);
        assert_eq!(objective(r#"{"name":"logistic-regression","data":"linnerud"}"#).examples(), 20);
        let shrunk = objective(r#"{"name":"minima","scale":2}"#).start()[0];
        assert_eq!(shrunk, objective(r#""minima""#).start()[0] / 2.0);
        assert_eq!(loss(r#"{"name":"rosenbrock","a":-10}"#, &[-10.0, 100.0]), 0.0);
    }
}
