//! What a run has shown, and what was seen of it on its way.

use super::training::NAME;
use crate::network::Measure;
use downhill_engine::value::{Value, map};

/// Brightest shade of a picture that is sent; a weight of nothing is half of it.
const SHADES: f64 = 32.0;

/// A digit as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Shades 0…1, row by row of a square.
    pub pixels: Vec<f64>,
    /// What it shows.
    pub label: u8,
    /// What the network takes it for.
    pub answer: u8,
}

/// What a network is and does at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Glimpse {
    /// Updates made.
    pub update: u64,
    /// Loss and accuracy on the examples that it learns from.
    pub train: Measure,
    /// On those it has never seen.
    pub validation: Measure,
    /// Weights into the first hidden units, −1…1 of each unit's largest, as squares.
    pub units: Vec<Vec<f64>>,
    /// The first examples of the last batch.
    pub batch: Vec<Shown>,
    /// Validation digits: first those that it gets wrong, then others.
    pub seen: Vec<Shown>,
    /// Validation digits that it gets wrong.
    pub mistakes: usize,
}

/// All that is known of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct TrainingReport {
    /// Part of the updates that are made, 0…1.
    pub progress: f64,
    /// Training and validation accuracy at its end.
    pub end: Option<[f64; 2]>,
    /// Whether the loss or a parameter has left all bounds.
    pub diverged: bool,
    /// Moments on its way, where they were asked for.
    pub glimpses: Vec<Glimpse>,
}

fn shades(pixels: &[f64]) -> Value {
    let shade = |x: &f64| char::from(b'@' + (x * SHADES).round().clamp(0.0, SHADES) as u8);
    pixels.iter().map(shade).collect::<String>().into()
}
fn unshaded(value: &Value) -> Option<Vec<f64>> {
    let shade = |c: u8| f64::from(c.saturating_sub(b'@')) / SHADES;
    Some(value.as_text()?.bytes().map(shade).collect())
}

impl Shown {
    fn to_value(&self) -> Value {
        let (label, answer) = (f64::from(self.label), f64::from(self.answer));
        map([("pixels", shades(&self.pixels)), ("label", label.into()), ("answer", answer.into())])
    }
    fn from_value(value: &Value) -> Option<Self> {
        let digit = |name: &str| Some(value.get(name)?.as_number()? as u8);
        let pixels = unshaded(value.get("pixels")?)?;
        Some(Self { pixels, label: digit("label")?, answer: digit("answer")? })
    }
}

fn list<T>(value: Option<&Value>, read: impl Fn(&Value) -> Option<T>) -> Option<Vec<T>> {
    value?.as_list()?.iter().map(read).collect()
}

impl Glimpse {
    fn to_value(&self) -> Value {
        let Measure { loss, accuracy } = self.train;
        let (v_loss, v_accuracy) = (self.validation.loss, self.validation.accuracy);
        let units = self.units.iter().map(|unit| {
            let halved: Vec<f64> = unit.iter().map(|w| (w + 1.0) / 2.0).collect();
            shades(&halved)
        });
        let strip = |digits: &[Shown]| Value::List(digits.iter().map(Shown::to_value).collect());
        map([
            ("update", (self.update as f64).into()),
            ("numbers", vec![loss, accuracy, v_loss, v_accuracy].into()),
            ("units", Value::List(units.collect())),
            ("batch", strip(&self.batch)),
            ("seen", strip(&self.seen)),
            ("mistakes", (self.mistakes as f64).into()),
        ])
    }
    fn from_value(value: &Value) -> Option<Self> {
        let numbers = list(value.get("numbers"), Value::as_number)?;
        let [loss, accuracy, v_loss, v_accuracy] = numbers[..] else { return None };
        let unit = |text: &Value| Some(unshaded(text)?.into_iter().map(|x| 2.0 * x - 1.0).collect());
        Some(Self {
            update: value.get("update")?.as_number()? as u64,
            train: Measure { loss, accuracy },
            validation: Measure { loss: v_loss, accuracy: v_accuracy },
            units: list(value.get("units"), unit)?,
            batch: list(value.get("batch"), Shown::from_value)?,
            seen: list(value.get("seen"), Shown::from_value)?,
            mistakes: value.get("mistakes")?.as_number()? as usize,
        })
    }
}

impl TrainingReport {
    /// The report as plain data.
    pub fn to_value(&self) -> Value {
        map([
            ("name", NAME.into()),
            ("progress", self.progress.into()),
            ("end", self.end.map(Vec::from).into()),
            ("diverged", self.diverged.into()),
            ("glimpses", Value::List(self.glimpses.iter().map(Glimpse::to_value).collect())),
        ])
    }
    /// The report of plain data; nothing if it is none.
    pub fn from_value(value: &Value) -> Option<Self> {
        let end = match value.get("end") {
            Some(end) => {
                let [train, validation] = list(Some(end), Value::as_number)?[..] else { return None };
                Some([train, validation])
            }
            None => None,
        };
        Some(Self {
            progress: value.get("progress")?.as_number()?,
            end,
            diverged: *value.get("diverged")? == Value::Bool(true),
            glimpses: list(value.get("glimpses"), Glimpse::from_value)?,
        })
    }
}
