//! Objectives by name, with their parameters: what links, controls and the API know.

use super::*;
use crate::data::{self, Pairs};
use crate::fields::{FieldError, Fields, error, named, numbers};
use crate::param::Param;
use crate::value::Value;

/// One objective that can be named.
pub struct Entry {
    /// Its name.
    pub name: &'static str,
    /// Its numeric parameters.
    pub params: &'static [Param],
    /// A learning rate at which plain gradient descent makes good progress from the usual start.
    pub rate: &'static str,
    /// Whether it is a sum over many examples.
    pub finite_sum: bool,
    /// Fields of a description that are no numeric parameters.
    fields: &'static [&'static str],
    build: fn(&Build) -> Result<Box<dyn Objective>, FieldError>,
}

struct Build<'a> {
    numbers: Vec<f64>,
    fields: Option<Fields<'a>>,
}

const CONDITION: Param = Param::log("condition", 1.0, 10_000.0, "50");
const ROTATION: Param = Param::number("rotation", -180.0, 180.0, 5.0, "30").unit("°");
/// Scale and stretch of the coordinate of `minima`.
pub const SCALE: Param = Param::log("scale", 0.25, 4.0, "1");
/// See [`SCALE`].
pub const STRETCH: Param = Param::log("stretch", 0.25, 9.0, "1");
const ROSENBROCK_A: Param = Param::number("a", -10.0, 10.0, 0.1, "1");
const ROSENBROCK_B: Param = Param::log("b", 0.01, 10_000.0, "100");

const fn surface(
    name: &'static str,
    rate: &'static str,
    build: fn(&Build) -> Result<Box<dyn Objective>, FieldError>,
) -> Entry {
    Entry { name, params: &[], rate, finite_sum: false, fields: &[], build }
}

/// Every objective, in the order in which a menu shows them.
pub static CATALOG: &[Entry] = &[
    Entry {
        name: "rosenbrock",
        params: &[ROSENBROCK_A, ROSENBROCK_B],
        rate: "0.001",
        finite_sum: false,
        fields: &[],
        build: |b| plane(Rosenbrock { a: b.numbers[0], b: b.numbers[1] }),
    },
    surface("himmelblau", "0.01", |_| plane(Himmelblau)),
    surface("beale", "0.01", |_| plane(Beale)),
    surface("booth", "0.02", |_| plane(Booth)),
    surface("three-hump-camel", "0.05", |_| plane(ThreeHumpCamel)),
    Entry {
        name: "quadratic",
        params: &[CONDITION, ROTATION],
        rate: "0.02",
        finite_sum: false,
        fields: &[],
        build: |b| plane(Quadratic::new(b.numbers[0], b.numbers[1])),
    },
    surface("saddle", "0.02", |_| plane(Saddle)),
    surface("bounded-saddle", "0.05", |_| plane(BoundedSaddle)),
    surface("bounded-monkey-saddle", "0.02", |_| plane(BoundedMonkeySaddle)),
    surface("product", "0.05", |_| plane(Product)),
    Entry {
        name: "linear-regression",
        params: &[],
        rate: "0.05",
        finite_sum: true,
        fields: &["data", "x", "y"],
        build: linear_regression,
    },
    Entry {
        name: "logistic-regression",
        params: &[],
        rate: "0.5",
        finite_sum: true,
        fields: &["data", "x", "y"],
        build: logistic_regression,
    },
    Entry {
        name: "noise",
        params: &[],
        rate: "0.05",
        finite_sum: true,
        fields: &[],
        build: |_| Ok(Box::new(Noise::new())),
    },
    Entry { name: "hill", params: &[], rate: "0.2", finite_sum: false, fields: &["curve"], build: hill },
    Entry {
        name: "minima",
        params: &[SCALE, STRETCH],
        rate: "0.25",
        finite_sum: true,
        fields: &[],
        build: |b| Ok(Box::new(Minima::with_coordinate(b.numbers[0], b.numbers[1]))),
    },
];

/// The names of [`CATALOG`], for a parameter table.
pub const NAMES: &[&str] = &[
    "rosenbrock",
    "himmelblau",
    "beale",
    "booth",
    "three-hump-camel",
    "quadratic",
    "saddle",
    "bounded-saddle",
    "bounded-monkey-saddle",
    "product",
    "linear-regression",
    "logistic-regression",
    "noise",
    "hill",
    "minima",
];
/// Those of two coordinates: all but the last two.
pub const PLANES: &[&str] = NAMES.split_at(NAMES.len() - 2).0;

/// Names of the built-in data sets of `linear-regression`; the first is the default.
pub const DATA: &[&str] = &["linnerud", "linreg20"];

/// The entry called `name`.
pub fn find(name: &str) -> Option<&'static Entry> {
    CATALOG.iter().find(|entry| entry.name == name)
}

impl Entry {
    /// Builds the objective from its numeric parameters, in the order of [`Entry::params`], on its default data.
    pub fn with_numbers(&self, numbers: Vec<f64>) -> Box<dyn Objective> {
        (self.build)(&Build { numbers, fields: None })
            .unwrap_or_else(|_| unreachable!("default data are valid"))
    }
}

/// The built-in data set called `name`, of [`DATA`].
pub fn data_set(name: &str) -> Pairs {
    if name == "linreg20" { data::linreg20() } else { data::waist_to_chins() }
}

/// The objective that a description names: `"rosenbrock"` or `{ name: "quadratic", condition: 50 }`.
///
/// # Errors
/// The name is not known, or a parameter is unknown or out of range; the error names the field.
pub fn from_value(value: &Value) -> Result<Box<dyn Objective>, FieldError> {
    let value = &*named(value);
    let entry = value.get("name").and_then(Value::as_text).and_then(find);
    let entry = entry.ok_or_else(|| {
        let (path, shown) = value.get("name").map_or(("objective", value), |name| ("objective.name", name));
        error(path, shown, &NAMES.join(" | "))
    })?;
    let mut known = vec!["name"];
    let camel: Vec<String> = entry.params.iter().map(Param::camel).collect();
    known.extend(camel.iter().map(String::as_str));
    known.extend(entry.fields);
    let fields = Fields::new("objective", value, &known)?;
    let numbers = entry.params.iter().map(|param| fields.number(param)).collect::<Result<_, _>>()?;
    (entry.build)(&Build { numbers, fields: Some(fields) })
}

fn plane(surface: impl Surface + 'static) -> Result<Box<dyn Objective>, FieldError> {
    Ok(Box::new(Plane::new(surface)))
}

fn hill(build: &Build) -> Result<Box<dyn Objective>, FieldError> {
    let curve = match build.fields {
        Some(fields) => fields.choice(&Param::choice("curve", CURVES))?,
        None => CURVES[0],
    };
    Ok(Box::new(match curve {
        "quartic" => Line::new(Quartic),
        "plateau" => Line::new(Plateau),
        _ => Line::new(Slide),
    }))
}

fn linear_regression(build: &Build) -> Result<Box<dyn Objective>, FieldError> {
    let data = match build.fields {
        Some(fields) if fields.get("x").is_some() || fields.get("y").is_some() => {
            let x = fields.numbers("x")?.unwrap_or_default();
            Pairs { y: targets(&fields, x.len())?, x }
        }
        Some(fields) => data_set(fields.choice(&Param::choice("data", DATA))?),
        None => data_set(DATA[0]),
    };
    Ok(Box::new(LinearRegression::new(data)))
}

fn logistic_regression(build: &Build) -> Result<Box<dyn Objective>, FieldError> {
    let Some(fields) = build.fields.filter(|f| f.get("x").is_some() || f.get("y").is_some()) else {
        if let Some(fields) = build.fields {
            fields.choice(&Param::choice("data", &DATA[..1]))?;
        }
        return Ok(Box::new(LogisticRegression::linnerud()));
    };
    let rows = fields.get("x").unwrap_or(&Value::Null);
    let rows = rows.as_list().ok_or_else(|| error("objective.x", rows, "a list of pairs"))?;
    let mut x = Vec::with_capacity(rows.len());
    for (i, row) in rows.iter().enumerate() {
        let path = format!("objective.x[{i}]");
        let pair = numbers(&path, row)?;
        x.push(<[f64; 2]>::try_from(pair).map_err(|_| error(&path, row, "a pair of finite numbers"))?);
    }
    let y = targets(&fields, x.len())?;
    if let Some(i) = y.iter().position(|&class| class != 0.0 && class != 1.0) {
        return Err(error(&format!("objective.y[{i}]"), &Value::Number(y[i]), "0 or 1"));
    }
    Ok(Box::new(LogisticRegression::new(x, y)))
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

    #[test]
    fn the_tables_of_names_are_the_catalog() {
        assert!(CATALOG.iter().map(|entry| entry.name).eq(NAMES.iter().copied()));
        let planes = CATALOG.iter().filter(|entry| {
            let numbers = entry.params.iter().map(|param| crate::decimal::parse(param.default).unwrap());
            entry.with_numbers(numbers.collect()).dim() == 2
        });
        assert!(planes.map(|entry| entry.name).eq(PLANES.iter().copied()));
    }

    #[test]
    fn wrong_descriptions_name_the_field() {
        let message = |json: &str| {
            let value: Value = serde_json::from_str(json).unwrap();
            from_value(&value).err().unwrap().to_string()
        };
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
    }
}
