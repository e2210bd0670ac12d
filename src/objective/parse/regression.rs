//! Regressions from a description: `{ x, y, data, intercept, weights, l2 }`.

use crate::data::{DataSet, Pairs};
use crate::fields::{FieldError, Fields, error, numbers};
use crate::named::Named;
use crate::objective::{DATA_SET, LinearRegression, Link, LogisticRegression, Objective, Regression, Rows};
use crate::param::Param;
use crate::value::Value;
use std::rc::Rc;

/// The one data set that has classes.
pub(super) static CLASSES: Param = Param::choice("data", DataSet::NAMES.split_at(1).0);
static L2: Param = Param::log("l2", 0.0, 1e6, "0");

/// Parameters of least squares, beside its own.
pub(super) static LINEAR: &[&Param] = &[&L2];
/// Those of the logistic one.
pub(super) static LOGISTIC: &[&Param] = &[&CLASSES, &L2];

/// The fields of both regressions.
pub(super) const KNOWN: &[&str] = &["data", "x", "y", "intercept", "weights", "l2"];

/// Least squares. On one feature with an intercept, and nothing else, it is a [`LinearRegression`].
pub(super) fn linear(fields: &Fields) -> Result<Rc<dyn Objective>, FieldError> {
    let intercept = truth(fields, "intercept", true)?;
    let more = more(fields)?;
    if !brings(fields) {
        let pairs = fields.choice(&DATA_SET)?.pairs();
        if intercept && !more {
            return Ok(Rc::new(LinearRegression::new(pairs)));
        }
        return whole(fields, Link::Linear, pairs.x.iter().map(|x| vec![*x]).collect(), pairs.y, intercept);
    }
    let rows = rows(fields)?;
    let y = targets(fields, "y", rows.len())?;
    if intercept && !more && rows.iter().all(|row| row.len() == 1) {
        return Ok(Rc::new(LinearRegression::new(Pairs { x: rows.concat(), y })));
    }
    whole(fields, Link::Linear, rows, y, intercept)
}

/// Logistic regression. On two features without an intercept, and nothing else, it is a [`LogisticRegression`].
pub(super) fn logistic(fields: &Fields) -> Result<Rc<dyn Objective>, FieldError> {
    let intercept = truth(fields, "intercept", false)?;
    let more = more(fields)?;
    let (rows, y) = if brings(fields) {
        let rows = rows(fields)?;
        let y = targets(fields, "y", rows.len())?;
        if let Some(i) = y.iter().position(|&class| class != 0.0 && class != 1.0) {
            return Err(error(&format!("objective.y[{i}]"), &Value::Number(y[i]), "0 or 1"));
        }
        (rows, y)
    } else {
        fields.checked(&[&CLASSES])?;
        let built = LogisticRegression::linnerud();
        (built.features().iter().map(|pair| pair.to_vec()).collect(), built.classes().to_vec())
    };
    let pairs: Option<Vec<[f64; 2]>> = rows.iter().map(|row| row[..].try_into().ok()).collect();
    match pairs {
        Some(pairs) if !intercept && !more => Ok(Rc::new(LogisticRegression::new(pairs, y))),
        _ => whole(fields, Link::Logistic, rows, y, intercept),
    }
}

fn brings(fields: &Fields) -> bool {
    fields.get("x").is_some() || fields.get("y").is_some()
}

/// Whether there are weights or a penalty.
fn more(fields: &Fields) -> Result<bool, FieldError> {
    Ok(fields.get("weights").is_some() || fields.number(&L2)? != 0.0)
}

fn whole(
    fields: &Fields,
    link: Link,
    x: Vec<Vec<f64>>,
    y: Vec<f64>,
    intercept: bool,
) -> Result<Rc<dyn Objective>, FieldError> {
    let weights = match fields.get("weights") {
        Some(given) => {
            let weights = targets(fields, "weights", y.len())?;
            if let Some(i) = weights.iter().position(|weight| *weight < 0.0) {
                let path = format!("objective.weights[{i}]");
                return Err(error(&path, &Value::Number(weights[i]), "a number of at least 0"));
            }
            let total: f64 = weights.iter().sum();
            if total <= 0.0 || total.is_infinite() {
                return Err(error("objective.weights", given, "weights that are not all 0"));
            }
            Some(weights)
        }
        None => None,
    };
    let l2 = fields.number(&L2)?;
    Ok(Rc::new(Regression::new(link, Rows { x, y, weights }, intercept, l2)))
}

fn truth(fields: &Fields, name: &str, usual: bool) -> Result<bool, FieldError> {
    match fields.get(name) {
        None => Ok(usual),
        Some(Value::Bool(given)) => Ok(*given),
        Some(other) => Err(error(&fields.path(name), other, "true | false")),
    }
}

/// The rows of `x`: a number is a row of one.
fn rows(fields: &Fields) -> Result<Vec<Vec<f64>>, FieldError> {
    const ALLOWED: &str = "a list of numbers, or of rows of numbers, all as long as the first";
    let given = fields.get("x").unwrap_or(&Value::Null);
    let list = given.as_list().ok_or_else(|| error("objective.x", given, ALLOWED))?;
    let mut rows: Vec<Vec<f64>> = Vec::with_capacity(list.len());
    for (i, item) in list.iter().enumerate() {
        let path = format!("objective.x[{i}]");
        let row = match item {
            Value::List(_) => numbers(&path, item)?,
            Value::Number(x) if x.is_finite() => vec![*x],
            _ => return Err(error(&path, item, "a finite number, or a row of them")),
        };
        let long = rows.first().map_or(row.len().max(1), Vec::len);
        if row.len() != long {
            return Err(error(&path, item, &format!("a row of {long}, as the first")));
        }
        rows.push(row);
    }
    Ok(rows)
}

fn targets(fields: &Fields, name: &str, examples: usize) -> Result<Vec<f64>, FieldError> {
    let given = fields.numbers(name)?.unwrap_or_default();
    if examples == 0 || given.len() != examples {
        return Err(FieldError {
            field: format!("objective.{name}"),
            value: format!("{} values of {name} for {examples} of x", given.len()),
            allowed: format!("as many values of {name} as of x, at least one"),
        });
    }
    Ok(given)
}
