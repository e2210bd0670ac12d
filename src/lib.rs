//! Downhill: see why batch size and momentum matter.
//!
//! Floors, each using only those below it: `web` (wasm only) · `scene` · `chart` · `job` · `analysis` · `experiment`,
//! `run`, `trace`, `ensemble` · `optimizer`, `schedule`, `batch` · `objective` · `data`, `rng`, `param`, `named`, `fields`,
//! `value`.
//! `docs/architecture.md` has the picture.

pub mod analysis;
pub mod batch;
pub mod chart;
pub mod data;
pub mod decimal;
pub mod ensemble;
pub mod experiment;
pub mod fields;
pub mod grid;
pub mod job;
pub mod named;
pub mod objective;
pub mod optimizer;
pub mod param;
pub mod rng;
pub mod run;
pub mod scene;
pub mod schedule;
#[cfg(feature = "full")]
mod simulate;
pub mod trace;
pub mod value;
#[cfg(feature = "full")]
pub mod walk;
#[cfg(target_arch = "wasm32")]
mod web;

pub use experiment::Experiment;
#[cfg(feature = "full")]
pub use simulate::{Simulation, simulate};
