//! Objectives from a description.

use super::{Entry, LinearRegression, LogisticRegression, NAMES, Objective, Own, find};
use crate::data::{DataSet, Pairs};
use crate::fields::{FieldError, Fields, entry, error, named, numbers};
use crate::named::Named;
use crate::param::Param;
use crate::value::Value;
use std::rc::Rc;

/// The one data set that has classes.
static CLASSES: Param = Param::choice("data", DataSet::NAMES.split_at(1).0);

/// The objective that a description names: `"rosenbrock"` or `{ name: "quadratic", condition: 50 }`; a regression takes
/// examples `x` and `y` too.
///
/// # Errors
/// The name is not known, or a parameter is unknown or out of range; the error names the field.
pub fn from_value(value: &Value) -> Result<Rc<dyn Objective>, FieldError> {
    let value = &*named(value);
    let entry = entry("objective", value, find, NAMES)?;
    let camel: Vec<String> = entry.params.iter().map(|param| param.camel()).collect();
    let mut known = vec!["name"];
    known.extend(camel.iter().map(String::as_str));
    known.extend(match entry.own {
        Own::Nothing => &[][..],
        Own::Targets => &["x", "y"],
        Own::Classes => &["data", "x", "y"],
    });
    let fields = Fields::new("objective", value, &known)?;
    match own(entry, &fields)? {
        Some(objective) => Ok(objective),
        None => Ok(entry.build(&fields.checked(entry.params)?)),
    }
}

/// The objective on the examples that the description brings along, if it does.
fn own(entry: &Entry, fields: &Fields) -> Result<Option<Rc<dyn Objective>>, FieldError> {
    let brings = fields.get("x").is_some() || fields.get("y").is_some();
    Ok(match entry.own {
        Own::Targets if brings => {
            let x = fields.numbers("x")?.unwrap_or_default();
            let y = targets(fields, x.len())?;
            Some(Rc::new(LinearRegression::new(Pairs { x, y })))
        }
        Own::Classes if brings => Some(Rc::new(classes(fields)?)),
        Own::Classes => {
            fields.checked(&[&CLASSES])?;
            None
        }
        Own::Targets | Own::Nothing => None,
    })
}

fn classes(fields: &Fields) -> Result<LogisticRegression, FieldError> {
    let rows = fields.get("x").unwrap_or(&Value::Null);
    let rows = rows.as_list().ok_or_else(|| error("objective.x", rows, "a list of pairs"))?;
    let mut x = Vec::with_capacity(rows.len());
    for (i, row) in rows.iter().enumerate() {
        let path = format!("objective.x[{i}]");
        let pair = numbers(&path, row)?;
        x.push(<[f64; 2]>::try_from(pair).map_err(|_| error(&path, row, "a pair of finite numbers"))?);
    }
    let y = targets(fields, x.len())?;
    if let Some(i) = y.iter().position(|&class| class != 0.0 && class != 1.0) {
        return Err(error(&format!("objective.y[{i}]"), &Value::Number(y[i]), "0 or 1"));
    }
    Ok(LogisticRegression::new(x, y))
}

fn targets(fields: &Fields, examples: usize) -> Result<Vec<f64>, FieldError> {
    let y = fields.numbers("y")?.unwrap_or_default();
    if examples == 0 || y.len() != examples {
        let found = format!("{} values of y for {examples} of x", y.len());
        return Err(FieldError {
            field: "objective.y".to_owned(),
            value: found,
            allowed: "as many values of y as of x, at least one".to_owned(),
        });
    }
    Ok(y)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::read;

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
