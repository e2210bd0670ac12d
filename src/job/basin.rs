//! One crowd of `minima`: `{ name: "basin", size, rate, runs, updates, from: [low, high], order, scale, stretch, stream, seed }`.

use super::packed::{packed, unpacked};
use super::{Job, RATE, Report, SEED, SIZE, counts, number, numbers, range, whole};
use crate::analysis::{BINS, Basin, BasinRequest, BasinRun, FRAMES};
use crate::batch::ORDER;
use crate::fields::{FieldError, Fields};
use crate::named::Named;
use crate::objective::{SCALE, STRETCH};
use crate::param::Param;
use crate::value::{Value, map};

pub(super) const NAME: &str = "basin";

const KNOWN: &[&str] =
    &["name", "size", "rate", "runs", "updates", "from", "order", "scale", "stretch", "stream", "seed"];
const RUNS: Param = Param::integer("runs", 1.0, 1_000_000.0, "2000");
const UPDATES: Param = Param::integer("updates", 1.0, 100_000.0, "300");
const STREAM: Param = Param::integer("stream", 0.0, 95.0, "0");

impl BasinRequest {
    /// The request as plain data.
    pub fn to_value(&self) -> Value {
        map([
            ("name", NAME.into()),
            ("size", (self.size as f64).into()),
            ("rate", self.rate.into()),
            ("runs", f64::from(self.runs).into()),
            ("updates", f64::from(self.updates).into()),
            ("from", numbers(self.from)),
            ("order", self.order.name().into()),
            ("scale", self.coordinate.0.into()),
            ("stretch", self.coordinate.1.into()),
            ("stream", f64::from(self.stream).into()),
            ("seed", (self.seed as f64).into()),
        ])
    }
    /// The request of plain data; what is left out has its default, but for `from`.
    ///
    /// # Errors
    /// A field is unknown or out of range, or `from` is missing.
    pub fn from_value(value: &Value) -> Result<Self, FieldError> {
        let fields = Fields::new("job", value, KNOWN)?;
        Ok(Self {
            size: fields.number(&SIZE)? as usize,
            rate: fields.number(&RATE)?,
            runs: fields.number(&RUNS)? as u32,
            updates: fields.number(&UPDATES)? as u32,
            from: range(&fields, "from")?,
            order: fields.choice(&ORDER)?,
            coordinate: (fields.number(&SCALE)?, fields.number(&STRETCH)?),
            stream: fields.number(&STREAM)? as u32,
            seed: fields.number(&SEED)? as u64,
        })
    }
}

/// All that is known of a crowd.
#[derive(Clone, Debug, PartialEq)]
pub struct BasinReport {
    /// Part of the runs that have ended, 0…1.
    pub progress: f64,
    /// What became of them.
    pub basin: Basin,
}

impl BasinReport {
    /// `runs`, `places` as packed text, `beyond`.
    pub(super) fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("runs", f64::from(self.basin.runs).into()),
            ("places", packed(self.basin.places.iter().copied()).into()),
            ("beyond", counts(&self.basin.beyond)),
        ]
    }
    /// The report of plain data; nothing if it is none.
    pub(super) fn from_value(value: &Value) -> Option<Self> {
        let beyond = value.get("beyond")?.as_list()?.iter().map(whole).collect::<Option<Vec<_>>>()?;
        let places: Vec<u32> = unpacked(value.get("places")?.as_text()?).collect();
        let basin = Basin { runs: whole(value.get("runs")?)?, places, beyond };
        let complete = basin.places.len() == FRAMES * BINS && basin.beyond.len() == FRAMES;
        complete.then_some(Self { progress: number(value, "progress")?, basin })
    }
}

impl Job for BasinRun {
    fn work(&mut self) -> bool {
        self.work()
    }
    fn report(&mut self) -> Report {
        Report::Basin(BasinReport { progress: self.progress(), basin: self.basin().clone() })
    }
    fn progress(&self) -> f64 {
        self.progress()
    }
}
