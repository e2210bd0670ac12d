//! Data from a description.

use super::{Data, DataError, Part, Split, digits, mnist};
use downhill_engine::fields::{FieldError, Fields, error, named};
use downhill_engine::named;
use downhill_engine::param::{Choice, Param};
use downhill_engine::value::Value;
use std::fmt;

named! {
    /// Data sets that have a name.
    pub enum Set {
        /// 1,797 digits of 8 × 8 pixels.
        Digits = "digits",
        /// 10,000 digits of 28 × 28 pixels.
        Mnist = "mnist",
    }
}

static NAME: Choice<Set> = Choice::new("name");
static SPLIT: Choice<Split> = Choice::new("split");

/// Data that cannot be had.
#[derive(Clone, Debug, PartialEq)]
pub enum Missing {
    /// Its description is wrong.
    Field(FieldError),
    /// Its file is.
    File(DataError),
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Missing::Field(error) => error.fmt(f),
            Missing::File(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Missing {}

impl Data {
    /// Somebody's own: as many numbers of each example as there are for a label. The first `train` examples train, the others
    /// validate.
    ///
    /// # Errors
    /// Numbers and labels do not fit together, or there is nothing to train on or to validate with.
    pub fn new(inputs: &[f32], labels: &[u8], train: &Value) -> Result<Self, FieldError> {
        let (count, features) = (labels.len(), inputs.len() / labels.len().max(1));
        if count < 2 || features == 0 || inputs.len() != count * features {
            let allowed = "as many numbers for every label, two labels or more";
            return Err(error("data.inputs", &Value::from(format!("{} numbers", inputs.len())), allowed));
        }
        if let Some(input) = inputs.iter().find(|input| !input.is_finite()) {
            return Err(error("data.inputs", &Value::from(f64::from(*input)), "finite numbers"));
        }
        let most = (count - 1) as f64;
        let train = match train.as_number() {
            Some(train) if (1.0..=most).contains(&train) && train.fract() == 0.0 => train as usize,
            _ => return Err(error("data.train", train, &format!("1…{most}, whole"))),
        };
        let mut parts = [Part::new(features), Part::new(features)];
        for (i, (inputs, label)) in inputs.chunks_exact(features).zip(labels).enumerate() {
            parts[usize::from(i >= train)].push(inputs.iter().copied(), *label);
        }
        let classes = labels.iter().copied().max().map_or(1, |label| usize::from(label) + 1);
        let [train, validation] = parts.map(Part::sealed);
        Ok(Self { features, classes: classes.max(2), train, validation })
    }
    /// The data of a description `{ name: "digits", split: "stratified", examples: 150 }`; `file` gives what is in the file of a
    /// set. `examples` keeps the first ones of those that train.
    ///
    /// # Errors
    /// A field is unknown or out of range, or the file is not what it should be.
    pub fn from_value(value: &Value, file: impl FnOnce(Set) -> Option<Vec<u8>>) -> Result<Self, Missing> {
        let value = &*named(value);
        let fields = Fields::new("data", value, &["name", "split", "examples"]).map_err(Missing::Field)?;
        let read = || {
            let set = fields.choice(&NAME)?;
            let split = match (set, fields.get("split")) {
                (Set::Digits, _) => fields.choice(&SPLIT)?,
                (Set::Mnist, None) => Split::Fifths,
                (Set::Mnist, Some(value)) => {
                    return Err(error("data.split", value, "none: mnist has one split"));
                }
            };
            Ok((set, split))
        };
        let (set, split) = read().map_err(Missing::Field)?;
        let name = if set == Set::Digits { "digits.pack" } else { "mnist10k.bin.gz" };
        let bytes = file(set).ok_or(Missing::File(DataError::Missing { file: name }))?;
        let images = if set == Set::Digits { digits(&bytes) } else { mnist(&bytes) };
        let mut data = images.map_err(Missing::File)?.data(split);
        if fields.get("examples").is_some() {
            let examples = Param::integer("examples", 1.0, data.train.len() as f64, "1");
            data.train.truncate(fields.number(&examples).map_err(Missing::Field)? as usize);
        }
        Ok(data)
    }
}

#[cfg(test)]
mod tests {
    use super::super::DIGITS;
    use super::*;
    use downhill_engine::value::map;

    fn read(value: &Value) -> Result<Data, Missing> {
        Data::from_value(value, |set| (set == Set::Digits).then(|| DIGITS.to_vec()))
    }

    #[test]
    fn a_name_a_split_and_how_many() {
        let digits = read(&"digits".into()).unwrap();
        assert_eq!(digits, super::digits(DIGITS).unwrap().data(Split::Stratified));
        let few = map([("name", "digits".into()), ("split", "block".into()), ("examples", 150.0.into())]);
        let few = read(&few).unwrap();
        assert_eq!((few.train.len(), few.validation.len()), (150, 773));
        let block = super::digits(DIGITS).unwrap().data(Split::Block);
        assert!((0..150).all(|i| few.train.input(i) == block.train.input(i)));
    }
    #[test]
    fn wrong_descriptions_name_the_field() {
        let message = |value: Value| read(&value).unwrap_err().to_string();
        let with = |name, value| message(map([("name", "digits".into()), (name, value)]));
        assert_eq!(message("digit".into()), "data.name is \"digit\"; allowed: digits | mnist");
        assert!(
            with("split", "even".into()).starts_with("data.split is \"even\"; allowed: stratified | block")
        );
        assert_eq!(with("examples", 1025.0.into()), "data.examples is 1025; allowed: 1…1024, whole");
        assert_eq!(
            message("mnist".into()),
            "mnist10k.bin.gz is missing: fetch it and hand over its contents"
        );
        let split = map([("name", "mnist".into()), ("split", "block".into())]);
        assert_eq!(message(split), "data.split is \"block\"; allowed: none: mnist has one split");
    }
    #[test]
    fn own_examples_are_taken_as_they_are() {
        let data = Data::new(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], &[0, 3, 1], &2.0.into()).unwrap();
        assert_eq!((data.features, data.classes, data.train.len(), data.validation.len()), (2, 4, 2, 1));
        assert_eq!(
            (&data.validation.input(0)[0].to_array()[..2], data.train.labels()),
            (&[5.0, 6.0][..], &[0, 3][..])
        );
        let message = |inputs: &[f32], labels: &[u8], train: f64| {
            Data::new(inputs, labels, &train.into()).unwrap_err().to_string()
        };
        assert!(
            message(&[1.0; 5], &[0, 1], 1.0).starts_with("data.inputs is \"5 numbers\"; allowed: as many")
        );
        assert!(message(&[f32::NAN; 4], &[0, 1], 1.0).starts_with("data.inputs is"));
        assert_eq!(message(&[1.0; 4], &[0, 1], 2.0), "data.train is 2; allowed: 1…1, whole");
    }
}
