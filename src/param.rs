//! What can be set, described once: controls, links, attributes, the API and the docs all read these tables.

use crate::decimal;
use crate::value::{Value, map};
use std::borrow::Cow;
use std::fmt;

/// How a number runs along its control.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Equal distances are equal differences.
    Linear,
    /// Equal distances are equal ratios; the range must be positive.
    Log,
}

/// What values a parameter takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A real number in `min ..= max`; `step` is the distance one key press moves it (a factor's logarithm on a log scale).
    Number {
        /// Least value.
        min: f64,
        /// Greatest value.
        max: f64,
        /// Key-press distance.
        step: f64,
        /// How it runs along its control.
        scale: Scale,
    },
    /// A whole number in `min ..= max`.
    Integer {
        /// Least value.
        min: f64,
        /// Greatest value.
        max: f64,
        /// How it runs along its control.
        scale: Scale,
    },
    /// One of these names.
    Choice(&'static [&'static str]),
    /// A point of the plane, written `x,y`.
    Point,
    /// One to six different whole numbers in `min ..= max`, written `20,1`.
    List {
        /// Least member.
        min: f64,
        /// Greatest member.
        max: f64,
    },
    /// A list of runs, each with its own parameters: see `scene::lab`.
    Runs,
}

/// One row of a parameter table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Param {
    /// Name in links and attributes (kebab-case); the API's name is its camelCase.
    pub name: &'static str,
    /// Values it takes.
    pub kind: Kind,
    /// Default, as written in a link.
    pub default: &'static str,
    /// Unit, or nothing.
    pub unit: &'static str,
}

impl Param {
    /// A real number on a linear scale.
    pub const fn number(name: &'static str, min: f64, max: f64, step: f64, default: &'static str) -> Self {
        Self { name, kind: Kind::Number { min, max, step, scale: Scale::Linear }, default, unit: "" }
    }
    /// A positive number on a log scale.
    pub const fn log(name: &'static str, min: f64, max: f64, default: &'static str) -> Self {
        Self { name, kind: Kind::Number { min, max, step: 0.1, scale: Scale::Log }, default, unit: "" }
    }
    /// A whole number.
    pub const fn integer(name: &'static str, min: f64, max: f64, default: &'static str) -> Self {
        Self { name, kind: Kind::Integer { min, max, scale: Scale::Linear }, default, unit: "" }
    }
    /// One of some names; the first is the default.
    pub const fn choice(name: &'static str, choices: &'static [&'static str]) -> Self {
        Self { name, kind: Kind::Choice(choices), default: choices[0], unit: "" }
    }
    /// The same parameter, measured in `unit`.
    pub const fn unit(mut self, unit: &'static str) -> Self {
        self.unit = unit;
        self
    }
    /// The same parameter with another default.
    pub const fn default(mut self, default: &'static str) -> Self {
        self.default = default;
        self
    }

    /// The name in the API: `learning-rate` → `learningRate`.
    pub fn camel(&self) -> String {
        camel(self.name)
    }

    /// What is allowed, for an error or a notice: `0.001…2`, `a | b`.
    pub fn allowed(&self) -> String {
        match self.kind {
            Kind::Number { min, max, .. } => format!("{min}…{max}"),
            Kind::Integer { min, max, .. } => format!("{min}…{max}, whole"),
            Kind::Choice(choices) => choices.join(" | "),
            Kind::Point => "x,y".to_owned(),
            Kind::List { min, max } => format!("1 to 6 whole numbers, {min}…{max}"),
            Kind::Runs => "optimizer,name:value,…~optimizer,…".to_owned(),
        }
    }

    /// Reads a value as written in a link. An unusable one gives the nearest usable value (the default where
    /// nothing is near) together with the notice that says so.
    pub fn parse(&self, text: &str) -> (String, Option<Notice>) {
        let text = text.trim();
        let used = match self.kind {
            Kind::Number { min, max, .. } => match decimal::parse(text) {
                Some(x) => x.clamp(min, max).to_string(),
                None => self.default.to_owned(),
            },
            Kind::Integer { min, max, .. } => match decimal::parse(text) {
                Some(x) => x.round().clamp(min, max).to_string(),
                None => self.default.to_owned(),
            },
            Kind::Choice(choices) => (if choices.contains(&text) { text } else { self.default }).to_owned(),
            Kind::Point => match parse_point(text) {
                Some((x, y)) => format!("{x},{y}"),
                None => self.default.to_owned(),
            },
            Kind::List { min, max } => {
                let mut list: Vec<f64> = Vec::new();
                for x in text.split(',').filter_map(decimal::parse) {
                    let x = x.round().clamp(min, max);
                    if !list.contains(&x) && list.len() < 6 {
                        list.push(x);
                    }
                }
                if list.is_empty() {
                    self.default.to_owned()
                } else {
                    list.iter().map(f64::to_string).collect::<Vec<_>>().join(",")
                }
            }
            Kind::Runs => text.to_owned(),
        };
        let same = used == text || normal(&used) == normal(text);
        let notice = (!same).then(|| Notice {
            key: if used == self.default { "notice.default" } else { "notice.range" },
            args: vec![
                ("name", self.name.to_owned()),
                ("value", cut(text)),
                ("used", used.clone()),
                ("allowed", self.allowed()),
            ],
        });
        (used, notice)
    }

    /// The row as plain data: what the page, the docs and the schema read.
    pub fn describe(&self) -> Value {
        let mut entries = vec![
            ("name", Value::from(self.name)),
            ("label", format!("param.{}", self.name).into()),
            ("unit", self.unit.into()),
            ("default", self.default.into()),
        ];
        let scale = |scale| if scale == Scale::Log { "log" } else { "linear" };
        match self.kind {
            Kind::Number { min, max, step, scale: s } => entries.extend([
                ("kind", "number".into()),
                ("min", min.into()),
                ("max", max.into()),
                ("step", step.into()),
                ("scale", scale(s).into()),
            ]),
            Kind::Integer { min, max, scale: s } => entries.extend([
                ("kind", "integer".into()),
                ("min", min.into()),
                ("max", max.into()),
                ("step", 1.0.into()),
                ("scale", scale(s).into()),
            ]),
            Kind::Choice(choices) => {
                let choices = choices.iter().map(|choice| {
                    map([
                        ("value", Value::from(*choice)),
                        ("label", format!("choice.{}.{choice}", self.name).into()),
                    ])
                });
                entries.extend([("kind", "choice".into()), ("choices", Value::List(choices.collect()))]);
            }
            Kind::Point => entries.push(("kind", "point".into())),
            Kind::List { min, max } => {
                entries.extend([("kind", "list".into()), ("min", min.into()), ("max", max.into())]);
            }
            Kind::Runs => entries.push(("kind", "runs".into())),
        }
        Value::Map(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    }
}

/// Reads `x,y`, both finite.
pub fn parse_point(text: &str) -> Option<(f64, f64)> {
    let (x, y) = text.split_once(',')?;
    let (x, y) = (decimal::parse(x)?, decimal::parse(y)?);
    (x.is_finite() && y.is_finite()).then_some((x, y))
}

/// `learning-rate` → `learningRate`.
pub fn camel(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut upper = false;
    for c in name.chars() {
        if c == '-' {
            upper = true;
        } else {
            out.push(if upper { c.to_ascii_uppercase() } else { c });
            upper = false;
        }
    }
    out
}

// "1e-3", "0.0010" and "0.001" are the same value, and no reader should be told otherwise.
fn normal(text: &str) -> Vec<String> {
    text.split(',')
        .map(|part| part.trim())
        .map(|part| decimal::parse(part).map_or_else(|| part.to_owned(), |x| x.to_string()))
        .collect()
}

fn cut(text: &str) -> String {
    if text.chars().count() > 40 { text.chars().take(39).chain(['…']).collect() } else { text.to_owned() }
}

/// Something to tell the reader: a key of the locale files and what fills its holes.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Key of the sentence.
    pub key: &'static str,
    /// Named parts of the sentence.
    pub args: Vec<(&'static str, String)>,
}

impl Notice {
    /// A link parameter that no scene knows by that name.
    pub fn unknown(name: &str, allowed: String) -> Self {
        Self { key: "notice.unknown", args: vec![("name", cut(name)), ("allowed", allowed)] }
    }
}

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
    fn links_get_the_nearest_value_and_a_notice() {
        assert_eq!(RATE.parse("0.1"), ("0.1".to_owned(), None));
        assert_eq!(RATE.parse("1e-2"), ("0.01".to_owned(), None));
        let (used, notice) = RATE.parse("1e6");
        assert_eq!(used, "2");
        assert!(notice.unwrap().args.contains(&("value", "1e6".to_owned())));
        assert_eq!(RATE.parse("NaN").0, "0.05");
        assert_eq!(Param::integer("seed", 0.0, 9.0, "1").parse("3.6").0, "4");
        let list = Param { name: "b", kind: Kind::List { min: 1.0, max: 20.0 }, default: "20,1", unit: "" };
        assert_eq!(list.parse("5, 5,99,x").0, "5,20");
        assert_eq!(list.parse("").0, "20,1");
    }

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
