//! What is counted in millions, as a crate of its own: it is compiled for speed, all the rest for size
//! (`Cargo.toml`, `profile.page`).

pub mod analysis;
pub mod batch;
pub mod ensemble;
pub mod experiment;
pub mod grid;
pub mod job;
pub mod objective;
pub mod optimizer;
pub mod rng;
pub mod run;
pub mod schedule;
pub mod shading;
#[cfg(feature = "library")]
mod simulate;
pub mod trace;
#[cfg(feature = "library")]
pub mod walk;

#[cfg(test)]
use downhill_ground::value::Value;
#[cfg(test)]
#[path = "../tests/json/mod.rs"]
mod json;

pub use downhill_ground::{data, decimal, fields, named, param, value};
pub use experiment::Experiment;
#[cfg(feature = "library")]
pub use simulate::{Legs, Simulation, simulate};
