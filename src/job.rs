//! Work that is too heavy for a frame: begun from a description, done in portions, read at any time.

use crate::analysis::Landscape;
use crate::experiment::SEED;
use crate::fields::{FieldError, Fields, error};
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

/// The job that a description names: `{ name: "landscape", samples, seed }`.
///
/// # Errors
/// The name is not known, or a field is unknown or out of range.
pub fn from_value(value: &Value) -> Result<Box<dyn Job>, FieldError> {
    let fields = Fields::new("job", value, &["name", "samples", "seed"])?;
    match fields.get("name").and_then(Value::as_text) {
        Some("landscape") => {
            Ok(Box::new(Landscape::new(fields.number(&SAMPLES)? as u32, fields.number(&SEED)? as u64)))
        }
        _ => Err(error("job.name", fields.get("name").unwrap_or(&Value::Null), "landscape")),
    }
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
