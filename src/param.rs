//! What can be set, described once: controls, links, attributes, the API and the docs all read these tables.

mod given;

pub use given::{Choice, Defaults, Given};

use crate::decimal;

/// Most runs at once, and most members of a list that gives one run each: as many as there are colours, dashes and
/// markers.
pub const MOST: usize = 6;

/// Farthest coordinate of a point: beyond it the objectives' own values are no numbers any more.
const FAR: f64 = 1e6;

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
    /// A point of the plane, written `x,y`, within ±10⁶; `x` alone is a point of a line.
    Point,
    /// One to [`MOST`] different whole numbers in `min ..= max`, written `20,1`.
    List {
        /// Least member.
        min: f64,
        /// Greatest member.
        max: f64,
    },
    /// A text that whoever has the parameter reads: what may stand in it.
    Text(&'static str),
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
    /// Earlier names, which links may still use.
    pub was: &'static [&'static str],
}

impl Param {
    /// A real number on a linear scale.
    pub const fn number(name: &'static str, min: f64, max: f64, step: f64, default: &'static str) -> Self {
        Self {
            name,
            kind: Kind::Number { min, max, step, scale: Scale::Linear },
            default,
            unit: "",
            was: &[],
        }
    }
    /// A positive number on a log scale.
    pub const fn log(name: &'static str, min: f64, max: f64, default: &'static str) -> Self {
        Self {
            name,
            kind: Kind::Number { min, max, step: 0.1, scale: Scale::Log },
            default,
            unit: "",
            was: &[],
        }
    }
    /// A whole number.
    pub const fn integer(name: &'static str, min: f64, max: f64, default: &'static str) -> Self {
        Self { name, kind: Kind::Integer { min, max, scale: Scale::Linear }, default, unit: "", was: &[] }
    }
    /// One of some names; the first is the default.
    pub const fn choice(name: &'static str, choices: &'static [&'static str]) -> Self {
        Self { name, kind: Kind::Choice(choices), default: choices[0], unit: "", was: &[] }
    }
    /// A whole number on a log scale.
    pub const fn log_integer(name: &'static str, min: f64, max: f64, default: &'static str) -> Self {
        Self { name, kind: Kind::Integer { min, max, scale: Scale::Log }, default, unit: "", was: &[] }
    }
    /// One to [`MOST`] different whole numbers.
    pub const fn list(name: &'static str, min: f64, max: f64, default: &'static str) -> Self {
        Self { name, kind: Kind::List { min, max }, default, unit: "", was: &[] }
    }
    /// A point of the plane; none where nothing is given.
    pub const fn point(name: &'static str) -> Self {
        Self { name, kind: Kind::Point, default: "", unit: "", was: &[] }
    }
    /// A text in which `allowed` may stand.
    pub const fn text(name: &'static str, allowed: &'static str, default: &'static str) -> Self {
        Self { name, kind: Kind::Text(allowed), default, unit: "", was: &[] }
    }
    /// Several runs, each with parameters of its own.
    pub const fn runs(default: &'static str) -> Self {
        Self::text("runs", "optimizer,name:value,…~optimizer,…", default)
    }
    /// The same parameter, measured in `unit`.
    pub const fn unit(mut self, unit: &'static str) -> Self {
        self.unit = unit;
        self
    }
    /// The same parameter, which earlier links call by other names.
    pub const fn was(mut self, names: &'static [&'static str]) -> Self {
        self.was = names;
        self
    }
    /// Whether a link may call it `name`.
    pub fn is_called(&self, name: &str) -> bool {
        self.name == name || self.was.contains(&name)
    }
    /// Whether a link gives it several times.
    pub fn is_twice(&self, query: &[(String, String)]) -> bool {
        query.iter().filter(|(name, _)| self.is_called(name)).count() > 1
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
            Kind::Number { min, max, .. } => format!("{}…{}", decimal::text(min), decimal::text(max)),
            Kind::Integer { min, max, .. } => format!("{min}…{max}, whole"),
            Kind::Choice(choices) => choices.join(" | "),
            Kind::Point => format!("x,y, ±{FAR}"),
            Kind::List { min, max } => format!("1 to {MOST} whole numbers, {min}…{max}"),
            Kind::Text(allowed) => allowed.to_owned(),
        }
    }

    /// Reads a value as written in a link. An unusable one gives the nearest usable value (the default where
    /// nothing is near) together with the notice that says so.
    pub fn parse(&self, text: &str) -> (String, Option<Notice>) {
        let text = text.trim();
        let used = match self.kind {
            Kind::Number { min, max, .. } => match decimal::parse(text) {
                Some(x) => decimal::text(x.clamp(min, max)),
                None => self.default.to_owned(),
            },
            Kind::Integer { min, max, .. } => match decimal::parse(text) {
                Some(x) => x.round().clamp(min, max).to_string(),
                None => self.default.to_owned(),
            },
            Kind::Choice(choices) => (if choices.contains(&text) { text } else { self.default }).to_owned(),
            Kind::Point => match parse_point(text) {
                Some((x, y)) if text.contains(',') => format!("{},{}", within(x), within(y)),
                Some((x, _)) => within(x),
                None => self.default.to_owned(),
            },
            Kind::List { min, max } => {
                let mut list: Vec<f64> = Vec::new();
                for x in text.split(',').filter_map(decimal::parse) {
                    let x = x.round().clamp(min, max);
                    if !list.contains(&x) && list.len() < MOST {
                        list.push(x);
                    }
                }
                if list.is_empty() {
                    self.default.to_owned()
                } else {
                    list.iter().map(f64::to_string).collect::<Vec<_>>().join(",")
                }
            }
            Kind::Text(_) => text.to_owned(),
        };
        let same = used == text || normal(&used) == normal(text);
        let notice = (!same).then(|| self.told(text, &used));
        (used, notice)
    }
    /// That `used` stands in place of `text`.
    pub fn told(&self, text: &str, used: &str) -> Notice {
        Notice {
            key: if used == self.default { "notice.default" } else { "notice.range" },
            args: vec![
                ("name", self.name.to_owned()),
                ("value", cut(text)),
                ("used", used.to_owned()),
                ("allowed", self.allowed()),
            ],
        }
    }
}

/// Reads `x,y`, both finite; the second coordinate is 0 where it is left out.
pub fn parse_point(text: &str) -> Option<(f64, f64)> {
    let (x, y) = text.split_once(',').unwrap_or((text, "0"));
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

fn within(x: f64) -> String {
    decimal::text(x.clamp(-FAR, FAR))
}

// "1e-3", "0.0010" and "0.001" are the same value, and no reader should be told otherwise.
fn normal(text: &str) -> Vec<String> {
    text.split(',')
        .map(|part| part.trim())
        .map(|part| decimal::parse(part).map_or_else(|| part.to_owned(), decimal::text))
        .collect()
}

fn cut(text: &str) -> String {
    crate::value::cut(text, 40).into_owned()
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
    /// A parameter that a link gives several times.
    pub fn twice(name: &str) -> Self {
        Self { key: "notice.twice", args: vec![("name", name.to_owned())] }
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
        let list = Param {
            name: "b",
            kind: Kind::List { min: 1.0, max: 20.0 },
            default: "20,1",
            unit: "",
            was: &[],
        };
        assert_eq!(list.parse("5, 5,99,x").0, "5,20");
        assert_eq!(list.parse("").0, "20,1");
    }
}
