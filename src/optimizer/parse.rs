//! Optimisers from a description.

use super::{Entry, Layers, NAMES, Optimizer, find};
use crate::fields::{Checked, FieldError, Fields, entry, error, named, numbers};
use crate::param::Param;
use crate::value::Value;

/// Learning rates the API takes: any that is positive and finite, 0 included to stand still.
const LEARNING_RATE: Param = Param::number("learning-rate", 0.0, f64::MAX, 0.1, "0.01");

/// The optimiser and learning rate that a description names, for a θ of `dim` coordinates:
/// `{ name: "momentum", learningRate: 0.001, momentum: 0.9 }`.
///
/// # Errors
/// The name is not known, or a field is unknown or out of range; the error names the field.
///
/// ```
/// use downhill_engine::{optimizer, value::map};
/// let described = [("name", "momentum".into()), ("learningRate", 0.5.into()), ("momentum", 0.5.into())];
/// let (mut rule, rate) = optimizer::from_value(&map(described), 1)?;
/// let mut theta = [0.0];
/// rule.update(&mut theta, &[1.0], rate); // m = -0.5
/// rule.update(&mut theta, &[1.0], rate); // m = -0.75
/// assert_eq!(theta, [-1.25]);
/// # Ok::<(), downhill_engine::fields::FieldError>(())
/// ```
pub fn from_value(value: &Value, dim: usize) -> Result<(Box<dyn Optimizer>, f64), FieldError> {
    let read = |fields: &Fields| fields.get("layers").map_or(Ok(Layers::One), |value| layers(value, dim));
    let (entry, given, layers, rate) = described(value, Some(&read))?;
    Ok(((entry.build)(&given, layers), rate))
}

/// The same in single precision. The layers are those of the network: a description has none.
///
/// # Errors
/// As [`from_value`].
#[cfg(feature = "single")]
pub fn single(value: &Value, layers: Layers) -> Result<(Box<dyn Optimizer<f32>>, f64), FieldError> {
    let (entry, given, _, rate) = described(value, None)?;
    let single = super::SINGLE[NAMES.iter().position(|name| *name == entry.name).unwrap_or_default()];
    Ok((single(&given, layers), rate))
}

/// What reads the layers of a description.
type Read<'a> = &'a dyn Fn(&Fields) -> Result<Layers, FieldError>;

fn described(
    value: &Value,
    read: Option<Read<'_>>,
) -> Result<(&'static Entry, Checked, Layers, f64), FieldError> {
    let value = &*named(value);
    let entry = entry("optimizer", value, find, NAMES)?;
    let camel: Vec<String> = entry.params.iter().map(|param| param.camel()).collect();
    let mut known = vec!["name", "learningRate"];
    known.extend(camel.iter().map(String::as_str));
    let read = read.filter(|_| entry.layered);
    if read.is_some() {
        known.push("layers");
    }
    let fields = Fields::new("optimizer", value, &known)?;
    let given = fields.checked(entry.params)?;
    let layers = read.map_or(Ok(Layers::One), |read| read(&fields))?;
    Ok((entry, given, layers, fields.number(&LEARNING_RATE)?))
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
    use super::super::CATALOG;
    use super::*;
    use crate::json::read;
    use crate::value::map;

    #[test]
    fn wrong_descriptions_name_the_field() {
        let message = |text: &str| from_value(&read(text), 2).err().unwrap().to_string();
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
        assert_eq!(message("7"), format!("optimizer is 7; allowed: {}", NAMES.join(" | ")));
    }

    /// What a description leaves out is what the entry builds by itself.
    #[test]
    fn defaults_are_the_catalogs() {
        for entry in CATALOG {
            let (mut read, rate) = from_value(&map([("name", entry.name.into())]), 2).unwrap();
            let mut built = entry.build(&crate::param::Defaults);
            let (mut a, mut b) = ([1.0, -2.0], [1.0, -2.0]);
            for _ in 0..3 {
                read.update(&mut a, &[0.3, 1e-9], rate);
                built.update(&mut b, &[0.3, 1e-9], rate);
            }
            assert_eq!((a, rate), (b, 0.01), "{}", entry.name);
        }
    }

    #[test]
    fn the_form_is_read() {
        let state = |form: &str| {
            let value = map([("name", "momentum".into()), ("form", form.into())]);
            let (mut rule, rate) = from_value(&value, 1).unwrap();
            rule.update(&mut [0.0], &[2.0], rate);
            rule.state()[0].1[0]
        };
        assert_eq!((state("lecture"), state("pytorch")), (-0.02, 2.0));
    }
}
