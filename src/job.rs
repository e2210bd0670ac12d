//! Work that is too heavy for a frame: begun from a description, done in portions, read at any time.

use crate::analysis::{Basin, Basins, Landscape, Release};
use crate::batch::{ORDERS, Order};
use crate::experiment::SEED;
use crate::fields::{FieldError, Fields, error};
use crate::objective::{SCALE, STRETCH};
use crate::param::Param;
use crate::value::{Value, map};

/// Work under way.
pub trait Job {
    /// Does a portion of some milliseconds at most; true when nothing is left.
    fn work(&mut self) -> bool;
    /// What was found so far, as plain data.
    fn found(&self) -> Value;
}

const SAMPLES: Param = Param::integer("samples", 100.0, 10_000_000.0, "100000");

const RUNS: Param = Param::integer("runs", 1.0, 1_000_000.0, "2000");
const UPDATES: Param = Param::integer("updates", 1.0, 100_000.0, "300");

/// The job that a description names: `{ name: "landscape", samples, seed }`, or `{ name: "minima", sizes, rates, runs,
/// updates, from: [low, high], order, scale, stretch, seed }` with one learning rate for each batch size.
///
/// # Errors
/// The name is not known, or a field is unknown or out of range.
pub fn from_value(value: &Value) -> Result<Box<dyn Job>, FieldError> {
    match value.get("name").and_then(Value::as_text) {
        Some("landscape") => {
            let fields = Fields::new("job", value, &["name", "samples", "seed"])?;
            Ok(Box::new(Landscape::new(fields.number(&SAMPLES)? as u32, fields.number(&SEED)? as u64)))
        }
        Some("minima") => Ok(Box::new(Basins::new(release(value)?))),
        _ => Err(error("job.name", value.get("name").unwrap_or(&Value::Null), "landscape | minima")),
    }
}

fn release(value: &Value) -> Result<Release, FieldError> {
    let known = ["name", "sizes", "rates", "runs", "updates", "from", "order", "scale", "stretch", "seed"];
    let fields = Fields::new("job", value, &known)?;
    let (sizes, rates) =
        (fields.numbers("sizes")?.unwrap_or_default(), fields.numbers("rates")?.unwrap_or_default());
    let wrong = |name: &str, allowed| {
        Err(error(&format!("job.{name}"), fields.get(name).unwrap_or(&Value::Null), allowed))
    };
    if sizes.is_empty() || sizes.iter().any(|b| b.fract() != 0.0 || !(1.0..=20.0).contains(b)) {
        return wrong("sizes", "batch sizes 1…20, at least one");
    }
    if rates.len() != sizes.len() {
        return wrong("rates", "one learning rate for each batch size");
    }
    let from = match fields.numbers("from")?.as_deref() {
        Some(&[low, high]) if low < high => (low, high),
        _ => return wrong("from", "two numbers, the lower first"),
    };
    Ok(Release {
        crowds: sizes.iter().zip(rates).map(|(size, rate)| (*size as usize, rate)).collect(),
        runs: fields.number(&RUNS)? as u32,
        updates: fields.number(&UPDATES)? as u64,
        from,
        order: Order::named(fields.choice(&Param::choice("order", ORDERS))?),
        coordinate: (fields.number(&SCALE)?, fields.number(&STRETCH)?),
        seed: fields.number(&SEED)? as u64,
    })
}

/// `{ progress, rows: [[ended, in the flat valley], …], beyond: [[…], …], places: ["…", …] }`, one entry a crowd: see
/// [`crate::analysis::Basin`]. Places are a character for each count ([`packed`]).
impl Job for Basins {
    fn work(&mut self) -> bool {
        self.work()
    }
    fn found(&self) -> Value {
        let numbers =
            |counts: &[u32]| -> Value { counts.iter().map(|n| f64::from(*n)).collect::<Vec<_>>().into() };
        let each = |part: &dyn Fn(&Basin) -> Value| Value::List(self.basins().iter().map(part).collect());
        map([
            ("progress", self.progress().into()),
            ("rows", each(&|basin| numbers(&[basin.runs, basin.flat]))),
            ("beyond", each(&|basin| numbers(&basin.beyond))),
            ("places", each(&|basin| packed(&basin.places).into())),
        ])
    }
}

/// Many counts as one text, a character each: it passes between worker and page in a tenth of the time that a list
/// takes. Counts stop at 55,295, the last character before those that are no characters.
pub fn packed(counts: &[u32]) -> String {
    counts.iter().filter_map(|&count| char::from_u32(count.min(0xD7FF))).collect()
}

/// The counts of [`packed`].
pub fn unpacked(text: &str) -> Vec<u32> {
    text.chars().map(u32::from).collect()
}

/// `{ progress, rows: [[samples, share, its standard error, share in the GOE], …] }`, one row a dimension.
impl Job for Landscape {
    fn work(&mut self) -> bool {
        self.work()
    }
    fn found(&self) -> Value {
        let row = |share: &crate::analysis::Share| -> Value {
            vec![f64::from(share.samples), share.field(), share.field_error(), share.goe()].into()
        };
        let rows = self.shares().iter().filter(|share| share.samples > 0).map(row).collect();
        map([("progress", self.progress().into()), ("rows", Value::List(rows))])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_survive_their_journey() {
        let counts = vec![0, 1, 127, 128, 2000, 20_000, 0xD7FF];
        assert_eq!(unpacked(&packed(&counts)), counts);
        assert_eq!(unpacked(&packed(&[70_000])), [0xD7FF]);
    }

    #[test]
    fn wrong_descriptions_name_the_field() {
        let message =
            |text: &str| from_value(&serde_json::from_str(text).unwrap()).err().unwrap().to_string();
        assert!(message(r#"{"name":"mining"}"#).starts_with("job.name is \"mining\""));
        let release = |part: &str| message(&format!(r#"{{"name":"minima",{part}}}"#));
        assert!(release(r#""sizes":[21],"rates":[1]"#).starts_with("job.sizes is"));
        assert!(release(r#""sizes":[4,2],"rates":[1]"#).starts_with("job.rates is"));
        assert!(release(r#""sizes":[4],"rates":[1],"from":[1,1]"#).contains("from"));
        assert!(
            release(r#""sizes":[4],"rates":[1],"from":[-2,-1],"order":"worst""#).starts_with("job.order is")
        );
    }
}
