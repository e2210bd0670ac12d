//! A function that a reader writes, as settings have it. What reads it is a part of the page's program that comes when somebody
//! writes one: until then there is none.

use super::Objective;
use crate::fields::FieldError;
use crate::param::{Given, Param};
use crate::value::Value;
use std::rc::Rc;

/// The name of the objective.
pub const EXPRESSION: &str = "expression";

/// The formula, of x and y, or of x alone.
pub static TEXT: Param =
    Param::text("text", "a formula such as a*x^2 + b*y^2", "(x^2 + 4y^2)/4 + a*sin(2x)*sin(2y)");
/// Values of its parameters, `a:1,b:20`; those left out are 1.
pub static PARAMETERS: Param = Param::text("parameters", "name:number,…", "");
/// The part of the plane that is shown, `low,high` of x and then of y; chosen where none is given.
pub static DOMAIN: Param = Param::text("domain", "x-low,x-high,y-low,y-high", "");

/// Data of the reader's own, `x,y,x,y,…`, in place of the built-in ones.
pub static POINTS: Param = Param::text("points", "x,y,x,y,…", "");

/// An objective that a reader has written, and a learning rate at which plain gradient descent makes good progress on it.
pub type Written = (Rc<dyn Objective>, &'static str);

/// The objective of the formula that is set, of x and y or, where it is a `line`, of x alone; nothing where the text is no formula, or
/// nothing can read it yet.
pub fn written(given: &dyn Given, line: bool) -> Option<Written> {
    (reader()?.build)(given, line)
}
/// The description of the formula that is set, as [`super::from_value`] takes it; null where nothing can read it yet.
pub fn description(given: &dyn Given, line: bool) -> Value {
    reader().map_or(Value::Null, |reader| (reader.describe)(given, line))
}
/// Where an objective of two coordinates has no value, of so many columns over a range of x and rows over one of y: parts (left, right,
/// bottom, top), and the middle of the widest, where there is room for a word. Nothing where formulas cannot be read: then it has one
/// everywhere.
pub fn holes(objective: &dyn Objective, ranges: [(f64, f64); 2], columns: usize) -> Holes {
    reader().map_or_else(Holes::default, |reader| (reader.holes)(objective, ranges, columns))
}

/// Parts of the plane without value, and where to say so.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Holes {
    /// Left, right, bottom, top of each.
    pub parts: Vec<[f64; 4]>,
    /// The middle of the widest, where there is room for a word.
    pub middle: Option<(f64, f64)>,
}

/// Finds where an objective has no value: see [`holes`].
type Find = fn(&dyn Objective, [(f64, f64); 2], usize) -> Holes;

/// What reads formulas.
pub struct Reader {
    pub(super) build: fn(&dyn Given, bool) -> Option<Written>,
    pub(super) describe: fn(&dyn Given, bool) -> Value,
    pub(super) from_value: fn(&Value) -> Result<Rc<dyn Objective>, FieldError>,
    pub(super) holes: Find,
}

#[cfg(feature = "library")]
pub(super) fn reader() -> Option<&'static Reader> {
    Some(&super::expression::READER)
}

#[cfg(not(feature = "library"))]
pub use late::install;
#[cfg(not(feature = "library"))]
pub(super) use late::reader;

#[cfg(not(feature = "library"))]
mod late {
    use super::Reader;
    use std::cell::Cell;

    thread_local! {
        static READER: Cell<Option<&'static Reader>> = const { Cell::new(None) };
    }

    /// Takes what reads formulas, once it is there.
    pub fn install(reader: &'static Reader) {
        READER.set(Some(reader));
    }
    pub(in crate::objective) fn reader() -> Option<&'static Reader> {
        READER.get()
    }
}
