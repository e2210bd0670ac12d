//! Reading descriptions: every error names the field, its value and what is allowed.

use crate::decimal;
use crate::param::{Kind, Param};
use crate::value::{Value, map};
use std::borrow::Cow;
use std::fmt;

/// A field of a description that cannot be used.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldError {
    /// Path of the field, as in `optimizer.momentum`.
    pub field: String,
    /// What stood there.
    pub value: String,
    /// What is allowed there.
    pub allowed: String,
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is {}; allowed: {}", self.field, self.value, self.allowed)
    }
}

impl std::error::Error for FieldError {}

/// Reads the fields of one object of a description; every error carries the field's path.
#[derive(Clone, Copy)]
pub struct Fields<'a> {
    path: &'a str,
    value: &'a Value,
}

impl<'a> Fields<'a> {
    /// The fields of `value`, which must be an object; only `known` names may stand in it.
    ///
    /// # Errors
    /// `value` is no object, or has a field that is not known.
    pub fn new(path: &'a str, value: &'a Value, known: &[&str]) -> Result<Self, FieldError> {
        let Value::Map(entries) = value else {
            let path = if path.is_empty() { "experiment" } else { path };
            return Err(error(path, value, "an object"));
        };
        let fields = Self { path, value };
        match entries.iter().find(|(name, _)| !known.contains(&name.as_str())) {
            Some((name, value)) => {
                Err(error(&fields.path(name), value, &format!("no such field; known: {}", known.join(", "))))
            }
            None => Ok(fields),
        }
    }
    /// The whole path of a field.
    pub fn path(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }
    /// The field's value, if it is there.
    pub fn get(&self, name: &str) -> Option<&'a Value> {
        self.value.get(name)
    }
    /// The number of `param`, or its default.
    ///
    /// # Errors
    /// It is no number, or outside the parameter's range.
    pub fn number(&self, param: &Param) -> Result<f64, FieldError> {
        let name = param.camel();
        let Some(value) = self.get(&name) else {
            return Ok(decimal::parse(param.default).unwrap_or_default());
        };
        let (min, max, whole) = match param.kind {
            Kind::Number { min, max, .. } => (min, max, false),
            Kind::Integer { min, max, .. } => (min, max, true),
            _ => unreachable!("{name} is not numeric"),
        };
        match value.as_number() {
            Some(x) if x >= min && x <= max && (!whole || x.trunc() == x) => Ok(x),
            _ => Err(error(&self.path(&name), value, &param.allowed())),
        }
    }
    /// The name that `param` has among its choices, or its default.
    ///
    /// # Errors
    /// It is not one of the choices.
    pub fn choice(&self, param: &Param) -> Result<&'static str, FieldError> {
        let Kind::Choice(choices) = param.kind else { unreachable!("{} is no choice", param.name) };
        let name = param.camel();
        let Some(value) = self.get(&name) else { return Ok(param.default) };
        value
            .as_text()
            .and_then(|text| choices.iter().find(|choice| **choice == text).copied())
            .ok_or_else(|| error(&self.path(&name), value, &param.allowed()))
    }
    /// A list of finite numbers.
    ///
    /// # Errors
    /// It is no list, or holds something else.
    pub fn numbers(&self, name: &str) -> Result<Option<Vec<f64>>, FieldError> {
        let Some(value) = self.get(name) else { return Ok(None) };
        numbers(&self.path(name), value).map(Some)
    }
}

/// `"name"` is short for `{ name: "name" }`.
pub fn named(value: &Value) -> Cow<'_, Value> {
    match value {
        Value::Text(_) => Cow::Owned(map([("name", value.clone())])),
        _ => Cow::Borrowed(value),
    }
}

/// The finite numbers of a list at `path`.
///
/// # Errors
/// It is no list, or holds something else; the error names the item.
pub fn numbers(path: &str, value: &Value) -> Result<Vec<f64>, FieldError> {
    let items = value.as_list().ok_or_else(|| error(path, value, "a list of finite numbers"))?;
    items
        .iter()
        .enumerate()
        .map(|(i, item)| match item.as_number() {
            Some(x) if x.is_finite() => Ok(x),
            _ => Err(error(&format!("{path}[{i}]"), item, "a finite number")),
        })
        .collect()
}

/// An error about `value` at `path`.
pub fn error(path: &str, value: &Value, allowed: &str) -> FieldError {
    FieldError { field: path.to_owned(), value: value.to_string(), allowed: allowed.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: Param = Param::log("learning-rate", 0.001, 2.0, "0.05");

    #[test]
    fn errors_name_the_field_its_value_and_what_is_allowed() {
        let value = map([("learningRate", Value::from(-1.0))]);
        let fields = Fields::new("optimizer", &value, &["learningRate"]).unwrap();
        assert_eq!(
            fields.number(&RATE).unwrap_err().to_string(),
            "optimizer.learningRate is -1; allowed: 0.001…2"
        );
        let unknown = Fields::new("optimizer", &value, &["momentum"]).err().unwrap();
        assert!(unknown.to_string().contains("known: momentum"));
    }
}
