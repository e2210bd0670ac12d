//! Optimisers by name, with their parameters: what links, controls and the API know.

use super::*;
use crate::fields::{FieldError, Fields, error, named, numbers};
use crate::param::Param;
use crate::value::Value;

/// One optimiser that can be named.
pub struct Entry {
    /// Its name.
    pub name: &'static str,
    /// Its own parameters, beside the learning rate.
    pub params: &'static [Param],
    /// Whether it works layer by layer.
    pub layered: bool,
    build: fn(&[f64], Form, Layers) -> Box<dyn Optimizer>,
}

/// Names of the momentum forms; the first is the default.
pub const FORMS: &[&str] = &["lecture", "pytorch"];

const MOMENTUM: Param = Param::number("momentum", 0.0, 0.999, 0.01, "0.9");
const FORM: Param = Param::choice("form", FORMS);
const ALPHA: Param = Param::number("alpha", 0.0, 0.9999, 0.01, "0.99");
const BETA1: Param = Param::number("beta1", 0.0, 0.9999, 0.01, "0.9");
const BETA2: Param = Param::number("beta2", 0.0, 0.99999, 0.001, "0.999");
const EPSILON: Param = Param::log("epsilon", 1e-16, 1.0, "1e-8");
const WEIGHT_DECAY: Param = Param::number("weight-decay", 0.0, 1.0, 0.01, "0");
const TRUST: Param = Param::log("trust-coefficient", 1e-5, 1.0, "0.02");

/// Every optimiser, in the order in which a menu shows them. Numeric parameters reach `build` in table order.
pub static CATALOG: &[Entry] = &[
    Entry { name: "sgd", params: &[], layered: false, build: |_, _, _| Box::new(Sgd) },
    Entry {
        name: "momentum",
        params: &[MOMENTUM, FORM],
        layered: false,
        build: |p, form, _| Box::new(Momentum::new(p[0], form)),
    },
    Entry {
        name: "nesterov",
        params: &[MOMENTUM],
        layered: false,
        build: |p, _, _| Box::new(Nesterov::new(p[0])),
    },
    Entry {
        name: "adagrad",
        params: &[EPSILON.default("1e-10")],
        layered: false,
        build: |p, _, _| Box::new(AdaGrad::new(p[0])),
    },
    Entry {
        name: "rmsprop",
        params: &[ALPHA, EPSILON],
        layered: false,
        build: |p, _, _| Box::new(RmsProp::new(p[0], p[1])),
    },
    Entry {
        name: "adam",
        params: &[BETA1, BETA2, EPSILON],
        layered: false,
        build: |p, _, _| Box::new(Adam::new(p[0], p[1], p[2])),
    },
    Entry {
        name: "lars",
        params: &[MOMENTUM, WEIGHT_DECAY, TRUST],
        layered: true,
        build: |p, _, layers| Box::new(Lars::new(p[0], p[1], p[2], layers)),
    },
    Entry {
        name: "lamb",
        params: &[BETA1, BETA2, EPSILON.default("1e-6"), WEIGHT_DECAY],
        layered: true,
        build: |p, _, layers| Box::new(Lamb::new(p[0], p[1], p[2], p[3], layers)),
    },
];

/// The names of [`CATALOG`], for a parameter table.
pub const NAMES: &[&str] = &["sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "lars", "lamb"];

/// The entry called `name`.
pub fn find(name: &str) -> Option<&'static Entry> {
    CATALOG.iter().find(|entry| entry.name == name)
}

/// Learning rates the API takes: any that is positive and finite, 0 included to stand still.
const LEARNING_RATE: Param = Param::number("learning-rate", 0.0, f64::MAX, 0.1, "0.01");

/// The optimiser and learning rate that a description names, for a θ of `dim` coordinates:
/// `{ name: "momentum", learningRate: 0.001, momentum: 0.9 }`.
///
/// # Errors
/// The name is not known, or a field is unknown or out of range; the error names the field.
pub fn from_value(value: &Value, dim: usize) -> Result<(Box<dyn Optimizer>, f64), FieldError> {
    let value = &*named(value);
    let entry = value.get("name").and_then(Value::as_text).and_then(find);
    let entry = entry.ok_or_else(|| {
        let (path, shown) = value.get("name").map_or(("optimizer", value), |name| ("optimizer.name", name));
        error(path, shown, &NAMES.join(" | "))
    })?;
    let camel: Vec<String> = entry.params.iter().map(Param::camel).collect();
    let mut known = vec!["name", "learningRate"];
    known.extend(camel.iter().map(String::as_str));
    if entry.layered {
        known.push("layers");
    }
    let fields = Fields::new("optimizer", value, &known)?;
    let mut form = Form::Lecture;
    let mut given = Vec::new();
    for param in entry.params {
        if param.name == FORM.name {
            form = form_named(fields.choice(param)?);
        } else {
            given.push(fields.number(param)?);
        }
    }
    let layers = fields.get("layers").map_or(Ok(Layers::One), |value| layers(value, dim))?;
    Ok(((entry.build)(&given, form, layers), fields.number(&LEARNING_RATE)?))
}

fn form_named(name: &str) -> Form {
    if name == FORMS[1] { Form::PyTorch } else { Form::Lecture }
}

fn layers(value: &Value, dim: usize) -> Result<Layers, FieldError> {
    let path = "optimizer.layers";
    let allowed = format!("lists of coordinate indices 0…{}, each index once", dim - 1);
    let lists = value.as_list().ok_or_else(|| error(path, value, &allowed))?;
    let mut seen = vec![false; dim];
    let mut layers = Vec::new();
    for (l, list) in lists.iter().enumerate() {
        let mut layer = Vec::new();
        for index in numbers(&format!("{path}[{l}]"), list)? {
            let i = index as usize;
            if index < 0.0 || index.fract() != 0.0 || i >= dim || std::mem::replace(&mut seen[i], true) {
                return Err(error(&format!("{path}[{l}]"), list, &allowed));
            }
            layer.push(i);
        }
        layers.push(layer);
    }
    Ok(Layers::Listed(layers))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_names_is_the_catalog() {
        assert!(CATALOG.iter().map(|entry| entry.name).eq(NAMES.iter().copied()));
    }

    #[test]
    fn wrong_descriptions_name_the_field() {
        let message = |json: &str| {
            let value: Value = serde_json::from_str(json).unwrap();
            from_value(&value, 2).err().unwrap().to_string()
        };
        assert!(
            message(r#"{"name":"momentun"}"#).starts_with("optimizer.name is \"momentun\"; allowed: sgd | ")
        );
        assert_eq!(
            message(r#"{"name":"momentum","momentum":1.5}"#),
            "optimizer.momentum is 1.5; allowed: 0…0.999"
        );
        assert!(
            message(r#"{"name":"sgd","momentum":0.5}"#).contains("no such field; known: name, learningRate")
        );
        assert!(message(r#"{"name":"sgd","learningRate":-1}"#).starts_with("optimizer.learningRate is -1"));
        assert!(message(r#"{"name":"lars","layers":[[0,2]]}"#).starts_with("optimizer.layers[0] is [0, 2]"));
        assert!(message(r#"{"name":"momentum","form":"torch"}"#).contains("allowed: lecture | pytorch"));
    }
}
