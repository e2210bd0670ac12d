//! Work that is too heavy for a frame: described, begun elsewhere, done in portions, reported bit by bit.
//!
//! A description (a [`Request`]) decides everything that is found, so that finished work can be kept under it. Both ends of
//! a message, what is asked and what is reported, stand in one file for each kind of work.

mod basin;
mod crowd;
pub mod formula;
mod packed;
mod share;
pub mod trajectory;

pub use crate::analysis::{BasinRequest, CrowdRequest, ShareRequest};
pub use basin::BasinReport;
pub use crowd::CrowdReport;
pub use share::ShareReport;

use crate::analysis::{BasinRun, CrowdRun, ShareRun};
use crate::fields::{FieldError, Fields, error};
use crate::param::Param;
use crate::value::Value;

/// What is asked for, by value: equal requests find the same.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Which valley one crowd of `minima` ends in.
    Basin(BasinRequest),
    /// Share of minima among the critical points of random functions, in one dimension.
    Share(ShareRequest),
    /// How soon one crowd of `escape` leaves the saddle.
    Crowd(CrowdRequest),
    /// Work that another part of the program does: its description, with its kind as `name`.
    Plain(Value),
}

impl Request {
    /// The request as plain data, with its kind as `name`.
    pub fn into_value(self) -> Value {
        match self {
            Request::Basin(request) => request.to_value(),
            Request::Share(request) => request.to_value(),
            Request::Crowd(request) => request.to_value(),
            Request::Plain(description) => description,
        }
    }
    /// The request that [`Request::into_value`] wrote.
    ///
    /// # Errors
    /// The name is not known, or a field is missing, unknown or out of range.
    pub fn from_value(value: &Value) -> Result<Self, FieldError> {
        match value.get("name").and_then(Value::as_text) {
            Some(basin::NAME) => BasinRequest::from_value(value).map(Request::Basin),
            Some(share::NAME) => ShareRequest::from_value(value).map(Request::Share),
            Some(crowd::NAME) => CrowdRequest::from_value(value).map(Request::Crowd),
            _ => Err(error("job.name", value.get("name").unwrap_or(&Value::Null), "basin | share | crowd")),
        }
    }
    /// The work, not begun yet; nothing where another part of the program does it.
    pub fn begin(&self) -> Option<Box<dyn Job>> {
        Some(match self {
            Request::Basin(request) => Box::new(BasinRun::new(request.clone())),
            Request::Share(request) => Box::new(ShareRun::new(*request)),
            Request::Crowd(request) => Box::new(CrowdRun::new(request.clone())),
            Request::Plain(_) => return None,
        })
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub enum Report {
    /// All that is known of a crowd of `minima`.
    Basin(BasinReport),
    /// All that is known of one dimension.
    Share(ShareReport),
    /// Some updates of a crowd of `escape`.
    Crowd(CrowdReport),
    /// What another part of the program has found: all of it, with its kind as `name`, and its `progress`.
    Plain(Value),
}

impl Report {
    /// Whether it says all that earlier reports on the same request said; otherwise it goes on where they ended, and
    /// who comes late needs all of them, in order.
    pub fn replaces(&self) -> bool {
        match self {
            Report::Basin(_) | Report::Share(_) | Report::Plain(_) => true,
            Report::Crowd(_) => false,
        }
    }
    /// Part of the work that is done, 0…1; 1 in the last report.
    pub fn progress(&self) -> f64 {
        match self {
            Report::Basin(report) => report.progress,
            Report::Share(report) => report.progress,
            Report::Crowd(report) => report.progress,
            Report::Plain(report) => number(report, "progress").unwrap_or_default(),
        }
    }
    /// The report as plain data, with its kind as `name`, its `progress`, and whether it [`Report::replaces`].
    pub fn into_value(self) -> Value {
        let common = [("progress", self.progress().into()), ("replaces", self.replaces().into())];
        let (name, fields) = match self {
            Report::Basin(report) => (basin::NAME, report.fields()),
            Report::Share(report) => (share::NAME, report.fields()),
            Report::Crowd(report) => (crowd::NAME, report.fields()),
            Report::Plain(Value::Map(mut entries)) => {
                entries.push(("replaces".to_owned(), true.into()));
                return Value::Map(entries);
            }
            Report::Plain(other) => return other,
        };
        let common = [("name", name.into())].into_iter().chain(common);
        let all = common.chain(fields);
        Value::Map(all.map(|(key, value)| (key.to_owned(), value)).collect())
    }
    /// The report that [`Report::into_value`] wrote; nothing if it is none.
    pub fn from_value(value: Value) -> Option<Self> {
        match value.get("name")?.as_text()? {
            basin::NAME => BasinReport::from_value(&value).map(Report::Basin),
            share::NAME => ShareReport::from_value(&value).map(Report::Share),
            crowd::NAME => CrowdReport::from_value(&value).map(Report::Crowd),
            _ => number(&value, "progress").map(|_| Report::Plain(value)),
        }
    }
}

/// Work under way.
pub trait Job {
    /// Hears, before a portion, how many seconds all portions before it took; who has no clock does not say.
    fn clock(&mut self, _seconds: f64) {}
    /// Does a portion of some milliseconds; true when nothing is left.
    fn work(&mut self) -> bool;
    /// What was found since the last report: all of it, or what is new ([`Report::replaces`]).
    fn report(&mut self) -> Report;
    /// Part of the work that is done, 0…1.
    fn progress(&self) -> f64;
}

/// The work of a description that this part of the program does: a [`Request`].
///
/// # Errors
/// As [`Request::from_value`].
pub fn begin(description: &Value) -> Result<Option<Box<dyn Job>>, FieldError> {
    Request::from_value(description).map(|request| request.begin())
}

/// Does all that is asked for, here and now; gives the reports that stand for the whole of it. None where another part of
/// the program does it.
pub fn finish(request: &Request) -> Vec<Report> {
    request.begin().map_or_else(Vec::new, finished)
}

/// Does all of a job, here and now.
pub fn finished(mut job: Box<dyn Job>) -> Vec<Report> {
    while !job.work() {}
    vec![job.report()]
}

/// Batch size: both objectives that crowds run on have twenty examples.
const SIZE: Param = Param::integer("size", 1.0, 20.0, "1");
const RATE: Param = Param::number("rate", 0.0, 1e6, 0.01, "0.05");
/// A seed that scenes have mixed: any whole number that a double holds exactly.
const SEED: Param = Param::integer("seed", 0.0, 9_007_199_254_740_991.0, "1");

/// Two numbers that must be there.
fn pair(fields: &Fields, name: &str) -> Result<(f64, f64), FieldError> {
    match fields.numbers(name)?.as_deref() {
        Some(&[a, b]) => Ok((a, b)),
        _ => Err(wrong(fields, name, "two numbers")),
    }
}

/// Two numbers that must be there, the lower first.
fn range(fields: &Fields, name: &str) -> Result<(f64, f64), FieldError> {
    let range = pair(fields, name)?;
    if range.0 < range.1 { Ok(range) } else { Err(wrong(fields, name, "two numbers, the lower first")) }
}

fn wrong(fields: &Fields, name: &str, allowed: &str) -> FieldError {
    error(&fields.path(name), fields.get(name).unwrap_or(&Value::Null), allowed)
}

fn numbers((a, b): (f64, f64)) -> Value {
    vec![a, b].into()
}

fn counts(counts: &[u32]) -> Value {
    counts.iter().map(|count| f64::from(*count)).collect::<Vec<_>>().into()
}

/// A number of a report.
fn number(report: &Value, name: &str) -> Option<f64> {
    report.get(name)?.as_number()
}

/// A whole number of a report.
fn whole(value: &Value) -> Option<u32> {
    let x = value.as_number()?;
    (x.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&x)).then_some(x as u32)
}

#[cfg(test)]
mod tests;
