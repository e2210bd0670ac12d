//! Formulas from a description: `{ name: "expression", text, parameters, data, domain }`.

use super::program::reserved;
use super::{Expression, ExpressionLine, ExpressionSum, Mistake, Tree};
use crate::fields::{FieldError, Fields, error, numbers};
use crate::objective::{Line, Objective, Plane};
use crate::param::Param;
use crate::value::Value;
use std::rc::Rc;

static DIM: Param = Param::integer("dim", 1.0, 2.0, "2");

/// The objective of a description `{ name, text: "a*x^2 + b*y^2", parameters: { a: 1, b: 20 }, data: [[a₁, b₁], …],
/// domain: [[low, high], [low, high]], dim: 2 }`; all but `text` may be left out. With `dim: 1` it is a function of x alone, without data
/// and domain.
///
/// # Errors
/// The text is no formula, a parameter is missing or is none of its names, or another field is wrong.
pub(super) fn from_value(value: &Value) -> Result<Rc<dyn Objective>, FieldError> {
    let fields = Fields::new("objective", value, &["name", "text", "parameters", "data", "domain", "dim"])?;
    let given = fields.get("text").unwrap_or(&Value::Null);
    let text = given
        .as_text()
        .ok_or_else(|| error("objective.text", given, "a formula such as \"a*x^2 + b*y^2\""))?;
    let wrong = |mistake: Mistake| {
        error("objective.text", given, &format!("a formula of x and y; {}", mistake.sentence(text)))
    };
    let tree = Tree::read(text).map_err(wrong)?;
    let parameters = parameters(&fields, &tree)?;
    let value = |name: &str| parameters.iter().find(|(own, _)| *own == name).map(|(_, value)| *value);
    if fields.number(&DIM)? == 1.0 {
        let line = ExpressionLine::new(&tree, value).map_err(wrong)?;
        return Ok(Rc::new(Line::new(line)));
    }
    let domain = domain(&fields)?;
    match fields.get("data") {
        Some(data) => {
            let rows = rows(data)?;
            let sum = ExpressionSum::new(&tree, value, rows).map_err(wrong)?;
            Ok(Rc::new(domain.into_iter().fold(sum, ExpressionSum::showing)))
        }
        None => {
            let surface = Expression::new(&tree, value).map_err(wrong)?;
            Ok(Rc::new(Plane::new(domain.into_iter().fold(surface, Expression::showing))))
        }
    }
}

fn parameters<'a>(fields: &Fields<'a>, tree: &Tree) -> Result<Vec<(&'a str, f64)>, FieldError> {
    let entries = match fields.get("parameters") {
        None => return Ok(Vec::new()),
        Some(Value::Map(entries)) => entries,
        Some(other) => return Err(error("objective.parameters", other, "an object of numbers")),
    };
    let mut found = Vec::with_capacity(entries.len());
    for (name, value) in entries {
        let path = format!("objective.parameters.{name}");
        if reserved(name) {
            return Err(error(&path, value, "another name: this one has a meaning in formulas"));
        }
        if !tree.parameters.contains(name) {
            let names = tree.parameters.join(", ");
            return Err(error(&path, value, &format!("no such name in the formula; known: {names}")));
        }
        let number = value.as_number().filter(|number| number.is_finite());
        found.push((name.as_str(), number.ok_or_else(|| error(&path, value, "a finite number"))?));
    }
    Ok(found)
}

fn rows(data: &Value) -> Result<Vec<[f64; 2]>, FieldError> {
    let allowed = "a list of pairs [a, b] of numbers, at least one";
    let list = data.as_list().filter(|list| !list.is_empty());
    let list = list.ok_or_else(|| error("objective.data", data, allowed))?;
    let row = |(i, row): (usize, &Value)| {
        let path = format!("objective.data[{i}]");
        <[f64; 2]>::try_from(numbers(&path, row)?).map_err(|_| error(&path, row, "a pair of finite numbers"))
    };
    list.iter().enumerate().map(row).collect()
}

fn domain(fields: &Fields) -> Result<Option<[(f64, f64); 2]>, FieldError> {
    let Some(value) = fields.get("domain") else { return Ok(None) };
    let range = |side: &Value| {
        let pair = <[f64; 2]>::try_from(numbers("objective.domain", side)?).ok();
        Ok(pair.filter(|[low, high]| low < high && high - low < 1e9).map(|[low, high]| (low, high)))
    };
    let sides = value.as_list().unwrap_or_default();
    let sides = sides.iter().map(range).collect::<Result<Option<Vec<_>>, FieldError>>()?;
    let both = sides.and_then(|sides| <[(f64, f64); 2]>::try_from(sides).ok());
    let allowed = "[[low, high], [low, high]] of x and of y";
    both.map(Some).ok_or_else(|| error("objective.domain", value, allowed))
}
