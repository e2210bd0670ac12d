//! Reading descriptions: every error names the field, its value and what is allowed.

use crate::decimal;
use crate::named::Named;
use crate::param::{Choice, Defaults, Given, Kind, Param};
use crate::value::{Value, cut, map};
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
                Err(fields.error(name, value, &format!("no such field; known: {}", known.join(", "))))
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
        let Some(value) = self.get(&name) else { return Ok(Defaults.number(param)) };
        let fits = |x: &f64| match param.kind {
            Kind::Number { min, max, .. } => (min..=max).contains(x),
            Kind::Integer { min, max, .. } => (min..=max).contains(x) && x.trunc() == *x,
            Kind::Choice(_) | Kind::Point | Kind::List { .. } | Kind::Text(_) => false,
        };
        value.as_number().filter(fits).ok_or_else(|| self.error(&name, value, &param.allowed()))
    }
    /// The value of `choice`, or its default.
    ///
    /// # Errors
    /// It is not the name of one of the choices.
    pub fn choice<T: Named>(&self, choice: &Choice<T>) -> Result<T, FieldError> {
        Ok(choice.value(&self.text(&choice.param)?))
    }
    /// The values of all of `params`, each its default where the description does not give it.
    ///
    /// # Errors
    /// One of them is not what its parameter allows.
    pub fn checked(&self, params: &[&'static Param]) -> Result<Checked, FieldError> {
        let one = |param: &&'static Param| {
            Ok(match param.kind {
                Kind::Number { .. } | Kind::Integer { .. } => {
                    let number = self.number(param)?;
                    (param.name, number.to_string(), number)
                }
                Kind::Choice(_) | Kind::Point | Kind::List { .. } | Kind::Text(_) => {
                    let text = self.text(param)?;
                    let number = decimal::parse(&text).unwrap_or_default();
                    (param.name, text, number)
                }
            })
        };
        params.iter().map(one).collect::<Result<_, _>>().map(Checked)
    }
    /// The text of `param`, which must be as a link writes it, or its default.
    fn text(&self, param: &Param) -> Result<String, FieldError> {
        let name = param.camel();
        let Some(value) = self.get(&name) else { return Ok(param.default.to_owned()) };
        let text = value.as_text().filter(|text| param.parse(text).0 == *text);
        text.map(str::to_owned).ok_or_else(|| self.error(&name, value, &param.allowed()))
    }
    fn error(&self, name: &str, value: &Value, allowed: &str) -> FieldError {
        error(&self.path(name), value, allowed)
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

/// Values of parameters, checked: see [`Fields::checked`].
#[derive(Clone, Debug)]
pub struct Checked(Vec<(&'static str, String, f64)>);

impl Checked {
    fn find(&self, param: &Param) -> Option<&(&'static str, String, f64)> {
        self.0.iter().find(|(name, ..)| *name == param.name)
    }
}

impl Given for Checked {
    fn text(&self, param: &Param) -> &str {
        self.find(param).map_or(param.default, |(_, text, _)| text)
    }
    fn number(&self, param: &Param) -> f64 {
        self.find(param).map_or_else(|| Defaults.number(param), |(.., number)| *number)
    }
}

/// `"name"` is short for `{ name: "name" }`.
pub fn named(value: &Value) -> Cow<'_, Value> {
    match value {
        Value::Text(_) => Cow::Owned(map([("name", value.clone())])),
        _ => Cow::Borrowed(value),
    }
}

/// The row of a catalogue that a description names; `path` is what the description is of, `names` are those of all rows.
///
/// # Errors
/// It has no name, or one that no row has.
pub fn entry<T>(
    path: &str,
    value: &Value,
    find: fn(&str) -> Option<&'static T>,
    names: &[&str],
) -> Result<&'static T, FieldError> {
    let name = value.get("name");
    name.and_then(Value::as_text).and_then(find).ok_or_else(|| match name {
        Some(name) => error(&format!("{path}.name"), name, &names.join(" | ")),
        None => error(path, value, &names.join(" | ")),
    })
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
    FieldError { field: cut(path, 80).into_owned(), value: value.to_string(), allowed: allowed.to_owned() }
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
        let long = map([(&*"x".repeat(500), Value::from("y".repeat(500)))]);
        let unknown = Fields::new("optimizer", &long, &["momentum"]).err().unwrap();
        assert!(unknown.to_string().chars().count() < 250, "{unknown}");
    }
    #[test]
    fn checked_values_are_those_given_and_otherwise_the_defaults() {
        static CONDITION: Param = Param::log("condition", 1.0, 100.0, "50");
        static CURVE: Param = Param::choice("curve", &["slide", "quartic"]);
        static AT: Param = Param { kind: Kind::Point, ..Param::choice("at", &["0,0"]) };
        let params = [&CONDITION, &CURVE, &AT];
        let read = |value: &Value| Fields::new("", value, &["condition", "curve", "at"])?.checked(&params);
        let checked = read(&map([("curve", "quartic".into()), ("condition", 2.1.into())])).unwrap();
        assert_eq!((checked.text(&CURVE), checked.number(&CONDITION)), ("quartic", 2.1));
        assert_eq!((checked.text(&CONDITION), checked.text(&AT)), ("2.1", "0,0"));
        assert_eq!(checked.number(&RATE), 0.05);
        let error = |name, value: Value| read(&map([(name, value)])).unwrap_err().to_string();
        assert_eq!(error("curve", " slide".into()), "curve is \" slide\"; allowed: slide | quartic");
        assert_eq!(error("curve", 1.0.into()), "curve is 1; allowed: slide | quartic");
        assert_eq!(error("at", "1;2".into()), "at is \"1;2\"; allowed: x,y, ±1000000");
    }

    /// A parameter that takes no number does not take one from a description either.
    #[test]
    fn numbers_of_other_kinds_are_errors() {
        let value = map([("curve", Value::from(1.0))]);
        let fields = Fields::new("", &value, &["curve"]).unwrap();
        let error = fields.number(&Param::choice("curve", &["slide", "quartic"])).unwrap_err();
        assert_eq!(error.to_string(), "curve is 1; allowed: slide | quartic");
    }
}
