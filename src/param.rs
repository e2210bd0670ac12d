//! What can be set, described once: controls, links, attributes, the API and the docs all read these tables.

use crate::decimal;
use crate::value::{Value, map};

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
}
