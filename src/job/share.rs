//! One dimension of `critical`: `{ name: "share", dimension, samples, seed }`.

use super::{Job, Report, SEED, number, whole};
use crate::analysis::{DIMENSIONS, Share, ShareRequest, ShareRun};
use crate::fields::{FieldError, Fields};
use crate::param::Param;
use crate::value::{Value, map};

pub(super) const NAME: &str = "share";

const DIMENSION: Param = Param::integer("dimension", 1.0, DIMENSIONS as f64, "1");
const SAMPLES: Param = Param::integer("samples", 1.0, 10_000_000.0, "100000");

impl ShareRequest {
    /// The request as plain data.
    pub fn to_value(&self) -> Value {
        map([
            ("name", NAME.into()),
            ("dimension", (self.dimension as f64).into()),
            ("samples", f64::from(self.samples).into()),
            ("seed", (self.seed as f64).into()),
        ])
    }
    /// The request of plain data; what is left out has its default.
    ///
    /// # Errors
    /// A field is unknown or out of range.
    pub fn from_value(value: &Value) -> Result<Self, FieldError> {
        let fields = Fields::new("job", value, &["name", "dimension", "samples", "seed"])?;
        Ok(Self {
            dimension: fields.number(&DIMENSION)? as usize,
            samples: fields.number(&SAMPLES)? as u32,
            seed: fields.number(&SEED)? as u64,
        })
    }
}

/// All that is known of one dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct ShareReport {
    /// Part of the matrices that are drawn, 0…1.
    pub progress: f64,
    /// What they show.
    pub share: Share,
}

impl ShareReport {
    /// `dimension`, `samples`, `field`, `fieldError`, `goe`.
    pub(super) fn fields(&self) -> Vec<(&'static str, Value)> {
        let share = &self.share;
        vec![
            ("dimension", (share.dimension as f64).into()),
            ("samples", f64::from(share.samples).into()),
            ("field", share.field.into()),
            ("fieldError", share.field_error.into()),
            ("goe", share.goe.into()),
        ]
    }
    /// The report of plain data; nothing if it is none.
    pub(super) fn from_value(value: &Value) -> Option<Self> {
        let dimension = whole(value.get("dimension")?)? as usize;
        let share = Share {
            dimension,
            samples: whole(value.get("samples")?)?,
            field: number(value, "field")?,
            field_error: number(value, "fieldError")?,
            goe: number(value, "goe")?,
        };
        let known = (1..=DIMENSIONS).contains(&dimension);
        known.then_some(Self { progress: number(value, "progress")?, share })
    }
}

impl Job for ShareRun {
    fn work(&mut self) -> bool {
        self.work()
    }
    fn report(&mut self) -> Report {
        Report::Share(ShareReport { progress: self.progress(), share: self.share() })
    }
    fn progress(&self) -> f64 {
        self.progress()
    }
}
