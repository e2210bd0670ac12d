//! What all the rest stands on, as a crate of its own: nothing here is counted in millions, so it is compiled for size.

pub mod data;
pub mod decimal;
pub mod fields;
pub mod named;
pub mod param;
pub mod value;

#[cfg(test)]
use value::Value;
#[cfg(test)]
#[path = "../tests/json/mod.rs"]
mod json;
