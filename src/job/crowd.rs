//! One crowd of `escape`: `{ name: "crowd", size, momentum, rate, order, start: [x, y], particles, updates, x: [low, high],
//! y: [low, high], seed }`, where `x` and `y` are the ranges over which it is counted.

use super::packed::{packed, unpacked};
use super::{Job, RATE, Report, SEED, SIZE, counts, number, numbers, pair, range, whole};
use crate::analysis::{CrowdRequest, CrowdRun, Updates};
use crate::batch::ORDER;
use crate::fields::{FieldError, Fields};
use crate::grid::CELLS;
use crate::named::Named;
use crate::param::Param;
use crate::value::{Value, map};
use std::rc::Rc;

pub(super) const NAME: &str = "crowd";

const KNOWN: &[&str] =
    &["name", "size", "momentum", "rate", "order", "start", "particles", "updates", "x", "y", "seed"];
const MOMENTUM: Param = Param::number("momentum", 0.0, 1.0, 0.05, "0");
const PARTICLES: Param = Param::integer("particles", 1.0, 1_000_000.0, "10000");
/// Each update leaves a grid of 24 KB.
const UPDATES: Param = Param::integer("updates", 1.0, 1000.0, "100");

impl CrowdRequest {
    /// The request as plain data.
    pub fn to_value(&self) -> Value {
        map([
            ("name", NAME.into()),
            ("size", (self.size as f64).into()),
            ("momentum", self.momentum.into()),
            ("rate", self.rate.into()),
            ("order", self.order.name().into()),
            ("start", numbers(self.start)),
            ("particles", f64::from(self.particles).into()),
            ("updates", f64::from(self.updates).into()),
            ("x", numbers(self.view.0)),
            ("y", numbers(self.view.1)),
            ("seed", (self.seed as f64).into()),
        ])
    }
    /// The request of plain data; what is left out has its default, but for `start`, `x` and `y`.
    ///
    /// # Errors
    /// A field is unknown, missing or out of range.
    pub fn from_value(value: &Value) -> Result<Self, FieldError> {
        let fields = Fields::new("job", value, KNOWN)?;
        Ok(Self {
            size: fields.number(&SIZE)? as usize,
            momentum: fields.number(&MOMENTUM)?,
            rate: fields.number(&RATE)?,
            order: fields.choice(&ORDER)?,
            start: pair(&fields, "start")?,
            particles: fields.number(&PARTICLES)? as u32,
            updates: fields.number(&UPDATES)? as u32,
            view: (range(&fields, "x")?, range(&fields, "y")?),
            seed: fields.number(&SEED)? as u64,
        })
    }
}

/// Some updates of a crowd.
#[derive(Clone, Debug, PartialEq)]
pub struct CrowdReport {
    /// Part of the updates that all runs have made, 0…1.
    pub progress: f64,
    /// Those made since the report before.
    pub updates: Updates,
}

impl CrowdReport {
    /// `first`, `gone`, and a packed text for each of `frames`.
    pub(super) fn fields(&self) -> Vec<(&'static str, Value)> {
        let frame = |frame: &Rc<[u16]>| packed(frame.iter().map(|&count| u32::from(count)));
        vec![
            ("first", f64::from(self.updates.first).into()),
            ("gone", counts(&self.updates.gone)),
            ("frames", self.updates.frames.iter().map(frame).collect::<Vec<_>>().into()),
        ]
    }
    /// The report of plain data; nothing if it is none.
    pub(super) fn from_value(value: &Value) -> Option<Self> {
        let gone = value.get("gone")?.as_list()?.iter().map(whole).collect::<Option<Vec<_>>>()?;
        let frames = value.get("frames")?.as_list()?.iter().map(frame).collect::<Option<Vec<_>>>()?;
        let updates = Updates { first: whole(value.get("first")?)?, gone, frames };
        let complete = updates.first > 0 && updates.gone.len() == updates.frames.len();
        complete.then_some(Self { progress: number(value, "progress")?, updates })
    }
}

fn frame(value: &Value) -> Option<Rc<[u16]>> {
    let counts: Option<Vec<u16>> = unpacked(value.as_text()?).map(|count| count.try_into().ok()).collect();
    counts.filter(|counts| counts.len() == CELLS.0 * CELLS.1).map(Rc::from)
}

impl Job for CrowdRun {
    fn work(&mut self) -> bool {
        self.work()
    }
    fn report(&mut self) -> Report {
        Report::Crowd(CrowdReport { progress: self.progress(), updates: self.fresh() })
    }
    fn progress(&self) -> f64 {
        self.progress()
    }
}
